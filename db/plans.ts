import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { type PlainDate, beijingDate, yearOf } from '../plan/date.ts';
import { secrecyOf } from '../plan/confidential.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { ExtractedPlan, ExtractedSide, ExtractedTask } from '../plan/extracted.ts';
import { foldName } from '../plan/names.ts';
import { isOpenEnded } from '../plan/open-ended.ts';
import type { OutlineBlock } from '../plan/outline.ts';
import { DEFAULT_POLICY, type Policy, policyOf } from '../plan/policy.ts';
import { isReturnTask } from '../plan/reporting.ts';
import type { PlanState } from '../plan/plan-state.ts';
import type { Database } from './connect.ts';
import { syncNames } from './names.ts';
import { partyName, plan, side, task, unit } from './schema.ts';

export type Draft = {
  extracted: ExtractedPlan;
  bytesHash: string; // sha256 of the file
  fileName: string;
  sourceText: string;
  /** Its blocks in order; without them its lines are shown. */
  outline?: OutlineBlock[];
  home: string;
  /** The office whose draft it is; without it every coordinator's. */
  coordinatorUnitId?: number;
  now: number;
};

export type PlanRow = typeof plan.$inferSelect;
export type TaskRow = typeof task.$inferSelect;

export type SavedDraft = { planId: number; existed: boolean; state: PlanState };

/**
 * Writes plan, sides, tasks and the names in it as a draft. The same file for the same home side is
 * one plan: a second time its id and state are returned and nothing is written. A document that is
 * marked as secret is refused.
 */
export async function saveDraft(db: Database, draft: Draft): Promise<SavedDraft> {
  const level = secrecyOf(draft.sourceText);
  if (level !== null) {
    throw new RefusedError(
      `文件标有密级“${level}”，不能导入本系统：涉密文件请在涉密设备上办理，没有存入任何内容`,
    );
  }
  const home = homeSide(draft.home, draft.extracted.sides);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(plan)
      .values(planValues(draft, home))
      .onConflictDoNothing()
      .returning();
    if (!row) return existingDraft(tx, draft.bytesHash, home);
    await tx.insert(side).values(sideValues(row.id, draft.extracted.sides, home));
    const tasks = draft.extracted.tasks.map((each) => taskValues(row.id, each));
    if (tasks.length > 0) await tx.insert(task).values(tasks);
    await spellOutSides(tx, row.id);
    await syncNames(tx, row.id);
    return { planId: row.id, existed: false, state: row.state };
  });
}

/** The plan's row. @throws NotFoundError */
export async function findPlan(db: Database, planId: number): Promise<PlanRow> {
  const [row] = await db.select().from(plan).where(eq(plan.id, planId));
  if (!row) throw new NotFoundError('方案', String(planId));
  return row;
}

/** The policies of plans, each once. */
export async function policiesOf(db: Database, planIds: number[]): Promise<Policy[]> {
  if (planIds.length === 0) return [];
  const rows = await db
    .select({ policy: plan.policy })
    .from(plan)
    .where(inArray(plan.id, [...new Set(planIds)]));
  return rows.map(({ policy }) => policyOf(policy));
}

/** The state of a plan. @throws NotFoundError */
export async function planState(db: Database, planId: number): Promise<PlanState> {
  const [row] = await db.select({ state: plan.state }).from(plan).where(eq(plan.id, planId));
  if (!row) throw new NotFoundError('方案', String(planId));
  return row.state;
}

/** The plan's row, locked to the transaction's end. @throws RefusedError when it is no draft */
export async function lockDraft(db: Database, planId: number): Promise<PlanRow> {
  await findPlan(db, planId);
  const [row] = await db.select().from(plan).where(eq(plan.id, planId)).for('update');
  if (row?.state === 'draft') return row;
  throw new RefusedError(`方案 ${planId} 已经启动，任务和单位不能再在草稿里修改`);
}

/** All tasks of a plan in document order, dismissed ones included. */
export async function tasksOf(db: Database, planId: number): Promise<TaskRow[]> {
  return db.select().from(task).where(eq(task.planId, planId)).orderBy(asc(task.id));
}

export async function sidesOf(db: Database, planId: number): Promise<(typeof side.$inferSelect)[]> {
  return db.select().from(side).where(eq(side.planId, planId)).orderBy(asc(side.id));
}

export type PlanListing = Pick<
  PlanRow,
  'id' | 'title' | 'documentNumber' | 'home' | 'state' | 'periodFrom' | 'periodTo'
> & { tasks: number };

/** All plans, the newest first. */
export async function listPlans(db: Database): Promise<PlanListing[]> {
  return db
    .select({
      id: plan.id,
      title: plan.title,
      documentNumber: plan.documentNumber,
      home: plan.home,
      state: plan.state,
      periodFrom: plan.periodFrom,
      periodTo: plan.periodTo,
      tasks: sql<number>`(select count(*)::int from ${task} where ${task.planId} = ${plan.id})`,
    })
    .from(plan)
    .orderBy(sql`${plan.id} desc`);
}

export type PlanOverview = Omit<PlanRow, 'sourceText' | 'policy' | 'outline'> & {
  sides: { name: string; short: string; home: boolean; mode: 'supervised' | 'liaison' }[];
  tasks: {
    total: number;
    reviewed: number;
    dismissed: number;
    undated: number;
    withoutUnit: number;
    doubtful: number;
    tracking: { deadline: number; return: number; record: number };
  };
  names: { total: number; unsettled: number; leftOut: number };
};

