import { expect, test } from 'vitest';
import { dueOf, kShapes, standing } from './standing';
import { uiEn, uiVi } from './texts';

const now = new Date('2026-11-25T09:00:00+07:00');
const dossier = (national: number, promised_due?: string, late = false) => ({ state: { national }, late, promised_due });

test('a dossier stands against its date', () => {
  expect(standing(dossier(4, '2026-11-30T17:00:00+07:00'), now)).toBe('in_time');
  expect(standing(dossier(4, '2026-11-26T17:00:00+07:00'), now)).toBe('near');
  expect(standing(dossier(4, '2026-11-24T17:00:00+07:00', true), now)).toBe('late');
  expect(standing(dossier(5, '2026-11-25T17:00:00+07:00'), now)).toBe('paused');
  expect(standing(dossier(10, '2026-11-25T17:00:00+07:00'), now)).toBe('done');
  expect(standing(dossier(4), now)).toBe('in_time');
});

test('the date that counts is the promise, then the law, then the check of a submission', () => {
  const all = { ...dossier(1, 'p'), statutory_due: 's', reception_due: 'r' };
  expect(dueOf(all)).toBe('p');
  expect(dueOf({ ...all, promised_due: undefined })).toBe('s');
  expect(dueOf({ ...all, promised_due: undefined, statutory_due: undefined })).toBe('r');
});

test('each standing has a shape of its own and a word in both languages', () => {
  const standings = Object.keys(kShapes);
  expect(new Set(Object.values(kShapes)).size).toBe(standings.length);
  expect(Object.keys(uiVi.standing)).toEqual(standings);
  expect(Object.keys(uiEn.standing)).toEqual(standings);
});
