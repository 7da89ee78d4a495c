import { TransactionRollbackError } from 'drizzle-orm';
import { type Calendar, isProvisional } from '../plan/calendar.ts';
import { type Crowded, crowdedDates } from '../plan/checkpoints.ts';
import { addDays, beijingDate, type PlainDate, yearOf } from '../plan/date.ts';
import {
  type Behaviour,
  rehearse,
  type Rehearsed,
  type RehearsedMessage,
  type Waited,
} from '../plan/rehearsal.ts';
import { loadOf, type Reading, readingsOf } from '../plan/rehearsal-report.ts';
import { unitsToAssign } from './assigning.ts';
import { openDirectory } from './audience.ts';
import { confidentialPlans } from './confidential.ts';
import type { Database } from './connect.ts';
import { openDoubts } from './doubts.ts';
import { beginLaunch, checkLaunch, type LaunchOptions } from './launch-check.ts';
import { writeOccurrences } from './launching.ts';
import { personNames, unitNames } from './lookup.ts';
import { type UnsettledTasks, unsettledTasks } from './names.ts';
import { officePolicy } from './office-policy.ts';
import { findPlan, type PlanRow, sidesOf, tasksOf } from './plans.ts';
import { type OpenDuty, openDutiesOf, postsOf } from './rehearsed-duties.ts';

/** What is asked of a rehearsal, with what launch would be asked of a plan that is a draft. */
export type RehearsalOptions = LaunchOptions & {
  units: Behaviour;
  /** Whether short messages are set up. */
  sms: boolean;
  /** Another number than the office's, to compare with. */
  bringForwardDays?: number;
};

/** What one person would be sent, and what would wait. */
export type RehearsedContact = Reading & {
  name: string;
  /** The units whose post the person holds. */
  units: string[];
  /** Told for a unit; leaders and the office have budgets of their own. */
  contact: boolean;
  /** Of another side of the plan, whose people are not ours to name. */
  abroad: boolean;
  waited: Waited[];
};

export type RehearsalReport = {
  planId: number;
  title: string;
  from: PlainDate;
  until: PlainDate;
  units: Behaviour;
  mailsPerMonth: number;
  contacts: RehearsedContact[];
  messages: RehearsedMessage[];
  /** What the messages are about, also of other plans that run. */
  duties: { id: string; planId: number; title: string; unit: string; dueOn: PlainDate | null }[];
  /** Tasks without units that are known: nothing of them is counted. */
  unsettled: UnsettledTasks;
  /** Due dates without a last reminder. */
  lacking: { id: string; title: string; unit: string; dueOn: PlainDate }[];
  /** Due dates by unit and month. */
  load: ReturnType<typeof loadOf>;
  crowded: (Omit<Crowded, 'tasks'> & { tasks: { key: string; title: string; by: PlainDate }[] })[];
  /** Contradictions of the document that nobody has settled. */
  /** What nobody has settled: conflicts and doubts of the document. */
  doubts: string[];
  /** Years whose holidays are not announced yet. */
  provisional: number[];
};

/**
 * Rehearses the time of a plan that is a draft, or what is left of one that runs, beside the other
 * plans that run. A draft is laid out as launch would, in a transaction that is rolled back.
 */
