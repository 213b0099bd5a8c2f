// The REST interface as functions that give what was asked for, or throw Refused (the server's own words, problem+json)
// or Unreachable (nothing came back, so whether it was done is not known). A session that ended in between makes a
// request wait until somebody has signed in again, and is then sent once more: nothing that was typed is lost.
import createClient from 'openapi-fetch';
import type { components, paths } from '../../build/schema';
import { lineDown, lineUp } from './line';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

const kPatience = 20_000; // milliseconds

export class Refused extends Error {
  constructor(
    readonly problem: Problem,
    readonly seconds?: number, // of Retry-After
  ) {
    super(problem.detail);
  }
}

export class Unreachable extends Error {}

export const isRefusal = (error: unknown, code?: string): error is Refused =>
  error instanceof Refused && (code === undefined || error.problem.code === code);

/** Somebody else sits here now: what the officer before had asked for is not done in the other's name. */
export class OtherOfficer extends Error {}

/** Set from outside: the language to answer in, and what to do when the session has ended: true when the same account has
 * signed in again. */
export const gate: { language: () => string; signInAgain: (() => Promise<boolean>) | null } = {
  language: () => 'vi',
  signInAgain: null,
};

async function sessionEnded(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const problem: unknown = await response.clone().json().catch(() => null);
  return (problem as Problem | null)?.code === 'not_signed_in';
}

async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', gate.language());
  for (;;) {
    let response: Response;
    try {
      response = await fetch(request.clone(), { signal: AbortSignal.timeout(kPatience) });
    } catch {
      lineDown();
      throw new Unreachable();
    }
    lineUp();
    if (!gate.signInAgain || !(await sessionEnded(response))) return response;
    if (!(await gate.signInAgain())) throw new OtherOfficer();
  }
}

export const rest = createClient<paths>({ baseUrl: '/api/v1', fetch: send });

type Answer<T> = { data?: T; error?: unknown; response: Response };

function problemOf(answer: Answer<unknown>): Problem {
  const problem = answer.error as Partial<Problem> | undefined;
  if (problem && typeof problem.detail === 'string' && typeof problem.code === 'string') return problem as Problem;
  const status = answer.response.status;
  return { type: 'urn:motcua:problem:unavailable', title: '', status, code: 'unavailable', detail: `${status}` };
}

/** What the answer holds, or the refusal thrown. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (answer.response.ok) return answer.data as T;
  const after = Number(answer.response.headers.get('Retry-After'));
  throw new Refused(problemOf(answer), Number.isFinite(after) && after > 0 ? after : undefined);
}
