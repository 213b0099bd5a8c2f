// What was learned from answers, put in where a request says so, and who may see which dossier: role × unit × point, as
// x-roles and the interface say it.
import { kLearned, kLong, kRaw } from './values.mjs';

const kMinute = 60_000;
const hanoi = (millis) => `${new Date(millis + 420 * kMinute).toISOString().slice(0, 19)}+07:00`;

export class Memory {
  #officers;
  #known; // by kind
  #possible = {}; // by act: who may do it to which dossier, as the server said
  #dossiers = new Map(); // code or submission → {point, unit, competent, secret, isCanary}

  constructor(officers, record) {
    this.#officers = officers;
    this.#known = { ...record, account: Object.keys(officers), recent_day: [hanoi(Date.now() - 5 * 24 * 60 * kMinute).slice(0, 10)],
      paper: ['p1', 'p2', 'p3', 'p9'], line: ['fee-1', 'fee-9'], code: [], session: [], secret: [], cursor: [], etag: ['*', '"1"'], key: [], position: [] };
  }

  learn(kind, value) {
    if (value !== null && value !== undefined && !this.#known[kind].includes(value)) this.#known[kind].push(value);
  }

  /** A run begins with nothing but what it learns itself. */
  forget() {
    for (const kind of ['code', 'secret', 'cursor', 'key']) this.#known[kind] = [];
    this.#known.etag = ['*', '"1"'];
    this.#possible = {};
  }

  learnActs(as, { code, submission, acts }) {
    for (const act of acts) (this.#possible[act.replaceAll('-', '_')] ??= []).push({ as, path: { code: code ?? submission } });
  }

  remember(number, dossier) {
    this.#dossiers.set(number, { ...this.#dossiers.get(number), ...dossier });
    this.learn('code', number);
    this.learn('secret', dossier.secret);
  }

  dossier(number) {
    return this.#dossiers.get(number);
  }

  /** The request with what was learned in it. One that follows does what the server said that somebody may do. */
  request(request) {
    const possible = request.follows === undefined ? [] : this.#possible[request.id] ?? [];
    return { ...this.filled(request), ...possible[request.follows % possible.length] };
  }

  filled(value) {
    if (Array.isArray(value)) return value.map((one) => this.filled(one));
    if (value === null || typeof value !== 'object') return value;
    if (kLearned in value) return this.#one(value[kLearned], value.n);
    if (kLong in value) return value[kLong].repeat(value.times);
    if (kRaw in value) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.filled(one)]));
  }

  #one(kind, n) {
    if (kind === 'instant') return hanoi(Date.now() - n * n * 20 * kMinute + 5 * kMinute); // five minutes ahead to three weeks back
    if (kind === 'any') return this.#one(['code', 'secret', 'cursor', 'key', 'unit', 'procedure'][n % 6], n);
    const values = this.#known[kind];
    return values.length > 0 ? String(values[n % values.length]) : `none_${n}`;
  }

  /** May this officer (or nobody) see the dossier beyond what the public sees? */
  maySee(as, dossier) {
    const officer = this.#officers[as];
    if (!officer) return false;
    if (officer.role === 'inspector') return this.#inspects(officer, dossier);
    if (officer.role === 'counter') return officer.point ? officer.point === dossier.point : officer.unit === dossier.unit;
    return ['specialist', 'head'].includes(officer.role) && officer.unit === dossier.competent;
  }

  // The centre's inspectors look after the whole city, others after their own unit.
  #inspects(officer, dossier) {
    return officer.unit.endsWith('.centre') || [dossier.unit, dossier.competent].includes(officer.unit);
  }

  worksIn(as, unit) {
    const officer = this.#officers[as];
    return officer?.role === 'inspector' || (['counter', 'specialist', 'head'].includes(officer?.role) && officer.unit === unit);
  }
}
