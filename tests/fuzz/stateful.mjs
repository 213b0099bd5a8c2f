// A stateful search through the REST interface: requests made from api/openapi.yaml, by every role and nobody, in two
// units, against a running server that holds a canary person. After each request: no failure, nothing that the interface
// does not say, none of the canary's words for who has no right to them (judge.mjs). At the end the record must verify, and
// neither the log nor the files of the record may hold a word of the canary.
//   node fuzz/stateful.mjs [--requests N] [--seed S] [--engine sqlite|postgres]
// What is found is shrunk by fast-check to few requests and printed with the seed that gives them again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { binary, makeRecord, root, run, serve, signIn } from '../binary.mjs';
import * as canary from './canary.mjs';
import { faultsOf } from './judge.mjs';
import { Memory } from './memory.mjs';
import { anyRequest, example, right } from './requests.mjs';
import { answerOf, onTheWire } from './wire.mjs';

const kBirth = '1.001193';
const kOwn = ['9.000001', '9.000002', '9.000003'];
const kRoad = [['hand_over', 'counter_b', 'now'], ['approve', 'head_b', 'noted'], ['release', 'head_b', 'certificate'], ['deliver', 'counter_b', 'counter']];
const kMostInRun = 100;
const kMostShrinkMillis = 120_000;
const kPassword = 'mot hai ba bon nam sau';

const jsonLines = (file) => readFileSync(join(root, file), 'utf8').trim().split('\n').map((line) => JSON.parse(line));

/** Officers of a second unit, beside the demo's accounts of the first. Gives {login: {role, unit, point?}}. */
function makeOfficers(record) {
  const officers = {};
  for (const one of JSON.parse(run(record, 'user', 'list', '--json'))) officers[one.login] = one.rights[0];
  const home = officers.counter;
  const other = jsonLines('data/units/points.jsonl').find((point) => point.unit !== home.unit && point.unit.includes('.ward-'));
  for (const role of ['counter', 'specialist', 'head']) {
    const right = { role, unit: other.unit, ...(role === 'counter' ? { point: other.id } : {}) };
    const words = ['user', 'add', `${role}_b`, '--role', role, '--unit', other.unit, ...(right.point ? ['--point', right.point] : [])];
    execFileSync(binary, [...words, ...record.where], { input: `${kPassword}\n` });
    officers[`${role}_b`] = right;
    record.passwords[`${role}_b`] = kPassword;
  }
  execFileSync(binary, ['user', 'add', 'visitor', '--role', 'specialist', '--unit', other.unit, ...record.where], { input: `${kPassword}\n` });
  officers.visitor = { role: 'specialist', unit: other.unit };
  record.passwords.visitor = kPassword;
  return officers;
}

/** What generated requests may name from the beginning. */
function placesOf(officers) {
  const [home, other] = [officers.counter, officers.counter_b];
  const ward = (unit) => jsonLines('data/units/units.jsonl').find((one) => one.id === unit);
  const { lat_microdegrees, lon_microdegrees } = ward(home.unit).position;
  return { point: [home.point, other.point], unit: [home.unit, other.unit], ward_code: [ward(home.unit).official_code], lat: [lat_microdegrees],
    lon: [lon_microdegrees], procedure: [kBirth, kOwn[0], kBirth, kOwn[1], kBirth, '1.000656'], own_procedure: kOwn };
}

/** A running record with its canary, and what requests have taught about it. */
class World {
  #record;
  #server;
  #officers;
  #tokens = {};
  #memory;
  #trace = [];
  #places;
  sent = 0;
  answered = {}; // how often each operation got each status
  slowest = 0;

  constructor(record) {
    this.#record = record;
    this.#officers = makeOfficers(record);
    this.#places = placesOf(this.#officers);
    this.#memory = new Memory(this.#officers, { ...this.#places, visitor_password: [kPassword], password: [record.passwords.counter] });
  }

  get officers() {
    return this.#officers;
  }

  get trace() {
    return this.#trace;
  }

