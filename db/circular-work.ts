import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { nextMorning } from '../plan/agenda.ts';
import { addWorkingDays, type Calendar } from '../plan/calendar.ts';
import {
  CHECK_DAYS,
  checkWords,
  CIRCULAR_STEPS,
  type CircularFacts,
  circularRefusal,
  type CircularStep,
  type LateFact,
} from '../plan/circular.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { OfficialLetter } from '../plan/letter.ts';
import type { Source } from '../plan/occurrence.ts';
import { derivedId } from './canonical.ts';
import type { Database } from './connect.ts';
import { unitName } from './lookup.ts';
import { officePolicy } from './office-policy.ts';
import { findPlan } from './plans.ts';
import {
  circular,
  circularCheck,
  circularStep,
  note,
  notice,
  person,
  plan,
  unit,
} from './schema.ts';
import { ledgerRows } from './status.ts';
import { actsOf } from './tellings.ts';

export type CircularRow = typeof circular.$inferSelect;

/** A circular with who did what to it, and what the units that it names said. */
export type CircularWhole = {
  row: CircularRow;
  steps: {
    seq: number;
    kind: CircularStep;
    at: number;
    person: string;
    personId: number;
    words: string | null;
  }[];
  checks: {
    unitId: number;
    unit: string;
    askedAt: number | null;
    answer: 'agrees' | 'corrects' | null;
    source: Source | null;
    words: string | null;
  }[];
};

/** What a circular would be drafted from on a day, with the matters that are named. */
export async function circularFacts(
  db: Database,
  planId: number,
  ids: readonly string[],
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): Promise<CircularFacts & { lateFacts: (LateFact & { unitId: number })[] }> {
  const { title, coordinatorUnitId } = await findPlan(db, planId);
  const kinds = new Map(
    (await db.select({ id: unit.id, kind: unit.kind }).from(unit)).map((each) => [
      each.id,
      each.kind,
    ]),
  );
  const all = await ledgerRows(db, { planId }, calendar, today);
  const rows = all.filter(
    ({ liaison, beforeStart, state, unitId }) =>
      !liaison &&
      !beforeStart &&
      !['waived', 'cancelled'].includes(state) &&
      !['leading-body', 'role'].includes(kinds.get(unitId) ?? ''),
  );
  const named = rows.filter(({ id }) => ids.includes(id));
  const acts = await actsOf(
    db,
    named.map(({ id }) => id),
  );
  const lateFacts = named.map((row) => {
    const said = acts.get(row.id)?.find(({ ofUnit, text }) => ofUnit && text !== null);
    const { number, title: matter, unit: name, unitId, dueOn, daysLate, promisedOn } = row;
    const reason = said?.text ?? null;
    return {
      number,
      title: matter,
      unit: name,
      unitId,
      dueOn,
      daysLate,
      reason,
      newDate: promisedOn,
    };
  });
  const done = rows.filter(isDone);
  const due = rows.filter((row) => isDone(row) || row.light === 'red');
  const byUnit = Map.groupBy(due, (row) => row.unitId);
  const isAhead = ({ dueOn }: Row) => dueOn !== null && dueOn > today;
  const praised = [...byUnit.values()]
    .filter((own) => own.every(isOnTime))
    .map((own) => {
      const early = own.filter(isAhead).length;
      return { unit: own[0]?.unit ?? '', count: own.length - early, early };
    })
    .toSorted((a, b) => a.unit.localeCompare(b.unit, 'zh-CN'));
  return {
    planTitle: title,
    office: await unitName(db, coordinatorUnitId),
    on: today,
    figures: {
      all: rows.length,
      done: done.length,
      onTime: done.filter(isOnTime).length,
      overdue: rows.filter(({ light }) => light === 'red').length,
    },
    praised,
    late: lateFacts,
    lateFacts,
  };
}

type Row = Awaited<ReturnType<typeof ledgerRows>>[number];

function isDone({ state }: Row): boolean {
  return state === 'completed' || state === 'closed';
}

function isOnTime(row: Row): boolean {
  const { completedOn, dueOn } = row;
  return isDone(row) && (completedOn === null || dueOn === null || completedOn <= dueOn);
}

