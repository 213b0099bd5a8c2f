// One talk with a running server: sends what the interface describes, judges every answer by it, and remembers what was
// sent, so that the test can tell which examples were left out.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { faultsOfAnswer, operations } from './openapi.mjs';

export class Talk {
  #base;
  #tokens = {}; // by account
  #live = new Map(); // text or number of an example → what stands for it in this record
  #sent = new Set();

  constructor(base) {
    this.#base = base;
  }

  get sent() {
    return this.#sent;
  }

  signedIn(account, token) {
    this.#tokens[account] = token;
  }

  /** From now on `value` is sent wherever an example says `said`. */
  means(said, value) {
    this.#live.set(said, value);
  }

  #adapted(value) {
    if (this.#live.has(value)) return this.#live.get(value);
    if (Array.isArray(value)) return value.map((one) => this.#adapted(one));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.#adapted(one)]));
  }

  /** What stands in this record for a word of the examples. */
  adapted(word) {
    return this.#adapted(word);
  }

  /** The body of an example as it is sent to this record. */
  example(id, name) {
    const example = operations[id].body?.[name];
    if (!example) throw new Error(`${id} has no example ${name}`);
    this.#sent.add(`${id} ${name}`);
    return this.#adapted(example.value);
  }

  /**
   * Sends it and fails when the answer is not as the interface says, or has another status than wanted. `target` stands
   * for path and query as they are on the wire; `key: null` sends no Idempotency-Key.
   */
  async call(id, { as, path = {}, query = {}, headers = {}, example, body, raw, key, want, target }) {
    const operation = operations[id];
    this.#sent.add(id);
    const filled = target ?? operation.path.replace(/\{(\w+)\}/g, (_, name) => {
      if (path[name] === undefined) throw new Error(`${id} needs ${name}`);
      return encodeURIComponent(path[name]);
    });
    const sent = { 'accept-language': 'vi', ...headers };
    if (as) sent.authorization = `Bearer ${this.#tokens[as]}`;
    if (key !== null && operation.parameters.some((one) => one.name === 'Idempotency-Key')) sent['idempotency-key'] = key ?? randomUUID();
    const content = raw ?? (example ? JSON.stringify(this.example(id, example)) : body && JSON.stringify(body));
    if (content !== undefined) sent['content-type'] ??= 'application/json';
    const search = new URLSearchParams(query).toString();
    const url = `${this.#base}/api/v1${filled}${search && `?${search}`}`;
    const response = await fetch(url, { method: operation.method.toUpperCase(), headers: sent, body: content });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const answer = { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
    const call = `${operation.method} ${url} as ${as ?? 'nobody'}${example ? ` (${example})` : ''} → ${answer.status} ${text.slice(0, 600)}`;
    assert.deepEqual(faultsOfAnswer(operation, answer), [], call);
    if (want !== undefined) assert.ok([want].flat().includes(answer.status), `wanted ${want}: ${call}`);
    return answer;
  }

  /** The same, for a refusal: status and code. */
  async refused(id, status, code, request) {
    const answer = await this.call(id, { ...request, want: status });
    if (code) assert.equal(answer.body.code, code, answer.text);
    return answer.body;
  }
}
