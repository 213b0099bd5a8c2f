// The form as a body of POST /dossiers; what was left empty is left out.
import type { Schemas } from '../api/client';
import { isoOfTyped } from '../ui/dates';
import type { DossierForm, Intake, PersonForm, SubmitterForm } from './intake';

type Body = Schemas['Intake'];
type Party = Schemas['Party'];

const said = (text: string): string | undefined => text.trim() || undefined;
/** A date that is none goes as it was typed, so that the server says what is wrong with it. */
const date = (typed: string): string | undefined => (said(typed) ? (isoOfTyped(typed) ?? typed.trim()) : undefined);

function identityOf(person: PersonForm): Schemas['Identity'] {
  if (person.identity === 'none' || (person.kind !== 'foreigner' && !said(person.number))) return { kind: 'none' };
  return { kind: person.identity, number: person.number.replace(/[\s.]/g, ''), country: said(person.country.toUpperCase()) };
}

export function partyOf(person: PersonForm): Party {
  return {
    kind: person.kind, name: person.name.trim(), identity: identityOf(person), birth_date: date(person.birthDate), sex: person.sex || undefined,
    tax_code: said(person.taxCode), phone: said(person.phone), email: said(person.email), address: said(person.address),
  };
}

function submitterOf(person: SubmitterForm): Schemas['Submitter'] {
  const paper = said(person.paper);
  return { ...partyOf(person), relation: said(person.relation), authority: paper ? { paper, scope: said(person.scope), until: date(person.until) } : undefined };
}

export function bodyOf(intake: Intake, dossier: DossierForm, point: string): Body {
  const place = dossier.place && (dossier.placeWas ? { old_unit: dossier.place.id } : { unit: dossier.place.id });
  const posted = intake.channel === 'post';
  return {
    procedure: dossier.procedure?.code ?? '',
    case: said(dossier.caseId),
    point,
    channel: intake.channel,
    place,
    checked_at: posted ? undefined : said(intake.checkedAt),
    occurred_at: posted ? said(intake.occurredAt) : undefined,
    ground: posted && said(intake.occurredAt) ? `post ${intake.ground.trim()}`.trim() : undefined,
    applicant: partyOf(intake.applicant),
    submitter: intake.submitter && said(intake.submitter.name) ? submitterOf(intake.submitter) : undefined,
    subject: intake.subject && said(intake.subject.name) ? partyOf(intake.subject) : undefined,
    helper: said(intake.helper),
    delivery: { way: intake.way, address: intake.way === 'post' ? said(intake.resultAddress) : undefined },
    papers: dossier.papers.filter((paper) => paper.ticked).map((paper) => ({ paper: paper.id, kind: paper.kind, quantity: paper.quantity })),
    sets: dossier.sets,
    fees: dossier.fees.filter((fee) => fee.ticked).map((fee) => ({ line: fee.id, quantity: fee.quantity, paid: fee.paid })),
    answers: dossier.facts,
    note: said(intake.note),
  } as Body;
}
