// Instants come as RFC 3339 with +07:00 and are shown as Hanoi's wall clock, wherever the browser is.
const kWeekdays = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
const kHanoi = 7 * 3600_000; // milliseconds ahead of UTC, all year

export type Language = 'vi' | 'en';

const two = (n: number): string => String(n).padStart(2, '0');

/** The wall clock of Hanoi in the UTC fields of a Date. */
function wall(instant: string | Date): Date {
  return new Date((typeof instant === 'string' ? new Date(instant) : instant).getTime() + kHanoi);
}

export function day(instant: string | Date): string {
  const at = wall(instant);
  return `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
}

export function hour(instant: string | Date): string {
  const at = wall(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export const dayAndHour = (instant: string | Date): string => `${day(instant)} ${hour(instant)}`;

export function weekday(instant: string | Date, language: Language): string {
  return kWeekdays[language][wall(instant).getUTCDay()] ?? '';
}

/** "2026-11-28" of Hanoi, to compare days with. */
export function dayKey(instant: string | Date): string {
  return wall(instant).toISOString().slice(0, 10);
}

/** Days from `from` to `to` by Hanoi's calendar; negative when `to` is earlier. */
export function daysBetween(from: string | Date, to: string | Date): number {
  return Math.round((Date.parse(dayKey(to)) - Date.parse(dayKey(from))) / 86_400_000);
}

/** "2026-11-28" → "28/11/2026". A date has no zone and must not get one. */
export const dateOfIso = (iso: string): string => iso.split('-').reverse().join('/');

/** "1/2/1990", "01021990", "01-02-1990" → "1990-02-01"; undefined when there is no such day. */
export function isoOfTyped(typed: string): string | undefined {
  const parts = /^\s*(\d{1,2})[./ -]?(\d{1,2})[./ -]?(\d{4})\s*$/.exec(typed);
  if (!parts) return undefined;
  const [, d = '', m = '', y = ''] = parts;
  const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const there = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(there.getTime()) && there.toISOString().slice(0, 10) === iso ? iso : undefined;
}

/** An instant of today at "HH:MM" of Hanoi, as the interface wants it. */
export function todayAt(clock: string, now: Date): string | undefined {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(clock) ? `${dayKey(now)}T${clock}:00+07:00` : undefined;
}

export function instantText(at: Date): string {
  return `${wall(at).toISOString().slice(0, 19)}+07:00`;
}
