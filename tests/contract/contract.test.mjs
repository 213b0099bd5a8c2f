// Sends every request example of api/openapi.yaml to the program, in the order of a dossier's life, on each engine, and
// holds every answer against the interface: status, media type, headers, body, codes. Then tries what is forbidden.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { engines, makeRecord, serve, signIn } from '../binary.mjs';
import { api, operations } from './openapi.mjs';
import { Talk } from './talk.mjs';

const kRoles = ['counter', 'specialist', 'head', 'inspector', 'controller', 'operator'];
const kBirth = '1.001193';
const kNoLimit = '1.000005';
const kHour = 3_600_000;

const hanoi = (instant) => `${new Date(instant.getTime() + 7 * kHour).toISOString().slice(0, 19)}+07:00`;
const ago = (hours) => hanoi(new Date(Date.now() - hours * kHour));

/** Every text and number of a value, for "nothing of this may be seen there". */
function words(value) {
  if (value === null || typeof value !== 'object') return [String(value)];
  return Object.values(value).flatMap(words);
}

for (const engine of engines) {
  describe(`contract on ${engine}`, () => {
    let record, server, talk, sessions;
    const dossiers = {}; // by name: what the reception answered

    before(async () => {
      record = makeRecord(engine);
      server = await serve(record);
      talk = new Talk(server.base);
      sessions = {};
      for (const role of kRoles) {
        sessions[role] = await signIn(server.base, record, role);
        talk.signedIn(role, sessions[role].token);
      }
      await meanThisRecord();
    });

    after(async () => {
      await server?.stop();
      record?.remove();
    });

    // The examples speak of Ba Đình and of one day; the demo accounts sit where this record has put them.
    async function meanThisRecord() {
      const { unit } = sessions.head;
      const found = await every('list_units', { query: { kind: 'commune' } });
      const ward = found.find((one) => one.id === unit);
      assert.ok(ward?.position, `the head's unit ${unit} is no commune with a position`);
      talk.means('H26.local.point-00004', sessions.counter.point);
      talk.means('H26.local.ward-00004', unit);
      talk.means('00004', ward.official_code);
      talk.means(21038600, ward.position.lat_microdegrees);
      talk.means(105838000, ward.position.lon_microdegrees);
      talk.means('2026-11-20', ago(24 * 5).slice(0, 10));
      talk.means('2026-11-25T08:15:00+07:00', ago(2));
      talk.means('2026-11-25T09:10:00+07:00', ago(1));
      talk.means('a random word of the demo', record.passwords.counter);
    }

    async function every(id, request = {}) {
      const items = [];
      let cursor = null;
      do {
        const query = { ...request.query, limit: '200', ...(cursor ? { after: cursor } : {}) };
        const { body } = await talk.call(id, { ...request, query, want: 200 });
        items.push(...body.items);
        cursor = body.next;
      } while (cursor !== null);
      return items;
    }

    const act = (name, dossier, request) => talk.call(name, { path: { code: dossier.code ?? dossier.submission }, want: 200, ...request });

    async function takeIn(name, example, as) {
      dossiers[name] = (await talk.call('take_in', { as, example, want: 201 })).body;
      return dossiers[name];
    }

    test('signing in and out', async () => {
      const { body, headers } = await talk.call('sign_in', { example: 'counter', want: 200 });
      const cookie = headers.get('set-cookie');
      for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) assert.ok(cookie.includes(part), cookie);
      await talk.refused('sign_in', 401, 'account_or_password_wrong', { example: 'wrong_password' });
      talk.signedIn('leaving', body.token);
      for (const role of kRoles) {
        const me = (await talk.call('who_am_i', { as: role, want: 200 })).body;
        assert.deepEqual([me.account, me.role], [role, role]);
        assert.ok(me.unit_name && me.rights.every((one) => one.unit_name), JSON.stringify(me));
        assert.equal(Boolean(me.point), Boolean(me.point_name && me.point_address && me.rights[0].point_address), JSON.stringify(me));
      }
      await talk.call('sign_out', { as: 'leaving', want: 204 });
      await talk.refused('who_am_i', 401, 'not_signed_in', { as: 'leaving' });
      await talk.call('who_am_i', { as: 'counter', want: 200 });
    });

    test('the cookie signs in too, and an unsafe method with it needs our own origin', async () => {
      const cookie = `__Host-motcua=${sessions.counter.token}`;
      await talk.call('who_am_i', { headers: { cookie }, want: 200 });
      const body = talk.example('take_in', 'counter');
      const strange = { cookie, origin: 'https://example.com' };
      await talk.refused('take_in', 403, 'origin_refused', { headers: strange, body });
    });

    test('one\'s own sessions and password', async () => {
      talk.signedIn('head again', (await talk.call('sign_in', { body: { account: 'head', password: record.passwords.head }, want: 200 })).body.token);
      const listed = (await talk.call('list_sessions', { as: 'head', want: 200 })).body.items;
      assert.deepEqual(listed.map((one) => one.current), [false, true]);
      await talk.refused('end_session', 404, 'not_found', { as: 'counter', path: { id: listed[0].id } });
      await talk.call('end_session', { as: 'head', path: { id: listed[0].id }, want: 204 });
      await talk.refused('who_am_i', 401, 'not_signed_in', { as: 'head again' });
      talk.signedIn('counter elsewhere', (await talk.call('sign_in', { example: 'counter', want: 200 })).body.token);
      await talk.refused('change_password', 422, 'password_wrong', { as: 'counter', example: 'wrong_current' });
      await talk.call('change_password', { as: 'counter', example: 'new_words', want: 204 });
      await talk.refused('who_am_i', 401, 'not_signed_in', { as: 'counter elsewhere' });
      await talk.call('who_am_i', { as: 'counter', want: 200 });
      const back = { current: talk.example('change_password', 'new_words').new, new: record.passwords.counter };
      await talk.call('change_password', { as: 'counter', body: back, want: 204 });
      // Wrong secrets and passwords: slowed down, told for how long.
      const { headers } = await guessed('sign_in', 401, { body: { account: 'nobody', password: 'not the password' } });
      assert.equal(headers.get('retry-after'), '2');
    });

    // Tries until it is slowed down; gives back that answer.
    async function guessed(id, status, request) {
      for (let i = 0; i < 5; i++) await talk.call(id, { ...request, want: status });
      return talk.call(id, { ...request, want: 429 });
    }

    test('procedures: publish, find, read', async () => {
      const key = randomUUID();
      const first = await talk.call('publish_procedure', { as: 'controller', path: { code: kBirth }, example: 'birth', key, want: 201 });
      const again = await talk.call('publish_procedure', { as: 'controller', path: { code: kBirth }, example: 'birth', key, want: 201 });
      assert.deepEqual(again.body, first.body);
      await talk.call('publish_procedure', { as: 'controller', path: { code: kNoLimit }, example: 'no_limit', want: 201 });
      await talk.refused('publish_procedure', 422, 'competence_ambiguous', { as: 'controller', path: { code: kBirth }, example: 'tied_rules' });
      const wait = { 'motcua-position': first.headers.get('motcua-position') };
      const birth = (await talk.call('read_procedure', { path: { code: kBirth }, headers: wait, want: 200 })).body;
      assert.deepEqual([birth.version, birth.receivable.receivable], [first.body.version, true]);
      assert.equal(birth.competence.rules.length, 1);
      const closed = (await talk.call('read_procedure', { path: { code: kNoLimit }, want: 200 })).body;
      assert.ok(closed.receivable.reasons.some((one) => one.code === 'limit_not_stated'), JSON.stringify(closed.receivable));
      await talk.refused('read_procedure', 404, 'not_found', { path: { code: '9.999999' } });
      for (const q of ['dang ky khai sinh', 'Đăng ký khai sinh'.normalize('NFD'), kBirth]) {
        const { body } = await talk.call('find_procedures', { query: { q }, want: 200 });
        assert.ok(body.items.some((one) => one.code === kBirth), q);
      }
      const { body } = await talk.call('find_procedures', { query: { field: 'Hộ tịch', level: 'commune', limit: '1' }, want: 200 });
      assert.equal(body.items.length, 1);
      const next = await talk.call('find_procedures', { query: { field: 'Hộ tịch', level: 'commune', limit: '1', after: body.next }, want: 200 });
      assert.notEqual(next.body.items[0].code, body.items[0].code);
      await talk.refused('find_procedures', 422, 'value_unknown', { query: { level: 'galaxy' } });
      await talk.refused('find_procedures', 400, 'cursor_malformed', { query: { after: '\u0001' } });
    });

    test('units and points', async () => {
      assert.equal((await every('list_units', { query: { kind: 'commune' } })).length, 126);
      assert.equal((await every('list_units', { query: { kind: 'commune', on: '2025-06-30' } })).length, 526);
      assert.ok((await every('list_points')).some((one) => one.id === sessions.counter.point));
      await talk.refused('list_units', 422, 'date_malformed', { query: { on: '30/06/2025' } });
      const ward = (await every('list_units', { query: { kind: 'commune' } })).find((one) => one.id === sessions.head.unit);
      const inAHurry = ward.name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().slice(0, -1);
      for (const q of [ward.name, inAHurry, ward.official_code, ward.name_en]) {
        const found = await every('list_units', { query: { q, kind: 'commune' } });
        assert.ok(found.length < 20 && found.some((one) => one.id === ward.id), q);
      }
      assert.deepEqual(await every('list_units', { query: { q: 'phường không có ở đâu' } }), []);
      const points = await every('list_points', { query: { unit: sessions.counter.unit } });
      assert.ok(points.some((one) => one.id === sessions.counter.point) && points.every((one) => one.unit === sessions.counter.unit));
      assert.deepEqual(await every('list_points', { query: { unit: 'no such unit' } }), []);
    });

    test('reception: counter, post, online, warnings, refusals', async () => {
      const counter = await takeIn('counter', 'counter', 'counter');
      const { receipt } = counter;
      assert.deepEqual([receipt.code, receipt.return_at, receipt.papers.length], [counter.code, counter.due, 3]);
      assert.equal(receipt.fees[0].amount_minor, 16000);
      assert.equal(receipt.received_from.phone, '+84912345678');
      const post = await takeIn('post', 'post_by_representative', 'counter');
      assert.equal(Date.parse(post.receipt.received_at), Date.parse(talk.example('take_in', 'post_by_representative').occurred_at));
      for (const name of ['online', 'online_counted', 'online_wrong_door']) {
        const online = await takeIn(name, 'online');
        assert.equal(online.code, undefined);
      }
      talk.means('2026-11-25T08:55:00+07:00', ago(0));
      const checked = await takeIn('checked', 'checked_before_printing', 'counter');
      assert.equal(checked.receipt.received_at, talk.example('take_in', 'checked_before_printing').checked_at);
      const warned = await takeIn('warned', 'warned', 'counter');
      const warnings = warned.warnings.map((one) => one.code);
      for (const code of ['personal_number_sex_mismatch', 'personal_number_year_mismatch']) assert.ok(warnings.includes(code), String(warnings));
      const divided = await talk.refused('take_in', 422, 'place_divided', { as: 'counter', example: 'divided_place' });
      assert.ok(divided.facts.candidates);
      const short = await talk.refused('take_in', 422, 'personal_number_length', { as: 'counter', example: 'bad_number' });
      assert.equal(short.where, '/applicant/identity/number');
      const body = { ...talk.example('take_in', 'counter'), procedure: kNoLimit, case: '1' };
      await talk.refused('take_in', 422, 'limit_not_stated', { as: 'counter', body });
    });

    test('the desk asks: check, the same person again, favourites, the wrong door', async () => {
      const as = 'counter';
      const check = (await talk.call('check_intake', { as, example: 'counter', want: 200 })).body;
      assert.deepEqual([check.competent_unit.id, check.fees_total, check.fees_known], [sessions.head.unit, [{ currency: 'VND', amount_minor: 16000 }], true]);
      assert.ok(check.warnings.some((one) => one.code === 'possible_duplicate'), JSON.stringify(check.warnings));
      const divided = await talk.refused('check_intake', 422, 'place_divided', { as, example: 'divided_place' });
      assert.deepEqual(divided, await talk.refused('take_in', 422, 'place_divided', { as, example: 'divided_place' }));
      const earlier = await talk.call('find_earlier', { as, example: 'card', want: 200 });
      const { applicant } = talk.example('take_in', 'counter');
      assert.deepEqual(earlier.body.items, [{ ...applicant, phone: '+84912345678', given_on: ago(0).slice(0, 10) }]);
      await talk.refused('find_earlier', 422, 'paper_not_shown', { as, example: 'no_paper' });
      const path = { id: sessions.counter.point };
      const favourites = (await talk.call('read_favourites', { as, path, want: 200 })).body;
      assert.deepEqual([favourites.most[0].code, favourites.last[0].code], [kBirth, kBirth]);
      assert.ok(favourites.most[0].count >= 3);
      const before = (await talk.call('read_directions', { as, path, want: 200 })).body;
      assert.equal(before.total, 0);
      const door = await talk.call('direct', { as, path, example: 'by_procedure', want: 200 });
      assert.deepEqual([door.body.unit.id, door.body.taken_here, door.body.points.length > 0], ['H26.local.ward-00070', true, true]);
      await talk.call('direct', { as, path, example: 'by_hand', want: 200 });
      const wait = { 'motcua-position': door.headers.get('motcua-position') };
      const after = (await talk.call('read_directions', { as: 'head', path, headers: wait, want: 200 })).body;
      assert.deepEqual([after.total, after.items.map((one) => one.procedure?.code)], [2, [undefined, kBirth]]);
    });

    test('twins: procedures that are called the same come with the question that tells them apart', async () => {
      for (const [one, other] of [['1.013826', '1.013952'], ['1.001456', '1.001471']]) {
        const of = async (q) => (await talk.call('find_procedures', { query: { q }, want: 200 })).body.items.find((item) => item.code === q);
        const { twins } = await of(one);
        assert.deepEqual(twins, (await of(other)).twins);
        assert.deepEqual(twins.choices.map((choice) => choice.code), [one, other]);
        assert.equal(new Set(twins.choices.map((choice) => choice.answer_vi)).size, 2);
      }
    });

    test('CC-1: the same post five times at once is one dossier; another body under its key is a conflict', async () => {
      const body = talk.example('take_in', 'warned');
      const key = randomUUID();
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => talk.call('take_in', { as: 'counter', body, key, want: 201 })));
      for (const answer of answers) assert.deepEqual(answer.body, answers[0].body);
      await talk.refused('take_in', 422, 'idempotency_conflict', { as: 'counter', body: { ...body, sets: 2 }, key });
      const other = await talk.call('take_in', { as: 'counter', body, want: 201 });
      assert.notEqual(other.body.code, answers[0].body.code);
    });

    test('the desk answers what came online', async () => {
      const received = (await act('receive', dossiers.online, { as: 'counter', example: 'complete' })).body;
      assert.deepEqual([received.state.national, typeof received.code], [2, 'string']);
      await act('receive', dossiers.online_counted, { as: 'counter', example: 'counted' });
      const refused = (await act('refuse_reception', dossiers.online_wrong_door, { as: 'counter', example: 'wrong_door' })).body;
      assert.equal(refused.state.national, 3);
      const view = (await talk.call('track', { path: { code: dossiers.online.submission }, query: { secret: dossiers.online.secret }, want: 200 })).body;
      assert.deepEqual([view.view, view.code], ['personal', received.code]);
      Object.assign(dossiers.online, { code: received.code });
    });

    test('from hand-over to delivery', async () => {
      const { counter, post, online } = dossiers;
      const path = { code: counter.code };
      await talk.refused('deliver', 409, 'out_of_order', { as: 'counter', path, example: 'counter' });
      await talk.refused('hand_over', 412, 'stale', { as: 'counter', path, headers: { 'if-match': '"999"' }, body: {} });
      const seen = await talk.call('read_dossier', { as: 'counter', path, want: 200 });
      const handed = await act('hand_over', counter, { as: 'counter', example: 'now', headers: { 'if-match': seen.headers.get('etag') } });
      assert.equal(handed.body.state.national, 4);
      await act('hand_over', post, { as: 'counter', example: 'earlier' });
      await act('hand_over', online, { as: 'counter', example: 'now' });
      const assigned = await act('assign', counter, { as: 'head', example: 'specialist' });
      assert.equal(assigned.body.handler, 'specialist');
      await act('approve', counter, { as: 'head', example: 'plain' });
      await act('approve', online, { as: 'head', example: 'noted' });
      await act('refuse', post, { as: 'head', example: 'not_entitled' });
      for (const [name, dossier] of [['certificate', counter], ['letter', post]]) {
        assert.equal((await act('release', dossier, { as: 'head', example: name })).body.state.national, 9);
      }
      for (const [name, dossier] of [['counter', counter], ['post', post]]) {
        assert.equal((await act('deliver', dossier, { as: 'counter', example: name })).body.state.national, 10);
      }
      const ended = (await talk.call('read_dossier', { as: 'head', path, want: 200 })).body;
      assert.deepEqual([ended.open_steps, ended.results.length, ended.results[0].kind], [[], 1, 'positive']);
    });

    test('TZ-1, TZ-5: reading: dossier, particulars, timeline, tracking, register, worklist', async () => {
      const { counter } = dossiers;
      const path = { code: counter.code };
      const particulars = (await talk.call('read_particulars', { as: 'specialist', path, query: { purpose: 'casework' }, want: 200 })).body;
      assert.equal(particulars.applicant.name, talk.example('take_in', 'counter').applicant.name);
      assert.equal(particulars.applicant.birth_date, '1990-02-01'); // TZ-1
      await talk.refused('read_particulars', 422, 'purpose_needed', { as: 'specialist', path });
      const timeline = (await talk.call('read_timeline', { as: 'inspector', path, want: 200 })).body.items;
      assert.deepEqual(timeline.map((one) => one.state.national), [2, 4, 4, 4, 9, 10]);
      const personal = (await talk.call('track', { path, query: { secret: counter.secret }, want: 200 })).body;
      const open = (await talk.call('track', { path, want: 200 })).body;
      assert.deepEqual([personal.view, open.view], ['personal', 'public']);
      await talk.refused('track', 403, 'secret_wrong', { path, query: { secret: counter.secret === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA' } });
      await guessed('track', 403, { path: { code: dossiers.post.code }, query: { secret: dossiers.post.secret === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA' } });
      await talk.refused('track', 404, 'not_found', { path: { code: 'H26.99999-200101-9999' } });
      const register = await every('read_register', { query: { unit: sessions.head.unit, state: '10' } });
      assert.ok(register.some((one) => one.code === counter.code));
      const month = register.find((one) => one.code === counter.code).received_on.slice(0, 7);
      const narrowed = { unit: sessions.head.unit, procedure: kBirth, field: 'ho tich', received: month, late: 'false' };
      assert.ok((await every('read_register', { query: narrowed })).some((one) => one.code === counter.code));
      for (const other of [{ procedure: kNoLimit }, { field: 'Đất đai' }, { received: '2020-01' }, { late: 'true' }]) {
        const found = await every('read_register', { query: { ...narrowed, ...other } });
        assert.ok(found.every((one) => one.code !== counter.code), JSON.stringify(other));
      }
      const dossier = (await talk.call('read_dossier', { as: 'counter', path, want: 200 })).body;
      // TZ-5: one instant in every view.
      assert.deepEqual([personal.received_at, timeline[0].occurred_at], [dossier.received_at, dossier.received_at]);
      assert.equal(register.find((one) => one.code === counter.code).received_on, dossier.received_at.slice(0, 10));
      for (const role of ['counter', 'specialist', 'head', 'inspector']) {
        const { body } = await talk.call('read_worklist', { as: role, query: { unit: sessions.head.unit }, want: 200 });
        assert.ok(body.items.every((one) => one.code !== counter.code), 'a delivered dossier is in nobody\'s worklist');
      }
      const work = (await talk.call('read_worklist', { as: 'head', want: 200 })).body;
      assert.ok(work.items.some((one) => one.code === dossiers.online.code) && work.counts.open >= 1, JSON.stringify(work.counts));
      for (const state of [undefined, '1', '2', '4', '9']) {
        for (const late of [undefined, 'true', 'false']) {
          const query = Object.fromEntries(Object.entries({ state, late, limit: '200' }).filter(([, value]) => value));
          const { counts, items, next } = (await talk.call('read_worklist', { as: 'head', query, want: 200 })).body;
          assert.deepEqual([next, counts.open, counts.late], [null, items.length, items.filter((one) => one.late).length], JSON.stringify(query));
          assert.ok(items.every((one) => !state || one.state.national === Number(state)) && items.every((one) => !late || String(one.late) === late));
        }
      }
    });

    test('no view without a right shows anything of a person', async () => {
      const path = { code: dossiers.counter.code };
      const { applicant, subject, delivery, answers } = talk.example('take_in', 'counter');
      const personal = new Set(words([applicant.name, applicant.identity.number, '+84912345678', applicant.phone, applicant.email,
        applicant.address, subject.name, delivery.address, answers]));
      const views = [
        await talk.call('track', { path }), await talk.call('read_register', {}), await talk.call('read_dossier', { as: 'head', path }),
        await talk.call('read_timeline', { as: 'head', path }), await talk.call('read_worklist', { as: 'head' }),
      ];
      for (const { text } of views) for (const word of personal) assert.ok(!text.includes(word), `${word} in ${text}`);
    });

    test('health and metrics, with and without the prefix', async () => {
      const { body } = await talk.call('read_health', { want: 200 });
      await talk.call('read_metrics', { want: 200 });
      const plain = await (await fetch(`${server.base}/health`)).json();
      assert.ok(plain.position >= body.position);
      assert.equal((await fetch(`${server.base}/metrics`)).status, 200);
    });

    // ---- what is forbidden

    const anyRequest = (operation) => ({
      path: { code: operation.path.startsWith('/procedures') ? kBirth : dossiers.counter.code, id: sessions.counter.point },
      query: operation.id === 'read_particulars' ? { purpose: 'casework' } : {},
      body: operation.body ? talk.example(operation.id, Object.keys(operation.body)[0]) : undefined,
    });

    test('bodies that are no bodies', async () => {
      const as = { publish_procedure: 'controller', assign: 'head', approve: 'head', refuse: 'head', release: 'head' };
      for (const operation of Object.values(operations).filter((one) => one.body)) {
        const request = { ...anyRequest(operation), as: as[operation.id] ?? 'counter', body: undefined };
        await talk.refused(operation.id, 400, 'json_malformed', { ...request, raw: '{"a":' });
        await talk.refused(operation.id, 400, 'json_duplicate_key', { ...request, raw: '{"a":"1","a":"2"}' });
        await talk.refused(operation.id, 400, 'json_number_not_integer', { ...request, raw: '{"a":1.5}' });
        await talk.refused(operation.id, 422, 'field_wrong_type', { ...request, raw: '[]' });
        const body = { ...anyRequest(operation).body, a_member_nobody_knows: 'x' };
        await talk.refused(operation.id, 422, 'field_unknown', { ...request, raw: JSON.stringify(body) });
      }
    });

    test('a refusal speaks the language that is asked for', async () => {
      const path = { code: 'H26.99999-200101-9999' };
      const [vi, en, other] = await Promise.all(['vi', 'en-GB,vi;q=0.5', 'fr'].map((language) =>
        talk.refused('track', 404, 'not_found', { path, headers: { 'accept-language': language } })));
      assert.notEqual(vi.detail, en.detail);
      assert.equal(other.detail, vi.detail);
    });

    test('every operation and every request example was sent', () => {
      const expected = Object.values(operations).flatMap(({ id, body }) => [id, ...Object.keys(body ?? {}).map((name) => `${id} ${name}`)]);
      assert.deepEqual(expected.filter((one) => !talk.sent.has(one)), []);
      assert.ok(expected.length > Object.keys(api.paths).length);
    });
  });
}
