import { type Calendar, workingDaysAfter } from './calendar.ts';
import { addDays, daysBetween, type PlainDate } from './date.ts';
import { isEnded, type OccurrenceState } from './occurrence.ts';

/** What a clerk sees at a glance; `grey`: not supervised by clock, `done`: ended. */
export type Light = 'done' | 'green' | 'yellow' | 'red' | 'grey';

/** The part of a row that the light depends on. */
export type LightRow = {
  state: OccurrenceState;
  liaison: boolean;
  beforeStart: boolean;
  /** Paused, or its due date waits for an event. */
  waiting: boolean;
  /** Papers to be received still, of a completion. */
  papersDue: number;
  yellowFrom: PlainDate | null;
  redFrom: PlainDate | null;
};

/** The light of a row on a day; the SQL function `light` says the same (db/migrations). */
export function lightOf(row: LightRow, today: PlainDate): Light {
  if (isEnded(row.state)) return 'done';
  if (row.liaison || row.beforeStart) return 'grey';
  const yellow = row.yellowFrom !== null && row.yellowFrom <= today;
  if (row.state === 'completed') return row.papersDue > 0 && yellow ? 'yellow' : 'green';
  if (row.waiting) return 'grey';
  if (row.redFrom !== null && row.redFrom <= today) return 'red';
  return yellow ? 'yellow' : 'green';
}

/** Working days since an occurrence turned red, that day included; a soft date is late from its firm limit. */
export function workingDaysLate(
  redFrom: PlainDate | null,
  calendar: Calendar,
  today: PlainDate,
): number {
  return redFrom === null ? 0 : workingDaysAfter(calendar, addDays(redFrom, -1), today);
}

/** Days in which three working days pass, whatever leave lies between. */
const NEAR = 14;

/** True of what is yellow long before it is due: behind its pace, or reported to be at risk. */
export function isBehind(
  { light, dueOn }: { light: Light; dueOn: PlainDate | null },
  today: PlainDate,
): boolean {
  return light === 'yellow' && dueOn !== null && daysBetween(today, dueOn) > NEAR;
}

/** A light in a word; yellow says whether it is the day that is near or the pace that lacks. */
export function lightName(
  row: { light: Light; dueOn: PlainDate | null },
  today: PlainDate,
): string {
  return isBehind(row, today) ? BEHIND : LIGHT_NAMES[row.light];
}

/** What is yellow and not near its day. */
export const BEHIND = '落后或有困难';

export const LIGHT_NAMES: Record<Light, string> = {
  done: '已结束',
  green: '正常',
  yellow: '临期',
  red: '逾期',
  grey: '不计时',
};
