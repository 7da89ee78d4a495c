import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Calendar, isProvisional } from '../plan/calendar.ts';
import { type PlainDate, yearOf } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { Tracking } from '../plan/extracted.ts';
import type { LaunchedOccurrence, LaunchedTask, LaunchTask } from '../plan/launch.ts';
import { type LaunchFault, plainFault } from '../plan/launch-faults.ts';
import { linkFaults, type Reach } from '../plan/link-choice.ts';
import type { LaunchedParty } from '../plan/parties.ts';
import type { LinkChoice } from '../plan/plan-state.ts';
import { openDirectory, recipientOf } from './audience.ts';
import type { Database } from './connect.ts';
import { withdrawAsks } from './division-rounds.ts';
import { launchedTasks, launchView } from './launching.ts';
import {
  type Extended,
  extend,
  termOf,
  termFaults,
  waitingLines,
  yearlyLines,
} from './launch-term.ts';
import {
  addQuarterlyReturn,
  quarterlyReturn,
  type WithoutReturn,
  withoutReturn,
} from './quarterly-return.ts';
import { openComments } from './open-comments.ts';
import { partyName, plan, post, side, task, unit } from './schema.ts';

export type LaunchOptions = {
  issued?: PlainDate;
  superviseFrom?: PlainDate;
  /** The coordinating unit's name, where more than one has a coordinator. */
  coordinator?: string;
  /** It goes on from year to year; or it ends on a day. */
  openEnded?: boolean;
  until?: PlainDate;
  unreviewed?: boolean;
  withoutContact?: boolean;
  /** Whether messages carry links, and who can open them. */
  links?: LinkChoice;
  linksOpen?: Reach;
  /** Set a quarterly return for units that have something to tell in one and owe none. */
  quarterlyReturn?: boolean;
};

/** What launch will do, and why it may not. */
export type LaunchCheck = {
  planId: number;
  title: string;
  issued: PlainDate | null;
  superviseFrom: PlainDate | null;
  coordinatorUnitId: number | null;
  links: LinkChoice;
  openEnded: boolean;
  periodTo: PlainDate;
  /** The deadlines of tasks that run on until the day that was given. */
  extended: Extended[];
  /** The next date of every task that comes back each year, and what others wait for. */
  yearly: string[];
  waiting: string[];
  refusals: string[];
  warnings: string[];
  /** What the refusals say, and the tasks told of in no return, each by what would settle it. */
  faults: LaunchFault[];
  silent: LaunchFault | null;
  /** What of the asking for comments is still open. */
  comments: string[];
  /** The other warnings, without those that an option settles. */
  notes: string[];
  /** The quarterly return that Duban sets itself. */
  added: LaunchTask | null;
  counts: {
    tasks: number;
    occurrences: number;
    series: number;
    beforeStart: number;
    liaison: number;
    units: number;
  };
};

