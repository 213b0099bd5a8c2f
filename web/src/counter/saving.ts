// From the form to the record. First all is checked, then each dossier is received under its own key: however often the
// line breaks in between, none is received twice and what was received keeps its receipt.
import { isRefusal, Refused, rest, take, Unreachable, type Problem, type Schemas } from '../api/client';
import { instantText } from '../ui/dates';
import { bodyOf } from './body';
import { desk } from './desk';
import type { DossierForm, Intake } from './intake';

export type Check = Schemas['IntakeCheck'];
export type Notice = Schemas['Warnings'][number];

/** An account other than this one sent it and never got an answer; under this account's key it could be received twice. */
export class Doubtful extends Error {
  constructor(readonly account: string) {
    super(account);
  }
}

export class Refusal extends Error {
  constructor(
    readonly at: number,
    readonly problem: Problem,
  ) {
    super(problem.detail);
  }
}

/** These are about the person in front of the desk; the others are about the catalogue and are shown all the while. */
const kToBeSeen = ['possible_duplicate', 'authority_ended', 'personal_number_sex_mismatch', 'personal_number_year_mismatch', 'personal_number_in_future'];
export const toBeSeen = (warnings: readonly Notice[]): Notice[] => warnings.filter((one) => kToBeSeen.includes(one.code));

export const checkDossier = (intake: Intake, dossier: DossierForm, point: string): Promise<Check> =>
  take(rest.POST('/dossiers/check', { body: bodyOf(intake, dossier, point) }));

/** With the instant at which the check of the papers ended: now, unless it was said before. */
export const withCheckEnded = (intake: Intake, now: Date): Intake =>
  intake.channel === 'counter' && intake.checkedAt === '' ? { ...intake, checkedAt: instantText(now) } : intake;

/** What there is to mind in any of the dossiers; throws Refusal for the first that would not be received. */
export async function checkAll(intake: Intake, point: string): Promise<Notice[]> {
  const warnings: Notice[] = [];
  for (const [at, dossier] of intake.dossiers.entries()) {
    if (dossier.received) continue;
    try {
      warnings.push(...(await checkDossier(intake, dossier, point)).warnings);
    } catch (error) {
      if (error instanceof Refused) throw new Refusal(at, error.problem);
      throw error;
    }
  }
  return toBeSeen(warnings);
}

function setDossier(intakeId: string, id: string, change: Partial<DossierForm>): void {
  const set = (intake: Intake): Intake =>
    intake.id === intakeId ? { ...intake, dossiers: intake.dossiers.map((one) => (one.id === id ? { ...one, ...change } : one)) } : intake;
  desk.update((now) => ({ ...now, open: set(now.open), parked: now.parked.map(set) }));
}

async function receiveOne(intake: Intake, dossier: DossierForm, point: string, account: string): Promise<void> {
  if (dossier.doubtful && dossier.doubtful !== account) throw new Doubtful(dossier.doubtful);
  try {
    const received = await take(
      rest.POST('/dossiers', { params: { header: { 'Idempotency-Key': dossier.key } }, body: bodyOf(intake, dossier, point) }),
    );
    setDossier(intake.id, dossier.id, { received: received as Schemas['Reception'], doubtful: undefined });
  } catch (error) {
    if (error instanceof Unreachable || isRefusal(error, 'commit_in_doubt')) setDossier(intake.id, dossier.id, { doubtful: account });
    throw error;
  }
}

export async function receiveAll(intake: Intake, point: string, account: string): Promise<void> {
  for (const [at, dossier] of intake.dossiers.entries()) {
    if (dossier.received) continue;
    try {
      await receiveOne(intake, dossier, point, account);
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 422) throw new Refusal(at, error.problem);
      throw error;
    }
  }
}
