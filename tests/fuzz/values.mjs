// Values for requests, made from the schemas of api/openapi.yaml by fast-check: what a schema allows, what it does not,
// and examples with something wrong in them. Where the record's own things are wanted (a code, a secret, a cursor) stands
// {[kLearned]: kind, n}: memory.mjs puts in what was learned so far, so that a request is plain and can be replayed.
import fc from 'fast-check';
import { resolveRef } from '../contract/openapi.mjs';

export const kLearned = '§';
export const kRaw = '§raw'; // sent as it stands, not encoded
export const kLong = '§long'; // {§long: letter, times}: a long text with a short name

export const learned = (kind) => fc.nat(40).map((n) => ({ [kLearned]: kind, n }));

// Members and parameters that name things of the record.
const kKinds = { code: 'code', point: 'point', unit: 'unit', old_unit: 'unit', account: 'account', secret: 'secret',
  after: 'cursor', occurred_at: 'instant', procedure: 'procedure', 'If-Match': 'etag', 'Idempotency-Key': 'key',
  paper: 'paper', line: 'line' };

const kTexts = ['', ' ', '\u0000', 'a\u0000b', 'a\u202eb', '\u2066x', '\u200f', '\ud800', '\uffff', 'e\u0302\u0301', '🏛️', '\u0958\u0344',
  'ế'.normalize('NFD'), '../../etc/passwd', '..%2f..', "' OR 1=1 --", '"; DROP TABLE events; --', '<script>alert(1)</script>', '{{7*7}}',
  '%00', '${x}', '\r\nSet-Cookie: a=b', 'null', 'true', '-0', '0x10', '1e9', '99999999999999999999', '2026-02-30', '2026-13-01',
  '0000-00-00', '9999-12-31T23:59:60+14:00', '-1d', '999999y', 'sd', 'Ба Динь', '１２３', 'İ', 'ß', 'H26.local.ward-00004'];
const kNumbers = [0, -1, 1, 99, 100, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, 1.5, -0.0];

const long = fc.record({ [kLong]: fc.constantFrom('a', 'ế', '\u0958', '"'), times: fc.constantFrom(65, 201, 501, 2001, 70_000, 1_100_000) });
export const hostileText = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...kTexts) }, { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: long });
export const hostile = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom(...kNumbers) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [{}], { '': '' }, [null], { a: { b: { c: [] } } }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: learned('any') },
);

const kWords = ['Nguyễn Văn Thử (giả định)', 'Trần Thị Ví Dụ (giả định)', 'x', 'Giải quyết hồ sơ', 'Số 1 phố Giả Định', 'p1', '1', 'fee-1',
  '001090123456', '0912345678', 'thu@example.com', 'person', 'Hộ tịch', '0100112437'];

function text(schema) {
  const most = schema.maxLength ?? 60;
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern, 'u'), { size: 'small' });
  if (schema.format === 'date') return fc.date({ min: new Date('1900-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
  if (schema.format === 'date-time') return learned('instant');
  return fc.oneof(fc.constantFrom(...kWords).map((word) => word.slice(0, most)),
    fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: Math.min(most, 30) }));
}

function merged(schema) {
  const parts = (schema.allOf ?? []).map((part) => merged(plain(part)));
  return [...parts, schema].reduce((sum, part) => ({ ...sum, ...part, required: [...(sum.required ?? []), ...(part.required ?? [])],
    properties: { ...sum.properties, ...part.properties } }), {});
}

const plain = (schema) => (schema.$ref ? plain(resolveRef(schema.$ref).value) : schema);