/** Works out what launching a plan means; writes nothing. All refusals are named at once. */
export async function checkLaunch(
  db: Database,
  planId: number,
  options: LaunchOptions,
  calendar: Calendar,
  today: PlainDate,
): Promise<LaunchCheck> {
  const [found] = await db.select().from(plan).where(eq(plan.id, planId));
  if (found === undefined) throw new NotFoundError('方案', String(planId));
  const issued = options.issued ?? found.issued;
  const superviseFrom = options.superviseFrom ?? found.superviseFrom ?? later(issued, today);
  const coordinator = await coordinatorOf(db, found, options);
  const view = await launchView(db, planId, calendar, today, superviseFrom);
  view.terms.coordinatorUnitId = coordinator.unitId;
  const term = termOf(found, options);
  view.terms.openEnded = term.openEnded;
  view.terms.periodTo = term.periodTo;
  const extended = extend(view, found.periodTo, term.until);
  const silent = await withoutReturn(db, view, occurrencesIn(launchedTasks(view)));
  const added = options.quarterlyReturn === true ? quarterlyReturn(view, silent) : null;
  if (added !== null) view.tasks.push(added);
  const launched = launchedTasks(view);
  const rows = occurrencesIn(launched);
  const live = rows.filter(({ beforeStart }) => !beforeStart);
  const faults = [
    ...stateFaults(found.state),
    ...dateFaults(issued),
    ...termFaults(options, view.terms.superviseFrom),
    ...coordinator.faults,
    ...linkFaults(chosenLinks(found, options), options.linksOpen ?? 'everywhere'),
    ...(options.unreviewed === true ? [] : await reviewFaults(db, planId)),
    ...(await nameFaults(db, planId)),
    ...(options.withoutContact === true ? [] : await contactFaults(db, planId, live, today)),
    ...(live.length === 0
      ? [plainFault('start', '没有任何一项的时限在督办开始之后，无事可办；请核对督办开始日期')]
      : []),
  ];
  const tasks = new Map(view.tasks.map((each) => [each.id, each]));
  const provisional = provisionalWarnings(calendar, live);
  const comments = await openComments(db, planId, today);
  const untold = silentFault(silent, added !== null);
  const ofReturns = added === null ? [] : [addedWarning(silent, added)];
  const ofTasks = launched.flatMap((entry) => taskWarnings(tasks.get(entry.taskId), entry));
  return {
    planId,
    title: found.title,
    issued,
    superviseFrom,
    coordinatorUnitId: coordinator.unitId,
    links: chosenLinks(found, options) ?? 'open',
    openEnded: term.openEnded,
    periodTo: term.periodTo,
    extended,
    yearly: term.openEnded ? yearlyLines(view, launched) : [],
    waiting: waitingLines(view, launched),
    refusals: faults.map(({ cli }) => cli),
    warnings: [
      ...comments,
      ...provisional,
      ...(untold === null ? [] : [untold.cli]),
      ...ofReturns,
      ...ofTasks,
    ],
    faults,
    silent: untold,
    comments,
    notes: [...provisional, ...ofReturns, ...ofTasks],
    added,
    counts: countsOf(launched.length, rows),
  };
}

/** Writes down the terms of the launch; from now on the plan is being launched. */
export async function beginLaunch(db: Database, check: LaunchCheck): Promise<void> {
  await db.transaction(async (tx) => {
    const begun = await tx
      .update(plan)
      .set({
        state: 'launching',
        links: check.links,
        openEnded: check.openEnded,
        periodTo: check.periodTo,
        issued: check.issued,
        superviseFrom: check.superviseFrom,
        coordinatorUnitId: check.coordinatorUnitId,
      })
      .where(and(eq(plan.id, check.planId), eq(plan.state, 'draft')))
      .returning({ id: plan.id });
    if (begun.length === 0) return;
    await withdrawAsks(tx, check.planId);
    for (const { taskId, deadline } of check.extended) {
      await tx.update(task).set({ deadline }).where(eq(task.id, taskId));
    }
    if (check.added !== null) await addQuarterlyReturn(tx, check.planId, check.added);
  });
}

function occurrencesIn(launched: LaunchedTask[]): LaunchedOccurrence[] {
  return launched.flatMap(({ occurrences }) => occurrences);
}

/** What is to be told of in returns and cannot be, unless Duban sets one. */
function silentFault({ tasks, units }: WithoutReturn, isSet: boolean): LaunchFault | null {
  if (units.length === 0 || isSet) return null;
  const names = units.map(({ name }) => name);
  const says =
    `${tasks.length} 项按“随报表”跟踪（${tasks.join('、')}），但文件没有要求 ${names.join('、')} 报送定期进展：` +
    '由督办系统给这些单位每季度设一次报表，不设则只列入清单';
  const cli = says
    .replace('由督办系统', '加 --quarterly-return 由督办系统')
    .replace('不设', '不加');
  return { about: 'returns', says, cli, items: names };
}