export async function rehearsePlan(
  db: Database,
  planId: number,
  options: RehearsalOptions,
  calendar: Calendar,
  now: number,
): Promise<RehearsalReport> {
  const made: LaidOut[] = [];
  try {
    await db.transaction(async (tx) => {
      const { state } = await findPlan(tx, planId);
      if (state === 'draft') await layOut(tx, planId, options, calendar, now);
      made.push(await gather(tx, planId, options, calendar, now));
      tx.rollback();
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error;
  }
  const [laidOut] = made;
  if (laidOut === undefined) throw new Error('the rehearsal came to nothing');
  // whoever edits the draft meanwhile waits for the layout alone, not for the year to be lived
  return await reportOf(db, planId, laidOut);
}

/** A plan as launch would lay it out, with all that the rehearsal asks of the database. */
type LaidOut = {
  given: Omit<Rehearsed, 'duties'> & { duties: OpenDuty[] };
  names: ReadonlyMap<number, string>;
  seen: Pick<
    RehearsalReport,
    'title' | 'from' | 'unsettled' | 'load' | 'crowded' | 'doubts' | 'provisional'
  >;
};

/** What launch would write. */
async function layOut(
  tx: Database,
  planId: number,
  options: RehearsalOptions,
  calendar: Calendar,
  now: number,
): Promise<void> {
  const check = await checkLaunch(tx, planId, options, calendar, beijingDate(now));
  await beginLaunch(tx, check);
  await writeOccurrences(tx, calendar, planId, now);
}

async function gather(
  tx: Database,
  planId: number,
  options: RehearsalOptions,
  calendar: Calendar,
  now: number,
): Promise<LaidOut> {
  const today = beijingDate(now);
  const plan = await findPlan(tx, planId);
  const duties = await openDutiesOf(tx, calendar);
  const given = {
    duties,
    assigned:
      plan.launchedAt === null
        ? (await unitsToAssign(tx, planId)).map((unitId) => ({ planId, unitId }))
        : [],
    launchAt: now,
    until: lastDay(duties, today),
    units: options.units,
    directory: await openDirectory(tx, today, { sms: options.sms }),
    withoutSms: await confidentialPlans(tx),
    calendar,
    policy: await policyFor(tx, options),
  };
  const names = await unitNames(
    tx,
    duties.map(({ answeringUnitId }) => answeringUnitId),
  );
  const own = duties.filter((duty) => duty.planId === planId);
  const seen = {
    title: plan.title,
    from: today,
    unsettled: await unsettledTasks(tx, planId),
    ...(await ofPlan(tx, plan, own, names, calendar, today)),
  };
  return { given, names, seen };
}

async function reportOf(
  db: Database,
  planId: number,
  { given, names, seen }: LaidOut,
): Promise<RehearsalReport> {
  const { duties, until, units, policy } = given;
  const { messages, waited, lacking } = rehearse(given);
  return {
    planId,
    ...seen,
    until,
    units,
    mailsPerMonth: policy.mailsPerMonth,
    messages,
    duties: toldOf(messages, duties, names),
    contacts: await contactsOf(db, planId, readingsOf(messages, policy.mailsPerMonth), waited),
    lacking: lacking.map(({ id, answeringUnitId, terms }) => ({
      id,
      title: duties.find((duty) => duty.id === id)?.title ?? '',
      unit: names.get(answeringUnitId) ?? '',
      dueOn: terms.dueOn ?? '',
    })),
  };
}

/** The duties that messages are about. */
function toldOf(
  messages: RehearsedMessage[],
  duties: OpenDuty[],
  names: ReadonlyMap<number, string>,
): RehearsalReport['duties'] {
  const told = new Set(messages.flatMap(({ about }) => about.map(({ dutyId }) => dutyId)));
  return duties
    .filter(({ id }) => told.has(id))
    .map(({ id, planId, title, answeringUnitId, terms }) => ({
      id,
      planId,
      title,
      unit: names.get(answeringUnitId) ?? '',
      dueOn: terms.dueOn,
    }));
}

async function policyFor(tx: Database, { bringForwardDays }: RehearsalOptions) {
  const policy = await officePolicy(tx);
  return bringForwardDays === undefined ? policy : { ...policy, bringForwardDays };
}

const AFTERWARDS = 15; // days in which the last ones are urged
const LONGEST = 366 + 183; // a year's plan that is launched half a year ahead

/** A year and a half at most; not longer than something is due. */
function lastDay(duties: OpenDuty[], today: PlainDate): PlainDate {
  const due = duties.flatMap(({ terms }) => terms.dueOn ?? []).toSorted();
  const last = addDays(due.at(-1) ?? today, AFTERWARDS);
  const end = addDays(today, LONGEST);
  return last < end ? last : end;
}

/** What is to be seen of the plan itself: its load, its crowds, its doubts. */
async function ofPlan(
  tx: Database,
  { id }: PlanRow,
  own: OpenDuty[],
  names: ReadonlyMap<number, string>,
  calendar: Calendar,
  today: PlainDate,
): Promise<Pick<RehearsalReport, 'load' | 'crowded' | 'doubts' | 'provisional'>> {
  const dated = own.flatMap(({ taskId, answeringUnitId, terms: { dueOn, liaison } }) =>
    dueOn === null || liaison ? [] : [{ taskId, dueOn, unit: names.get(answeringUnitId) ?? '' }],
  );
  const tasks = new Map((await tasksOf(tx, id)).map((row) => [row.id, row]));
  const provisional = dated.filter(({ dueOn }) => isProvisional(calendar, dueOn));
  return {
    load: loadOf(dated),
    crowded: crowdedDates(dated, today, calendar).map((crowd) => ({
      ...crowd,
      tasks: crowd.tasks.map(({ taskId, by }) => {
        const { key = '', title = '' } = tasks.get(taskId) ?? {};
        return { key, title, by };
      }),
    })),
    doubts: (await openDoubts(tx, id)).map(({ question }) => question),
    provisional: [...new Set(provisional.map(({ dueOn }) => yearOf(dueOn)))].toSorted(
      (a, b) => a - b,
    ),
  };
}

async function contactsOf(
  tx: Database,
  planId: number,
  readings: Reading[],
  waited: Waited[],
): Promise<RehearsedContact[]> {
  const names = await personNames(
    tx,
    readings.map(({ personId }) => personId),
  );
  const posts = await postsOf(tx);
  const others = (await sidesOf(tx, planId)).filter(({ home }) => !home).map(({ name }) => name);
  return readings.map((reading) => {
    const held = posts.filter(({ personId }) => personId === reading.personId);
    return {
      ...reading,
      name: names.get(reading.personId) ?? '',
      units: [...new Set(held.map(({ unit }) => unit))],
      contact: held.some(({ role }) => role === 'contact' || role === 'office'),
      abroad: held.length > 0 && held.every(({ side }) => others.includes(side ?? '')),
      waited: waited.filter(({ personId }) => personId === reading.personId),
    };
  });
}
