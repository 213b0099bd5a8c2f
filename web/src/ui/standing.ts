// How a dossier stands against its date: a word, a shape and a colour together, never the colour alone.
import { daysBetween } from './dates';

export type Standing = 'in_time' | 'near' | 'late' | 'paused' | 'done';

export const kShapes: Record<Standing, string> = { in_time: '●', near: '▲', late: '■', paused: '‖', done: '✓' };

const kPausedStates = [5, 6]; // asked for papers, asked to pay
const kEndedStates = [3, 8, 9, 10];

export interface Dated {
  state: { national: number };
  late: boolean;
  promised_due?: string;
  statutory_due?: string;
  reception_due?: string;
}

/** The date that somebody waits for now: the promise, else the law's, else when an online submission must be checked. */
export const dueOf = (dossier: Dated): string | undefined => dossier.promised_due ?? dossier.statutory_due ?? dossier.reception_due;

export function standing(dossier: Dated, now: Date): Standing {
  if (dossier.late) return 'late';
  if (kEndedStates.includes(dossier.state.national)) return 'done';
  if (kPausedStates.includes(dossier.state.national)) return 'paused';
  const due = dueOf(dossier);
  return due !== undefined && daysBetween(now, due) <= 1 ? 'near' : 'in_time';
}
