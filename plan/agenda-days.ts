import { addWorkingDays, type Calendar, isQuietDay, workingDayFrom } from './calendar.ts';
import {
  addDays,
  beijingDate,
  beijingInstant,
  daysBetween,
  type PlainDate,
  plainDate,
  yearOf,
} from './date.ts';
import type { AgendaKind } from './agenda.ts';
import type { Policy } from './policy.ts';

/** A day of an agenda, before its hour: what must happen, and which of its kind it is. */
export type Day = { day: PlainDate; kind: AgendaKind; step: number };

const REPEATS = 8;

/** The mornings on which, once a month, the coordinator is reminded of what no clock urges. */
export function monthlyDays(
  kind: AgendaKind,
  from: PlainDate,
  calendar: Calendar,
  after: number,
): Day[] {
  const until = plainDate(yearOf(beijingDate(after)) + 1, 12, 31);
  return firstsOfMonth(from, until, 1).map((day, step) => ({
    day: pastQuiet(calendar, workingDayFrom(calendar, day)),
    kind,
    step,
  }));
}

/** The first days of every `months`-th month (1: each; 3: January, April …) after `from` to `to`. */
export function firstsOfMonth(from: PlainDate, to: PlainDate, months: number): PlainDate[] {
  const count = Math.ceil(Math.max(0, daysBetween(from, to)) / 28 / months) + 1;
  return Array.from({ length: count + 1 }, (_, index) => {
    const month = Number(from.slice(5, 7)) - 1;
    return plainDate(yearOf(from), (Math.floor(month / months) + index) * months + 1, 1);
  }).filter((day) => day > from && day <= to);
}

/** Steps after a day, the last of them again and again. */
export function repeated(
  kind: AgendaKind,
  from: PlainDate,
  afterDays: number[],
  policy: Policy,
  calendar: Calendar,
  after: number,
): Day[] {
  const first = afterDays.map(
    (step): Day => ({ day: quietMoved(calendar, from, step), kind, step }),
  );
  const last = first.at(-1);
  return last === undefined ? [] : [...first, ...repeats(last, policy, calendar, after)];
}

/** The last step again and again; enough of them lie after `after` to last for two months. */
export function repeats(last: Day, policy: Policy, calendar: Calendar, after: number): Day[] {
  const found: Day[] = [];
  let entry = last;
  for (let later = 0; later < REPEATS; ) {
    const step = entry.step + policy.repeatDays;
    entry = { ...entry, day: addWorkingDays(calendar, entry.day, policy.repeatDays), step };
    const day = pastQuiet(calendar, entry.day);
    if (momentAt(day, policy) <= after) continue;
    later += 1;
    found.push({ ...entry, day });
  }
  return found;
}

/** The day so many working days later, moved past the days around a holiday. */
export function quietMoved(calendar: Calendar, from: PlainDate, workingDays: number): PlainDate {
  return pastQuiet(calendar, addWorkingDays(calendar, from, workingDays));
}

/** The day itself, or the next working day that lies at no holiday: around one only reminders go out. */
export function pastQuiet(calendar: Calendar, day: PlainDate): PlainDate {
  let moved = day;
  while (isQuietDay(calendar, moved)) moved = workingDayFrom(calendar, addDays(moved, 1));
  return moved;
}

/** The instant at which people are told things on a day. */
export function momentAt(day: PlainDate, policy: Policy): number {
  return beijingInstant(day, policy.moment.hour, policy.moment.minute);
}
