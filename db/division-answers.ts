import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  type AnswerDoor,
  answerFaults,
  type AnswerInput,
  type AnswerOutcome,
  answerTo,
  type AskedRow,
  changesOfProposal,
  termsOf,
} from '../plan/division.ts';
import { InputError, NotFoundError, RefusedError } from '../plan/errors.ts';
import { cardContext, readWords } from '../plan/review/deadline.ts';
import type { Database } from './connect.ts';
import { answersOf, askable, type LastAsk, lastAsks, type ShownAnswer } from './division.ts';
import { lastIssued, withdrawAsks } from './division-rounds.ts';
import { REVIEWS } from './ledger-changes.ts';
import { personNames, unitNames, unitPhones } from './lookup.ts';
import { findPlan, lockDraft } from './plans.ts';
import { giveEdit } from './review-edits.ts';
import { divisionAnswer, divisionAsk, divisionRound, plan, task } from './schema.ts';

/** What is said to one row for one unit. */
export type RowAnswer = AnswerInput & { unitId: number; task: string };

/** Who says it, by which door, and under which id; `source`: how the office heard of it. */
export type Answering = {
  door: AnswerDoor;
  personId: number;
  deviceId: number | null;
  source: string | null;
  informant: string | null;
  givenAs: string;
  now: number;
};

/** What a unit's page shows of a table for comments. */
export type AskedTable = {
  planId: number;
  title: string;
  /** Whom to ask. */
  offices: { name: string; phone: string | null }[];
  /** Its answers are taken: the plan has not begun and nothing was issued since. */
  open: boolean;
  issuedAt: number | null;
  units: {
    unitId: number;
    name: string;
    until: string | null;
    rows: (AskedRow & { answer: ShownAnswer | null; said: ShownAnswer[] })[];
  }[];
};

/** What units were asked under a plan and what they have said. @throws NotFoundError: they were not */
export async function askedTable(
  db: Database,
  planId: number,
  unitIds: number[],
): Promise<AskedTable> {
  const asks = await lastAsks(db, planId, unitIds);
  if (asks.size === 0) throw new NotFoundError('征求意见的任务分解表', String(planId));
  const { title, coordinatorUnitId } = await findPlan(db, planId);
  const answers = await answersOf(db, planId, unitIds);
  const names = await unitNames(db, [...asks.keys(), coordinatorUnitId]);
  const office = names.get(coordinatorUnitId ?? 0) ?? '';
  const phone = (await unitPhones(db, [coordinatorUnitId])).get(coordinatorUnitId ?? 0);
  const issued = await lastIssued(db, planId);
  return {
    planId,
    title,
    offices: office === '' ? [] : [{ name: office, phone: phone ?? null }],
    open: (await whyClosed(db, planId, [...asks.values()])) === null,
    issuedAt: issued?.at ?? null,
    units: [...asks.values()].map(({ unitId, until, rows }) => ({
      unitId,
      name: names.get(unitId) ?? '',
      until,
      rows: rows.map((row) => {
        const said = answers.filter((each) => each.unitId === unitId && each.task === row.key);
        return { ...row, answer: answerTo(row, said), said };
      }),
    })),
  };
}

/** The plans of which units are asked for comments at present, and how many rows wait for an answer. */
export async function openAsks(
  db: Database,
  unitIds: number[],
): Promise<{ planId: number; title: string; until: string | null; waiting: number }[]> {
  const plans = await db
    .selectDistinct({ id: plan.id, title: plan.title })
    .from(divisionAsk)
    .innerJoin(divisionRound, eq(divisionRound.id, divisionAsk.roundId))
    .innerJoin(plan, eq(plan.id, divisionRound.planId))
    .where(and(inArray(divisionAsk.unitId, unitIds), eq(plan.state, 'draft')))
    .orderBy(plan.id);
  const found = [];
  for (const { id, title } of plans) {
    const table = await askedTable(db, id, unitIds);
    if (!table.open || table.units.every(({ rows }) => rows.length === 0)) continue;
    const waiting = table.units.flatMap(({ rows }) => rows.filter(({ answer }) => answer === null));
    const until = table.units.flatMap((each) => each.until ?? []).toSorted()[0] ?? null;
    found.push({ planId: id, title, until, waiting: waiting.length });
  }
  return found;
}

/**
 * Records what units say to their rows, all or nothing; the same id a second time changes nothing.
 *
 * @throws InputError, RefusedError when answers are taken no more, NotFoundError for a row not asked
 */
export async function recordAnswers(
  db: Database,
  planId: number,
  answers: RowAnswer[],
  who: Answering,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(plan).where(eq(plan.id, planId)).for('share');
    if (row === undefined) throw new NotFoundError('方案', String(planId));
    const asks = await lastAsks(tx, planId, [...new Set(answers.map(({ unitId }) => unitId))]);
    const context = cardContext(row);
    const read = (words: string) => {
      const found = readWords(words, context);
      return typeof found === 'string' ? found : null;
    };
    const faults = answers.flatMap((each) => answerFaults(each, read));
    if (faults.length > 0) throw new InputError('答复', [...new Set(faults)]);
    const rows = answers.map((each) => answerRow(each, asks.get(each.unitId), who));
    if (rows.length === 0) return;
    const known = await tx.$count(
      divisionAnswer,
      and(
        inArray(
          divisionAnswer.givenAs,
          rows.map(({ givenAs }) => givenAs),
        ),
        inArray(
          divisionAnswer.askId,
          rows.map(({ askId }) => askId),
        ),
      ),
    );
    if (known === rows.length) return;
    const why = await whyClosed(tx, planId, [...asks.values()]);
    if (why !== null) throw new RefusedError(why);
    await tx.insert(divisionAnswer).values(rows).onConflictDoNothing();
    await withdrawAnswered(tx, planId, asks);
    await tx.execute(sql`select pg_notify(${REVIEWS}, ${String(planId)})`);
  });
}

