import type { UnitKind } from './address-book-heads.ts';
import { addWorkingDays, type Calendar } from './calendar.ts';
import { beijingDate, type PlainDate } from './date.ts';
import type { Count, Distribution } from './extracted.ts';
import type { LaunchParty } from './parties.ts';
import { isOwed, type OccurrenceState, round } from './occurrence.ts';
import { isPerPerson } from './qualities.ts';

// The periodic return (进展报表): what a unit says of all its open tasks at once (docs/office-rules.md, 8).

/** An occurrence as returns see it; one with a reporting period is a return itself. */
export type BookOccurrence = {
  id: string;
  taskId: number;
  number: string;
  taskTitle: string;
  quote: string;
  /** The task's figure, also where it is no count that is added up. */
  count: Count | null;
  reportingPeriod: string | null;
  unitId: number;
  unitName: string;
  /** As the plan calls the unit. */
  written: string;
  state: OccurrenceState;
  beforeStart: boolean;
  liaison: boolean;
  opensOn: PlainDate;
  dueOn: PlainDate | null;
  completedOn: PlainDate | null;
  endedOn: PlainDate | null;
  countTarget: number | null;
  countSum: number;
  countUnit: string | null;
};

/** A task that is reported on in returns only, with those who owe it. */
export type BookTask = {
  id: number;
  number: string;
  title: string;
  quote: string;
  count: Count | null;
  parties: { unitId: number; written: string; kind: UnitKind }[];
};

/** What a unit said of a duty, or of a task in a return. */
export type Saying = {
  occurrenceId: string;
  seq: number;
  at: number;
  kind: 'report' | 'enter' | 'report-risk' | 'complete';
  amount: number | null;
  outOf: number | null;
  /** In a return: the task, and whose it is when it is not the unit's own. */
  taskId: number | null;
  partyId: number | null;
  text: string;
};

/** What returns are made of: of a whole plan, or of the units of one return. */
export type ReturnBook = {
  occurrences: BookOccurrence[];
  tasks: BookTask[];
  sayings: Saying[];
  /** For each unit those for which it answers in the end, itself included. */
  serves: Map<number, number[]>;
};

/**
 * What a row asks for beside words: how much more was done of what is counted, how much there is so
 * far, how much of how much (应完成/已完成), or nothing.
 */
export type Asks = 'more' | 'so-far' | 'pair' | 'words';

/** A row of a return: a duty with a life of its own, or a task that lives in returns only. */
export type ReturnRow = {
  key: string;
  /** null: it is reported to the return itself. */
  occurrenceId: string | null;
  taskId: number;
  /** Who owes it. */
  unitId: number;
  /** The name of who owes it, when it is not the return's own unit; else empty. */
  party: string;
  number: string;
  title: string;
  quote: string;
  asks: Asks;
  countUnit: string;
  tally: { sum: number; target: number } | null;
  dueOn: PlainDate | null;
  /** What was said last, whenever that was. */
  last: Saying | null;
};

/** A book with what is looked up in it again and again, so that a year of many units stays quick. */
type Index = {
  tasks: BookTask[];
  serves: Map<number, number[]>;
  duties: Map<number, BookOccurrence[]>;
  returns: Map<number, BookOccurrence[]>;
  saidOfDuty: Map<string, Saying[]>;
  saidOfTask: Map<string, Saying[]>;
  claims: Map<string, Saying[]>;
};

function indexed({ occurrences, tasks, sayings, serves }: ReturnBook): Index {
  const owners = new Map(occurrences.map(({ id, unitId }) => [id, unitId]));
  const own = sayings.filter(({ taskId, kind }) => taskId === null && kind !== 'complete');
  const told = sayings.filter(({ taskId, kind }) => taskId !== null && kind === 'report');
  return {
    tasks,
    serves,
    duties: Map.groupBy(occurrences.filter(isDuty), ({ unitId }) => unitId),
    returns: Map.groupBy(
      occurrences.filter(({ reportingPeriod }) => reportingPeriod !== null),
      ({ taskId }) => taskId,
    ),
    saidOfDuty: Map.groupBy(own, ({ occurrenceId }) => occurrenceId),
    saidOfTask: Map.groupBy(told, ({ taskId, partyId, occurrenceId }) =>
      partyOf(taskId ?? 0, partyId ?? owners.get(occurrenceId) ?? 0),
    ),
    claims: Map.groupBy(
      sayings.filter(({ kind }) => kind === 'complete'),
      ({ occurrenceId }) => occurrenceId,
    ),
  };
}

