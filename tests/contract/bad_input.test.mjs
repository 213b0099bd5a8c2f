// What bad input gets: for each kind a refusal with its status, its stable code, where it is, and a sentence in both
// languages; and nothing is half-written: the journal stands where it stood. The last test verifies the record.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { binary, engines, makeRecord, run, serve, signIn } from '../binary.mjs';
import { operations } from './openapi.mjs';
import { refusalsOf } from './refusals.mjs';
import { Talk } from './talk.mjs';

const kBirth = '1.001193';
const kExpired = '9.000001';
const kLater = '9.000002';
const kNoLimit = '9.000003';
const kNoRule = '9.000004';
const kHour = 3_600_000;
const kPassword = 'mot mat khau thu nghiem';
const kEnded = 'TEST.ended';

const hanoi = (instant) => `${new Date(instant + 7 * kHour).toISOString().slice(0, 19)}+07:00`;
const ago = (hours) => hanoi(Date.now() - hours * kHour);
const dated = (hours) => ({ occurred_at: ago(hours), ground: 'paper_register 12/2026' });

const nested = (open, close, levels) => open.repeat(levels) + close.repeat(levels);
const bytes = (...parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

for (const engine of engines) {
  describe(`bad input on ${engine}`, () => {
    let record, server, talk, sessions, folder;

    before(async () => {
      record = makeRecord(engine);
      folder = mkdtempSync(join(tmpdir(), 'motcua-bad-input-'));
      meanwhile('units', { id: kEnded, kind: 'commune', name: 'Xã Đã Hết (giả định)', official_code: '99901', code_setting: 'H26.99901',
        valid_from: '2025-07-01', valid_to: '2026-01-01', successors: [{ unit: 'H26.local.ward-00004', whole: true }], source: 'giả định' });
      meanwhile('points', { id: 'TEST.point', unit: kEnded, name: 'Điểm của xã đã hết (giả định)', source: 'giả định' },
        { id: 'TEST.closed', unit: 'H26.local.ward-00004', name: 'Điểm đã đóng (giả định)', valid_to: '2026-01-01', source: 'giả định' });
      account('ended', 'counter', kEnded);
      account('ward', 'counter', 'H26.local.ward-00004');
      account('head-2', 'head', 'H26.local.ward-00004');
      account('stranger', 'head', 'H26.local.ward-00070');
      server = await serve(record);
      talk = new Talk(server.base);
      sessions = {};
      for (const login of ['counter', 'specialist', 'head', 'inspector', 'controller', 'ended', 'ward', 'head-2', 'stranger']) {
        sessions[login] = await signIn(server.base, record, login);
        talk.signedIn(login, sessions[login].token);
      }
      talk.means('H26.local.point-00004', sessions.counter.point);
      talk.means('H26.local.ward-00004', sessions.head.unit);
      talk.means('00004', '00004');
      await publish(kBirth, {});
      await publish(kExpired, { valid_from: '2025-01-01', valid_to: '2026-01-01' });
      await publish(kLater, { valid_from: '2099-01-01' });
      await publish(kNoLimit, { cases: [{ id: '1', limit: { kind: 'not_stated', trust: 'unknown', text: '1' } }] });
      await publish(kNoRule, { competence: undefined });
    });
    after(async () => {
      await server?.stop();
      record?.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    function meanwhile(kind, ...lines) {
      const file = join(folder, `${kind}.jsonl`);
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      run(record, 'import', kind, file);
    }

    function account(login, role, unit) {
      const added = spawnSync(binary, ['user', 'add', login, '--role', role, '--unit', unit, ...record.where], { input: `${kPassword}\n`, encoding: 'utf8' });
      assert.equal(added.status, 0, added.stderr);
      record.passwords[login] = kPassword;
    }

    const version = () => operations.publish_procedure.body.birth.value;
    const publish = (code, more) =>
      talk.call('publish_procedure', { as: 'controller', path: { code }, body: { ...version(), ...more }, want: 201 });

    const intake = (more = {}) => ({ ...talk.example('take_in', 'warned'), ...more });
    const takeIn = async (more) => (await talk.call('take_in', { as: 'counter', body: intake(more), want: 201 })).body;
    const act = (name, code, as, body = {}, more = {}) => talk.call(name, { as, path: { code }, body, ...more });

    async function handedOver() {
      const { code } = await takeIn();
      await act('hand_over', code, 'counter', {}, { want: 200 });
      return code;
    }

    const { position, files, refusedTwice, refusals } = refusalsOf(() => ({ talk, server, record }));

    // ---- the bytes of a body

    describe('JSON', () => {
      const malformed = { status: 400, code: 'json_malformed' };
      const duplicate = { status: 400, code: 'json_duplicate_key' };
      const deep = { status: 400, code: 'json_too_deep' };
      const utf8 = { status: 400, code: 'utf8_invalid' };
      const number = { status: 400, code: 'json_number_not_integer' };
      const media = { status: 415, code: 'media_type_unsupported', where: 'Content-Type', raw: '{}' };
      const wrong = { status: 422, code: 'field_wrong_type' };
      const large = { status: 413, code: 'body_too_large' };
      refusals('take_in', () => ({ as: 'counter' }), {
        'nothing at all': { ...malformed, raw: '', headers: { 'content-type': 'application/json' } },
        'cut off': { ...malformed, raw: '{"procedure":"1.00' },
        'two values': { ...malformed, raw: '{}{}' },
        'a comment': { ...malformed, raw: '{/* x */}' },
        'single quotes': { ...malformed, raw: "{'a':1}" },
        'a comma too many': { ...malformed, raw: '{"a":1,}' },
        NaN: { ...malformed, raw: '{"a":NaN}' },
        'a byte order mark': { ...malformed, raw: '\ufeff{}' },
        'a raw control character': { ...malformed, raw: '{"a":"\u0007"}' },
        'a lone surrogate': { ...malformed, raw: '{"a":"\\ud800"}' },
        'a surrogate pair the wrong way round': { ...malformed, raw: '{"a":"\\udc00\\ud800"}' },
        'the character U+0000': { status: 422, code: 'control_character', raw: '{"a":"x\\u0000y"}' },
        'a key twice': { ...duplicate, where: 'point', raw: '{"point":"a","point":"b"}' },
        'a key twice, once escaped': { ...duplicate, raw: '{"point":"a","p\\u006fint":"b"}' },
        'a key twice, deep inside': { ...duplicate, raw: '{"applicant":{"identity":{"kind":"none","kind":"none"}}}' },
        '10,000 lists in each other': { ...deep, raw: nested('[', ']', 10_000) },
        '10,000 objects in each other': { ...deep, raw: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` },
        '500,000 lists that are never closed': { ...deep, raw: '['.repeat(500_000) },
        'bytes that are not UTF-8': { ...utf8, raw: bytes('{"a":"', [0xff, 0xfe], '"}') },
        'an overlong encoding': { ...utf8, raw: bytes('{"a":"', [0xc0, 0xaf], '"}') },
        'a surrogate in UTF-8': { ...utf8, raw: bytes('{"a":"', [0xed, 0xa0, 0x80], '"}') },
        'a character cut in two': { ...utf8, raw: bytes('{"a":"', [0xe1, 0xbb], '"}') },
        'Windows-1258': { ...utf8, raw: bytes('{"a":"Nguy', [0xea, 0xde], 'n"}') },
        'UTF-16': { status: 400, raw: Buffer.from('{"a":1}', 'utf16le') },
        '2^53': { ...number, raw: '{"sets":9007199254740992}' },
        'a number of 400 digits': { ...number, raw: `{"sets":${'9'.repeat(400)}}` },
        'a fraction': { ...number, raw: '{"sets":1.5}' },
        'an exponent': { ...number, raw: '{"sets":1e400}' },
        'a list': { ...wrong, raw: '[]' },
        'a text': { ...wrong, raw: '"x"' },
        null: { ...wrong, raw: 'null' },
        'two MiB': { ...large, raw: `{"note":"${'x'.repeat(2 << 20)}"}` },
        'one byte more than allowed': { ...large, raw: ' '.repeat((1 << 20) + 1) },
        'called a text': { ...media, headers: { 'content-type': 'text/plain' } },
        'called a form': { ...media, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        'called nearly JSON': { ...media, headers: { 'content-type': 'application/jsonx' } },
      });

      test('a charset, capitals and blanks do not matter in the media type', async () => {
        const headers = { 'content-type': 'Application/JSON ; charset=utf-8' };
        await talk.call('take_in', { as: 'counter', body: intake(), headers, want: 201 });
      });

      test('wide bodies: a list of 100,000, an object of 50,000', async () => {
        const sent = { as: 'counter', status: 422 };
        await refusedTwice('take_in', { ...sent, body: intake({ papers: Array(100_000).fill(1) }), code: 'field_wrong_type', where: '/papers/0' });
        const paper = intake().papers[0];
        await refusedTwice('take_in', { ...sent, body: intake({ papers: Array(201).fill(paper) }), code: 'value_out_of_range', where: '/papers' });
        const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`m${i}`, 1]));
        await refusedTwice('take_in', { ...sent, body: { ...intake(), ...many }, code: 'field_unknown' });
      });

      test('a length that is a lie of five gigabytes is refused before a byte of it was read', async () => {
        const socket = connect(server.port, '127.0.0.1');
        socket.write('POST /api/v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5368709120\r\n\r\n');
        const first = await new Promise((done, failed) => socket.once('data', done).once('error', failed));
        assert.match(first.toString(), /^HTTP\/1\.1 413 /);
        socket.destroy();
      });

      test('a body on a GET changes nothing', async () => {
        const { code } = await takeIn();
        const options = { port: server.port, path: `/api/v1/tracking/${code}`, method: 'GET', headers: { 'content-type': 'application/json', 'content-length': 7 } };
        const status = await new Promise((done, failed) => request(options, (answer) => done(answer.resume().statusCode)).on('error', failed).end('{"a":1}'));
        assert.equal(status, 200);
      });
    });

    // ---- the address

    describe('path and query', () => {
      const nobody = () => ({});
      refusals('track', nobody, {
        'a path that is not UTF-8': { status: 400, code: 'utf8_invalid', target: '/tracking/%ff%fe' },
        'a path with half an escape': { status: 400, code: 'path_malformed', target: '/tracking/%e' },
        'a path with U+0000': { status: 400, code: 'path_malformed', target: '/tracking/H26%00' },
        'a query that is not UTF-8': { status: 400, code: 'utf8_invalid', target: '/tracking/H26?secret=%c3' },
        'a query with U+0000': { status: 400, code: 'query_malformed', target: '/tracking/H26?secret=%00' },
        'a query with half an escape': { status: 400, code: 'query_malformed', target: '/tracking/H26?secret=%' },
        'a parameter twice': { status: 400, code: 'query_repeated', target: '/tracking/H26?secret=a&secret=b' },
      });
      refusals('read_register', () => ({ as: 'head' }), {
        'a page of none': { status: 422, code: 'value_out_of_range', where: 'limit', query: { limit: '0' } },
        'a page of too many': { status: 422, code: 'value_out_of_range', where: 'limit', query: { limit: '201' } },
        'a page of letters': { status: 422, code: 'value_out_of_range', where: 'limit', query: { limit: '1x' } },
        'a cursor that is none': { status: 400, code: 'cursor_malformed', query: { after: "' OR 1=1 --" } },
        'a state that is none': { status: 422, code: 'value_out_of_range', where: 'state', query: { state: '11' } },
        'a month that is none': { status: 422, code: 'month_malformed', where: 'received', query: { received: '2026-13' } },
        'a day for a month': { status: 422, code: 'month_malformed', where: 'received', query: { received: '2026-11-25' } },
        'late as a number': { status: 422, code: 'value_unknown', where: 'late', query: { late: '1' } },
      });
      refusals('read_worklist', () => ({ as: 'head' }), {
        'a state of letters': { status: 422, code: 'value_out_of_range', where: 'state', query: { state: '4x' } },
        'late that is neither': { status: 422, code: 'value_unknown', where: 'late', query: { late: 'yes' } },
      });
      refusals('list_units', nobody, {
        'a name of 801 letters': { status: 422, code: 'text_too_long', where: 'q', query: { q: 'x'.repeat(801) } },
      });
    });

    // ---- texts of people

    describe('text', () => {
      const at = (pointer, value, code) => ({ at: pointer, value, status: 422, code, where: pointer });
      refusals('take_in', () => ({ as: 'counter', body: intake({ submitter: talk.example('take_in', 'post_by_representative').submitter }) }), {
        'a line break in a name': at('/applicant/name', 'Nguyễn\nThử', 'control_character'),
        'a bell in a name': at('/applicant/name', 'Nguyễn\u0007', 'control_character'),
        'a C1 control in a name': at('/applicant/name', 'Nguyễn\u0085', 'control_character'),
        'a line separator in a name': at('/applicant/name', 'Nguyễn\u2028Thử', 'control_character'),
        'a right-to-left override in a name': at('/applicant/name', 'Nguyễn \u202Eửht', 'bidi_character'),
        'an isolate in a name': at('/applicant/name', '\u2066Nguyễn\u2069', 'bidi_character'),
        'a right-to-left mark in a name': at('/applicant/name', 'Nguyễn\u200F', 'bidi_character'),
        'a zero width space in a name': at('/applicant/name', 'Nguyễn\u200BThử', 'invisible_character'),
        'a soft hyphen in a name': at('/applicant/name', 'Nguyễn\u00ADThử', 'invisible_character'),
        'a name of blanks': at('/applicant/name', ' \u00a0\u3000', 'field_missing'),
        'a name of 201 letters': at('/applicant/name', 'ữ'.repeat(201), 'text_too_long'),
        'a name that is a number': at('/applicant/name', 7, 'field_wrong_type'),
        'an override in an address': at('/applicant/address', 'Số 1\u202E', 'bidi_character'),
        'an override in the name of who hands it in': at('/submitter/name', 'a\u202Eb', 'bidi_character'),
        'a line break in a note': at('/note', 'a\nb', 'control_character'),
        'an override in the place of delivery': { at: '/delivery', value: { way: 'post', address: 'a\u2067b' }, status: 422, code: 'bidi_character', where: '/delivery/address' },
        'an override in an answer, deep inside': { at: '/answers', value: { rows: [{ name: 'a\u202Eb' }] }, status: 422, code: 'bidi_character', where: '/answers/rows/0/name' },
        'a bell in an answer': { at: '/answers', value: { 'a/b': '\u0007' }, status: 422, code: 'control_character', where: '/answers/a~1b' },
      });

      test('an answer may have lines', async () => {
        await takeIn({ answers: { reason: 'Dòng một\r\n\tDòng hai' } });
      });

      test('VN-4: a name typed in NFD is kept in NFC, and blanks are put right', async () => {
        const applicant = { ...intake().applicant, name: '  Nguyễn  Thị Ngọc Ánh (giả định) '.normalize('NFD') };
        const { code, receipt } = await takeIn({ applicant, answers: { child: 'Ngọc Ánh'.normalize('NFD') } });
        assert.equal(receipt.received_from.name, 'Nguyễn Thị Ngọc Ánh (giả định)'.normalize('NFC'));
        const { body } = await talk.call('read_particulars', { as: 'counter', path: { code }, query: { purpose: 'enquiry' }, want: 200 });
        assert.equal(body.applicant.name, 'Nguyễn Thị Ngọc Ánh (giả định)'.normalize('NFC'));
        assert.equal(body.answers.child, 'Ngọc Ánh'.normalize('NFC'));
      });

      for (const words of ['<script>alert(1)</script>', `'"&<>\\`, '=1+1', '-cmd|x', '@sum', "Robert'); DROP TABLE journal;--"]) {
        test(`SE-6: ${words} in name, address and reason is text`, async () => {
          const applicant = { ...intake().applicant, name: words, address: words };
          const { code, receipt, secret } = await takeIn({ applicant, note: words, answers: { words } });
          assert.equal(receipt.received_from.name, words);
          const path = { code };
          const { body, headers } = await talk.call('read_particulars', { as: 'counter', path, query: { purpose: 'enquiry' }, want: 200 });
          assert.deepEqual([body.applicant.name, body.applicant.address, body.answers.words], [words, words, words]);
          assert.match(headers.get('content-type'), /^application\/json/);
          assert.equal(headers.get('x-content-type-options'), 'nosniff');
          await act('hand_over', code, 'counter', {}, { want: 200 });
          await act('refuse', code, 'head', { reason: words, basis: words }, { want: 200 });
          const tracked = await talk.call('track', { path, query: { secret }, want: 200 });
          assert.ok(tracked.text.includes(JSON.stringify(words).slice(1, -1)), tracked.text);
          assert.match(tracked.headers.get('content-type'), /^application\/json/);
        });
      }

      refusals('read_particulars', () => ({ as: 'counter', path: { code: known } }), {
        'no purpose': { status: 422, code: 'purpose_needed', where: 'purpose' },
        'a purpose of blanks': { status: 422, code: 'purpose_unknown', where: 'purpose', query: { purpose: '  ' } },
        'an override in a purpose': { status: 422, code: 'purpose_unknown', where: 'purpose', query: { purpose: 'a\u202Eb' } },
        'a reference that is a sentence': { status: 422, code: 'reference_malformed', where: 'reference', query: { purpose: 'enquiry', reference: 'ông A nhờ xem' } },
        'a reference of 41 letters': { status: 422, code: 'reference_malformed', where: 'reference', query: { purpose: 'enquiry', reference: 'x'.repeat(41) } },
      });
      let known;
      before(async () => (known = (await takeIn()).code));
    });

    // ---- persons

    describe('persons', () => {
      const number = (value, code) => ({ at: '/applicant/identity/number', value, status: 422, code, where: '/applicant/identity/number' });
      const person = (member, value, code) => ({ at: `/applicant/${member}`, value, status: 422, code, where: `/applicant/${member}` });
      refusals('take_in', () => ({ as: 'counter', body: intake() }), {
        'a personal number of 11 digits': number('00120512345', 'personal_number_length'),
        'a personal number of 13 digits': number('0012051234567', 'personal_number_length'),
        'a personal number with letters': number('00120512345A', 'personal_number_not_digits'),
        'a personal number with the letter O': number('OO1205123456', 'personal_number_not_digits'),
        'a personal number in full-width digits': number('００１２０５１２３４５６', 'personal_number_not_digits'),
        'a personal number that is a number': number(1205123456, 'field_wrong_type'),
        'no personal number': number('', 'field_missing'),
        'a birth date in the future': person('birth_date', '2999-01-01', 'birth_date_in_future'),
        'a birth date that is no day': person('birth_date', '2026-02-30', 'date_malformed'),
        'a birth date as people write it': person('birth_date', '01/02/1990', 'date_malformed'),
        'a sex that is none': person('sex', 'other', 'value_unknown'),
        'an e-mail address without an at': person('email', 'thu.example.com', 'email_malformed'),
        'a phone number of letters': person('phone', 'khong', 'phone_malformed'),
        'a member nobody knows': { at: '/applicant/nmae', value: 'x', status: 422, code: 'field_unknown', where: '/applicant/nmae' },
        'no applicant': { at: '/applicant', value: undefined, status: 422, code: 'field_missing', where: '/applicant' },
        'no name': { at: '/applicant/name', value: undefined, status: 422, code: 'field_missing', where: '/applicant/name' },
      });
    });

    // ---- the law

    describe('procedure, place, point, time', () => {
      const is = (code, where, more = {}) => ({ status: 422, code, where, ...more });
      refusals('take_in', () => ({ as: 'counter', body: intake() }), {
        'an unknown procedure': is('procedure_unknown', '/procedure', { at: '/procedure', value: '9.999999' }),
        'an expired version': is('procedure_not_valid', '/procedure', { at: '/procedure', value: kExpired }),
        'a version of the future': is('procedure_not_valid', '/procedure', { at: '/procedure', value: kLater }),
        'a limit that is not stated': is('limit_not_stated', '/procedure', { at: '/procedure', value: kNoLimit }),
        'no competence row': is('competence_unknown', '/procedure', { at: '/procedure', value: kNoRule }),
        'a case that is none': is('case_unknown', '/case', { at: '/case', value: '99' }),
        'a paper that is none': is('paper_unknown', '/papers/0/paper', { at: '/papers/0/paper', value: 'p99' }),
        'no copies of a paper': is('quantity_invalid', '/papers/0/quantity', { at: '/papers/0/quantity', value: 0 }),
        'a fee that is none': is('fee_line_unknown', '/fees/0/line', { at: '/fees', value: [{ line: 'fee-99' }] }),
        'a hundred sets': is('quantity_invalid', '/sets', { at: '/sets', value: 100 }),
        'a channel that is none': is('value_unknown', '/channel', { at: '/channel', value: 'pigeon' }),
        'a delivery by post without an address': is('delivery_address_needed', '/delivery/address', { at: '/delivery', value: { way: 'post' } }),
        'a place that was abolished': is('unit_abolished', '/place', { at: '/place', value: { unit: 'H26.local.commune526-00016' } }),
        'a place that was abolished, by its code': is('unit_abolished', '/place', { at: '/place', value: { unit: '00016' } }),
        'an old place that was divided': is('place_divided', '/place', { at: '/place', value: { old_unit: '00073' } }),
        'a place that nobody knows': is('place_unknown', '/place', { at: '/place', value: { unit: '99999' } }),
        'a place in the sea': is('place_unknown', '/place', { at: '/place', value: { point: { lat_microdegrees: 0, lon_microdegrees: 0 } } }),
        'no place': is('place_needed', '/place', { at: '/place', value: undefined }),
        'two places': is('field_wrong_type', '/place', { at: '/place', value: { unit: '00004', old_unit: '00073' } }),
        'a point that does not exist': is('point_unknown', '/point', { at: '/point', value: 'H26.local.point-99999' }),
        'a point that was closed': is('point_closed', '/point', { as: 'ward', at: '/point', value: 'TEST.closed' }),
        'a point whose unit was abolished': is('unit_abolished', '/point', { as: 'ended', at: '/point', value: 'TEST.point' }),
        'a point of another ward': { status: 403, code: 'forbidden', where: '/point', at: '/point', value: 'H26.local.point-00070' },
      });
      refusals('take_in', () => ({ as: 'counter', body: intake(dated(2)) }), {
        'an instant in the future': is('occurred_in_future', '/occurred_at', { at: '/occurred_at', value: () => ago(-1) }),
        'an instant too far back': is('occurred_too_far_back', '/occurred_at', { at: '/occurred_at', value: () => ago(24 * 400) }),
        'an instant without a ground': is('ground_needed', '/ground', { at: '/ground', value: undefined }),
        'a ground that is a sentence': is('ground_malformed', '/ground', { at: '/ground', value: 'post của bà Thử' }),
        'a ground that is none': is('ground_malformed', '/ground', { at: '/ground', value: 'because' }),
        'an instant without an offset': is('instant_malformed', '/occurred_at', { at: '/occurred_at', value: '2026-11-01T09:00:00' }),
        'an instant on 30 February': is('instant_malformed', '/occurred_at', { at: '/occurred_at', value: '2026-02-30T09:00:00+07:00' }),
        'an instant at 25 o\'clock': is('instant_malformed', '/occurred_at', { at: '/occurred_at', value: '2026-11-01T25:00:00+07:00' }),
      });
      refusals('take_in', () => ({ body: { ...talk.example('take_in', 'online'), ...dated(2) } }), {
        'an instant without the right to set it': { status: 403, code: 'forbidden', where: '/occurred_at' },
      });
    });

    describe('a version that is published', () => {
      const is = (code, where, at, value) => ({ status: 422, code, where, at, value });
      const strange = (where) => is('field_unknown', where, where, 'x');
      refusals('publish_procedure', () => ({ as: 'controller', path: { code: kBirth }, body: version() }), {
        'a member nobody knows': strange('/nmae'),
        'a member nobody knows in a channel': strange('/channels/0/limt_text'),
        'a member nobody knows in a case': strange('/cases/0/cutof'),
        'a member nobody knows in a limit': strange('/cases/0/limit/trsut'),
        'a member nobody knows in a fee': strange('/fees/0/amount'),
        'a member nobody knows in a group of papers': strange('/papers/1/kinds'),
        'a member nobody knows in a paper': strange('/papers/0/papers/1/original'),
        'a member nobody knows in a result': strange('/results/0/nam'),
        'a member nobody knows in a rule': strange('/competence/0/autority'),
        'an end before the beginning': { ...is('dates_reversed', '/valid_to'), body: { ...version(), valid_from: '2026-02-01', valid_to: '2026-01-01' } },
        'an override in its name': is('bidi_character', '/name', '/name', 'Thủ tục \u202Ecụt ủht'),
        'no basis': is('field_missing', '/basis', '/basis', undefined),
        'a limit that is none': is('limit_malformed', '/cases/0/limit/limit', '/cases/0/limit/limit', '7x'),
      });
    });

    // ---- acts

    describe('acts', () => {
      let code, received;
      before(async () => {
        received = (await takeIn()).code;
        code = await handedOver();
      });
      const on = (status, wanted, more = {}) => ({ status, code: wanted, ...more });
      const assign = { account: 'specialist' };

      refusals('approve', () => ({ path: { code }, body: {} }), {
        'on the dossier of another unit': on(404, 'not_found', { as: 'stranger' }),
        'on a dossier that does not exist': on(404, 'not_found', { as: 'head', path: { code: 'H26.00004-200101-9999' } }),
        'by one who may not': on(403, 'forbidden', { as: 'counter' }),
        'by nobody': on(401, 'not_signed_in'),
        'with an If-Match that is none': on(400, 'header_malformed', { as: 'head', headers: { 'if-match': '3' }, where: 'If-Match' }),
        'with a stale If-Match': on(412, 'stale', { as: 'head', headers: { 'if-match': '"1"' }, where: 'If-Match', facts: { version: '2' } }),
        'dated before the reception': on(422, 'occurred_before_reception', { as: 'head', body: dated(3), where: '/occurred_at' }),
        'dated in the future': on(422, 'occurred_in_future', { as: 'head', body: dated(-1), where: '/occurred_at' }),
        'with a key that is none': on(400, 'idempotency_key_malformed', { as: 'head', key: 'x y', where: 'Idempotency-Key' }),
      });
      test('out of order: before it was handed over', () =>
        refusedTwice('approve', { as: 'head', path: { code: received }, body: {}, status: 409, code: 'out_of_order', facts: { act: 'approve', holder: 'counter' } }));
      test('out of order: handed over twice', () =>
        refusedTwice('hand_over', { as: 'counter', path: { code }, body: {}, status: 409, code: 'out_of_order', facts: { act: 'hand-over' } }));
      refusals('assign', () => ({ as: 'head', path: { code }, body: assign }), {
        'to an account that does not exist': on(422, 'account_unknown', { body: { account: 'nobody' }, where: '/account' }),
        'to one of another unit': on(422, 'account_not_in_unit', { body: { account: 'stranger' }, where: '/account' }),
        'by a head of another unit': on(404, 'not_found', { as: 'stranger' }),
      });
      refusals('refuse', () => ({ as: 'head', path: { code }, body: { reason: 'Thử', basis: 'Luật thử' } }), {
        'without a reason': on(422, 'field_missing', { body: { basis: 'Luật thử' }, where: '/reason' }),
        'with an override in the reason': on(422, 'bidi_character', { body: { reason: 'a\u202Eb', basis: 'Luật thử' }, where: '/reason' }),
        'with a reason of 2,001 letters': on(422, 'text_too_long', { body: { reason: 'x'.repeat(2001), basis: 'Luật thử' }, where: '/reason' }),
      });

      for (let i = 0; i < 5; i++) {
        test(`CC-6: two heads assign one dossier at once, ${i + 1}`, async () => {
          const one = await handedOver();
          const answers = await Promise.all([['head', 'specialist'], ['head-2', 'head-2']].map(([as, to]) =>
            act('assign', one, as, { account: to }, { want: [200, 409] })));
          const won = answers.filter(({ status }) => status === 200);
          const [lost] = answers.filter(({ status }) => status === 409);
          assert.equal(won.length, 1, JSON.stringify(answers.map(({ body }) => body.code)));
          assert.deepEqual([lost.body.code, lost.body.facts.holder], ['already_held', won[0].body.handler]);
          assert.ok(lost.body.detail.includes(won[0].body.handler), lost.body.detail);
          const { body, headers } = await talk.call('read_dossier', { as: 'head', path: { code: one }, want: 200 });
          assert.deepEqual([body.handler, body.version], [won[0].body.handler, 3]);
          // Who has seen the handler may assign anew.
          await act('assign', one, 'head', { account: 'head' }, { headers: { 'if-match': headers.get('etag') }, want: 200 });
        });
      }

      test('two heads approve one dossier at once: one does, the other sees who', async () => {
        const one = await handedOver();
        const heads = ['head', 'head-2'];
        const answers = await Promise.all(heads.map((as) => act('approve', one, as, {}, { want: [200, 409] })));
        const winner = answers.findIndex(({ status }) => status === 200);
        const { body } = answers[1 - winner];
        assert.deepEqual([body.code, body.facts], ['already_done', { act: 'approve', holder: heads[winner] }]);
        const timeline = (await talk.call('read_timeline', { as: 'inspector', path: { code: one }, want: 200 })).body.items;
        assert.equal(timeline.length, 3, 'approved once');
      });

      test('with one If-Match two act at once: the other is stale and sees who', async () => {
        const one = await handedOver();
        const etag = { 'if-match': '"2"' };
        const answers = await Promise.all(['head', 'head-2'].map((as) => act('assign', one, as, { account: as }, { headers: etag, want: [200, 412] })));
        const [won] = answers.filter(({ status }) => status === 200);
        const [lost] = answers.filter(({ status }) => status === 412);
        assert.deepEqual([lost.body.code, lost.body.facts], ['stale', { version: '3', holder: won.body.handler }]);
      });
    });

    // ---- the same again

    describe('the same post again', () => {
      test('two identical posts at once with one key: one dossier', async () => {
        const stood = await position();
        const sent = { as: 'counter', body: intake(), key: randomUUID(), want: 201 };
        const [one, other] = await Promise.all([talk.call('take_in', sent), talk.call('take_in', sent)]);
        assert.deepEqual(one.body, other.body);
        assert.equal(await position(), stood + 1);
      });

      test('the same key with another body', async () => {
        const key = randomUUID();
        const { body } = await talk.call('take_in', { as: 'counter', body: intake(), key, want: 201 });
        const conflict = { status: 422, code: 'idempotency_conflict', where: 'Idempotency-Key', key };
        await refusedTwice('take_in', { as: 'counter', body: intake({ sets: 2 }), ...conflict });
        const again = await talk.call('take_in', { as: 'counter', body: intake(), key, want: 201 });
        assert.equal(again.body.code, body.code);
      });

      test('the same key with another body, at once: one dossier and one refusal', async () => {
        const key = randomUUID();
        const answers = await Promise.all([1, 2].map((sets) => talk.call('take_in', { as: 'counter', body: intake({ sets }), key, want: [201, 422] })));
        assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422]);
        assert.equal(answers.find(({ status }) => status === 422).body.code, 'idempotency_conflict');
      });

      test('the same without a key: two dossiers and a warning of a duplicate', async () => {
        const applicant = { ...intake().applicant, identity: { kind: 'personal_number', number: '001205777777', country: 'VN' } };
        const sent = { as: 'counter', body: intake({ applicant }), key: null, want: 201 };
        const both = await Promise.all([talk.call('take_in', sent), talk.call('take_in', sent)]);
        const [first, second] = both.map(({ body }) => body).sort((a, b) => (a.code < b.code ? -1 : 1));
        assert.notEqual(first.code, second.code);
        const warned = (body) => body.warnings.filter((one) => one.code === 'possible_duplicate');
        assert.deepEqual([warned(first).length, warned(second).length], [0, 1]);
        assert.ok(warned(second)[0].text.includes(first.code), warned(second)[0].text);
      });

      test('keys that are none', async () => {
        for (const key of ['x'.repeat(101), 'a b']) {
          await refusedTwice('take_in', { as: 'counter', body: intake(), key, status: 400, code: 'idempotency_key_malformed', where: 'Idempotency-Key' });
        }
      });

      test('large words of a refused intake leave no file behind', async () => {
        const answers = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a${i}`, 'x'.repeat(9000)]));
        const few = files().length;
        await takeIn({ answers });
        assert.equal(files().length, few + 1, 'words of this size go to a file');
        await refusedTwice('take_in', { as: 'counter', body: intake({ answers, procedure: kNoLimit }), status: 422, code: 'limit_not_stated' });
        const key = randomUUID();
        await talk.call('take_in', { as: 'counter', body: intake({ answers }), key, want: 201 });
        await talk.call('take_in', { as: 'counter', body: intake({ answers }), key, want: 201 });
        assert.equal(files().length, few + 2, 'sent again, it is kept once');
      });
    });

    // ---- secrets and codes

    describe('tracking', () => {
      let one;
      before(async () => (one = await takeIn()));

      test('a wrong secret shows nothing', async () => {
        const wrong = one.secret === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
        for (const secret of [wrong, one.secret.slice(0, 5), '%']) {
          const answer = await talk.refused('track', 403, 'secret_wrong', { path: { code: one.code }, query: { secret } });
          assert.ok(!JSON.stringify(answer).includes('Phạm'), 'a name in a refusal');
        }
        await refusedTwice('track', { path: { code: one.code }, query: { secret: wrong }, status: 403, code: 'secret_wrong', where: 'secret' });
      });

      test('SE-4: a part of a code, or a wildcard, finds nobody\'s dossier', async () => {
        const { code } = one;
        const parts = [code.slice(0, 2), code.slice(0, 3), code.slice(-3), code.slice(0, -1), `${code.slice(0, -1)}_`, `${code.slice(0, -1)}%`,
          `${code.slice(0, -1)}*`, `${code.slice(0, -1)}?`, '%', '_', '*', 'H26%', `${code} `, ` ${code}`, `${code}' OR '1'='1`, code.toLowerCase()];
        for (const part of parts.filter((one) => one !== code)) {
          for (const query of [{}, { secret: one.secret }]) await talk.refused('track', 404, 'not_found', { path: { code: part }, query });
          await talk.refused('read_dossier', 404, 'not_found', { as: 'head', path: { code: part } });
        }
        await refusedTwice('track', { path: { code: 'H26' }, status: 404, code: 'not_found' });
      });
    });

    describe('signing in', () => {
      const pair = { account: 'head', password: 'x' };
      refusals('sign_in', () => ({ body: pair }), {
        'a wrong password': { status: 401, code: 'account_or_password_wrong' },
        'an account that does not exist': { body: { ...pair, account: 'nobody' }, status: 401, code: 'account_or_password_wrong' },
        'no password': { at: '/password', value: undefined, status: 422, code: 'field_missing', where: '/password' },
        'a password of 1,025 bytes': { at: '/password', value: 'x'.repeat(1025), status: 422, code: 'text_too_long', where: '/password' },
        'an account with U+0000 behind it': { at: '/account', value: 'head\u0000', status: 422, code: 'control_character' },
      });
    });

    test('after all this the record is whole', async () => {
      const verdict = JSON.parse(run(record, 'verify', '--json'));
      assert.equal(verdict.boards, 'equal', JSON.stringify(verdict));
      assert.equal(verdict.events, await position());
    });
  });
}
