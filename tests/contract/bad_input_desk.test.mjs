// What bad input gets from the operations of the desk: look-ups, the wrong door, favourites, the check of an intake and
// the end of the check. As bad_input.test.mjs: in both languages, and nothing is written.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines, makeRecord, run, serve, signIn } from '../binary.mjs';
import { operations } from './openapi.mjs';
import { refusalsOf } from './refusals.mjs';
import { Talk } from './talk.mjs';

const kBirth = '1.001193';
const kExpired = '9.000001';
const kNoRule = '9.000004';
const kHour = 3_600_000;

const ago = (hours) => `${new Date(Date.now() + (7 - hours) * kHour).toISOString().slice(0, 19)}+07:00`;

for (const engine of engines) {
  describe(`bad input at the desk on ${engine}`, () => {
    let record, server, talk, sessions;

    before(async () => {
      record = makeRecord(engine);
      server = await serve(record);
      talk = new Talk(server.base);
      sessions = {};
      for (const login of ['counter', 'head', 'controller']) {
        sessions[login] = await signIn(server.base, record, login);
        talk.signedIn(login, sessions[login].token);
      }
      talk.means('H26.local.point-00004', sessions.counter.point);
      talk.means('H26.local.ward-00004', sessions.head.unit);
      const version = operations.publish_procedure.body.birth.value;
      const publish = (code, more) =>
        talk.call('publish_procedure', { as: 'controller', path: { code }, body: { ...version, ...more }, want: 201 });
      await publish(kBirth, {});
      await publish(kExpired, { valid_from: '2025-01-01', valid_to: '2026-01-01' });
      await publish(kNoRule, { competence: undefined });
    });
    after(async () => {
      await server?.stop();
      record?.remove();
    });

    const { position, refusedTwice, refusals } = refusalsOf(() => ({ talk, server, record }));
    const intake = (more = {}) => ({ ...talk.example('take_in', 'warned'), ...more });
    const is = (code, where, more = {}) => ({ status: 422, code, where, ...more });

    describe('the check of an intake, and its end', () => {
      refusals('take_in', () => ({ as: 'counter', body: intake({ checked_at: ago(0) }) }), {
        'a check that ends in the future': is('checked_in_future', '/checked_at', { at: '/checked_at', value: () => ago(-0.1) }),
        'a check that ended yesterday': is('checked_on_another_day', '/checked_at', { at: '/checked_at', value: () => ago(24) }),
        'a check and an instant': is('checked_and_occurred', '/checked_at', { at: '/occurred_at', value: () => ago(0) }),
        'a check and a ground': is('checked_and_occurred', '/checked_at', { at: '/ground', value: 'post' }),
        'a check of what came by post': is('checked_not_at_counter', '/checked_at', { at: '/channel', value: 'post' }),
        'a check without an offset': is('instant_malformed', '/checked_at', { at: '/checked_at', value: '2026-11-01T09:00:00' }),
        'a check that is a number': is('field_wrong_type', '/checked_at', { at: '/checked_at', value: 9 }),
      });
      const hour = Number(ago(0).slice(11, 13));
      test('a check that ended two hours ago', { skip: hour < 3 && 'yesterday is another refusal' }, () =>
        refusedTwice('take_in', { as: 'counter', body: intake({ checked_at: ago(2) }), ...is('checked_too_long_ago', '/checked_at'), facts: { most_minutes: '60' } }));
      refusals('check_intake', () => ({ as: 'counter', body: intake() }), {
        'the check of an unknown procedure': is('procedure_unknown', '/procedure', { at: '/procedure', value: '9.999999' }),
        'the check of no place': is('place_needed', '/place', { at: '/place', value: undefined }),
        'the check of a personal number of 11 digits': is('personal_number_length', '/applicant/identity/number', { at: '/applicant/identity/number', value: '00120512345' }),
        'the check of a submission online': is('value_unknown', '/channel', { at: '/channel', value: 'online' }),
        'the check of a check two days ago': is('checked_on_another_day', '/checked_at', { at: '/checked_at', value: () => ago(48) }),
        'the check at a point of another ward': { status: 403, code: 'forbidden', where: '/point', at: '/point', value: 'H26.local.point-00070' },
      });
    });

    describe('the desk', () => {
      refusals('find_earlier', () => ({ as: 'counter', body: talk.example('find_earlier', 'card') }), {
        'a look-up without the paper': is('paper_not_shown', '/paper_on_desk', { at: '/paper_on_desk', value: false }),
        'a look-up that does not say': is('paper_not_shown', '/paper_on_desk', { at: '/paper_on_desk', value: undefined }),
        'a paper that is a word': is('field_wrong_type', '/paper_on_desk', { at: '/paper_on_desk', value: 'yes' }),
        'a look-up of nobody': is('field_missing', '/identity', { at: '/identity', value: undefined }),
        'a look-up without a number': is('field_missing', '/identity/number', { at: '/identity/number', value: undefined }),
        'a look-up of who has none': is('field_missing', '/identity/number', { at: '/identity', value: { kind: 'none' } }),
        'a look-up of 11 digits': is('personal_number_length', '/identity/number', { at: '/identity/number', value: '00109012345' }),
        'a look-up of a passport of four letters': is('passport_malformed', '/identity/number', { at: '/identity', value: { kind: 'passport', number: 'X123' } }),
        'a look-up of an identity that is none': is('value_unknown', '/identity/kind', { at: '/identity/kind', value: 'library_card' }),
        'a look-up with a name': is('field_unknown', '/identity/name', { at: '/identity/name', value: 'Nguyễn' }),
        'a look-up at no point': is('point_unknown', '/point', { at: '/point', value: 'H26.local.point-99999' }),
        'a look-up at the desk of another ward': { status: 403, code: 'forbidden', where: '/point', at: '/point', value: 'H26.local.point-00070' },
      });
      const here = () => ({ as: 'counter', path: { id: sessions.counter.point } });
      refusals('direct', () => ({ ...here(), body: talk.example('direct', 'by_procedure') }), {
        'a door to nowhere': is('direction_needed', '/procedure', { body: {} }),
        'a door of an unknown procedure': is('procedure_unknown', '/procedure', { at: '/procedure', value: '9.999999' }),
        'a door of an expired version': is('procedure_not_valid', '/procedure', { at: '/procedure', value: kExpired }),
        'a door without competence': is('competence_unknown', '/procedure', { at: '/procedure', value: kNoRule }),
        'a door without its place': is('place_needed', '/place', { at: '/place', value: undefined }),
        'a door at a divided place': is('place_divided', '/place', { at: '/place', value: { old_unit: '00073' } }),
        'a door of a unit that nobody knows': is('unit_unknown', '/unit', { at: '/unit', value: '99999' }),
        'a door of a unit that has ended': is('unit_abolished', '/unit', { at: '/unit', value: 'H26.local.commune526-00016' }),
        'the door that the person stands at': is('right_door', '/place', { at: '/place', value: () => ({ unit: sessions.head.unit }) }),
        'a door with a name': is('field_unknown', '/name', { at: '/name', value: 'Nguyễn' }),
        'a door in two lines': is('control_character', '/unit', { at: '/unit', value: 'a\nb' }),
        'a door of a point that does not exist': { status: 404, code: 'not_found', path: { id: 'H26.local.point-99999' } },
        'a door of another ward\'s desk': { status: 403, code: 'forbidden', path: { id: 'H26.local.point-00070' } },
      });
      refusals('read_directions', here, {
        'counts from no day': is('date_malformed', 'from', { query: { from: '01/11/2026' } }),
        'counts to no day': is('date_malformed', 'to', { query: { to: '2026-02-30' } }),
        'counts backwards': is('dates_reversed', 'to', { query: { from: '2026-11-02', to: '2026-11-01' } }),
        'counts of two years': is('value_out_of_range', 'from', { query: { from: '2024-11-01', to: '2026-11-01' } }),
      });
      refusals('read_favourites', here, {
        'favourites of no point': { status: 404, code: 'not_found', path: { id: 'H26.local.point-99999' } },
        'favourites of another ward\'s desk': { status: 403, code: 'forbidden', path: { id: 'H26.local.point-00070' } },
      });
      test('a number of somebody unknown is answered by nothing, and what was found is in no cache', async () => {
        const body = { ...talk.example('find_earlier', 'card'), identity: { kind: 'personal_number', number: '001090999999' } };
        const { body: found, headers } = await talk.call('find_earlier', { as: 'counter', body, want: 200 });
        assert.deepEqual([found.items, headers.get('cache-control')], [[], 'no-store']);
      });
    });

    test('what was directed is verified, and counted the same after a rebuild', async () => {
      const path = { id: sessions.counter.point };
      for (const example of ['by_procedure', 'by_hand', 'by_procedure']) await talk.call('direct', { as: 'counter', path, example, want: 200 });
      await talk.call('find_earlier', { as: 'counter', example: 'card', want: 200 });
      const counts = async () => (await talk.call('read_directions', { as: 'head', path, want: 200 })).body;
      const before = await counts();
      assert.deepEqual([before.total, before.items.map((one) => one.count)], [3, [1, 2]]);
      run(record, 'rebuild');
      assert.deepEqual(await counts(), before);
      await talk.call('direct', { as: 'counter', path, example: 'by_hand', want: 200 });
      assert.equal((await counts()).total, 4);
    });

    test('after all this the record is whole', async () => {
      const verdict = JSON.parse(run(record, 'verify', '--json'));
      assert.equal(verdict.boards, 'equal', JSON.stringify(verdict));
      assert.equal(verdict.events, await position());
    });
  });
}