function partyOf(taskId: number, unitId: number): string {
  return `${taskId}:${unitId}`;
}

/** All that was said of a row, in the order in which it was said. */
function saidOf(index: Index, row: Pick<ReturnRow, 'occurrenceId' | 'taskId' | 'unitId'>) {
  const found =
    row.occurrenceId === null
      ? index.saidOfTask.get(partyOf(row.taskId, row.unitId))
      : index.saidOfDuty.get(row.occurrenceId);
  return found ?? [];
}

/** The parties that owe a task which lives in returns: each its own, or the one that answers. */
export function obligedParties({
  distribution,
  lead,
  support,
}: {
  distribution: Distribution;
  lead: LaunchParty[];
  support: LaunchParty[];
}): LaunchParty[] {
  const named = (lead.length > 0 ? lead : support).filter(({ unit }) => unit.side === null);
  const once = named.filter(
    ({ unit }, index) => named.findIndex((other) => other.unit.id === unit.id) === index,
  );
  return distribution === 'each' ? once : once.slice(0, 1);
}

/** The rows of a return on a day: what its unit, and those that answer through it, have open. */
export function returnRows(book: ReturnBook, own: BookOccurrence, today: PlainDate): ReturnRow[] {
  return rowsOn(indexed(book), own, today);
}

/** All rows that a return of a unit may ever have had, ended duties among them. */
export function possibleRows(book: ReturnBook, own: BookOccurrence): ReturnRow[] {
  return rowsOf(indexed(book), own, () => true);
}

function rowsOn(index: Index, own: BookOccurrence, day: PlainDate): ReturnRow[] {
  return rowsOf(index, own, (duty) => isOpenOn(duty, day));
}

function rowsOf(
  index: Index,
  own: BookOccurrence,
  holds: (duty: BookOccurrence) => boolean,
): ReturnRow[] {
  const units = unitsOf(index, own);
  const duties = units
    .flatMap((id) => index.duties.get(id) ?? [])
    .filter(holds)
    .map((each) => dutyRow(index, own, each));
  const tasks = index.tasks.flatMap((task) =>
    task.parties
      .filter(({ unitId }) => units.includes(unitId))
      .map((party) => taskRow(index, own, task, party)),
  );
  return [...duties, ...tasks].toSorted((a, b) => a.taskId - b.taskId);
}

/** A unit and those that answer through it, but for those that owe a return of their own. */
function unitsOf(index: Index, own: BookOccurrence): number[] {
  const others = (index.returns.get(own.taskId) ?? []).filter(
    ({ reportingPeriod, id }) => reportingPeriod === own.reportingPeriod && id !== own.id,
  );
  const served = index.serves.get(own.unitId) ?? [own.unitId];
  return served.filter((id) => id === own.unitId || !others.some(({ unitId }) => unitId === id));
}

function isDuty({ reportingPeriod, beforeStart, liaison }: BookOccurrence): boolean {
  return reportingPeriod === null && !beforeStart && !liaison;
}

/** True for a duty that was owed on a day; what the unit has claimed as done needs no report. */
function isOpenOn(row: BookOccurrence, day: PlainDate): boolean {
  if (row.opensOn > day) return false;
  if (isOwed(row.state)) return row.state !== 'scheduled';
  const done = row.completedOn ?? row.endedOn;
  return done !== null && done > day;
}

