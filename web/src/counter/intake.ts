// A half-done intake as it stands on the desk: one person, one or several dossiers. Only values; what changes them is here,
// what shows them is in the parts beside. It lives in the memory of the tab (desk.ts) and becomes a body in body.ts.
import type { Schemas } from '../api/client';
import { dateOfIso } from '../ui/dates';
import type { Card } from './cardQr';

export type Procedure = Schemas['ProcedureView'];
export type PaperKind = Schemas['PaperKind'];
export type IdentityKind = Schemas['Identity']['kind'];

export interface PersonForm {
  kind: Schemas['ApplicantKind'];
  name: string;
  identity: IdentityKind;
  number: string;
  country: string;
  birthDate: string; // as typed
  sex: '' | 'male' | 'female';
  taxCode: string;
  phone: string;
  email: string;
  address: string;
}

export interface SubmitterForm extends PersonForm {
  relation: string;
  paper: string;
  scope: string;
  until: string;
}

export interface PaperForm {
  id: string;
  name: string;
  heading: string;
  ticked: boolean;
  kind: PaperKind;
  quantity: number;
}

export interface FeeForm {
  id: string;
  label: string;
  amount?: number; // minor units, of one
  currency: string;
  per: string;
  exemption: string;
  ticked: boolean;
  quantity: number;
  paid: boolean;
}

export interface DossierForm {
  id: string;
  key: string; // Idempotency-Key, the same however often it is sent
  procedure?: Procedure;
  caseId: string;
  placeWas: boolean; // an old unit is named
  place?: { id: string; name: string };
  facts: Record<string, string>;
  papers: PaperForm[];
  fees: FeeForm[];
  sets: number;
  /** Sent by this account, and no answer came back: only it can send it again without the danger of a second dossier. */
  doubtful?: string;
  received?: Schemas['Reception'];
}

export interface Intake {
  id: string;
  dossiers: DossierForm[];
  at: number; // which of them is shown
  channel: 'counter' | 'post';
  applicant: PersonForm;
  paperOnDesk: boolean;
  subject?: PersonForm;
  submitter?: SubmitterForm;
  helper: string;
  way: Schemas['DeliveryWay'];
  wayChosen: boolean;
  resultAddress: string;
  addressTyped: boolean; // by hand, so the card's no longer flows into it
  note: string;
  checkedAt: string; // instant at which the check of the papers ended; '' while it goes on
  occurredAt: string; // by post: when it arrived
  ground: string;
}

export const kNoPerson: PersonForm = {
  kind: 'person', name: '', identity: 'personal_number', number: '', country: 'VN', birthDate: '', sex: '', taxCode: '', phone: '', email: '', address: '',
};
export const kNoSubmitter: SubmitterForm = { ...kNoPerson, relation: '', paper: '', scope: '', until: '' };

export type MakeId = () => string;

export const newDossier = (id: MakeId): DossierForm => ({ id: id(), key: id(), caseId: '', placeWas: false, facts: {}, papers: [], fees: [], sets: 1 });

export function newIntake(id: MakeId): Intake {
  return {
    id: id(), dossiers: [newDossier(id)], at: 0, channel: 'counter', applicant: kNoPerson, paperOnDesk: false, helper: '', way: 'desk', wayChosen: false,
    resultAddress: '', addressTyped: false, note: '', checkedAt: '', occurredAt: '', ground: '',
  };
}

/** The next thing of the same person, after the first has its receipt. */
export function samePerson(before: Intake, id: MakeId): Intake {
  const { applicant, paperOnDesk, submitter, way, wayChosen, resultAddress, addressTyped, helper } = before;
  return { ...newIntake(id), applicant, paperOnDesk, submitter, way, wayChosen, resultAddress, addressTyped, helper };
}

export const current = (intake: Intake): DossierForm => intake.dossiers[intake.at] as DossierForm;

export function withDossier(intake: Intake, change: Partial<DossierForm>): Intake {
  return { ...intake, dossiers: intake.dossiers.map((one, at) => (at === intake.at ? { ...one, ...change } : one)) };
}

export function withAnother(intake: Intake, id: MakeId): Intake {
  const first = intake.dossiers[0];
  const next = { ...newDossier(id), place: first?.place, placeWas: first?.placeWas ?? false };
  return { ...intake, dossiers: [...intake.dossiers, next], at: intake.dossiers.length };
}

export function withoutCurrent(intake: Intake): Intake {
  if (intake.dossiers.length < 2) return intake;
  const dossiers = intake.dossiers.filter((_, at) => at !== intake.at);
  return { ...intake, dossiers, at: Math.min(intake.at, dossiers.length - 1) };
}

/** Keys of a person change what the applicant's address flows into, unless somebody typed there. */
export function withApplicant(intake: Intake, change: Partial<PersonForm>): Intake {
  const applicant = { ...intake.applicant, ...change };
  const resultAddress = intake.addressTyped ? intake.resultAddress : applicant.address;
  return { ...intake, applicant, resultAddress };
}

