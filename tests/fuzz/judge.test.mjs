// The judge itself: what it must find, and what it must let pass, without a server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsIn } from './canary.mjs';
import { faultsOf } from './judge.mjs';
import { Memory } from './memory.mjs';

const officers = {
  counter: { role: 'counter', unit: 'A', point: 'PA' }, head: { role: 'head', unit: 'A' }, inspector: { role: 'inspector', unit: 'A' },
  controller: { role: 'controller', unit: 'A' }, head_b: { role: 'head', unit: 'B' },
};
const memory = new Memory(officers, { point: ['PA'], unit: ['A', 'B'] });
memory.remember('H26.A-261125-0001', { secret: 'ABC234', isCanary: true, point: 'PA', unit: 'A', competent: 'A' });

const path = { code: 'H26.A-261125-0001' };
const request = (id, as, more = {}) => ({ id, as, carried: 'bearer', path: {}, query: {}, headers: {}, ...more });
const problem = (status, code) => ({ status, headers: new Headers({ 'content-type': 'application/problem+json', 'retry-after': '2', 'www-authenticate': 'Bearer' }),
  text: code, body: { type: `urn:motcua:problem:${code}`, title: 'x', status, code, detail: 'x' } });
const good = (body, headers = {}) => ({ status: 200, headers: new Headers({ 'content-type': 'application/json', ...headers }), text: JSON.stringify(body), body });
const found = (filled, answer) => faultsOf(memory, officers, filled, answer, false);

const particulars = (query) => [request('read_particulars', 'head', { path, query }),
  good({ code: path.code, purpose: 'casework', erased: false, note: 'Ghi chú riêng về chim' }, { 'cache-control': 'no-store' })];

test('the words of the canary are found without case, tones and form, and nothing else is', () => {
  for (const text of ['CHIM HOÀNG YẾN CANH MỎ (GIẢ ĐỊNH)', 'chim hoang yen canh mo (gia dinh)', 'Chim Hoàng Yến Canh Mỏ (giả định)'.normalize('NFD')]) {
    assert.deepEqual(fieldsIn(text), ['applicant.name']);
  }
  assert.deepEqual(fieldsIn('tel:+84 987-650-123'), ['applicant.phone']);
  assert.deepEqual(fieldsIn('Nguyễn Văn Thử (giả định) 0912345678'), []);
});

test('a failure of the server is a fault, a full queue is none', () => {
  const health = request('read_health', 'nobody');
  assert.match(found(health, problem(500, 'internal')).join(), /failed: 500/);
  assert.match(found(health, problem(503, 'database_failed')).join(), /failed: 503/);
  assert.deepEqual(found(health, problem(503, 'queue_full')), []);
  assert.match(found(health, problem(503, 'lagging')).join(), /failed: 503/);
});

test('what the interface does not say is a fault', () => {
  assert.match(found(request('read_health', 'nobody'), good({ status: 'ok', position: 1, more: 1 })).join(), /additional/);
  assert.match(found(request('read_dossier', 'head', { path }), problem(404, 'a_new_code')).join(), /a_new_code/);
  assert.match(found(request('who_am_i', 'head'), problem(422, 'field_missing')).join(), /not in the interface/);
});

test('particulars for a purpose may hold the canary, and nothing else may', () => {
  assert.deepEqual(found(...particulars({ purpose: 'casework' })), []);
  assert.match(found(...particulars({})).join(), /canary's note for head/);
  const [asked, answer] = particulars({ purpose: 'casework' });
  assert.match(found({ ...asked, as: 'head_b' }, answer).join(), /canary's note for head_b/);
  assert.match(found({ ...asked, carried: 'garbage' }, answer).join(), /canary's note for nobody/);
  const header = good({ status: 'ok', position: 1 }, { etag: 'CNRY-45-77' });
  assert.match(found(request('read_health', 'nobody'), header).join(), /canary's number/);
});

test('tracking may hold the canary with the secret only', () => {
  const answer = good({ view: 'personal', reason: 'lý do viết riêng cho chim' });
  const faults = (secret) => found(request('track', 'nobody', { path, query: { secret } }), answer).join();
  assert.doesNotMatch(faults('abc234'), /canary|without the secret/);
  assert.match(faults('ABC235'), /canary's reason for nobody/);
  assert.match(faults('ABC235'), /without the secret/);
});

test('a stranger learns neither state nor existence, a role that is not named does nothing', () => {
  for (const status of [[409, 'out_of_order'], [412, 'stale']]) {
    assert.match(found(request('approve', 'head_b', { path, body: {} }), problem(...status)).join(), /may not know/);
    assert.doesNotMatch(found(request('approve', 'head', { path, body: {} }), problem(...status)).join(), /may not/);
  }
  assert.match(found(request('read_dossier', 'head_b', { path }), problem(403, 'forbidden')).join(), /learned from a 403/);
  assert.deepEqual(found(request('read_dossier', 'head_b', { path }), problem(404, 'not_found')), []);
  assert.match(found(request('read_timeline', 'controller', { path }), good({ items: [], next: null })).join(), /may not do this/);
  assert.deepEqual(found(request('read_timeline', 'inspector', { path }), good({ items: [], next: null })), []);
});

test('a worklist shows its own dossiers', () => {
  const item = { code: path.code, procedure: { code: '1', name: 'x' }, channel: 'counter', state: { national: 4, label_vi: 'Đang xử lý', label_en: 'x' },
    receiving_point: { id: 'PA', name: 'x' }, late: false };
  const list = (counts) => good({ items: [item], next: null, counts });
  const one = { open: 1, late: 0, today: 0 };
  assert.deepEqual(found(request('read_worklist', 'head'), list(one)), []);
  assert.match(found(request('read_worklist', 'head_b'), list(one)).join(), /shows H26/);
  assert.match(found(request('read_worklist', 'head_b', { query: { unit: 'A' } }), list(one)).join(), /reads the worklist of A/);
  assert.match(found(request('read_worklist', 'inspector', { query: { unit: 'B' } }), list(one)).join(), /worklist of B shows/);
  assert.match(found(request('read_worklist', 'head'), list({ ...one, open: 0 })).join(), /counts.open is 0/);
});