function dutyRow(index: Index, own: BookOccurrence, duty: BookOccurrence): ReturnRow {
  const { countTarget: target, countSum: sum } = duty;
  const place = { occurrenceId: duty.id, taskId: duty.taskId, unitId: duty.unitId };
  return {
    ...place,
    key: `o:${duty.id}`,
    party: duty.unitId === own.unitId ? '' : duty.written,
    number: duty.number,
    title: duty.taskTitle,
    quote: duty.quote,
    asks: target !== null ? 'more' : duty.count !== null ? 'so-far' : 'words',
    countUnit: duty.countUnit ?? duty.count?.unit ?? '',
    tally: target === null ? null : { sum, target },
    dueOn: duty.dueOn,
    last: lastOf(saidOf(index, place)),
  };
}

function taskRow(
  index: Index,
  own: BookOccurrence,
  task: BookTask,
  party: BookTask['parties'][number],
): ReturnRow {
  const pair = task.count !== null || party.kind === 'group' || isPerPerson(task.quote);
  const place = { occurrenceId: null, taskId: task.id, unitId: party.unitId };
  return {
    ...place,
    key: `t:${task.id}:${party.unitId}`,
    party: party.unitId === own.unitId ? '' : party.written,
    number: task.number,
    title: task.title,
    quote: task.quote,
    asks: pair ? 'pair' : 'words',
    countUnit: task.count?.unit ?? '',
    tally: null,
    dueOn: null,
    last: lastOf(saidOf(index, place)),
  };
}

function lastOf(said: Saying[]): Saying | null {
  return said.toSorted((a, b) => a.at - b.at || a.seq - b.seq).at(-1) ?? null;
}

/** How far a unit has come with its return of a period. */
export type UnitReturn = {
  id: string;
  unit: string;
  dueOn: PlainDate | null;
  status: 'missing' | 'reported' | 'excused';
  /** Not sent, or sent, on or after the first working day past the due date. */
  late: boolean;
  at: number | null;
  /** Sent without a word on any task. */
  zero: boolean;
};

/** What a unit said of one task in a period; `no-change`: nothing. */
export type TableRow = {
  unit: string;
  party: string;
  number: string;
  title: string;
  noChange: boolean;
  /** Counted duties: what was added in the period. */
  added: number | null;
  done: number | null;
  outOf: number | null;
  countUnit: string;
  words: string;
  at: number | null;
};

/** All returns of one period of one reporting task, those that are missing first. */
export type PeriodTable = {
  period: string;
  number: string;
  title: string;
  dueOn: PlainDate | null;
  units: UnitReturn[];
  rows: TableRow[];
};

/** The returns of a plan by period, the oldest first; periods whose window is not open are left out. */
export function periodTables(book: ReturnBook, calendar: Calendar, now: number): PeriodTable[] {
  const today = beijingDate(now);
  const index = indexed(book);
  const returns = [...index.returns.values()]
    .flat()
    .filter((each) => !each.beforeStart && !each.liaison && each.opensOn <= today);
  const groups = Map.groupBy(returns, (each) => `${each.dueOn ?? ''} ${each.taskId}`);
  const ordered = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return ordered.flatMap(([, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    return {
      period: first.reportingPeriod ?? '',
      number: first.number,
      title: first.taskTitle,
      dueOn: first.dueOn,
      units: members
        .map((each) => unitReturn(index, each, calendar, today))
        .toSorted((a, b) => RANK[a.status] - RANK[b.status] || (a.at ?? 0) - (b.at ?? 0)),
      rows: members.flatMap((each) => tableRows(index, each, now)),
    };
  });
}

/** The first period for which anybody is to report. */
export type FirstReturn = {
  period: string;
  opensOn: PlainDate;
  dueOn: PlainDate | null;
  units: number;
};

/** The first return of a plan, as long as none is open; null: it asks for none. */
export function firstReturn({ occurrences }: ReturnBook): FirstReturn | null {
  const asked = occurrences
    .filter((each) => each.reportingPeriod !== null && !each.beforeStart && !each.liaison)
    .toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1));
  const [first] = asked;
  if (first === undefined) return null;
  const { reportingPeriod: period, opensOn, dueOn } = first;
  const units = asked.filter((each) => each.reportingPeriod === period).length;
  return { period: period ?? '', opensOn, dueOn, units };
}

