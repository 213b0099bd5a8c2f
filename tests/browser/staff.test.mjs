// The staff application in a real browser, as officers use it: signing in, by the keyboard, on a desk and on a phone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines, signIn } from '../binary.mjs';
import { cardOf, chooseProcedure, kOtherPassword, numberOf, Office, receive, scan, signInAs } from './staff.mjs';

const kMostBytes = 300 * 1024; // of the first load, as it comes over the line

for (const engine of engines) {
  describe(`staff application, ${engine}`, () => {
    const office = new Office(engine);
    before(() => office.open());
    after(() => office.close());
    // What has nothing to do with the database is tried on one.
    const screen = (name, look) => engine === 'sqlite' && test(name, look);

    test('a wrong password is refused in words, the right one opens the work, signing out ends it', async () => {
      await office.as(undefined, {}, async (page) => {
        await page.locator('input[autocomplete=username]').fill('specialist');
        await page.locator('input[autocomplete=current-password]').fill('not the password');
        await page.keyboard.press('Enter');
        assert.match(await page.locator('[role=alert]').innerText(), /không đúng/);
        await signInAs(page, 'specialist', office.passwords.specialist);
        await page.waitForURL(/\/staff\/worklist$/);
        await page.locator('.officer').click();
        await page.getByText('Đăng xuất').click();
        await page.getByRole('heading', { name: 'Đăng nhập cán bộ' }).waitFor();
        await page.reload();
        await page.getByRole('heading', { name: 'Đăng nhập cán bộ' }).waitFor();
      });
    });

    screen('every address below /staff/ is the application, files are kept for ever, nothing inline is allowed', async () => {
      for (const path of ['/staff', '/staff/', '/staff/counter', '/staff/dossiers/H26.00004-261125-0001']) {
        const answer = await fetch(office.base + path);
        assert.equal(answer.status, 200, path);
        assert.equal(answer.headers.get('cache-control'), 'no-cache');
        const policy = answer.headers.get('content-security-policy');
        assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
        assert.doesNotMatch(policy, /unsafe|nonce/);
        const text = await answer.text();
        assert.doesNotMatch(text, /<style|<script>| style=/);
        const [, file] = /src="(\/staff\/assets\/[^"]+\.js)"/.exec(text);
        const script = await fetch(office.base + file, { headers: { 'accept-encoding': 'gzip' } });
        assert.match(script.headers.get('cache-control'), /immutable/);
        assert.equal(script.headers.get('content-encoding'), 'gzip');
      }
      assert.equal((await fetch(`${office.base}/staff/assets/of-an-older-version.js`)).status, 404);
    });

    screen(`the first load weighs at most ${kMostBytes} bytes, signing in or at the counter`, async () => {
      for (const account of [undefined, 'counter']) {
        await office.as(account, { path: account ? '/staff/counter' : '/staff/' }, async (page) => {
          const session = await page.context().newCDPSession(page);
          await page.waitForLoadState('networkidle'); // fonts come last
          await session.send('Network.enable');
          let bytes = 0;
          session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
          await session.send('Network.setCacheDisabled', { cacheDisabled: true });
          await page.reload({ waitUntil: 'networkidle' });
          assert.ok(bytes > 10_000 && bytes <= kMostBytes, `${bytes} bytes`);
        });
      }
    });

    test('an intake by the keyboard alone, from a few letters to the printed receipt', async () => {
      await office.atCounter(async (page) => {
        await page.evaluate(() => (globalThis.print = () => (globalThis.printed = (globalThis.printed ?? 0) + 1)));
        await page.keyboard.type('dang ky khai sinh');
        await page.locator('.picker-list', { hasText: '1.001193' }).waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.chosen-one', { hasText: 'Thủ tục đăng ký khai sinh' }).waitFor();
        await page.waitForFunction(() => globalThis.document.activeElement?.dataset.where === '/place');
        assert.equal(await page.locator('[data-where="/place"]').inputValue(), 'Phường Ba Đình'); // the desk's own
        await page.keyboard.press('PageDown'); // to the person
        for (const expected of ['/applicant/kind', '/applicant/identity/kind', '/applicant/identity/number']) {
          assert.equal(await page.evaluate(() => globalThis.document.activeElement.dataset.where), expected);
          if (expected !== '/applicant/identity/number') await page.keyboard.press('Enter');
        }
        await page.keyboard.type(numberOf(11));
        await page.keyboard.press('Enter');
        await page.keyboard.press('Space'); // the paper lies on the desk
        await page.getByText('Chưa có thông tin lần trước').waitFor();
        await page.keyboard.press('Enter');
        await page.keyboard.type('Nguyễn Văn Thử (giả định)');
        await page.keyboard.press('Enter');
        await page.keyboard.type('01021990');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Enter'); // sex
        await page.keyboard.type('Số 1 phố Giả Định, phường Ba Đình, Hà Nội');
        await page.locator('.review .hero-date').waitFor(); // the date, before anything is saved
        assert.equal(await page.locator('[data-where="/delivery/address"]').inputValue(), 'Số 1 phố Giả Định, phường Ba Đình, Hà Nội');
        await page.keyboard.press('PageDown');
        await page.keyboard.press('PageDown'); // to the papers
        await page.keyboard.press('Space');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('s');
        await page.keyboard.press('3');
        assert.equal(await page.locator('.ticks li.ticked').count(), 2);
        assert.match(await page.locator('.ticks li.ticked').nth(1).innerText(), /3[\s\S]*bản sao/);
        await page.keyboard.press('PageDown'); // to the fees
        await page.keyboard.press('2');
        await page.keyboard.press('t');
        const [code] = await receive(page);
        assert.match(code, /^H26\.00004-\d{6}-\d{4,}$/);
        assert.match(await page.locator('.received .hero').innerText(), /Hẹn trả\s+\d\d:\d\d\s+\d\d\/\d\d\/\d{4}/);
        assert.equal(await page.locator('.received svg.qr').count(), 1);
        await page.keyboard.press('p');
        await page.waitForFunction(() => globalThis.printed === 1);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('.sheet').count(), 2); // two copies
        const sheet = await page.locator('.sheet').first().innerText();
        const order = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', code, 'tiếp nhận hồ sơ của', 'Nội dung yêu cầu', 'Thành phần hồ sơ', '3 bản sao', 'Số lượng hồ sơ', 'theo quy định', 'Thời gian nhận hồ sơ', 'Thời gian trả kết quả', 'Đăng ký nhận kết quả', 'Vào Sổ theo dõi', 'Người nộp hồ sơ'];
        let from = 0;
        for (const words of order) {
          const at = sheet.indexOf(words, from);
          assert.ok(at >= 0, `${words} after ${from} in\n${sheet}`);
          from = at;
        }
        assert.equal(await page.locator('.head').isVisible(), false);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        assert.equal((pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length, 2);
        assert.match(pdf.toString('latin1'), /MediaBox \[0 0 4(19|20)[.\d]* 59[45][.\d]*\]/); // A5
        await page.emulateMedia({ media: 'screen' });
        await page.keyboard.press('l');
        await page.waitForFunction(() => globalThis.printed === 2);
        assert.equal(await page.locator('.sheets-large').count(), 1);
        await page.keyboard.press('F2');
        await page.getByText('Hay dùng').or(page.locator('.picker-list kbd').first()).first().waitFor();
        await page.keyboard.press('1'); // the favourite now
        await page.keyboard.press('Enter');
        await page.locator('.chosen-one', { hasText: '1.001193' }).waitFor();
      });
    });

    test('a card under the scanner fills the person, whatever has the focus; the same person again is offered what was given', async () => {
      await office.atCounter(async (page) => {
        await scan(page, cardOf(21)); // in the field for the procedure
        await page.getByText('Đã đọc thẻ của Nguyễn Văn Thử').waitFor();
        assert.equal(await page.locator('[data-where="/procedure"]').inputValue(), '');
        assert.equal(await page.locator('[data-where="/applicant/identity/number"]').inputValue(), numberOf(21));
        assert.equal(await page.locator('[data-where="/applicant/birth_date"]').inputValue(), '01/02/1990');
        assert.equal(await page.locator('[data-where="/applicant/address"]').inputValue(), 'Số 21 phố Giả Định, phường Ba Đình, Hà Nội');
        await chooseProcedure(page, '1.001193');
        await page.locator('[data-row]').first().focus();
        await scan(page, cardOf(22, 'Trần Văn Ví Dụ (giả định)')); // on a row where digits count
        await page.getByText('Đã đọc thẻ của Trần Văn Ví Dụ').waitFor();
        assert.equal(await page.locator('.ticks li.ticked').count(), 0);
        await page.getByLabel('Người khác nộp thay').check();
        await page.locator('[data-where="/submitter/name"]').focus();
        await scan(page, cardOf(23, 'Lê Văn Mẫu (giả định)'));
        assert.equal(await page.locator('[data-where="/submitter/name"]').inputValue(), 'Lê Văn Mẫu (giả định)');
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), 'Trần Văn Ví Dụ (giả định)');
        await page.locator('[data-where="/submitter/relation"]').fill('Người được ủy quyền');
        await page.locator('[data-where="/submitter/authority/paper"]').fill('Giấy ủy quyền số 5');
        await receive(page);
        await page.keyboard.press('F7'); // something else of this person
        await page.locator('[data-where="/procedure"]').waitFor();
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), 'Trần Văn Ví Dụ (giả định)');
        await page.locator('.earlier button', { hasText: 'Trần Văn Ví Dụ' }).waitFor();
        await page.keyboard.press('F2'); // parks it, as it holds something
        await page.locator('.parked button').waitFor();
      });
    });

    test('several dossiers in one go: one sheet lists them, each has its code', async () => {
      await office.atCounter(async (page) => {
        await chooseProcedure(page, '1.001193');
        await scan(page, cardOf(31));
        await page.keyboard.press('F7');
        await page.locator('.jobs').waitFor();
        await page.locator('[data-where="/procedure"]').focus();
        await chooseProcedure(page, '1.000894');
        const codes = await receive(page);
        assert.equal(new Set(codes).size, 2);
        await page.emulateMedia({ media: 'print' });
        assert.equal(await page.locator('.sheet').count(), 2);
        const sheet = await page.locator('.sheet').first().innerText();
        for (const code of codes) assert.ok(sheet.includes(code), code);
      });
    });

    screen('a half-done intake is parked and taken up again; the browser asks before it goes away', async () => {
      await office.atCounter(async (page) => {
        const asked = () => page.evaluate(() => !globalThis.dispatchEvent(new Event('beforeunload', { cancelable: true })));
        assert.equal(await asked(), false);
        await chooseProcedure(page, '1.001193');
        await page.locator('[data-where="/applicant/name"]').fill('Người thứ nhất (giả định)');
        await page.keyboard.press('F4');
        await page.locator('.parked button', { hasText: 'Người thứ nhất' }).waitFor();
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), '');
        await page.locator('[data-where="/applicant/name"]').fill('Người thứ hai (giả định)');
        await page.keyboard.press('F4');
        assert.equal(await page.locator('.parked button').count(), 2);
        assert.equal(await asked(), true);
        await page.keyboard.press('F6');
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), 'Người thứ nhất (giả định)');
        assert.equal(await page.locator('.chosen-one').count(), 1);
        const kept = await page.evaluate(() => JSON.stringify([Object.entries(globalThis.localStorage), Object.entries(globalThis.sessionStorage)]));
        assert.doesNotMatch(kept, /Người thứ/);
      });
    });

    screen('twins are told apart by a question, by its number', async () => {
      await office.atCounter(async (page) => {
        await page.keyboard.type('1.013827');
        await page.keyboard.press('Enter'); // before the list has come: the first of what was typed, not of what stood there
        await page.locator('.question', { hasText: 'Cấp xã' }).waitFor();
        await page.keyboard.press('2');
        await page.locator('.chosen-one', { hasText: '1.013953' }).waitFor();
        assert.ok((await page.locator('.reasons li').count()) > 0); // this one cannot be received, and why
      });
    });

    screen('an old unit that was divided: its successors are offered, one press takes one', async () => {
      await office.atCounter(async (page) => {
        await chooseProcedure(page, '1.001193');
        await scan(page, cardOf(41));
        await page.getByLabel('Địa chỉ cũ').focus();
        await page.keyboard.press('Space');
        await page.locator('[data-where="/place"]').focus();
        await page.keyboard.type('cua nam');
        await page.locator('.picker-list [role=option]').first().waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.question button', { hasText: 'Phường Hoàn Kiếm' }).click();
        assert.equal(await page.locator('[data-where="/place"]').inputValue(), 'Phường Hoàn Kiếm');
      });
    });

    test('wrong door: one key says where to go, and it is counted', async () => {
      await office.atCounter(async (page) => {
        await chooseProcedure(page, '1.001193');
        await page.locator('[data-where="/place"]').focus();
        await page.keyboard.type('hoan kiem');
        await page.locator('.picker-list [role=option]', { hasText: 'Hoàn Kiếm' }).first().waitFor();
        await page.keyboard.press('Enter');
        await page.waitForFunction(() => document.querySelector('[data-where="/place"]').value === 'Phường Hoàn Kiếm');
        await page.keyboard.press('F8');
        await page.locator('.direction-unit', { hasText: 'Phường Hoàn Kiếm' }).waitFor();
        await page.keyboard.press('Enter'); // next person
        await page.locator('.picker-list').waitFor();
        await page.keyboard.press('F8'); // nothing chosen: by hand
        await page.getByLabel('Hoặc chọn thẳng nơi đến').focus();
        await page.keyboard.type('tay ho');
        await page.locator('dialog .picker-list [role=option]').first().waitFor();
        await page.keyboard.press('Enter');
        await page.keyboard.press('Enter');
        await page.locator('.direction-unit', { hasText: 'Tây Hồ' }).waitFor();
      });
      const { token } = await office.session('counter');
      const counts = await fetch(`${office.base}/api/v1/points/H26.local.point-00004/directions`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal((await counts.json()).total, 2);
    });

    screen('what is wrong stands at its field and has the focus', async () => {
      await office.atCounter(async (page) => {
        await chooseProcedure(page, '1.001193');
        await page.locator('[data-where="/applicant/identity/number"]').fill('00120512345');
        await page.locator('[data-where="/applicant/name"]').fill('Đỗ Văn Sai (giả định)');
        await page.keyboard.press('Control+Enter');
        await page.locator('[data-where="/applicant/identity/number"][aria-invalid=true]').waitFor();
        await page.waitForFunction(() => globalThis.document.activeElement.dataset.where === '/applicant/identity/number');
        assert.match(await page.locator('.review [role=alert]').innerText(), /12/);
      });
    });

    test('the line breaks while it is sent: nothing is lost, and sent again it is received once', async () => {
      await office.atCounter(async (page) => {
        await chooseProcedure(page, '1.001193');
        await scan(page, cardOf(51));
        await page.locator('.review .hero-date').waitFor();
        // The answer is lost on its way: the server has received it, the browser does not know.
        let sent = 0;
        await page.route('**/api/v1/dossiers', async (route) => {
          sent += 1;
          await route.fetch();
          await route.abort('connectionfailed');
        }, { times: 1 });
        await page.keyboard.press('Control+Enter');
        await page.getByText('hồ sơ không bị nhận hai lần').waitFor();
        assert.equal(sent, 1);
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), 'Nguyễn Văn Thử (giả định)');
        const [code] = await receive(page);
        const { token } = await office.session('specialist');
        const list = await (await fetch(`${office.base}/api/v1/worklist?limit=200`, { headers: { authorization: `Bearer ${token}` } })).json();
        const serials = list.items.map((item) => item.code).filter((one) => one >= code);
        assert.ok(serials.every((one) => one === code), `a second dossier: ${serials}`);
      });
    });

    screen('without a line the banner says so, typing goes on, and it goes away by itself', async () => {
      await office.atCounter(async (page) => {
        await page.context().setOffline(true);
        await page.getByText('Mất kết nối').waitFor();
        await page.locator('[data-where="/applicant/name"]').fill('Vẫn gõ được (giả định)');
        await page.context().setOffline(false);
        await page.locator('.banner').waitFor({ state: 'detached' });
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), 'Vẫn gõ được (giả định)');
      });
    });

    test('a session that ends in the middle: sign in over the form and go on; another officer too', async () => {
      await office.atCounter(async (page) => {
        await chooseProcedure(page, '1.001193');
        await scan(page, cardOf(61));
        await page.locator('.review .hero-date').waitFor();
        await page.context().clearCookies();
        await page.keyboard.press('Control+Enter');
        await page.getByRole('dialog', { name: 'Phiên đã hết hạn' }).waitFor();
        await page.locator('dialog input[autocomplete=current-password]').fill(office.passwords.counter);
        await page.keyboard.press('Enter');
        await page.locator('.done').waitFor(); // what was asked for goes on by itself
        await page.keyboard.press('F2');
        await page.locator('[data-where="/applicant/name"]').fill('Người đang chờ (giả định)');
        await page.keyboard.press('F9'); // lock: the session ends on the server
        const locked = page.getByRole('dialog', { name: 'Màn hình đã khóa' });
        await locked.waitFor();
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        assert.equal(await locked.isVisible(), true);
        assert.equal(await page.evaluate(() => fetch('/api/v1/session').then((answer) => answer.status)), 401);
        await page.locator('dialog input[autocomplete=username]').fill('second');
        await page.locator('dialog input[autocomplete=current-password]').fill(kOtherPassword);
        await page.keyboard.press('Enter');
        await page.locator('.officer', { hasText: 'second' }).waitFor();
        assert.equal(await page.locator('[data-where="/applicant/name"]').inputValue(), 'Người đang chờ (giả định)');
      }, { fresh: true });
    });

    screen('too many wrong passwords: the wait is shown and counts down', async () => {
      await office.as(undefined, {}, async (page) => {
        for (let tries = 0; tries < 7 && !(await page.getByText('Thử lại sau').count()); tries++) {
          await page.locator('input[autocomplete=username]').fill('learner');
          await page.locator('input[autocomplete=current-password]').fill(`wrong ${tries}`);
          await page.keyboard.press('Enter');
          await page.locator('[role=alert]').waitFor();
          await page.locator('form[aria-busy=false]').waitFor();
        }
        assert.match(await page.locator('[role=alert]').innerText(), /Thử lại sau \d+ giây/);
        assert.equal(await page.locator('button[type=submit]').isDisabled(), true);
        await page.locator('button[type=submit]:not([disabled])').waitFor({ timeout: 15_000 });
      });
    });

    test('account: sessions are listed and ended, the password is changed', async () => {
      await office.session('colleague');
      await office.as('colleague', { fresh: true }, async (page) => {
        await page.goto(`${office.base}/staff/account`);
        await page.getByText('(phiên này)').waitFor();
        const others = page.getByRole('button', { name: 'Kết thúc' });
        const before = await others.count();
        await others.first().click();
        await page.waitForFunction((count) => [...globalThis.document.querySelectorAll('button')].filter((one) => one.innerText === 'Kết thúc').length === count - 1, before);
        await page.getByLabel('Mật khẩu hiện tại').fill(kOtherPassword);
        await page.getByLabel('Mật khẩu mới', { exact: true }).fill('năm từ ngẫu nhiên khác');
        await page.getByLabel('Nhập lại').fill('năm từ khác');
        await page.getByText('không giống nhau').waitFor();
        await page.getByLabel('Nhập lại').fill('năm từ ngẫu nhiên khác');
        await page.getByRole('button', { name: 'Đổi', exact: true }).click();
        await page.getByText('Đã đổi mật khẩu').waitFor();
        office.passwords.colleague = 'năm từ ngẫu nhiên khác';
      });
    });

    test('the worklist: its counts are those of its rows, by keys, and paged to the end', async () => {
      await office.received(71);
      await office.as('specialist', {}, async (page) => {
        await page.route('**/api/v1/worklist*', (route) => route.continue({ url: route.request().url().replace('limit=50', 'limit=2') }));
        await page.locator('.rows tbody tr').first().waitFor();
        await page.keyboard.press('r');
        await page.waitForFunction(() => globalThis.document.querySelectorAll('.rows tbody tr').length <= 2);
        while (await page.locator('.more').count()) {
          const rows = await page.locator('.rows tbody tr').count();
          await page.locator('.more').click();
          await page.waitForFunction((count) => globalThis.document.querySelectorAll('.rows tbody tr').length > count, rows);
        }
        const rows = await page.locator('.rows tbody tr').count();
        const [open, late] = (await page.locator('.counts').innerText()).match(/\d+/g).map(Number);
        assert.equal(open, rows);
        assert.equal(late, await page.locator('.standing-late').count());
        const codes = await page.locator('.row-link').allTextContents();
        assert.equal(new Set(codes).size, rows);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        assert.equal(await page.locator('.row-link:focus').innerText(), codes[1]);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/dossiers\//);
        await page.goBack();
        await page.getByRole('link', { name: 'Quá hạn' }).click();
        await page.waitForURL(/late=true/);
        await page.locator('.counts', { hasText: '0 hồ sơ' }).waitFor();
        await page.locator('.empty').waitFor();
      });
    });

    test('a dossier from taking it to delivery, each act confirmed and told; who was slower is told who holds it', async () => {
      const code = await office.received(81);
      const slow = await office.page({ account: 'colleague', path: `/staff/dossiers/${code}` });
      await slow.getByRole('button', { name: 'Nhận việc này' }).waitFor();
      await office.as('specialist', { path: `/staff/dossiers/${code}` }, async (page) => {
        const act = async (name, fill = async () => {}) => {
          await page.getByRole('button', { name }).click();
          await page.getByRole('dialog', { name }).waitFor();
          await fill();
          await page.getByRole('button', { name: 'Thực hiện' }).click();
          await page.locator('.acts [role=status]', { hasText: 'Đã xong' }).waitFor();
        };
        await page.locator('.hero-date').waitFor();
        await page.keyboard.press('1'); // the first act
        await page.getByRole('dialog', { name: 'Nhận việc này' }).waitFor();
        await page.keyboard.press('Enter');
        await page.getByText('Đã xong: Nhận việc này').waitFor();
        await page.locator('.facts', { hasText: 'specialist' }).first().waitFor();
        await slow.getByRole('button', { name: 'Nhận việc này' }).click();
        await slow.getByRole('button', { name: 'Thực hiện' }).click();
        await slow.getByText('Hồ sơ này specialist đang giữ').waitFor();
        await page.getByRole('button', { name: 'Chấp thuận' }).click();
        await page.getByRole('dialog').waitFor();
        await page.keyboard.press('Escape'); // thought better of it
        await act('Chấp thuận');
        await act('Phát hành kết quả', () => page.getByLabel('Tên kết quả').fill('Giấy khai sinh'));
        await page.getByRole('button', { name: 'Xem', exact: true }).click();
        await page.locator('.particulars', { hasText: 'Lê Văn Mẫu' }).waitFor();
        await page.getByRole('button', { name: 'Che lại' }).click();
        await page.locator('.particulars').waitFor({ state: 'detached' });
        await act('Trả kết quả');
        await page.getByText('Đã trả kết quả').first().waitFor();
        await page.locator('.timeline li').nth(5).waitFor();
      });
      await slow.context().close();
    });

    test('what was handed in online waits for the desk: one is received, one is refused in writing', async () => {
      for (const refused of [false, true]) {
        const submission = await office.submitted();
        await office.as('counter', { path: '/staff/worklist' }, async (page) => {
          await page.getByRole('link', { name: 'Chờ kiểm tra' }).click();
          await page.locator('.row-link', { hasText: submission }).click();
          const name = refused ? 'Từ chối tiếp nhận' : 'Tiếp nhận';
          await page.locator('.acts').getByRole('button', { name, exact: false }).first().waitFor();
          await page.keyboard.press(refused ? '2' : '1');
          await page.locator('dialog').waitFor();
          if (refused) {
            await page.getByLabel('Lý do').fill('Hồ sơ thuộc thẩm quyền của cơ quan khác');
            await page.getByLabel('Căn cứ').fill('118/2025/NĐ-CP điều 17');
          }
          await page.getByRole('button', { name: 'Thực hiện' }).click();
          await page.locator('.state', { hasText: refused ? 'Không được tiếp nhận' : 'Được tiếp nhận' }).waitFor();
        });
      }
    });

    screen('a list that cannot be fetched says so and is tried again; an inspector says under which number they look', async () => {
      const code = await office.received(95);
      await office.as('inspector', { path: '/staff/account' }, async (page) => {
        await page.getByText('(phiên này)').waitFor();
        await page.route('**/api/v1/worklist*', (route) => route.abort('connectionfailed'));
        await page.getByRole('link', { name: 'Hồ sơ đến hạn' }).click();
        await page.locator('.trouble', { hasText: 'Chưa liên lạc được' }).waitFor();
        await page.unroute('**/api/v1/worklist*');
        await page.getByRole('button', { name: 'Thử lại' }).click();
        await page.locator('.rows, .empty').waitFor();
        await page.goto(`${office.base}/staff/dossiers/${code}`);
        await page.getByRole('button', { name: 'Xem', exact: true }).click();
        await page.locator('.trouble').waitFor(); // without a number
        await page.getByLabel('Số quyết định').fill('12/QĐ-TTr');
        await page.getByRole('button', { name: 'Xem', exact: true }).click();
        await page.locator('.particulars', { hasText: 'Lê Văn Mẫu' }).waitFor();
      });
    });

    test('a dossier that changed while it was looked at: told, shown anew; one that is not there: told', async () => {
      const code = await office.received(91);
      await office.as('head', { path: `/staff/dossiers/${code}` }, async (page) => {
        await page.getByRole('button', { name: 'Phân công' }).click();
        await page.getByLabel('Tài khoản của người thụ lý').fill('colleague');
        const { token } = await office.session('specialist');
        const taken = await fetch(`${office.base}/api/v1/dossiers/${code}/acts/assign`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: '{"account":"specialist"}' });
        assert.equal(taken.status, 200);
        await page.getByRole('button', { name: 'Thực hiện' }).click();
        await page.getByText('Hồ sơ đã thay đổi').waitFor();
        await page.locator('.facts', { hasText: 'specialist' }).first().waitFor();
        await page.locator('.find-code input').fill('H26.00004-200101-0001');
        await page.keyboard.press('Enter');
        await page.getByText('Không có hồ sơ này').waitFor();
      });
    });
  });
}