/** What a plan consists of, in numbers; dismissed tasks count in `total` and `dismissed` only. */
export async function planOverview(db: Database, planId: number): Promise<PlanOverview> {
  const {
    sourceText: _text,
    policy: _policy,
    outline: _outline,
    ...row
  } = await findPlan(db, planId);
  const sides = await sidesOf(db, planId);
  return {
    ...row,
    sides: sides.map(({ name, short, home, mode }) => ({ name, short, home, mode })),
    tasks: taskNumbers(await tasksOf(db, planId)),
    names: await nameNumbers(db, planId),
  };
}

/** The side that `written` means, in full or short; any name where the document names no sides. */
function homeSide(written: string, sides: ExtractedSide[]): string {
  const name = foldName(written);
  const found = sides.find((each) => [each.name, each.short].map(foldName).includes(name));
  if (found) return found.name;
  const listed = sides.map((each) => `“${each.name}”`).join('、');
  if (sides.length > 0) {
    const given = name === '' ? '' : `，没有“${written}”`;
    throw new RefusedError(`文件写明的各方是${listed}${given}；请用 --home 指明哪一方是本方`);
  }
  if (name === '') throw new RefusedError('请用 --home 写明本方，例如 --home 青禾县');
  return name;
}

function planValues(draft: Draft, home: string): typeof plan.$inferInsert {
  const { extracted, now } = draft;
  return {
    title: extracted.title,
    documentNumber: extracted.documentNumber,
    fileName: draft.fileName,
    fileHash: draft.bytesHash,
    sourceText: draft.sourceText,
    home,
    issued: extracted.issued,
    ...periodOf(extracted, beijingDate(now)),
    openEnded: isOpenEnded(extracted),
    recipientOffice: extracted.recipientOffice,
    state: 'draft',
    policy: DEFAULT_POLICY,
    issues: extracted.issues,
    conflicts: extracted.conflicts,
    clauses: extracted.clauses,
    outline: draft.outline ?? [],
    coordinatorUnitId: draft.coordinatorUnitId ?? null,
    aliases: extracted.aliases,
    importedAt: now,
  };
}

/** The days or years that the plan names; without any the year of issue, else the present. */
function periodOf({ periods, range, issued }: ExtractedPlan, today: PlainDate) {
  if (range) return { periodFrom: range.from, periodTo: range.to };
  const years = periods.length > 0 ? periods : [yearOf(issued ?? today)];
  return { periodFrom: `${Math.min(...years)}-01-01`, periodTo: `${Math.max(...years)}-12-31` };
}

async function existingDraft(db: Database, fileHash: string, home: string): Promise<SavedDraft> {
  const [row] = await db
    .select({ planId: plan.id, state: plan.state })
    .from(plan)
    .where(and(eq(plan.fileHash, fileHash), eq(plan.home, home)));
  if (!row) throw new NotFoundError('方案', fileHash);
  return { ...row, existed: true };
}

function sideValues(planId: number, sides: ExtractedSide[], home: string) {
  const named =
    sides.length > 0 ? sides : [{ name: home, short: home.replace(/(?<=..)[县区市]$/, '') }];
  return named.map(({ name, short }) => {
    const mode = name === home ? ('supervised' as const) : ('liaison' as const);
    return { planId, name, short, home: name === home, mode };
  });
}

/** Units entered before any plan may bear a side's short form. */
async function spellOutSides(db: Database, planId: number): Promise<void> {
  for (const { name, short } of await sidesOf(db, planId)) {
    await db.update(unit).set({ side: name }).where(eq(unit.side, short));
  }
}

function taskValues(planId: number, extracted: ExtractedTask): typeof task.$inferInsert {
  const { id: key, ...fields } = extracted;
  return {
    ...fields,
    planId,
    key,
    line: extracted.place.line,
    // what reports on the others closes when it is sent (docs/office-rules.md, 8)
    verification: isReturnTask(extracted) ? 'auto' : 'office',
    reviewed: false,
    dismissed: null,
  };
}

function taskNumbers(tasks: TaskRow[]): PlanOverview['tasks'] {
  const kept = tasks.filter(({ dismissed }) => dismissed === null);
  const number = (claim: (row: TaskRow) => boolean) => kept.filter(claim).length;
  return {
    total: tasks.length,
    reviewed: number(({ reviewed }) => reviewed),
    dismissed: tasks.length - kept.length,
    undated: number(({ deadline }) => deadline.due.length === 0),
    withoutUnit: number(({ lead }) => lead.length === 0),
    doubtful: number(({ issues }) => issues.length > 0),
    tracking: {
      deadline: number(({ tracking }) => tracking === 'deadline'),
      return: number(({ tracking }) => tracking === 'return'),
      record: number(({ tracking }) => tracking === 'record'),
    },
  };
}

async function nameNumbers(db: Database, planId: number): Promise<PlanOverview['names']> {
  const [row] = await db
    .select({
      total: count(),
      unsettled: sql<number>`count(*) filter (where ${partyName.settled} is null)::int`,
      leftOut: sql<number>`count(*) filter (where ${partyName.settled} = 'left-out')::int`,
    })
    .from(partyName)
    .where(eq(partyName.planId, planId));
  return row ?? { total: 0, unsettled: 0, leftOut: 0 };
}
