// Requests, generated operation by operation from api/openapi.yaml: {id, as, carried, path, query, headers, body, media}.
import fc from 'fast-check';
import { operations } from '../contract/openapi.mjs';
import { broken, hostile, hostileText, kLearned, kRaw, learned, named, noBody, valid } from './values.mjs';

// What the examples of the interface name, and what stands for it in a record.
const kStandsFor = { 'H26.local.point-00004': ['point', 0], 'H26.local.ward-00004': ['unit', 0], '00004': ['ward_code', 0], '2026-11-20': ['recent_day', 0],
  21038600: ['lat', 0], 105838000: ['lon', 0], '2026-11-25T08:15:00+07:00': ['instant', 7], '2026-11-25T08:55:00+07:00': ['instant', 0], '2026-11-25T09:10:00+07:00': ['instant', 1],
  'a random word of the demo': ['password', 0] };

function adapted(value) {
  if (kStandsFor[value]) return { [kLearned]: kStandsFor[value][0], n: kStandsFor[value][1] };
  if (Array.isArray(value)) return value.map(adapted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, adapted(one)]));
}

/** An example of the interface, as it fits this record. */
export const example = (id, name) => adapted(operations[id].body[name].value);

// Whoever guesses is slowed down: so that this strikes nobody whom the others need, guesses are at one account of its own.
const kVisitor = 'visitor';
const kGuesses = {
  sign_in: [{ account: kVisitor, password: { [kLearned]: 'visitor_password', n: 0 } }, { account: kVisitor, password: 'not the password' }],
  change_password: [{ current: { [kLearned]: 'visitor_password', n: 0 }, new: 'bốn từ ngẫu nhiên' }, { current: 'not the password', new: 'bốn từ ngẫu nhiên' }],
};

const kWeights = { change_password: 0.5, end_session: 0.5, list_sessions: 1, take_in: 8, read_particulars: 5, read_dossier: 5, track: 6, read_worklist: 4, read_register: 3, sign_in: 1, sign_out: 0.3,
  publish_procedure: 2, read_health: 0.5, read_metrics: 0.5 };
const kActs = /\/acts\//;
const kPlaces = [{ [kRaw]: '..' }, { [kRaw]: '%2e%2e' }, { [kRaw]: '%2f' }, { [kRaw]: 'a%2fb' }, { [kRaw]: '%00' }, { [kRaw]: '%' }, { [kRaw]: '%ff' },
  { [kRaw]: '' }, { [kRaw]: '.' }, { [kRaw]: ';a=b' }, { [kRaw]: '%c0%af' }, { [kRaw]: '*' }];

const sometimes = (one, weight = 1) => fc.oneof({ weight, arbitrary: one }, { weight: 1, arbitrary: fc.constant(undefined) });
const without = (record) => Object.fromEntries(Object.entries(record).filter(([, one]) => one !== undefined));

// Versions are published of procedures that nothing else rests on, else one bad version would close every counter.
const procedureOf = (operation) => learned(operation.method === 'get' ? 'procedure' : 'own_procedure');

function parameters(operation, place) {
  const of = operation.parameters.filter((one) => one.in === place);
  return fc.record(Object.fromEntries(of.map(({ name, schema, required }) => {
    const ofId = operation.path.startsWith('/points') ? 'point' : 'session';
    const right = name === 'id' ? learned(ofId) : name === 'code' && operation.path.startsWith('/procedures') ? procedureOf(operation) : named(name, schema);
    const wrong = place === 'path' ? fc.oneof(hostileText, fc.constantFrom(...kPlaces)) : hostileText;
    const said = fc.oneof({ weight: required ? 20 : 8, arbitrary: right }, { weight: 1, arbitrary: wrong });
    return [name, place === 'path' ? said : sometimes(said, required ? 20 : 1)];
  })));
}

const strayQuery = fc.oneof({ weight: 25, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom('limit=1&limit=2', '%zz=1', 'a=%ff',
  'q=%00', '=', '&&', 'lang=en', 'lang=xx', 'a=b#c', 'secret=') });

function body(operation) {
  if (kGuesses[operation.id]) {
    const guesses = fc.constantFrom(...kGuesses[operation.id]);
    return fc.oneof({ weight: 8, arbitrary: guesses }, { weight: 3, arbitrary: broken(guesses) }, { weight: 1, arbitrary: hostile }, { weight: 1, arbitrary: noBody });
  }
  const schema = operation.said.requestBody.content['application/json'].schema;
  const examples = fc.constantFrom(...Object.keys(operation.body)).map((name) => example(operation.id, name));
  return fc.oneof({ weight: 8, arbitrary: examples }, { weight: 5, arbitrary: broken(examples) }, { weight: 3, arbitrary: valid(schema) },
    { weight: 2, arbitrary: broken(valid(schema)) }, { weight: 1, arbitrary: hostile }, { weight: 1, arbitrary: noBody });
}

const media = fc.oneof({ weight: 20, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('text/plain', '', 'application/json; charset=utf-8', 'application/json; charset=latin1', 'application/xml', 'multipart/form-data; boundary=x', 'APPLICATION/JSON') });

const carried = fc.oneof({ weight: 12, arbitrary: fc.constant('bearer') }, { weight: 2, arbitrary: fc.constant('cookie') },
  { weight: 1, arbitrary: fc.constantFrom('cookie_elsewhere', 'cookie_no_origin', 'garbage', 'both') });

function who(operation, officers) {
  if (operation.id === 'change_password') return fc.constantFrom(kVisitor, 'nobody');
  const all = [...Object.keys(officers), 'nobody'];
  const fitting = all.filter((one) => (one === 'nobody' ? operation.open : operation.roles.includes(officers[one].role)));
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...(fitting.length > 0 ? fitting : all)) }, { weight: 2, arbitrary: fc.constantFrom(...all) });
}

function request(operation, officers) {
  return fc.record({ id: fc.constant(operation.id), as: who(operation, officers), carried, path: parameters(operation, 'path'),
    query: parameters(operation, 'query'), stray: strayQuery, headers: parameters(operation, 'header'),
    ...(operation.body ? { body: body(operation), media } : {}),
    ...(kActs.test(operation.path) ? { follows: fc.option(fc.nat(20), { nil: undefined, freq: 2 }) } : {}) })
    .map((one) => without({ ...one, query: without(one.query), headers: without(one.headers) }));
}

/** Any request of the interface by anyone. */
export function anyRequest(officers) {
  return fc.oneof(...Object.values(operations).map((operation) =>
    ({ weight: Math.round(10 * (kWeights[operation.id] ?? 2)), arbitrary: request(operation, officers) })));
}

/** One request that is right, for what each run begins with. */
export const right = (id, as, name, more = {}) => ({ id, as, carried: 'bearer', path: {}, query: {}, headers: {},
  ...(name ? { body: example(id, name), media: 'application/json' } : {}), ...more });
