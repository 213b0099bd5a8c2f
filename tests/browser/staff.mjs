// What the tests of the staff application share: a signed-in officer in a browser of their own, with the console watched.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { binary, makeRecord, serve, signIn } from '../binary.mjs';
import { launch, visitor } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A browser of one officer, signed in by hand or by the token of a session; `said` gathers what the console complains of (a policy that is broken, a page that fails). */
export async function openStaff(browser, server, { account, record, token, path = '/staff/', ...settings } = {}) {
  const page = await visitor(browser, settings);
  if (token) await page.context().addCookies([{ name: '__Host-motcua', value: token, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }]);
  page.said = [];
  page.on('console', (message) => message.type() === 'error' && page.said.push(message.text()));
  page.on('pageerror', (error) => page.said.push(error.message));
  await page.goto(server.base + path);
  if (account && !token) await signInAs(page, account, record.passwords[account]);
  return page;
}

export async function signInAs(page, account, password) {
  const name = page.locator('input[autocomplete=username]:visible');
  await name.fill(account);
  await page.locator('input[autocomplete=current-password]:visible').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.officer').waitFor();
}

/** Fails when the console complained of anything but an answer that is a refusal, or a line that the test itself cut. */
export function assertQuiet(page) {
  const bad = page.said.filter((line) => !/status of [45]\d\d|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_FAILED/.test(line));
  assert.deepEqual(bad, [], page.url());
}

/** axe on what is shown now; needs a page with bypassCSP, as axe itself is an inline script. */
export async function assertAccessible(page, where) {
  await page.locator('h1').first().waitFor();
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe });
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' ')}`);
  assert.deepEqual(found, [], where);
  assert.ok(passes.length > 10, where);
}

const kWards = { unit: 'H26.local.ward-00004', point: 'H26.local.point-00004' };
export const kOtherPassword = 'bốn từ ngẫu nhiên';

/** Another account of the ward, made on the command line; its password is kOtherPassword. */
export function addOfficer(record, login, role) {
  const where = ['--unit', kWards.unit, ...(role === 'counter' ? ['--point', kWards.point] : [])];
  execFileSync(binary, ['user', 'add', login, '--role', role, ...where, ...record.where], { input: `${kOtherPassword}\n` });
  record.passwords[login] = kOtherPassword;
}

/** Twelve digits of an invented man, born in Hanoi in 1990. */
export const numberOf = (serial) => `001090${String(serial).padStart(6, '0')}`;

export const cardOf = (serial, name = 'Nguyễn Văn Thử (giả định)') => `${numberOf(serial)}|01234567${serial % 10}|${name}|01021990|Nam|Số ${serial} phố Giả Định, phường Ba Đình, Hà Nội|15042021`;

/** What a scanner types into whatever has the focus. */
export async function scan(page, text) {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Chooses a procedure by its code, with the keyboard; the counter is open and the field has the focus. */
export async function chooseProcedure(page, code) {
  await page.keyboard.type(code);
  await page.locator('.picker-list [role=option]', { hasText: code }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.chosen-one').waitFor();
}

/** Receives what is on the desk; a second press where there is something to mind. Gives the codes. */
export async function receive(page) {
  await page.keyboard.press('Control+Enter');
  await page.locator('.done, .hurts').first().waitFor();
  if (!(await page.locator('.done').count())) await page.keyboard.press('Control+Enter');
  await page.locator('.done').waitFor();
  return page.locator('.received a.mono, .received dd.mono a').allTextContents();
}

/** A record with its server, its officers and a browser, for the tests of one file. */
export class Office {
  #engine;
  #record;
  #server;
  #browser;
  #tokens = {};

  constructor(engine) {
    this.#engine = engine;
  }

  async open() {
    this.#record = makeRecord(this.#engine);
    addOfficer(this.#record, 'second', 'counter');
    addOfficer(this.#record, 'colleague', 'specialist');
    addOfficer(this.#record, 'learner', 'specialist');
    this.#server = await serve(this.#record);
    this.#browser = await launch();
  }

  async close() {
    await this.#browser?.close();
    await this.#server?.stop();
    this.#record?.remove();
  }

  get base() {
    return this.#server.base;
  }

  get passwords() {
    return this.#record.passwords;
  }

  /** A new session over REST. */
  session(account) {
    return signIn(this.base, this.#record, account);
  }

  page(settings) {
    return openStaff(this.#browser, this.#server, { record: this.#record, ...settings });
  }

  /**
   * Opens as that officer, gives the page to `look`, and closes it; the console must have been quiet. Sessions are shared
   * between tests, as signing in takes its time; `fresh` for a test that ends its own.
   */
  async as(account, { fresh = false, ...settings }, look) {
    if (account && !fresh) this.#tokens[account] ??= (await this.session(account)).token;
    const page = await this.page({ account, token: fresh ? undefined : this.#tokens[account], ...settings });
    try {
      await look(page);
      assertQuiet(page);
    } finally {
      await page.context().close();
    }
  }

  /** At the counter, with the field for the procedure focused. */
  atCounter(look, settings = {}) {
    return this.as('counter', settings, async (page) => {
      await page.waitForFunction(() => globalThis.document.activeElement?.dataset.where === '/procedure');
      await look(page);
    });
  }

  /** Handed in online, by nobody that is signed in; gives the submission's number. */
  async submitted() {
    const body = {
      procedure: '1.001193', point: kWards.point, channel: 'online', place: { unit: kWards.unit },
      applicant: { kind: 'person', name: 'Lê Văn Mẫu (giả định)', identity: { kind: 'none' }, address: 'Số 3 phố Giả Định' },
      delivery: { way: 'electronic' }, papers: [], sets: 1, fees: [], answers: {},
    };
    const answer = await fetch(`${this.base}/api/v1/dossiers`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return (await answer.json()).submission;
  }

  /** Received and handed over by REST, so that a test of the agency needs no counter. */
  async received(serial) {
    this.#tokens.counter ??= (await this.session('counter')).token;
    const body = {
      procedure: '1.001193', point: kWards.point, channel: 'counter', place: { unit: kWards.unit },
      applicant: { kind: 'person', name: 'Lê Văn Mẫu (giả định)', identity: { kind: 'personal_number', number: numberOf(serial), country: 'VN' }, address: 'Số 3 phố Giả Định' },
      delivery: { way: 'post', address: 'Số 3 phố Giả Định' }, papers: [], sets: 1, fees: [], answers: {},
    };
    const headers = { authorization: `Bearer ${this.#tokens.counter}`, 'content-type': 'application/json' };
    const call = (path, body) => fetch(`${this.base}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const { code } = await (await call('/dossiers', body)).json();
    assert.equal((await call(`/dossiers/${code}/acts/hand-over`, {})).status, 200);
    return code;
  }
}
