import { and, eq, inArray, type SQL } from 'drizzle-orm';
import { agendaOf, practicalDay } from '../plan/agenda.ts';
import type { Calendar, CalendarYear } from '../plan/calendar.ts';
import { beijingDate, type PlainDate, yearOf } from '../plan/date.ts';
import type { Policy } from '../plan/policy.ts';
import { enteredYear } from './calendar.ts';
import { begun } from './changes.ts';
import type { Database } from './connect.ts';
import { idsOf } from './plan-changes.ts';
import { occurrence, unit } from './schema.ts';
import { type Loaded, look, termsOf } from './terms.ts';

/** An open duty that other rules or rest days would have told of on other days. */
export type Shift = {
  id: string;
  number: string;
  title: string;
  unit: string;
  dueOn: PlainDate | null;
  /** The working day by which it is to be handed in, before and after. */
  practical: { before: PlainDate; after: PlainDate } | null;
  gone: PlainDate[];
  come: PlainDate[];
};

/** The shifts, and of how many duties they were looked for; the rest was too many to look at. */
export type Shifts = { shifts: Shift[]; looked: number; reached: number };

/** What a change is looked at with: the rules and rest days before and after it. */
type Around = { calendar: Calendar; policy: (loaded: Loaded) => Policy };

/** As many duties are looked at: a few queries each. */
const MOST = 300;

/** The duties of a plan that have begun and that another policy would tell of on other days. */
export async function policyShifts(
  db: Database,
  planId: number,
  { policy, calendar, now }: { policy: Policy; calendar: Calendar; now: number },
): Promise<Shifts> {
  const ids = await idsOf(db, and(eq(occurrence.planId, planId), begun));
  const before = unchangedBy(calendar);
  return await shiftsOf(db, ids, [before, { calendar, policy: () => policy }], now);
}

/** The duties of plans that somebody sees (`seen`) and that another year's rest days would move. */
export async function calendarShifts(
  db: Database,
  entered: CalendarYear,
  { before, after, now, seen }: { before: Calendar; after: Calendar; now: number; seen?: SQL },
): Promise<Shifts> {
  const known = await enteredYear(db, entered.year);
  const days = [known, entered].flatMap((each) => [...(each?.rest ?? []), ...(each?.work ?? [])]);
  const years = new Set([entered.year, ...days.map(yearOf)]);
  const rows = await db
    .select({ id: occurrence.id, dueOn: occurrence.dueOn, agenda: occurrence.agenda })
    .from(occurrence)
    .where(and(begun, seen))
    .orderBy(occurrence.id);
  const touched = rows.filter(({ dueOn, agenda }) =>
    [...(dueOn === null ? [] : [dueOn]), ...agenda.map(({ at }) => beijingDate(at))].some((day) =>
      years.has(yearOf(day)),
    ),
  );
  const ids = touched.map(({ id }) => id);
  return await shiftsOf(db, ids, [unchangedBy(before), unchangedBy(after)], now);
}

function unchangedBy(calendar: Calendar): Around {
  return { calendar, policy: ofPlan };
}

function ofPlan({ policy }: Loaded): Policy {
  return policy;
}

async function shiftsOf(
  db: Database,
  ids: string[],
  [before, after]: [Around, Around],
  now: number,
): Promise<Shifts> {
  const looked = ids.slice(0, MOST);
  const shifts: Shift[] = [];
  const units = await namesOf(db, looked);
  for (const id of looked) {
    const loaded = await look(db, id);
    const was = daysOf(loaded, before, now);
    const is = daysOf(loaded, after, now);
    // the list is as long as it needs to be; only its common part tells what moved
    const [until = ''] = [was.at(-1) ?? '', is.at(-1) ?? ''].toSorted();
    const gone = was.filter((day) => day <= until && !is.includes(day));
    const come = is.filter((day) => day <= until && !was.includes(day));
    const practical = practicalOf(loaded.row.dueOn, before.calendar, after.calendar);
    if (gone.length + come.length === 0 && practical === null) continue;
    const { task, row } = loaded;
    const unitName = units.get(id) ?? '';
    const said = { number: task.number ?? task.key, title: task.title, unit: unitName };
    shifts.push({ id, ...said, dueOn: row.dueOn, practical, gone, come });
  }
  return { shifts, looked: looked.length, reached: ids.length };
}

function daysOf(loaded: Loaded, { calendar, policy }: Around, now: number): PlainDate[] {
  const rules = policy(loaded);
  const terms = termsOf({ ...loaded, policy: rules });
  return agendaOf(terms, rules, calendar, now).map(({ at }) => beijingDate(at));
}

function practicalOf(dueOn: PlainDate | null, before: Calendar, after: Calendar) {
  if (dueOn === null) return null;
  const was = practicalDay(before, dueOn) ?? dueOn;
  const is = practicalDay(after, dueOn) ?? dueOn;
  return was === is ? null : { before: was, after: is };
}

async function namesOf(db: Database, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: occurrence.id, name: unit.name })
    .from(occurrence)
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(inArray(occurrence.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