  async start() {
    this.#server = await serve(this.#record, { flags: ['--trusted-proxy', '127.0.0.1'] });
    for (const login of Object.keys(this.#officers)) await this.#signIn(login);
    await this.#done(right('publish_procedure', 'controller', 'birth', { path: { code: kBirth } }));
    await this.#leadThrough();
  }

  async #signIn(login) {
    try {
      this.#tokens[login] = (await signIn(this.#server.base, this.#record, login)).token;
    } catch (error) {
      if (login !== 'visitor') throw error; // whose password is guessed at: it may have to wait
    }
  }

  /** Canaries at the end of each road, with words of officers about them. */
  async #leadThrough() {
    const delivered = await this.#plant('counter');
    const act = (id, as, code, body = {}) => this.#done(right(id, as, null, { path: { code }, body, media: 'application/json' }));
    const { reason, note, title, number } = canary.about;
    await act('hand_over', 'counter', delivered);
    await act('assign', 'head', delivered, { account: 'specialist' });
    await act('approve', 'head', delivered, { note });
    await act('release', 'head', delivered, { title, number });
    await act('deliver', 'counter', delivered, { method: 'counter', to: 'applicant', note });
    const refused = await this.#plant('counter');
    await act('hand_over', 'counter', refused);
    await act('refuse', 'head', refused, { reason, basis: 'Luật Hộ tịch điều 16' });
    await act('refuse_reception', 'counter', await this.#plant('nobody'), { reason, basis: '118/2025/NĐ-CP điều 17' });
  }

  async #plant(as) {
    const { procedure, point, place, papers, case: one } = example('take_in', 'counter');
    const body = canary.intakeOf({ procedure, point, place, papers, case: one, channel: as === 'nobody' ? 'online' : 'counter' });
    const key = randomUUID();
    return this.#takeIn(right('take_in', as, null, { body, media: 'application/json', headers: { 'Idempotency-Key': key } }), true);
  }

