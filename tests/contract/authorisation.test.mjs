// Every operation by every caller (authorisation.mjs), on each engine; a case that is missing there is a failure here.
// Then what a table cannot say: lists and counts agree with what may be read, 60 officers sign in behind one address, a
// guessed password slows one account.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { binary, engines, makeRecord, serve, signIn } from '../binary.mjs';
import { callers, expected, purposes, roles } from './authorisation.mjs';
import { api, operations } from './openapi.mjs';
import { Talk } from './talk.mjs';

const kBirth = '1.001193';
const kOtherWard = 'H26.local.ward-00082';
const kOtherPoint = 'H26.local.point-00082';
const kOfficers = 60;
const kPassword = 'bốn từ thử nghiệm';

test('every operation has a case for every caller, and the interface names the same roles', () => {
  assert.deepEqual(Object.keys(expected).sort(), Object.keys(operations).sort());
  assert.deepEqual([...roles].sort(), [...api.components.schemas.Role.enum].sort());
  for (const [id, cases] of Object.entries(expected)) {
    assert.deepEqual(Object.keys(cases).sort(), [...callers].sort(), id);
    const let_in = roles.filter((role) => ![401, 403, 404].includes(cases[`${role} own`]));
    const { roles: said, open } = operations[id];
    if (cases.nobody === 401 && !['sign_in', 'end_session', 'assign', 'approve', 'refuse'].includes(id)) {
      assert.deepEqual(let_in, roles.filter((role) => said.includes(role)), id);
    }
    assert.ok(let_in.every((role) => open || said.includes(role)), `${id} lets in ${let_in}, the interface says ${said}`);
  }
});

function addUser(record, login, role, unit, point) {
  const where = point ? ['--point', point] : [];
  execFileSync(binary, ['user', 'add', login, '--role', role, '--unit', unit, ...where, ...record.where], { input: `${kPassword}\n` });
  record.passwords[login] = kPassword;
}

