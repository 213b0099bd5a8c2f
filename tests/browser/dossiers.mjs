// Dossiers in the states that people look at, made over the REST interface by the demo accounts of a record. Persons are
// invented.
import { randomUUID } from 'node:crypto';
import { signIn } from '../binary.mjs';

const kDay = 86_400_000;
const kSevenDays = '1.004222'; // received within seven working days
const kSameDay = '1.001193'; // within the day
const kCountedOnly = '1.000689'; // not shown without the secret

const daysAgo = (days) => `${new Date(Date.now() - days * kDay + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;

export const person = 'Nguyễn Văn Chim Sẻ (giả định)';
const applicant = {
  kind: 'person', name: person, identity: { kind: 'personal_number', number: '001090123456', country: 'VN' },
  phone: '0912345678', address: 'Số 1 phố Giả Định, Hà Nội',
};

class Desk {
  constructor(base, sessions) {
    this.base = base;
    this.sessions = sessions;
  }

  async post(path, body, as) {
    const answer = await fetch(`${this.base}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json', 'idempotency-key': randomUUID(),
        ...(as ? { authorization: `Bearer ${this.sessions[as].token}` } : {}),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} ${JSON.stringify(body)} as ${as ?? 'nobody'}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  async take(procedure, more = {}) {
    const { point, unit } = this.sessions.counter;
    const online = more.channel === 'online';
    const taken = await this.post('/dossiers', {
      procedure, case: '1', point, channel: 'counter', place: { unit }, applicant, delivery: { way: 'desk' },
      papers: [], sets: 1, fees: [], answers: {}, ...more,
    }, online ? undefined : 'counter');
    return { ...taken, number: taken.code ?? taken.submission };
  }

  /** The first paper and the first fee that the procedure names. */
  async brought(procedure) {
    const { papers, fees } = await (await fetch(`${this.base}/api/v1/procedures/${procedure}`)).json();
    const paper = papers.flatMap((group) => group.papers).find((one) => !one.note);
    return {
      papers: [{ paper: paper.id, kind: 'original', quantity: 1 }],
      fees: fees.slice(0, 1).map((fee) => ({ line: fee.id, quantity: 1, paid: true })),
    };
  }

  async acts(dossier, ...acts) {
    for (const [act, as, body] of acts) await this.post(`/dossiers/${dossier.number}/acts/${act}`, body ?? {}, as);
    return dossier;
  }
}

const handOver = ['hand-over', 'counter'];
const approve = ['approve', 'head'];
const release = ['release', 'head', { title: 'Giấy khai sinh', number: '12/2026' }];

/** By name: `number` to follow it by, and its secret. */
export async function makeDossiers(base, record) {
  const sessions = {};
  for (const account of ['counter', 'head']) sessions[account] = await signIn(base, record, account);
  const desk = new Desk(base, sessions);
  const sameDay = (more) => desk.take(kSameDay, more);
  return {
    'in time': await desk.take(kSevenDays),
    near: await sameDay(await desk.brought(kSameDay)),
    late: await sameDay({ occurred_at: daysAgo(20), ground: 'paper_register 12/2026' }),
    online: await sameDay({ channel: 'online' }),
    'not accepted': await desk.acts(await sameDay({ channel: 'online' }),
      ['refuse-reception', 'counter', { reason: 'Hồ sơ thuộc thẩm quyền của cơ quan khác', basis: '118/2025/NĐ-CP điều 17' }]),
    'in hand': await desk.acts(await sameDay(), handOver),
    ready: await desk.acts(await sameDay(), handOver, approve, release),
    'not granted': await desk.acts(await sameDay(), handOver, ['refuse', 'head', { reason: 'Không đủ điều kiện', basis: 'Luật Hộ tịch điều 14' }],
      ['release', 'head', { title: 'Văn bản trả lời' }]),
    delivered: await desk.acts(await sameDay(), handOver, approve, release, ['deliver', 'counter', { method: 'counter', to: 'applicant' }]),
    'not public': await desk.take(kCountedOnly),
  };
}
