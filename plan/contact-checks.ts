import { addWorkingDays, type Calendar, isWorkingDay, workingDaysAfter } from './calendar.ts';
import { addDays, monthOf, type PlainDate } from './date.ts';

/** How many working days a contact has to answer, after which the coordinator asks by telephone. */
const ANSWER_WITHIN = 10;
/** Contacts are asked on one of so many first working days: a day without power is made up for. */
const FIRST_DAYS = 5;

/** The half-year whose check is asked for on a day: '2026-01', '2026-07'; null: no such day. */
export function halfAskedOn(calendar: Calendar, today: PlainDate): string | null {
  if (![1, 7].includes(monthOf(today)) || !isWorkingDay(calendar, today)) return null;
  const half = today.slice(0, 7);
  const days = workingDaysAfter(calendar, addDays(`${half}-01`, -1), today);
  return days <= FIRST_DAYS ? half : null;
}

/** True when a question of a day has waited for its answer long enough. */
export function isSilent(calendar: Calendar, askedOn: PlainDate, today: PlainDate): boolean {
  return today > addWorkingDays(calendar, askedOn, ANSWER_WITHIN);
}