function object(schema, depth) {
  const { properties, required, maxProperties } = merged(schema);
  const members = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, named(name, one, depth - 1)]));
  if (Object.keys(members).length === 0) return fc.dictionary(fc.constantFrom('a', 'building_class', 'full_name_of_child', 'ß'), fc.constantFrom('I', 1, true, [], null), { maxKeys: 3 });
  if (maxProperties === 1) return fc.oneof(...Object.entries(members).map(([name, one]) => fc.record({ [name]: one })));
  const some = fc.record(members, { requiredKeys: [...new Set(required)] });
  return depth > 0 ? some : fc.record(Object.fromEntries(required.map((name) => [name, members[name]])));
}

/** What the schema allows. */
export function valid(schema, depth = 4) {
  const said = plain(schema);
  if (said.const !== undefined) return fc.constant(said.const);
  if (said.enum) return fc.constantFrom(...said.enum);
  if (said.oneOf ?? said.anyOf) return fc.oneof(...(said.oneOf ?? said.anyOf).map((one) => valid(one, depth)));
  if (said.type === 'object' || said.properties || said.allOf) return object(said, depth);
  if (said.type === 'array') return depth > 0 ? fc.array(valid(said.items, depth - 1), { minLength: said.minItems ?? 0, maxLength: Math.min(said.maxItems ?? 3, 3) }) : fc.constant([]);
  if (said.type === 'integer') return fc.integer({ min: said.minimum ?? -5, max: said.maximum ?? 2 ** 31 - 1 });
  if (said.type === 'boolean') return fc.boolean();
  return text(said);
}

// A position that is far ahead costs the five seconds that the server waits for it.
const position = fc.oneof({ weight: 600, arbitrary: learned('position') }, { weight: 1, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) });

/** The same for a member or parameter: mostly something that is there. */
export function named(name, schema, depth = 4) {
  if (name === 'Motcua-Position') return position;
  const kind = kKinds[name];
  if (!kind || plain(schema).type === 'object' || plain(schema).properties) return valid(schema, depth);
  return fc.oneof({ weight: 5, arbitrary: learned(kind) }, { weight: 1, arbitrary: valid(schema, depth) });
}

// ---- something wrong in it

const isMark = (value) => [kLearned, kRaw, kLong].some((mark) => mark in value);
const places = (value, at = []) => (value === null || typeof value !== 'object' || isMark(value) ? [at]
  : [at, ...Object.keys(value).flatMap((name) => places(value[name], [...at, name]))]);

function changed(value, at, change) {
  if (at.length === 0) return change.wrong;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const [name, ...rest] = at;
  if (rest.length > 0) copy[name] = changed(copy[name], rest, change);
  else if (change.how === 'drop') Array.isArray(copy) ? copy.splice(Number(name), 1) : delete copy[name];
  else if (change.how === 'add') Array.isArray(copy) ? copy.push(change.wrong) : (copy[change.name] = change.wrong);
  else if (change.how === 'twice') Array.isArray(copy) ? copy.push(copy[name]) : (copy[change.name] = copy[name]);
  else copy[name] = change.wrong;
  return copy;
}

const change = fc.record({ at: fc.nat(1000), how: fc.constantFrom('set', 'set', 'drop', 'add', 'twice'), wrong: hostile,
  name: fc.constantFrom('a_member_nobody_knows', '__proto__x', '', 'code', 'note', 'occurred_at', 'ground', '/~1', 'source') });

export const broken = (value) => fc.tuple(value, fc.array(change, { minLength: 1, maxLength: 3 })).map(([whole, changes]) =>
  changes.reduce((sum, one) => {
    const all = places(sum);
    return changed(sum, all[one.at % all.length], one);
  }, whole));

export const noBody = fc.constantFrom('', '{', '{"a":', '[]', 'null', '"x"', '{"a":"1","a":"2"}', '{"a":1.5}', '{"a":1e400}', '\u0000', '\ufeff{}',
  '{"a":"\\ud800"}', `${'['.repeat(40)}${']'.repeat(40)}`, `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, '{"a":1}x', '{a:1}', "{'a':1}", '{"\\u0000":1}', '{"a":NaN}')
  .map((whole) => ({ [kRaw]: whole }));