for (const engine of engines) {
  describe(`authorisation on ${engine}`, () => {
    let record, server, talk, dossier;
    const accounts = {}; // caller → login

    before(async () => {
      record = makeRecord(engine);
      for (const role of roles) {
        accounts[`${role} own`] = role;
        accounts[`${role} other`] = `${role}-other`;
        addUser(record, `${role}-other`, role, kOtherWard, role === 'counter' ? kOtherPoint : undefined);
      }
      server = await serve(record);
      talk = new Talk(server.base);
      for (const [caller, login] of Object.entries(accounts)) {
        talk.signedIn(caller, (await signIn(server.base, record, login)).token);
      }
      const { unit, point } = (await talk.call('who_am_i', { as: 'counter own', want: 200 })).body;
      talk.means('H26.local.point-00004', point);
      talk.means('H26.local.ward-00004', unit);
      talk.means('00004', unit.slice(-5));
      await talk.call('publish_procedure', { as: 'controller own', path: { code: kBirth }, example: 'birth', want: 201 });
      dossier = (await talk.call('take_in', { as: 'counter own', body: intake(), want: 201 })).body;
      await talk.call('hand_over', { as: 'counter own', path: { code: dossier.code }, body: {}, want: 200 });
    });

    after(async () => {
      await server?.stop();
      record?.remove();
    });

    function intake() {
      const { occurred_at: _, ground: __, ...body } = talk.example('take_in', 'counter');
      return body;
    }

    // A request of each operation that a caller with the right is let through to, and that changes nothing.
    function request(operation, caller) {
      const path = { code: operation.path.startsWith('/procedures') ? kBirth : dossier.code, id: 'f'.repeat(32) };
      const query = {};
      let body = operation.body ? talk.example(operation.id, Object.keys(operation.body)[0]) : undefined;
      if (operation.path.startsWith('/points/')) path.id = talk.adapted('H26.local.point-00004');
      const headers = operation.path.includes('/acts/') ? { 'if-match': '"999999"' } : {};
      if (operation.id === 'sign_in') body = { account: `nobody ${caller}`, password: 'not the password' };
      if (operation.id === 'change_password') body = talk.example('change_password', 'wrong_current');
      if (operation.id === 'publish_procedure') body = talk.example('publish_procedure', 'tied_rules');
      if (operation.id === 'take_in') body = { ...intake(), case: 'no such case' };
      if (operation.id === 'read_worklist') query.unit = dossier.receipt ? 'H26.local.ward-00004' : undefined;
      if (operation.id === 'read_particulars') Object.assign(query, { purpose: purposes[caller.split(' ')[0]] ?? 'casework', reference: '12/QĐ-TTr' });
      return { path, query, headers, body };
    }

    for (const operation of Object.values(operations)) {
      test(`${operation.id}: every caller`, async () => {
        for (const caller of callers) {
          const as = caller === 'nobody' ? undefined : caller;
          if (operation.id === 'sign_out' && as) {
            talk.signedIn('leaving', (await signIn(server.base, record, accounts[caller])).token);
            await talk.call('sign_out', { as: 'leaving', want: 204 });
            continue;
          }
          await talk.call(operation.id, { as, ...request(operation, caller), want: expected[operation.id][caller] });
        }
      });
    }

    test('CC-6: two take one dossier at once: one has it, the other is told who', async () => {
      addUser(record, 'specialist-two', 'specialist', 'H26.local.ward-00004');
      talk.signedIn('second', (await signIn(server.base, record, 'specialist-two')).token);
      const claim = (as, account) => talk.call('assign', { as, path: { code: dossier.code }, body: { account }, want: [200, 409] });
      const answers = await Promise.all([claim('specialist own', 'specialist'), claim('second', 'specialist-two')]);
      const won = answers.find((one) => one.status === 200);
      const lost = answers.find((one) => one.status === 409);
      assert.ok(won && lost, answers.map((one) => one.text).join('\n'));
      assert.equal(lost.body.code, 'already_held');
      assert.equal(lost.body.facts.holder, won.body.handler);
      assert.ok(lost.body.detail.includes(won.body.handler));
    });

    test('SE-1: another unit finds no trace of the dossier in lists and counts', async () => {
      for (const caller of ['counter other', 'head other', 'inspector other']) {
        const own = (await talk.call('read_worklist', { as: caller, query: { unit: kOtherWard }, want: 200 })).body;
        assert.deepEqual([own.items, own.counts], [[], { open: 0, late: 0, today: 0 }]);
      }
      for (const caller of ['counter own', 'specialist own', 'head own', 'inspector own']) {
        const list = (await talk.call('read_worklist', { as: caller, query: { unit: 'H26.local.ward-00004' }, want: 200 })).body;
        for (const { code } of list.items) await talk.call('read_dossier', { as: caller, path: { code }, want: 200 });
        assert.equal(list.counts.open, list.items.length, caller);
      }
    });

    test('an origin of somebody else is refused on every unsafe request', async () => {
      for (const operation of Object.values(operations).filter((one) => one.method !== 'get')) {
        const { headers, ...rest } = request(operation, 'head own');
        const strange = { ...headers, origin: 'https://example.com' };
        await talk.refused(operation.id, 403, 'origin_refused', { as: operation.open ? undefined : 'head own', ...rest, headers: strange });
      }
    });
  });
}

describe('signing in', () => {
  let record, server, talk;

  before(async () => {
    record = makeRecord('sqlite');
    server = await serve(record);
    talk = new Talk(server.base);
  });

  after(async () => {
    await server?.stop();
    record?.remove();
  });

  test('SE-7: 60 officers behind one address, while somebody there guesses at another account', async () => {
    for (let i = 0; i < kOfficers; i++) addUser(record, `officer-${i}`, 'specialist', 'H26.local.ward-00004');
    const guesses = Array.from({ length: 30 }, () => talk.call('sign_in', { body: { account: 'head', password: 'not the password' }, want: [401, 429] }));
    const officers = Array.from({ length: kOfficers }, (_, i) => talk.call('sign_in', { body: { account: `officer-${i}`, password: kPassword }, want: 200 }));
    await Promise.all(officers);
    const answers = await Promise.all(guesses);
    const slowed = answers.find((one) => one.status === 429);
    assert.ok(slowed, 'the guessing was not slowed');
    const wait = Number(slowed.headers.get('retry-after'));
    assert.ok(wait >= 1 && wait <= 300, String(wait));
    assert.equal(slowed.body.facts.seconds, String(wait));
  });
});