  async #takeIn(request, isPlanting = false) {
    const { body } = await this.#done(request, isPlanting);
    return body.code ?? body.submission;
  }

  async #done(request, isPlanting = false) {
    const answer = await this.send(request, isPlanting);
    assert.ok(answer.status < 300, `a right request was refused: ${answer.text}\n${this.#trace.at(-1)}`);
    return answer;
  }

  /** What every run begins with: canaries, and dossiers of the other unit, one of them some steps along its road. */
  async begin(steps) {
    this.#memory.forget();
    this.#trace = [];
    const received = await this.#plant('counter');
    const submitted = await this.#plant('nobody');
    const [, point] = this.#places.point;
    const [, unit] = this.#places.unit;
    const body = { ...example('take_in', 'warned'), place: { unit } };
    await this.#takeIn(right('take_in', 'counter', null, { body, media: 'application/json' })); // theirs, received here
    const code = await this.#takeIn(right('take_in', 'counter_b', null, { body: { ...body, point }, media: 'application/json' }));
    for (const [id, as, name] of kRoad.slice(0, steps)) await this.#done(right(id, as, name, { path: { code } }));
    for (const [as, one] of [['counter', received], ['counter', submitted], ['head_b', code]]) await this.#done(right('read_dossier', as, null, { path: { code: one } }));
  }

  /** Sends it, judges the answer, and learns from it. */
  async send(request, isPlanting = false) {
    const filled = this.#memory.request(request);
    const wire = onTheWire(filled, this.#tokens[filled.as], new URL(this.#server.base).host);
    // From many addresses, as in life: wrong codes from one would slow down all that comes from it.
    wire.headers['x-forwarded-for'] = `10.0.${(this.sent >> 8) % 256}.${this.sent % 256}`;
    this.#trace.push(`${filled.as} (${filled.carried}) ${wire.method} ${wire.path} ${JSON.stringify(filled.headers)} ${wire.content ?? ''}`.slice(0, 1000));
    const began = performance.now();
    const answer = await answerOf(this.#server.base, wire);
    this.slowest = Math.max(this.slowest, performance.now() - began);
    this.sent += 1;
    const counts = (this.answered[filled.id] ??= {});
    counts[answer.status] = (counts[answer.status] ?? 0) + 1;
    const faults = faultsOf(this.#memory, this.#officers, filled, answer, isPlanting);
    if (faults.length > 0) throw new Error(`${faults.join('\n')}\n→ ${answer.status} ${answer.text.slice(0, 2000)}\nsent in this run:\n${this.#trace.join('\n')}`);
    await this.#learn(filled, answer, isPlanting);
    return answer;
  }

  async #learn(filled, { status, headers, body }, isPlanting) {
    const memory = this.#memory;
    if (filled.headers['Idempotency-Key']) memory.learn('key', filled.headers['Idempotency-Key']);
    memory.learn('etag', headers.get('etag'));
    memory.learn('position', headers.get('motcua-position'));
    if (body?.next) memory.learn('cursor', body.next);
    if (status === 200 && body?.acts) memory.learnActs(filled.as, body);
    if (['sign_out', 'end_session'].includes(filled.id) && status === 204) await this.#signIn(filled.as);
    if (filled.id === 'list_sessions' && status === 200) for (const { id } of body.items) memory.learn('session', id);
    if (filled.id === 'change_password' && status === 204 && filled.body.current === kPassword) await this.#changeBack(filled.body);
    if (filled.id === 'take_in' && status === 201) await this.#learnDossier(body, isPlanting);
    if (filled.id === 'receive' && status === 200) this.#learnReceived(filled.path.code, body);
  }

  async #changeBack({ current, new: wanted }) {
    await this.#done(right('change_password', 'visitor', null, { body: { current: wanted, new: current }, media: 'application/json' }));
  }

  // Where it was received and who decides, the tracking page tells.
  async #learnDossier({ code, submission, secret }, isCanary) {
    const number = code ?? submission;
    const known = this.#memory.dossier(number); // the answer of before, to the same key
    this.#memory.remember(number, { secret, isCanary: known?.isCanary ?? isCanary });
    const { body } = await this.#done(right('track', 'nobody', null, { path: { code: number }, query: { secret } }));
    const point = body.receiving_point.id;
    this.#memory.remember(number, { point, unit: this.#unitOf(point), competent: body.competent_unit?.id });
  }

  // Only now it has a code, and a unit that is competent.
  #learnReceived(number, { code, competent_unit }) {
    const dossier = { ...this.#memory.dossier(number), competent: competent_unit?.id };
    for (const one of [number, code]) this.#memory.remember(one, dossier);
  }

  #unitOf(point) {
    return this.#places.unit[this.#places.point.indexOf(point)];
  }

  /** The worklists are whole, the record verifies, and the canary is nowhere in the open. */
  async end() {
    for (const login of ['head', 'head_b']) await this.#worklistIsWhole(login);
    const { code } = await this.#server.stop();
    assert.equal(code, 0, this.#server.said());
    assert.equal(JSON.parse(run(this.#record, 'verify', '--json')).boards, 'equal');
    assert.deepEqual(canary.fieldsIn(this.#server.said()), [], 'in the log');
    this.#searchFiles();
  }

  async #worklistIsWhole(login) {
    let [items, after, counts] = [0, undefined];
    do {
      const query = { limit: '200', ...(after ? { after } : {}) };
      const { body } = await this.#done(right('read_worklist', login, null, { query }));
      items += body.items.length;
      after = body.next;
      counts = body.counts;
    } while (after);
    assert.equal(items, counts.open, `the worklist of ${login}`);
  }

  // All that lies on the disk unencrypted: journal, boards, keys and logs; of PostgreSQL a dump.
  #searchFiles() {
    const [, folder, , database] = this.#record.where;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const kept = files.map((one) => [one.name, readFileSync(join(one.parentPath ?? one.path, one.name))]);
    if (database) kept.push(['pg_dump', execFileSync('pg_dump', ['--data-only', database], { maxBuffer: 1 << 30 })]);
    for (const [name, bytes] of kept) {
      const found = canary.spellings.filter((word) => bytes.includes(word));
      assert.deepEqual(found, [], `in ${name}`);
    }
  }

  async stop() {
    await this.#server?.stop('SIGKILL');
  }
}

/** One run after the other until so many requests were sent. Gives what was seen; throws what was found. */
export async function fuzzRest({ engine, requests, seed }) {
  const record = makeRecord(engine);
  const world = new World(record);
  try {
    await world.start();
    let first; // shrinking may end at another fault, when the first has changed the record for good
    const one = fc.asyncProperty(fc.nat(kRoad.length), fc.array(anyRequest(world.officers), { maxLength: kMostInRun, size: 'max' }), async (steps, all) => {
      try {
        await world.begin(steps);
        for (const request of all) await world.send(request);
      } catch (error) {
        first ??= error.message;
        throw error;
      }
    });
    let runs = 0;
    for (; world.sent < requests; ++runs) await holds(one, seed + runs, () => first);
    await world.end();
    return { runs, sent: world.sent, answered: world.answered, slowest_ms: Math.round(world.slowest) };
  } finally {
    await world.stop();
    record.remove();
  }
}

async function holds(property, seed, first) {
  const found = await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: kMostShrinkMillis });
  if (!found.failed) return;
  const shrunk = (found.counterexample?.[1] ?? []).map((one) => JSON.stringify(one)).join('\n');
  const last = found.errorInstance?.message ?? String(found.error);
  throw new Error(`MOTCUA_FUZZ_SEED=${seed}, after ${found.numShrinks} shrinks:\n${shrunk}\n${last}${last === first() ? '' : `\n\nfound first: ${first()}`}`);
}

export const seedAsked = () => Number(process.env.MOTCUA_FUZZ_SEED ?? randomBytes(4).readUInt32LE() % 1_000_000_000);

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string' }, engine: { type: 'string', default: 'sqlite' } } });
  const seed = Number(values.seed ?? seedAsked());
  console.log(`seed ${seed}`);
  const began = Date.now();
  const seen = await fuzzRest({ engine: values.engine, requests: Number(values.requests), seed });
  for (const [id, statuses] of Object.entries(seen.answered).sort()) console.log(id, JSON.stringify(statuses));
  console.log(`${seen.sent} requests in ${seen.runs} runs, ${Math.round((Date.now() - began) / 1000)} s, slowest ${seen.slowest_ms} ms: nothing found`);
}