function addedWarning({ units }: WithoutReturn, added: LaunchTask): string {
  const names = units.map(({ name }) => name).join('、');
  return `由督办系统增设“${added.title}”（不是文件的要求）：${units.length} 个单位（${names}），每季度结束后次月 10 日前报`;
}

function later(issued: PlainDate | null, today: PlainDate): PlainDate {
  return issued !== null && issued > today ? issued : today;
}

/** A launch that goes on has chosen before; a draft's choice is made now. */
function chosenLinks(
  { state, links }: Pick<typeof plan.$inferSelect, 'state' | 'links'>,
  options: LaunchOptions,
): LinkChoice | undefined {
  return options.links ?? (state === 'draft' ? undefined : links);
}

function stateFaults(state: string): LaunchFault[] {
  if (state === 'draft' || state === 'launching') return [];
  const cli = `方案已经启动（状态：${state}），不能再次启动`;
  return [{ about: 'state', says: '方案已经启动，不能再次启动', cli, items: [] }];
}

function dateFaults(issued: PlainDate | null): LaunchFault[] {
  if (issued !== null) return [];
  const cli = '文件没有印发日期，请用 --issued YYYY-MM-DD 给出';
  return [{ about: 'issued', says: '文件没有写明印发日期，请填写', cli, items: [] }];
}

async function coordinatorOf(
  db: Database,
  { id: planId, home, coordinatorUnitId: office }: typeof plan.$inferSelect,
  options: LaunchOptions,
): Promise<{ unitId: number | null; faults: LaunchFault[] }> {
  const rows = await db
    .selectDistinct({
      unitId: unit.id,
      name: unit.name,
      ours: sql<boolean>`coalesce(${side.home}, true)`,
    })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .leftJoin(side, and(eq(side.planId, planId), eq(side.name, unit.side)))
    .where(and(eq(post.role, 'coordinator'), isNull(post.to)));
  const own = rows.filter(({ ours }) => ours);
  // without a word the office that imported the plan keeps it
  const kept = own.filter(({ unitId }) => unitId === office);
  const unnamed = kept.length > 0 ? kept : own;
  const chosen =
    options.coordinator === undefined
      ? unnamed
      : own.filter(({ name }) => name === options.coordinator);
  const [only] = chosen;
  if (only !== undefined && chosen.length === 1) return { unitId: only.unitId, faults: [] };
  const names = own.map(({ name }) => name).join('、');
  if (options.coordinator !== undefined && own.length > 0) {
    const why = `${options.coordinator}没有协调员；设有协调员的是：${names}`;
    return { unitId: null, faults: [plainFault('coordinator', why)] };
  }
  const none = `${home}一方没有协调员：请在通讯录里给牵头办公室加一行岗位“协调员”`;
  const [says, cli] =
    own.length === 0
      ? [none, `${none}（duban units）`]
      : [
          `有多个单位设协调员（${names}），请选定由哪个单位负责`,
          `有多个单位设协调员（${names}），请用 --coordinator 单位名 指定一个`,
        ];
  return { unitId: null, faults: [{ about: 'coordinator', says, cli, items: [] }] };
}

async function reviewFaults(db: Database, planId: number): Promise<LaunchFault[]> {
  const open = await db
    .select({ key: task.key })
    .from(task)
    .where(and(eq(task.planId, planId), eq(task.reviewed, false), isNull(task.dismissed)))
    .orderBy(asc(task.id));
  if (open.length === 0) return [];
  const items = open.map(({ key }) => key);
  const found = `还有 ${open.length} 项未经审核`;
  const cli = `${found}（${items.join('、')}）：用 duban tasks 导出核对后标“已审”，或明确用 --unreviewed`;
  return [{ about: 'review', says: `${found}：请先核对，或者写明未经审核也启动`, cli, items }];
}