export function cardWords(card: Card): Partial<PersonForm> {
  return {
    kind: 'person', identity: 'personal_number', number: card.number, country: 'VN', name: card.name, birthDate: dateOfIso(card.birthDate),
    sex: card.sex ?? '', address: card.address ?? '',
  };
}

/** The card lies under the scanner, so its paper is on the desk. */
export const withCard = (intake: Intake, card: Card): Intake => ({ ...withApplicant(intake, cardWords(card)), paperOnDesk: true });

export function partyWords(party: Schemas['Party']): Partial<PersonForm> {
  return {
    kind: party.kind, name: party.name, birthDate: party.birth_date ? dateOfIso(party.birth_date) : '', sex: party.sex ?? '',
    taxCode: party.tax_code ?? '', phone: party.phone ?? '', email: party.email ?? '', address: party.address ?? '',
  };
}

function paperKind(group: string, originals: number): PaperKind {
  if (group === 'show') return 'shown';
  return originals > 0 ? 'original' : 'copy';
}

/** The portal's lists begin with bullets of every kind. */
const withoutBullet = (text: string): string => text.replace(/^[\s*+•–-]+/, '').replace(/:$/, '');

export function papersOf(procedure: Procedure): PaperForm[] {
  return procedure.papers.flatMap((group) =>
    group.kind === 'note'
      ? []
      : group.papers
          .filter((paper) => !paper.note)
          .map((paper) => {
            const kind = paperKind(group.kind, paper.originals ?? 0);
            const quantity = Math.max(1, kind === 'copy' ? (paper.copies ?? 1) : (paper.originals ?? 1));
            return { id: paper.id, name: withoutBullet(paper.name), heading: withoutBullet(group.heading ?? ''), ticked: false, kind, quantity };
          }),
  );
}

export function feesOf(procedure: Procedure, caseId: string, channel: string): FeeForm[] {
  return procedure.fees
    .filter((fee) => (!fee.channel || fee.channel === channel) && (!fee.case_id || fee.case_id === caseId))
    .map((fee) => ({
      id: fee.id, label: fee.label ?? fee.text ?? fee.id, amount: fee.status === 'unknown' ? undefined : (fee.amount_minor ?? 0),
      currency: fee.currency ?? 'VND', per: fee.per ?? '', exemption: fee.exemption ?? '', ticked: fee.status === 'stated' && (fee.amount_minor ?? 0) > 0,
      quantity: 1, paid: false,
    }));
}

/** Choosing a procedure fills in what follows from it; the desk's own ward is the first guess of the place. */
export function withProcedure(intake: Intake, procedure: Procedure, home: { id: string; name: string }): Intake {
  const caseId = procedure.cases.length === 1 ? (procedure.cases[0]?.id ?? '') : '';
  const place = current(intake).place ?? (asksPlace(procedure) ? home : undefined);
  const next = withDossier(intake, { procedure, caseId, place, facts: {}, papers: papersOf(procedure), fees: feesOf(procedure, caseId, intake.channel) });
  return intake.wayChosen ? next : { ...next, way: procedure.needs_result_address ? 'post' : 'desk' };
}

export function withCase(intake: Intake, caseId: string): Intake {
  const { procedure } = current(intake);
  return procedure ? withDossier(intake, { caseId, fees: feesOf(procedure, caseId, intake.channel) }) : intake;
}

type Rule = Procedure['competence']['rules'][number];

/** The rules that can still decide, given the case and the kind of applicant. */
export function rulesOf(procedure: Procedure, caseId: string, kind: string): Rule[] {
  return procedure.competence.rules.filter((rule) => (!rule.case_id || !caseId || rule.case_id === caseId) && (!rule.applicant_kind || rule.applicant_kind === kind));
}

export const asksPlace = (procedure: Procedure): boolean => procedure.competence.rules.some((rule) => rule.place_kind && rule.place_kind !== 'none');

/** Whether case, place or a fact has to be asked at all. */
export const asksAnything = (procedure: Procedure): boolean =>
  procedure.cases.length > 1 || asksPlace(procedure) || procedure.competence.rules.some((rule) => (rule.when ?? []).length > 0);

/** Facts that rules ask for, with the answers that any rule knows. */
export function factsOf(rules: Rule[]): Map<string, string[]> {
  const facts = new Map<string, string[]>();
  for (const rule of rules) {
    for (const when of rule.when ?? []) facts.set(when.fact, [...new Set([...(facts.get(when.fact) ?? []), ...when.values])]);
  }
  return facts;
}

/** Enough to ask the server what would follow. */
export const canBeChecked = (intake: Intake, dossier: DossierForm): boolean =>
  dossier.procedure !== undefined && (dossier.caseId !== '' || dossier.procedure.cases.length < 2) && intake.applicant.name.trim() !== '';

export const isEmpty = (intake: Intake): boolean =>
  intake.dossiers.every((dossier) => !dossier.procedure) && intake.applicant.name === '' && intake.applicant.number === '';

export const isDone = (intake: Intake): boolean => intake.dossiers.every((dossier) => dossier.received);
