// What an answer may not be, whatever was asked: a failure of the server, something the interface does not say, a word of
// the canary for who has no right to it, or a sign that a dossier exists for who may not know of it.
import { api, faultsOfAnswer, faultsOfStray, operations } from '../contract/openapi.mjs';
import { fieldsIn } from './canary.mjs';
import { reaches, seenAs } from './wire.mjs';

const kTells = [409, 412]; // only who may see a dossier learns its state or version
const kPurposes = api.components.schemas.Purpose.enum;
const kAct = /^\/dossiers\/\{code\}/;
const kFarAhead = 1_000_000_000;

const inRange = (status, from) => status >= from && status < from + 100;

function ofStatus(filled, { status, headers, body }) {
  if (status < 500) return [];
  if (status === 503 && body?.code === 'queue_full' && headers.get('retry-after')) return [];
  const waits = Number(filled.headers['Motcua-Position'] ?? 0) > kFarAhead;
  if (status === 503 && body?.code === 'lagging' && waits && headers.get('retry-after')) return [];
  return [`the server failed: ${status}`];
}

function ofInterface(filled, answer) {
  const operation = operations[filled.id];
  if (!reaches(filled)) return answer.status < 400 ? [] : faultsOfStray(answer); // "/procedures/" is another operation
  const anywhere = api.components['x-any-operation'].includes(answer.status) && !operation.said.responses[answer.status];
  return anywhere ? faultsOfStray(answer) : faultsOfAnswer(operation, answer);
}

const sameSecret = (given, dossier) => String(given ?? '').toUpperCase() === dossier?.secret;

// The answers that hold particulars: the receipt to who handed in, what was given earlier to a desk that has the paper
// before it, the particulars for a purpose, and tracking with the secret.
function mayHoldCanary(memory, officers, filled, as, isPlanting) {
  if (filled.id === 'take_in') return isPlanting;
  if (filled.id === 'find_earlier') return officers[as]?.role === 'counter' && filled.body?.paper_on_desk === true;
  const dossier = memory.dossier(filled.path.code);
  if (!dossier?.isCanary) return false;
  if (filled.id === 'read_particulars') return memory.maySee(as, dossier) && kPurposes.includes(filled.query.purpose);
  return filled.id === 'track' && sameSecret(filled.query.secret, dossier);
}

function ofCanary(memory, officers, filled, as, answer, isPlanting) {
  if (mayHoldCanary(memory, officers, filled, as, isPlanting)) return [];
  const fields = fieldsIn(`${answer.text}\n${[...answer.headers].flat().join('\n')}`);
  return fields.length > 0 ? [`the canary's ${fields.join(', ')} for ${as}`] : [];
}

function ofRole(officers, filled, as, status) {
  const operation = operations[filled.id];
  const allowed = as === 'nobody' ? operation.open : operation.open || operation.roles.includes(officers[as].role);
  if (allowed) return [];
  return inRange(status, 200) || kTells.includes(status) ? [`${as} may not do this and got ${status}`] : [];
}

function ofStranger(memory, officers, filled, as, status) {
  const operation = operations[filled.id];
  const dossier = memory.dossier(filled.path.code);
  if (!kAct.test(operation.path) || !dossier || memory.maySee(as, dossier)) return [];
  if (inRange(status, 200) || kTells.includes(status)) return [`${as} may not know of this dossier and got ${status}`];
  const reads = operation.method === 'get' && operation.roles.includes(officers[as]?.role);
  return reads && status === 403 ? [`${as} learned from a 403 that the dossier exists`] : [];
}

// A list shows what the interface says and no more.
function ofLists(memory, filled, as, { status, body }) {
  if (status !== 200 || !body?.items) return [];
  if (filled.id === 'read_worklist') return ofWorklist(memory, filled, as, body);
  return [];
}

function ofWorklist(memory, filled, as, { items, counts }) {
  const faults = [];
  const unit = filled.query.unit || undefined;
  if (unit && !memory.worksIn(as, unit)) faults.push(`${as} reads the worklist of ${unit}`);
  if (!filled.query.after && counts.open < items.length) faults.push(`counts.open is ${counts.open} of ${items.length} shown`);
  if (counts.late + counts.today > counts.open) faults.push(`more late and due than open: ${JSON.stringify(counts)}`);
  for (const item of items) {
    const dossier = memory.dossier(item.code ?? item.submission);
    const theirs = !dossier || (unit ? [dossier.unit, dossier.competent].includes(unit) : memory.worksIn(as, dossier.unit) || memory.worksIn(as, dossier.competent));
    if (!theirs) faults.push(`the worklist of ${unit ?? as} shows ${item.code ?? item.submission}`);
  }
  return faults;
}

function ofTracking(memory, filled, { status, body }) {
  if (filled.id !== 'track' || status !== 200 || body.view !== 'personal') return [];
  const dossier = memory.dossier(filled.path.code);
  return dossier && !sameSecret(filled.query.secret, dossier) ? ['a personal view without the secret'] : [];
}

/** What is wrong, as a list. */
export function faultsOf(memory, officers, filled, answer, isPlanting) {
  const as = seenAs(filled);
  return [
    ...ofStatus(filled, answer),
    ...ofInterface(filled, answer),
    ...ofCanary(memory, officers, filled, as, answer, isPlanting),
    ...ofRole(officers, filled, as, answer.status),
    ...ofStranger(memory, officers, filled, as, answer.status),
    ...ofLists(memory, filled, as, answer),
    ...ofTracking(memory, filled, answer),
  ];
}
