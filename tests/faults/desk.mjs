// A running server with accounts signed in, what it acknowledged, and what it is held to afterwards.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { binary, serve, signIn } from '../binary.mjs';
import { operations } from '../contract/openapi.mjs';

const kProcedure = '1.001193';

/** A running server and what was acknowledged by it. */
export class Desk {
  tokens = {};
  acknowledged = new Map(); // code → [key, more]

  static async open(record, options) {
    const desk = new Desk();
    desk.record = record;
    desk.server = await serve(record, options);
    for (const role of ['counter', 'head', 'controller']) {
      const session = await signIn(desk.server.base, record, role);
      desk.tokens[role] = session.token;
      desk[role] = session;
    }
    const version = operations.publish_procedure.body.birth.value;
    const published = await desk.send('POST', `/procedures/${kProcedure}/versions`, { as: 'controller', body: version, key: randomUUID() });
    assert.equal(published.status, 201, JSON.stringify(published.body));
    return desk;
  }

  async send(method, path, { as = 'head', body, key, language = 'vi' } = {}) {
    const headers = { authorization: `Bearer ${this.tokens[as]}`, 'accept-language': language, ...(key ? { 'idempotency-key': key } : {}) };
    if (body) headers['content-type'] = 'application/json';
    const answer = await fetch(`${this.server.base}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  }

  intake(more = {}) {
    return { ...operations.take_in.body.warned.value, point: this.counter.point, place: { unit: this.head.unit }, ...more };
  }

  /** Sends an intake; remembers it when it was acknowledged. */
  async takeIn(key = randomUUID(), more = {}) {
    const answer = await this.send('POST', '/dossiers', { as: 'counter', body: this.intake(more), key });
    if (answer.status === 201) this.acknowledged.set(answer.body.code, [key, more]);
    return answer;
  }

  /** Asked in both languages: status, code, a sentence in each, and when to come again. */
  async refused(code, method, path, request = {}) {
    const [vi, en] = [await this.send(method, path, { ...request, language: 'vi' }), await this.send(method, path, { ...request, language: 'en' })];
    for (const { status, headers, body } of [vi, en]) {
      assert.deepEqual([status, body.code], [503, code], JSON.stringify(body));
      assert.match(headers.get('retry-after') ?? '', /^\d+$/);
      assert.match(headers.get('content-type'), /^application\/problem\+json/);
    }
    assert.notEqual(vi.body.detail, en.body.detail);
    assert.doesNotMatch(vi.body.detail + en.body.detail, /[{}]/);
  }

  refusedIntake(code, more = {}) {
    return this.refused(code, 'POST', '/dossiers', { as: 'counter', body: this.intake(more), key: randomUUID() });
  }

  async position() {
    return (await (await fetch(`${this.server.base}/health`)).json()).position;
  }

  async health() {
    try {
      return (await fetch(`${this.server.base}/health`)).status;
    } catch {
      return null;
    }
  }

  /** Until it answers as before; the backoff of the writer is at most five seconds. */
  async recovered() {
    for (let i = 0; i < 300; i++) {
      if ((await this.health()) === 200) {
        const answer = await this.takeIn();
        if (answer.status === 201) return;
      }
      await sleep(100);
    }
    assert.fail('it did not come back');
  }

  /** What was acknowledged is there, sending again gives the same dossier, and the record verifies. */
  async hold(where = this.record.where) {
    for (const [code, [key, more]] of this.acknowledged) {
      const again = await this.takeIn(key, more);
      assert.equal(again.body.code, code, 'the same key is the same dossier');
      assert.equal((await this.send('GET', `/dossiers/${code}`)).status, 200, `${code} was acknowledged and is gone`);
    }
    assert.ok(this.server.lives(), this.server.said());
    const verdict = JSON.parse(execFileSync(binary, ['verify', '--json', ...where], { encoding: 'utf8' }));
    assert.equal(verdict.boards, 'equal', JSON.stringify(verdict));
  }

  async close() {
    await this.server?.stop();
  }
}

/** A desk for one test, and its record, both taken away at the end. */
export async function onRecord(record, work, options) {
  let desk;
  try {
    desk = await Desk.open(record, options);
    await work(desk);
  } finally {
    await desk?.close();
    record.remove();
  }
}
