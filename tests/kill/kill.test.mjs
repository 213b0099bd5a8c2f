// SIGKILL under load: what was acknowledged is there after a restart by itself, what was under way is done exactly once
// when it is sent again under its key, and `motcua verify` finds nothing at the end.
//   node kill/kill.test.mjs [sqlite|postgres] [seed] [rounds]     without an engine: each one that is there
// Loopback only; 20 rounds (or MOTCUA_TEST_ROUNDS) of about a second, 8 connections, at most kMostDossiers in a round and connection.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { engines, makeRecord, run, serve, signIn } from '../binary.mjs';
import { operations } from '../contract/openapi.mjs';

const kConnections = 8;
const kMostDossiers = 400;
const kLeastMillis = 600;
const kMostMillis = 1200;
const kProcedure = '1.001193';
const kRoad = [
  ['hand-over', 'counter', {}],
  ['assign', 'head', { account: 'specialist' }],
  ['approve', 'head', {}],
  ['release', 'head', { title: 'Giấy khai sinh' }],
  ['deliver', 'counter', { method: 'counter', to: 'applicant' }],
];

const [, , engineAsked = process.env.MOTCUA_TEST_ENGINE, seedAsked = process.env.MOTCUA_TEST_SEED, roundsAsked = process.env.MOTCUA_TEST_ROUNDS ?? '20'] = process.argv;
const rounds = Number(roundsAsked);
const seed = seedAsked ? Number(seedAsked) : randomBytes(4).readUInt32LE() || 1;