async function nameFaults(db: Database, planId: number): Promise<LaunchFault[]> {
  const open = await db
    .select({ written: partyName.written })
    .from(partyName)
    .where(and(eq(partyName.planId, planId), isNull(partyName.settled)));
  if (open.length === 0) return [];
  const items = open.map(({ written }) => written);
  const found = `还有 ${open.length} 个单位名称没有对应`;
  const cli = `${found}（${items.join('、')}）：用 duban names ${planId} 查看建议并确定`;
  return [{ about: 'names', says: `${found}，请先确定各指哪些单位`, cli, items }];
}

async function contactFaults(
  db: Database,
  planId: number,
  rows: LaunchedOccurrence[],
  today: PlainDate,
): Promise<LaunchFault[]> {
  const unitIds = new Set(rows.filter(({ liaison }) => !liaison).map((row) => row.answeringUnitId));
  const missing: string[] = [];
  const directory = await openDirectory(db, today);
  for (const unitId of unitIds) {
    const asked = { planId, occurrenceId: null, audience: `contact:${unitId}` } as const;
    const reached = await recipientOf(db, asked, directory);
    if (reached !== null) continue;
    const [row] = await db.select({ name: unit.name }).from(unit).where(eq(unit.id, unitId));
    missing.push(row?.name ?? String(unitId));
  }
  if (missing.length === 0) return [];
  const found = `${missing.length} 个责任单位没有可用的联系人邮箱`;
  const cli = `${found}（${missing.join('、')}）：用 duban units 补充，或明确用 --without-contact`;
  const says = `${found}：请在通讯录里补充，或者写明没有联系人也启动`;
  return [{ about: 'contacts', says, cli, items: missing }];
}

/** Years whose rest days nobody has announced yet: their weekends are known, their holidays are not. */
function provisionalWarnings(calendar: Calendar, rows: LaunchedOccurrence[]): string[] {
  const dates = rows
    .flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]))
    .filter((dueOn) => isProvisional(calendar, dueOn));
  const years = [...new Set(dates.map(yearOf))].toSorted((a, b) => a - b);
  if (years.length === 0) return [];
  return [
    `${years.join('、')}年的节假日安排尚未公布：提醒日期暂按周末推算，台账上注明“节假日待公布”`,
  ];
}

const UNSUPERVISED = {
  'no-date': '没有时限，只列入清单，不计时提醒',
  'no-unit': '没有责任单位（或名称尚未对应通讯录），只列入清单，请先分工',
  'not-deadline': '只记录在册，不计时提醒',
};

function taskWarnings(
  of: { key: string; title: string; tracking: Tracking } | undefined,
  { occurrences, unsupervised }: LaunchedTask,
): string[] {
  const name = `${of?.key} ${of?.title}`;
  if (unsupervised !== null) {
    const returned = unsupervised === 'not-deadline' && of?.tracking === 'return';
    return [`${name}：${returned ? '随定期报表填报，不单独提醒' : UNSUPERVISED[unsupervised]}`];
  }
  const before = occurrences.filter(({ beforeStart }) => beforeStart).length;
  return [
    ...(before === 0
      ? []
      : [
          `${name}：${before} 期在督办开始前到期（首次报表不足 5 个工作日、报的是此前情况的也在内），只列出，不催办`,
        ]),
    ...(occurrences.length > 5 ? [`${name}：共 ${occurrences.length} 期（单位×时限）`] : []),
  ];
}

function isOurs({ role }: LaunchedParty): boolean {
  return role !== 'counterpart';
}

function countsOf(tasks: number, rows: LaunchedOccurrence[]): LaunchCheck['counts'] {
  const live = rows.filter(({ liaison }) => !liaison);
  return {
    tasks,
    occurrences: rows.length,
    series: new Set(rows.filter(({ series }) => series).map(({ taskId }) => taskId)).size,
    beforeStart: rows.filter(({ beforeStart }) => beforeStart).length,
    liaison: rows.filter(({ liaison }) => liaison).length,
    units: new Set(
      live.flatMap(({ parties }) => parties.filter(isOurs).map(({ unitId }) => unitId)),
    ).size,
  };
}