/** Agrees, for units, to every row that they have not answered. */
export async function agreeToRest(
  db: Database,
  planId: number,
  unitIds: number[],
  who: Answering,
): Promise<number> {
  const { units } = await askedTable(db, planId, unitIds);
  const rest = units.flatMap(({ unitId, rows }) =>
    rows
      .filter(({ answer }) => answer === null)
      .map(({ key }) => ({ unitId, task: key, kind: 'agree' as const, ...NO_WORDS })),
  );
  await recordAnswers(db, planId, rest, who);
  return rest.length;
}

const NO_WORDS = { words: '', unit: '', time: '' };

/** What the office makes of an answer: it takes a proposal over by an act of the review, or keeps its row. */
export async function replyToAnswer(
  db: Database,
  planId: number,
  answerId: number,
  { outcome, words }: { outcome: AnswerOutcome; words: string },
  who: { personId: number; now: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockDraft(tx, planId);
    const found = await answerIn(tx, planId, answerId);
    if (found.outcome !== null) {
      const by = (await personNames(tx, [found.repliedBy])).get(found.repliedBy ?? 0) ?? '';
      throw new RefusedError(`这条意见已由${by}答复，请刷新查看`);
    }
    if (found.kind === 'agree') throw new RefusedError('已同意的不需要答复');
    if (outcome === 'kept' && words === '') {
      throw new InputError('答复', ['请写明为什么不采纳，该单位会看到']);
    }
    const editId = outcome === 'taken' ? await takeOver(tx, planId, found, who) : null;
    await tx
      .update(divisionAnswer)
      .set({
        outcome,
        reply: words === '' ? null : words,
        repliedBy: who.personId,
        repliedAt: who.now,
        editId,
      })
      .where(eq(divisionAnswer.id, answerId));
    await tx.execute(sql`select pg_notify(${REVIEWS}, ${String(planId)})`);
  });
}

type Found = typeof divisionAnswer.$inferSelect & { rows: AskedRow[] };

async function takeOver(
  tx: Database,
  planId: number,
  answer: Found,
  who: { personId: number; now: number },
): Promise<number | null> {
  if (answer.kind !== 'propose') {
    throw new RefusedError('有异议、没有建议的，请先修改这一行，再写明怎样处理');
  }
  const [row] = await tx
    .select()
    .from(task)
    .where(and(eq(task.planId, planId), eq(task.key, answer.task)));
  if (row === undefined) throw new NotFoundError('任务', answer.task);
  const written = answer.rows.find(({ key }) => key === answer.task)?.written ?? '';
  const { names } = await askable(tx, planId);
  const changes = changesOfProposal(row, { ...answer, written }, names);
  const command = { kind: 'change' as const, task: row.key, revision: row.revision, changes };
  const kept = await giveEdit(tx, planId, command, { ...who, givenAs: `answer-${answer.id}` });
  return kept?.id ?? null;
}

async function answerIn(tx: Database, planId: number, id: number): Promise<Found> {
  const [found] = await tx
    .select({ answer: divisionAnswer, rows: divisionAsk.rows })
    .from(divisionAnswer)
    .innerJoin(divisionAsk, eq(divisionAsk.id, divisionAnswer.askId))
    .innerJoin(divisionRound, eq(divisionRound.id, divisionAsk.roundId))
    .where(and(eq(divisionAnswer.id, id), eq(divisionRound.planId, planId)));
  if (found === undefined) throw new NotFoundError('意见', String(id));
  return { ...found.answer, rows: found.rows };
}

function answerRow(
  { task: key, kind, words, unit: proposed, time }: RowAnswer,
  ask: LastAsk | undefined,
  { givenAs, now, ...who }: Answering,
): typeof divisionAnswer.$inferInsert {
  const row = ask?.rows.find((each) => each.key === key);
  if (ask === undefined || row === undefined) throw new NotFoundError('征求意见的任务', key);
  const agreed = kind === 'agree';
  return {
    askId: ask.id,
    task: key,
    terms: termsOf(row),
    givenAs: `${givenAs}/${key}`,
    kind,
    words: words === '' ? null : words,
    proposedUnit: agreed || proposed === '' ? null : proposed,
    proposedTime: agreed || time === '' ? null : time,
    ...who,
    at: now,
  };
}

/** Why nothing is taken any more; null: it is. */
async function whyClosed(db: Database, planId: number, asks: LastAsk[]): Promise<string | null> {
  const { state } = await findPlan(db, planId);
  if (state !== 'draft') return '方案已经启动，任务分解表不再征求意见：请在交办的事项里办理';
  const issued = await lastIssued(db, planId);
  const last = Math.max(0, ...asks.map(({ at }) => at));
  return issued !== null && issued.at >= last
    ? '任务分解表已经印发，不再征求意见：有不同意见请与办公室联系'
    : null;
}

/** Who has answered everything need not be asked by a message that has not left. */
async function withdrawAnswered(
  tx: Database,
  planId: number,
  asks: Map<number, LastAsk>,
): Promise<void> {
  const answers = await answersOf(tx, planId, [...asks.keys()]);
  const done = [...asks.values()].filter(({ unitId, rows }) => {
    const said = answers.filter((each) => each.unitId === unitId);
    return rows.every((row) => answerTo(row, said) !== null);
  });
  if (done.length > 0) {
    await withdrawAsks(
      tx,
      planId,
      done.map(({ unitId }) => unitId),
    );
  }
}
