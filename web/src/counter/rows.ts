// Keys on a row of papers or fees: the officer's hand never leaves the keyboard while the papers lie on the desk.
import type { FeeForm, PaperForm, PaperKind } from './intake';

export const kPaperKeys: Record<string, PaperKind> = { c: 'original', s: 'copy', x: 'shown', d: 'electronic' };
const kMostPapers = 999;
const kMostFees = 9999;

/** 1–9 begin a number, a digit soon after goes on with it ("1", "12"). */
export function counted(quantity: number, key: string, goesOn: boolean, most: number): number {
  if (key === '+') return Math.min(most, quantity + 1);
  if (key === '-') return Math.max(1, quantity - 1);
  const next = goesOn ? Number(`${quantity}${key}`) : Number(key);
  return Math.max(1, Math.min(most, next));
}

const isCount = (key: string, goesOn: boolean): boolean => /^[1-9+-]$/.test(key) || (goesOn && key === '0');

/** The row after a key, or nothing when the key means nothing here. */
export function paperAfter(paper: PaperForm, key: string, goesOn: boolean): PaperForm | undefined {
  const kind = kPaperKeys[key.toLowerCase()];
  if (kind) return { ...paper, ticked: true, kind };
  if (isCount(key, goesOn)) return { ...paper, ticked: true, quantity: counted(paper.quantity, key, goesOn, kMostPapers) };
  return undefined;
}

export function feeAfter(fee: FeeForm, key: string, goesOn: boolean): FeeForm | undefined {
  if (key.toLowerCase() === 't') return { ...fee, ticked: true, paid: !fee.paid };
  if (isCount(key, goesOn)) return { ...fee, ticked: true, quantity: counted(fee.quantity, key, goesOn, kMostFees) };
  return undefined;
}
