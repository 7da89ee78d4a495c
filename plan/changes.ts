import { addWorkingDays, type Calendar, workingDaysAfter } from './calendar.ts';
import type { PlainDate } from './date.ts';
import { type Command, isEnded, isOwed, type OccurrenceState, round } from './occurrence.ts';
import type { Policy } from './policy.ts';

/** The part of a row that commands change. */
export type DutyRow = {
  dueOn: PlainDate | null;
  completedOn: PlainDate | null;
  endedOn: PlainDate | null;
  extensionUntil: PlainDate | null;
  eventOn: PlainDate | null;
  pausedOn: PlainDate | null;
  declinedOn: PlainDate | null;
  riskOn: PlainDate | null;
  promisedOn: PlainDate | null;
  rectifyBy: PlainDate | null;
  notedUntil: PlainDate | null;
  circularOn: PlainDate | null;
  confirmedOn: PlainDate | null;
  confirmedSum: number | null;
  papersDue: number;
  countSum: number;
  countOpening: number;
  answeringUnitId: number;
  urgedOn: PlainDate | null;
};

export type Changes = Partial<DutyRow>;

/** With what a change is worked out: the day of the command, and what rules it. */
export type Ruled = {
  today: PlainDate;
  policy: Policy;
  calendar: Calendar;
  /** The due date that follows from an event's day; null: it cannot be told. */
  dueAfter: (on: PlainDate) => PlainDate | null;
};

/** What a command that leaves a state changes in the row of its occurrence, beside the state. */
export function changesOf(
  command: Command,
  state: OccurrenceState,
  row: DutyRow,
  ruled: Ruled,
): Changes {
  const settled: Changes = {
    ...(isEnded(state) ? { endedOn: ruled.today } : {}),
    ...(isOwed(state) ? {} : { extensionUntil: null, ...AT_REST }),
  };
  return { ...settled, ...ownChanges(command, row, ruled) };
}

/** Nothing of this holds any more when the work is done or ended. */
const AT_REST: Changes = { pausedOn: null, declinedOn: null, riskOn: null, notedUntil: null };

function ownChanges(command: Command, row: DutyRow, ruled: Ruled): Changes {
  const { today } = ruled;
  const { until = null, on = today, amount = 0 } = command;
  switch (command.kind) {
    case 'complete':
      return { completedOn: today, countSum: round(row.countSum + amount) };
    case 'return':
      return { ...RETURNED, dueOn: putRightBy(until, row, ruled) };
    case 'reopen':
      return { ...REOPENED, dueOn: putRightBy(until, row, ruled) };
    case 'request-extension':
      return { extensionUntil: until };
    case 'decide-extension':
      return { extensionUntil: null, ...(command.approve === true ? granted(until, row) : {}) };
    case 'set-due':
      return { dueOn: until, extensionUntil: null, ...MOVED };
    case 'set-event':
      return { eventOn: on, dueOn: ruled.dueAfter(on), extensionUntil: null, ...MOVED };
    case 'report-risk':
      return { riskOn: row.riskOn ?? today };
    case 'promise':
      return { promisedOn: until };
    case 'urge':
      return { urgedOn: on };
    case 'rectify':
      return { rectifyBy: until, notedUntil: null };
    case 'take-note':
      return { notedUntil: until };
    case 'decline':
      return { declinedOn: today };
    case 'uphold':
      return { declinedOn: null };
    case 'reassign':
      return { ...REASSIGNED, answeringUnitId: command.toUnitId ?? row.answeringUnitId };
    case 'pause':
      return { pausedOn: today };
    case 'resume':
      return resumed(row, ruled);
    case 'enter':
      return { countSum: round(row.countSum + amount) };
    case 'set-opening':
      return {
        countOpening: amount,
        countSum: round(row.countSum - row.countOpening + amount),
      };
    case 'receive':
      return { papersDue: row.papersDue - 1 };
    case 'confirm':
      return { confirmedOn: on, confirmedSum: command.amount ?? null };
    default:
      return {};
  }
}

const MOVED: Changes = { riskOn: null, promisedOn: null, rectifyBy: null, notedUntil: null };
const REASSIGNED: Changes = { ...MOVED, declinedOn: null, extensionUntil: null };
/** What the other side confirmed was the claim that holds no more. */
const RETURNED: Changes = {
  completedOn: null,
  rectifyBy: null,
  confirmedOn: null,
  confirmedSum: null,
};
const REOPENED: Changes = { ...MOVED, ...RETURNED, endedOn: null, circularOn: null };

function granted(until: PlainDate | null, row: DutyRow): Changes {
  const dueOn = until ?? row.extensionUntil;
  return dueOn === null ? {} : { ...MOVED, dueOn };
}

/** A returned item gets the day that was set, else some working days, never fewer than it had. */
function putRightBy(until: PlainDate | null, row: DutyRow, ruled: Ruled): PlainDate {
  if (until !== null) return until;
  const days = addWorkingDays(ruled.calendar, ruled.today, ruled.policy.rectifyDays);
  return row.dueOn !== null && row.dueOn > days ? row.dueOn : days;
}

/** What was paused is due as many working days later as it was paused; the first date stays shown. */
function resumed(row: DutyRow, { calendar, today }: Ruled): Changes {
  const days = row.pausedOn === null ? 0 : workingDaysAfter(calendar, row.pausedOn, today);
  const later = (day: PlainDate | null) =>
    day === null || days === 0 ? day : addWorkingDays(calendar, day, days);
  return {
    pausedOn: null,
    notedUntil: null,
    dueOn: later(row.dueOn),
    promisedOn: later(row.promisedOn),
    rectifyBy: later(row.rectifyBy),
  };
}