/** A new draft; every unit of the matters that it names is to check it. */
export async function draftCircular(
  db: Database,
  made: {
    planId: number;
    text: OfficialLetter;
    occurrenceIds: string[];
    personId: number;
    at: number;
  },
): Promise<number> {
  const { personId, at, ...row } = made;
  return await db.transaction(async (tx) => {
    await tx.select({ id: plan.id }).from(plan).where(eq(plan.id, row.planId)).for('update');
    const same = await untouchedDraft(tx, row);
    if (same !== null) return same;
    const [saved] = await tx
      .insert(circular)
      .values({ ...row, state: 'draft', frozenAt: at })
      .returning({ id: circular.id });
    const id = saved?.id ?? 0;
    await tx.insert(circularStep).values({ circularId: id, seq: 1, kind: 'draft', personId, at });
    return id;
  });
}

/** The draft that says the same and that nobody has touched: pressed twice, one is drafted. */
async function untouchedDraft(
  tx: Database,
  {
    planId,
    text,
    occurrenceIds,
  }: { planId: number; text: OfficialLetter; occurrenceIds: string[] },
): Promise<number | null> {
  const [same] = await tx
    .select({ id: circular.id })
    .from(circular)
    .where(
      and(
        eq(circular.planId, planId),
        eq(circular.state, 'draft'),
        eq(circular.text, text),
        eq(circular.occurrenceIds, occurrenceIds),
        sql`not exists (select 1 from ${circularStep} s where s.circular_id = ${circular.id} and s.seq > 1)`,
      ),
    );
  return same?.id ?? null;
}

/** The circulars of a plan, the newest first. */
export async function circularsOf(db: Database, planId: number): Promise<CircularWhole[]> {
  const rows = await db
    .select()
    .from(circular)
    .where(eq(circular.planId, planId))
    .orderBy(desc(circular.id));
  return await Promise.all(rows.map((row) => wholeOf(db, row)));
}

/** @throws NotFoundError when the plan has no such circular */
export async function circularOf(db: Database, planId: number, id: number): Promise<CircularWhole> {
  const [row] = await db
    .select()
    .from(circular)
    .where(and(eq(circular.id, id), eq(circular.planId, planId)));
  if (row === undefined) throw new NotFoundError('通报', String(id));
  return await wholeOf(db, row);
}

async function wholeOf(db: Database, row: CircularRow): Promise<CircularWhole> {
  const steps = await db
    .select({
      seq: circularStep.seq,
      kind: circularStep.kind,
      at: circularStep.at,
      person: person.name,
      personId: circularStep.personId,
      words: circularStep.words,
    })
    .from(circularStep)
    .innerJoin(person, eq(person.id, circularStep.personId))
    .where(eq(circularStep.circularId, row.id))
    .orderBy(asc(circularStep.seq));
  const named = row.occurrenceIds;
  const checks = await db
    .select({
      unitId: unit.id,
      unit: unit.name,
      askedAt: circularCheck.askedAt,
      answer: circularCheck.answer,
      source: circularCheck.source,
      words: circularCheck.words,
    })
    .from(unit)
    .leftJoin(
      circularCheck,
      and(eq(circularCheck.unitId, unit.id), eq(circularCheck.circularId, row.id)),
    )
    .where(
      named.length === 0
        ? sql`false`
        : sql`${unit.id} in (select o.answering_unit_id from occurrence o where ${inArray(sql`o.id`, named)})`,
    )
    .orderBy(asc(unit.name));
  return { row, steps, checks };
}

/** What is done to a circular by a step. */
export type CircularAct =
  | {
      kind: Exclude<CircularStep, 'draft' | 'edit' | 'ask' | 'answer' | 'issue'>;
      words?: string | undefined;
    }
  | { kind: 'edit'; text: OfficialLetter; revision: number }
  | { kind: 'ask' }
  | {
      kind: 'answer';
      unitId: number;
      answer: 'agrees' | 'corrects';
      source: Source;
      words?: string | undefined;
    }
  | { kind: 'issue'; number: string; on: PlainDate };