/** xorshift32, so that a printed seed gives the same moments again. */
function chance(state) {
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** The program, the clients' memory, and what they hold it to. */
class Load {
  #record;
  #server;
  #tokens = {};
  #known = new Map(); // code → {version, national} as acknowledged
  #open = []; // requests that were never answered, to be sent again under their keys
  #acknowledged = 0;
  #intake;

  constructor(record) {
    this.#record = record;
  }

  get acknowledged() {
    return this.#acknowledged;
  }

  get dossiers() {
    return this.#known.size;
  }

  async start() {
    this.#server = await serve(this.#record);
  }

  async kill() {
    const { signal } = await this.#server.stop('SIGKILL');
    assert.equal(signal, 'SIGKILL', `the program ended by itself: ${this.#server.said()}`);
  }

  async end() {
    const { code } = await this.#server.stop('SIGTERM');
    assert.equal(code, 0, this.#server.said());
  }

  /** After a failure: no process stays behind. */
  async abandon() {
    await this.#server?.stop('SIGKILL');
  }

  /** Sessions are opened once: they survive every restart. */
  async prepare() {
    const sessions = {};
    for (const role of ['counter', 'head', 'controller']) {
      sessions[role] = await signIn(this.#server.base, this.#record, role);
      this.#tokens[role] = sessions[role].token;
    }
    const version = operations.publish_procedure.body.birth.value;
    const published = await this.#send({ as: 'controller', path: `/procedures/${kProcedure}/versions`, body: version, key: randomUUID() });
    assert.equal(published.status, 201, JSON.stringify(published.body));
    this.#acknowledged += 1;
    const { point } = sessions.counter;
    this.#intake = { ...operations.take_in.body.warned.value, point, place: { unit: sessions.head.unit } };
  }

  async #fetch(method, { as, path, body, key }) {
    const headers = { authorization: `Bearer ${this.#tokens[as]}`, ...(key ? { 'idempotency-key': key } : {}) };
    if (body) headers['content-type'] = 'application/json';
    const answer = await fetch(`${this.#server.base}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, version: Number((answer.headers.get('etag') ?? '').slice(1, -1)), body: await answer.json() };
  }

  #send(request) {
    return this.#fetch('POST', request);
  }

  /** Sends a command and takes note of the acknowledgement; null when the program died before it answered. */
  async #command(request) {
    let answer;
    try {
      answer = await this.#send(request);
    } catch {
      this.#open.push(request);
      return null;
    }
    assert.ok([200, 201].includes(answer.status), `${request.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.#acknowledged += 1;
    const national = answer.body.state?.national ?? 2;
    this.#known.set(answer.body.code, { version: answer.version, national });
    return answer.body.code;
  }

  /** One connection: dossier after dossier, each as far as chance takes it, until the program is gone. */
  async work(next) {
    for (let i = 0; i < kMostDossiers; i++) {
      const code = await this.#command({ as: 'counter', path: '/dossiers', body: this.#intake, key: randomUUID() });
      if (code === null) return;
      for (const [act, as, body] of kRoad.slice(0, next(kRoad.length + 1))) {
        if ((await this.#command({ as, path: `/dossiers/${code}/acts/${act}`, body, key: randomUUID() })) === null) return;
      }
    }
  }

  /** Sends again what was not answered: it must be done once, whether or not it had been committed before. */
  async resend() {
    const open = this.#open.splice(0);
    for (const request of open) assert.notEqual(await this.#command(request), null, 'the program died without a kill');
    return open.length;
  }

  /** Every acknowledged dossier is there, at least as far as was said. */
  async hold(codes = [...this.#known.keys()]) {
    const left = [...codes];
    const reader = async () => {
      for (let code = left.pop(); code !== undefined; code = left.pop()) {
        const said = this.#known.get(code);
        const { status, body } = await this.#fetch('GET', { as: 'head', path: `/dossiers/${code}` });
        assert.equal(status, 200, `${code} was acknowledged and is gone`);
        assert.ok(body.version >= said.version && body.state.national >= said.national, `${code} fell back: ${JSON.stringify([said, body.version, body.state])}`);
      }
    };
    await Promise.all(Array.from({ length: kConnections }, reader));
  }

  codes() {
    return new Set(this.#known.keys());
  }

  /** Codes in the public register: nothing was done twice. */
  async registered() {
    const codes = [];
    let cursor = null;
    do {
      const { body } = await this.#fetch('GET', { as: 'head', path: `/register?limit=200${cursor ? `&after=${encodeURIComponent(cursor)}` : ''}` });
      codes.push(...body.items.map((one) => one.code));
      cursor = body.next;
    } while (cursor !== null);
    return codes;
  }
}

async function round(load, next) {
  const before = load.codes();
  const working = Promise.all(Array.from({ length: kConnections }, () => load.work(next)));
  const working_or_failed = working.catch((error) => error); // judged after the kill
  const millis = kLeastMillis + next(kMostMillis - kLeastMillis + 1);
  await sleep(millis);
  await load.kill();
  const failed = await working_or_failed;
  if (failed instanceof Error) throw failed;
  await load.start();
  await load.hold([...load.codes()].filter((code) => !before.has(code)));
  const resent = await load.resend();
  return { millis, resent };
}

async function killUnderLoad(engine, say) {
  const next = chance(seed);
  const record = makeRecord(engine);
  const load = new Load(record);
  try {
    await load.start();
    await load.prepare();
    let resent = 0;
    for (let i = 1; i <= rounds; i++) {
      const done = await round(load, next);
      resent += done.resent;
      say(`round ${i}: killed after ${done.millis} ms, ${done.resent} sent again, ${load.acknowledged} acknowledged`);
    }
    await load.hold();
    assert.deepEqual((await load.registered()).sort(), [...load.codes()].sort(), 'the register holds what was acknowledged, once');
    await load.end();
    const verdict = JSON.parse(run(record, 'verify', '--json'));
    assert.deepEqual(Object.keys(verdict).sort(), ['boards', 'events', 'root'], JSON.stringify(verdict));
    assert.equal(verdict.boards, 'equal');
    assert.match(verdict.root, /^[0-9a-f]{64}$/);
    assert.ok(verdict.events >= load.acknowledged, `${verdict.events} events, ${load.acknowledged} acknowledged`);
    assert.ok(load.dossiers >= rounds && resent > 0, `no load: ${load.dossiers} dossiers, ${resent} broken off`);
  } finally {
    await load.abandon();
    record.remove();
  }
}

for (const engine of engineAsked ? [engineAsked] : engines) {
  test(`${rounds} kills under load on ${engine}, seed ${seed}`, { timeout: 860_000 + 20_000 * rounds }, (t) => killUnderLoad(engine, (text) => t.diagnostic(text)));
}