const RANK: Record<UnitReturn['status'], number> = { missing: 0, reported: 1, excused: 2 };

function unitReturn(
  index: Index,
  own: BookOccurrence,
  calendar: Calendar,
  today: PlainDate,
): UnitReturn {
  const sent = claimOf(index, own.id);
  const status = isOwed(own.state) ? 'missing' : sent === null ? 'excused' : 'reported';
  const day = status === 'reported' && sent !== null ? beijingDate(sent.at) : today;
  const lateFrom = own.dueOn === null ? null : addWorkingDays(calendar, own.dueOn, 1);
  return {
    id: own.id,
    unit: own.unitName,
    dueOn: own.dueOn,
    status,
    late: status !== 'excused' && lateFrom !== null && day >= lateFrom,
    at: status === 'reported' ? (sent?.at ?? null) : null,
    zero: status === 'reported' && sent?.outOf === 0,
  };
}

function claimOf({ claims }: Index, id: string): Saying | null {
  return lastOf(claims.get(id) ?? []);
}

/** What belongs to a return is what was said since the one before, up to it. */
function windowOf(index: Index, own: BookOccurrence, now: number): { from: number; to: number } {
  const before = (index.returns.get(own.taskId) ?? [])
    .filter(({ unitId, dueOn }) => unitId === own.unitId && (dueOn ?? '') < (own.dueOn ?? ''))
    .map(({ id }) => claimOf(index, id)?.at ?? 0);
  return { from: Math.max(0, ...before), to: claimOf(index, own.id)?.at ?? now };
}

function tableRows(index: Index, own: BookOccurrence, now: number): TableRow[] {
  const window = windowOf(index, own, now);
  const reported = claimOf(index, own.id) !== null;
  const open = new Set(rowsOn(index, own, beijingDate(window.to)).map(({ key }) => key));
  return rowsOf(index, own, () => true).flatMap((row) => {
    const said = saidOf(index, row).filter(({ at }) => at > window.from && at <= window.to);
    return said.length > 0 || (reported && open.has(row.key)) ? tableRow(own, row, said) : [];
  });
}

function tableRow(own: BookOccurrence, row: ReturnRow, said: Saying[]): TableRow {
  const last = lastOf(said);
  const words = lastOf(said.filter(({ text }) => text !== ''));
  const entered = said.filter(({ kind }) => kind === 'enter');
  const added = entered.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return {
    unit: own.unitName,
    party: row.party,
    number: row.number,
    title: row.title,
    noChange: last === null,
    added: entered.length === 0 ? null : round(added),
    done: row.asks === 'more' ? null : (last?.amount ?? null),
    outOf: last?.outOf ?? null,
    countUnit: row.countUnit,
    words: words?.text ?? '',
    at: last?.at ?? null,
  };
}

/** What was said last of a task that lives in returns: 应完成, 已完成, over all and by party. */
export type ReturnedNumber = {
  number: string;
  title: string;
  countUnit: string;
  done: number;
  outOf: number;
  parties: { name: string; at: number; done: number | null; outOf: number | null }[];
};

/** The numbers that parties gave last, whichever return that was in, added up task by task. */
export function returnedNumbers(book: ReturnBook): ReturnedNumber[] {
  const index = indexed(book);
  return book.tasks.flatMap(({ id, number, title, count, parties }) => {
    const told = parties.flatMap(({ unitId, written }) => {
      const said = saidOf(index, { occurrenceId: null, taskId: id, unitId });
      const last = lastOf(said.filter(({ amount, outOf }) => amount !== null || outOf !== null));
      if (last === null) return [];
      return [{ name: written, at: last.at, done: last.amount, outOf: last.outOf }];
    });
    if (told.length === 0) return [];
    const sum = (of: (party: (typeof told)[number]) => number | null) =>
      round(told.reduce((total, party) => total + (of(party) ?? 0), 0));
    return {
      number,
      title,
      countUnit: count?.unit ?? '',
      done: sum(({ done }) => done),
      outOf: sum(({ outOf }) => outOf),
      parties: told,
    };
  });
}