/**
 * Takes a step; people sign by their account.
 *
 * @throws RefusedError when the rules do not let it, or somebody else has edited it meanwhile
 */
export async function takeCircularStep(
  db: Database,
  of: { planId: number; id: number; personId: number; now: number },
  act: CircularAct,
  calendar: Calendar,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from circular where id = ${of.id} for update`);
    const whole = await circularOf(tx, of.planId, of.id);
    const { row, steps } = whole;
    const today = beijingDate(of.now);
    const words = 'words' in act ? act.words : undefined;
    const refused = circularRefusal(
      standingOf(whole),
      { kind: act.kind, personId: of.personId, words },
      today,
    );
    if (refused !== null) throw new RefusedError(refused);
    const change: Partial<CircularRow> = { state: CIRCULAR_STEPS[act.kind].to };
    if (act.kind === 'edit') {
      if (act.revision !== row.revision) {
        throw new RefusedError('别人刚改过这份通报，请刷新后再改');
      }
      change.text = act.text;
      change.revision = row.revision + 1;
    }
    if (act.kind === 'issue') {
      change.number = act.number;
      change.issuedOn = act.on;
    }
    if (act.kind === 'ask') change.checkUntil = await askChecks(tx, whole, of.now, calendar);
    if (act.kind === 'answer') await keepAnswer(tx, of, act);
    await tx.update(circular).set(change).where(eq(circular.id, of.id));
    const seq = (steps.at(-1)?.seq ?? 0) + 1;
    const step = { circularId: of.id, seq, kind: act.kind, personId: of.personId, at: of.now };
    await tx.insert(circularStep).values({ ...step, words: words ?? null });
  });
}

function standingOf({ row, steps, checks }: CircularWhole) {
  return {
    state: row.state,
    checkUntil: row.checkUntil,
    submittedBy: steps.findLast(({ kind }) => kind === 'submit')?.personId ?? null,
    checks: checks.map(({ unit: name, askedAt, answer }) => ({
      unit: name,
      asked: askedAt !== null,
      answered: answer !== null,
    })),
  };
}

/** Sends each unit that is named what the circular says of it; the day until which it may answer. */
async function askChecks(
  tx: Database,
  { row, checks }: CircularWhole,
  now: number,
  calendar: Calendar,
): Promise<PlainDate> {
  const waiting = checks.filter(({ askedAt }) => askedAt === null);
  if (waiting.length === 0) throw new RefusedError('通报涉及的单位都已经送过核对');
  const today = beijingDate(now);
  const until = addWorkingDays(calendar, today, CHECK_DAYS);
  const notBefore = nextMorning(calendar, await officePolicy(tx), now);
  const { lateFacts } = await circularFacts(tx, row.planId, row.occurrenceIds, { calendar, today });
  for (const { unitId } of waiting) {
    const noteId = derivedId('circular', row.id, String(unitId));
    const text = checkWords(lateFacts.filter((each) => each.unitId === unitId));
    await tx.insert(note).values({ id: noteId, text, at: now }).onConflictDoNothing();
    await tx.insert(circularCheck).values({ circularId: row.id, unitId, askedAt: now });
    await tx.insert(notice).values({
      key: `circular/${row.id}/check/${unitId}`,
      planId: row.planId,
      occurrenceId: null,
      audience: `contact:${unitId}`,
      kind: 'circular-check',
      facts: { unitId, until, noteId },
      notBefore,
      state: 'open',
      createdAt: now,
    });
  }
  return until;
}

async function keepAnswer(
  tx: Database,
  { id, now }: { id: number; now: number },
  { unitId, answer, source, words }: Extract<CircularAct, { kind: 'answer' }>,
): Promise<void> {
  const rows = await tx
    .update(circularCheck)
    .set({ answer, source, words: words ?? null, answeredAt: now })
    .where(and(eq(circularCheck.circularId, id), eq(circularCheck.unitId, unitId)))
    .returning({ id: circularCheck.unitId });
  if (rows.length === 0) throw new RefusedError('这个单位还没有送过核对');
}
