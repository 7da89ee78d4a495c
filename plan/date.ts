import type { PlainDate } from './extracted.ts';

export type { PlainDate } from './extracted.ts';

const DAY = 86_400_000;
const BEIJING = 8 * 3_600_000; // China keeps one zone and has had no summer time since 1991

/** The plain date of year, month (1–12) and day; days beyond the month's end run over. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** `date` moved by whole days (negative: back). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The last day of the month (1–12). */
export function monthEnd(year: number, month: number): PlainDate {
  return plainDate(year, month + 1, 0);
}

/** True when the text is a day that exists, written YYYY-MM-DD, within the years a plan can mean. */
export function isPlainDate(text: string): boolean {
  return (
    /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    addDays(text, 0) === text
  );
}

/** The year of a plain date. */
export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4));
}

/** The month (1–12) of a plain date. */
export function monthOf(date: PlainDate): number {
  return Number(date.slice(5, 7));
}

/** The day of the month of a plain date. */
export function dayOf(date: PlainDate): number {
  return Number(date.slice(8, 10));
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: PlainDate): number {
  return new Date(Date.parse(date)).getUTCDay();
}

/** The Monday of the week that holds the day. */
export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, -((weekday(date) + 6) % 7));
}

/** The day in China at an instant (milliseconds since 1970). */
export function beijingDate(instant: number): PlainDate {
  return new Date(instant + BEIJING).toISOString().slice(0, 10);
}

/** The instant (milliseconds since 1970) of an hour and minute of a day in China. */
export function beijingInstant(date: PlainDate, hour: number, minute = 0): number {
  return Date.parse(date) - BEIJING + (hour * 60 + minute) * 60_000;
}

/** The minutes since midnight in China at an instant. */
export function beijingMinutes(instant: number): number {
  return Math.floor(((instant + BEIJING) % DAY) / 60_000);
}

/** "11月30日（周六）", with the year in front when it differs from `besides`. */
export function chineseDate(date: PlainDate, besides?: number): string {
  const year = yearOf(date) === besides ? '' : `${yearOf(date)}年`;
  return `${year}${monthOf(date)}月${dayOf(date)}日（周${'日一二三四五六'[weekday(date)]}）`;
}

/** The first instant of the month after an instant's, in China. */
export function monthAfter(now: number): number {
  const date = beijingDate(now);
  const next = addDays(`${date.slice(0, 7)}-28`, 4);
  return beijingInstant(`${next.slice(0, 7)}-01`, 0);
}
