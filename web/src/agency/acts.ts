// What can be done to a dossier and what it takes; who may do it now is the server's word (`acts` of the dossier).
import { rest, take, type Schemas } from '../api/client';
import type { Session } from '../api/session';

export type Dossier = Schemas['Dossier'];
export type Act = Dossier['acts'][number];
/** `take`: a specialist assigns what nobody holds to themself. */
export type Doing = Act | 'take';
export type ActField = 'reason' | 'basis' | 'account' | 'note' | 'title' | 'number' | 'method' | 'to';
export type ActWords = Partial<Record<ActField, string>>;

export const kActFields: Record<Doing, readonly ActField[]> = {
  receive: [],
  'refuse-reception': ['reason', 'basis'],
  'hand-over': [],
  assign: ['account'],
  take: [],
  approve: ['note'],
  refuse: ['reason', 'basis'],
  release: ['title', 'number'],
  deliver: ['method', 'to', 'note'],
};
export const kNeeded: readonly ActField[] = ['reason', 'basis', 'account', 'title', 'method', 'to'];
/** These cannot be taken back and are marked so. */
export const kHurts: readonly Doing[] = ['refuse-reception', 'refuse', 'approve'];

export function doings(dossier: Dossier, session: Session): Doing[] {
  const heads = session.rights.some((right) => right.role === 'head');
  return dossier.acts.map((act) => (act === 'assign' && !heads ? 'take' : act));
}

export function firstWords(doing: Doing, dossier: Dossier): ActWords {
  if (doing === 'deliver') {
    const methods = { desk: 'counter', post: 'post', electronic: 'electronic' } as const;
    return { method: methods[dossier.delivery_way], to: 'applicant' };
  }
  if (doing === 'release') return { title: dossier.results[0]?.title ?? '' };
  return {};
}

function bodyOf(doing: Doing, words: ActWords, session: Session): Record<string, string> {
  if (doing === 'take') return { account: session.account };
  const said = kActFields[doing].map((field) => [field, (words[field] ?? '').trim()] as const);
  return Object.fromEntries(said.filter(([, word]) => word !== ''));
}

/** One key per attempt of a person, kept while it is sent again: what was done is not done twice. */
export async function perform(dossier: Dossier, doing: Doing, words: ActWords, session: Session, key: string): Promise<Dossier> {
  const act = doing === 'take' ? 'assign' : doing;
  // Who takes what nobody holds is told who was quicker; every other act is meant for what was on the screen.
  const match = doing === 'take' ? {} : { 'If-Match': `"${dossier.version}"` };
  const code = dossier.code ?? dossier.submission ?? '';
  return take(
    rest.POST(`/dossiers/{code}/acts/${act}` as '/dossiers/{code}/acts/hand-over', {
      params: { path: { code }, header: { 'Idempotency-Key': key, ...match } },
      body: bodyOf(doing, words, session) as never,
    }),
  );
}
