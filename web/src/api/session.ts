// Who is signed in in this tab. Screens stay mounted while somebody signs in again (`expired`, `locked`), so that a form
// on the desk outlives the session of the officer who began it.
import { Store } from '../ui/store';
import { gate, isRefusal, rest, take, type Schemas } from './client';

export type Session = Schemas['CurrentSession'];
export type Right = Session['rights'][number];

export type Presence =
  | { kind: 'unknown' }
  | { kind: 'out' }
  | { kind: 'in'; session: Session }
  | { kind: 'expired' | 'locked'; session: Session };

export const presence = new Store<Presence>({ kind: 'unknown' });
const kTooPlain = 'browser_keeps_no_session'; // an address without TLS that is not this machine

// Requests of one account that wait for it to come back.
let again: { account: string; done: (same: boolean) => void; promise: Promise<boolean> } | null = null;

function whenEnded(): Promise<boolean> {
  const now = presence.get();
  if (now.kind === 'out' || now.kind === 'unknown') return Promise.resolve(false);
  if (now.kind === 'in') presence.set({ kind: 'expired', session: now.session });
  if (!again) {
    let done: (same: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => (done = resolve));
    again = { account: now.session.account, done, promise };
  }
  return again.promise;
}

function enter(session: Session): void {
  presence.set({ kind: 'in', session });
  gate.signInAgain = whenEnded;
  again?.done(again.account === session.account);
  again = null;
}

/** At the start of the tab: the cookie may still be good. */
export async function resume(): Promise<void> {
  try {
    enter(await take(rest.GET('/session')));
  } catch (error) {
    if (!isRefusal(error, 'not_signed_in')) throw error;
    presence.set({ kind: 'out' });
  }
}

export async function signIn(account: string, password: string): Promise<void> {
  gate.signInAgain = null;
  try {
    await take(rest.POST('/session', { body: { account, password } }));
    enter(await take(rest.GET('/session')));
  } catch (error) {
    if (isRefusal(error, 'not_signed_in')) throw new Error(kTooPlain);
    throw error;
  }
}

async function endOnServer(): Promise<void> {
  gate.signInAgain = null;
  try {
    await take(rest.DELETE('/session'));
  } catch (error) {
    if (!isRefusal(error, 'not_signed_in')) throw error;
  }
}

export async function signOut(): Promise<void> {
  await endOnServer();
  again?.done(false);
  again = null;
  presence.set({ kind: 'out' });
}

/** Ends the session and keeps the screen: the next officer, or the same one, signs in over it. */
export async function lock(): Promise<void> {
  const now = presence.get();
  if (now.kind !== 'in') return;
  presence.set({ kind: 'locked', session: now.session });
  await endOnServer();
  gate.signInAgain = whenEnded;
}

export const keepsNoSession = (error: unknown): boolean => error instanceof Error && error.message === kTooPlain;

export function hasRole(session: Session, ...roles: Right['role'][]): boolean {
  return session.rights.some((right) => roles.includes(right.role));
}

export const worksAtCounter = (session: Session): boolean => hasRole(session, 'counter');
