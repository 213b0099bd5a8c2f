import { describe, expect, test } from 'vitest';
import { dateOfIso, day, dayAndHour, dayKey, daysBetween, hour, instantText, isoOfTyped, todayAt, weekday } from './dates';

describe('dates of Hanoi', () => {
  test('an instant is shown as the wall clock there, wherever the browser is', () => {
    expect(dayAndHour('2026-11-25T17:00:00+07:00')).toBe('25/11/2026 17:00');
    expect(dayAndHour('2026-11-24T17:30:00Z')).toBe('25/11/2026 00:30'); // TZ-3: the previous day in UTC
    expect(hour('2026-11-24T23:59:00Z')).toBe('06:59');
    expect(day('2025-12-31T17:00:00Z')).toBe('01/01/2026');
    expect(weekday('2026-11-25T00:30:00+07:00', 'vi')).toBe('Thứ Tư');
    expect(weekday('2026-11-25T00:30:00+07:00', 'en')).toBe('Wednesday');
  });

  test('a date has no zone and never shifts (TZ-1)', () => {
    expect(dateOfIso('2022-02-01')).toBe('01/02/2022');
  });

  test('typed dates', () => {
    for (const typed of ['1/2/1990', '01021990', '01-02-1990', ' 1.2.1990 ', '01 02 1990']) expect(isoOfTyped(typed), typed).toBe('1990-02-01');
    for (const typed of ['31/02/1990', '1/13/1990', '1990', '', '1/2/90', 'hôm nay']) expect(isoOfTyped(typed), typed).toBeUndefined();
  });

  test('days between, and an instant of today', () => {
    expect(daysBetween('2026-11-25T23:59:00+07:00', '2026-11-26T00:01:00+07:00')).toBe(1);
    expect(daysBetween('2026-11-25T08:00:00+07:00', '2026-11-24T23:00:00+07:00')).toBe(-1);
    expect(dayKey(new Date('2026-11-24T18:00:00Z'))).toBe('2026-11-25');
    expect(todayAt('08:55', new Date('2026-11-24T18:00:00Z'))).toBe('2026-11-25T08:55:00+07:00');
    expect(todayAt('24:00', new Date())).toBeUndefined();
    expect(instantText(new Date('2026-11-24T18:00:01.500Z'))).toBe('2026-11-25T01:00:01+07:00');
  });
});
