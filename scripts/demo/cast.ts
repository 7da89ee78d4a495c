import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { giveCommand } from '../../client/command.ts';
import { acknowledgePlan } from '../../db/assigning.ts';
import { officeActor } from '../../db/authority.ts';
import { event, occurrence, person, planUnit, post, task, unit } from '../../db/schema.ts';
import { addWorkingDays, calendarOf } from '../../plan/calendar.ts';
import { beijingDate, type PlainDate } from '../../plan/date.ts';
import { RefusedError } from '../../plan/errors.ts';
import { type Command, type CommandKind, COMMAND_NAMES } from '../../plan/occurrence.ts';
import type { Year } from '../year.ts';

/** What the story says of a unit's part in a task; everything else is done in good time. */
export type Role = {
  unit: string;
  /** The task's number or key in the sample plan. */
  task: string;
  /** The occurrence's period; left out: every one. */
  period?: PlainDate;
  asks?: { on: PlainDate; until: PlainDate; why: string };
  /** null: it never completes. */
  completes?: PlainDate | null;
  /** The verifier sends the first claim back. */
  returned?: string;
};

export type Story = {
  planId: number;
  /** The units that acknowledge their list only when they are called. */
  slowToAcknowledge: string[];
  roles: Role[];
  /** Who closes and returns, and who grants time. */
  office: { verifier: string; coordinator: string };
  /** Hears what people do. */
  tell: (day: PlainDate, what: string) => void;
};

const calendar = calendarOf();

type Item = {
  id: string;
  state: string;
  dueOn: PlainDate | null;
  period: string;
  unit: string;
  unitId: number;
  key: string;
  number: string | null;
  title: string;
  pending: PlainDate | null;
  target: number | null;
  sum: number;
};

/** What all people of the story do on one day; the office closes what was completed the day before. */
export async function playDay(story: Story, day: PlainDate, year: Year): Promise<void> {
  await acknowledge(story, day, year);
  await decide(story, day, year);
  for (const item of await openItems(story, year)) await playUnit(story, item, day, year);
}

async function acknowledge(story: Story, day: PlainDate, year: Year): Promise<void> {
  const { db } = year;
  const silent = await db
    .select({ unitId: planUnit.unitId, unit: unit.name, assignedAt: planUnit.assignedAt })
    .from(planUnit)
    .innerJoin(unit, eq(unit.id, planUnit.unitId))
    .where(and(eq(planUnit.planId, story.planId), isNull(planUnit.acknowledgedAt)));
  for (const { unitId, unit: name, assignedAt } of silent) {
    const days = story.slowToAcknowledge.includes(name) ? 5 : 1;
    const from = beijingDate(assignedAt);
    if (day < addWorkingDays(calendar, from, days)) continue;
    const assigned = await db
      .select({ id: occurrence.id })
      .from(occurrence)
      .where(and(eq(occurrence.answeringUnitId, unitId), eq(occurrence.state, 'assigned')));
    for (const { id } of assigned) await act(year, id, 'acknowledge', { unitId, salt: day });
    const personId = await contactOf(year, unitId);
    await acknowledgePlan(db, story.planId, [unitId], personId, year.now());
    story.tell(day, `${name}签收交办通知${days > 1 ? '（经电话催促）' : ''}`);
  }
}

/** 收件登记: what a task asks for on paper must be there before it can be closed. */
async function receivePapers(story: Story, day: PlainDate, year: Year, id: string): Promise<void> {
  const [row] = await year.db.select().from(occurrence).where(eq(occurrence.id, id));
  for (let copy = 1; copy <= (row?.papersDue ?? 0); copy += 1) {
    await office(year, id, 'receive', story.office.verifier, `${day} ${copy}`);
  }
}

/** The office answers requests and closes claims on the working day after. */
async function decide(story: Story, day: PlainDate, year: Year): Promise<void> {
  for (const item of await items(story, year, ['completed'])) {
    const role = roleOf(story, item);
    const first = role?.returned !== undefined && !(await wasReturned(year, item.id));
    const kind: CommandKind = first ? 'return' : 'close';
    if (!first) await receivePapers(story, day, year, item.id);
    await office(
      year,
      item.id,
      kind,
      story.office.verifier,
      day,
      first ? role?.returned : undefined,
    );
    if (first) story.tell(day, `核验人退回：${label(item)}，${role?.returned ?? ''}`);
  }
  for (const item of await items(story, year, ['assigned', 'acknowledged', 'returned'])) {
    if (item.pending === null) continue;
    await office(
      year,
      item.id,
      'decide-extension',
      story.office.coordinator,
      day,
      undefined,
      item.pending,
    );
    story.tell(day, `协调员同意延期：${label(item)} 延至 ${item.pending}`);
  }
}

async function playUnit(story: Story, item: Item, day: PlainDate, year: Year): Promise<void> {
  const role = roleOf(story, item);
  const { unitId } = item;
  if (role?.asks?.on === day) {
    const { until, why } = role.asks;
    await act(year, item.id, 'request-extension', { unitId, salt: day, until, text: why });
    story.tell(day, `${item.unit}申请延期：${label(item)} 延至 ${until}（${why}）`);
    return;
  }
  if (item.dueOn === null || role?.completes === null) return;
  const usual = addWorkingDays(calendar, item.dueOn, -2);
  const on = item.state === 'returned' ? day : (role?.completes ?? usual);
  if (day < on) return;
  const late = day > item.dueOn;
  const amount = Math.max(0, (item.target ?? 0) - item.sum);
  const text = '已按要求完成，材料已报。';
  await act(year, item.id, 'complete', {
    unitId,
    salt: day,
    text,
    ...(amount > 0 ? { amount } : {}),
  });
  if (role !== undefined || late) {
    story.tell(day, `${item.unit}报办结：${label(item)}${late ? '（逾期）' : ''}`);
  }
}

function roleOf(story: Story, item: Item): Role | undefined {
  return story.roles.find(
    (role) =>
      role.unit === item.unit &&
      [item.key, item.number].includes(role.task) &&
      (role.period === undefined || role.period === item.period),
  );
}

function label({ number, key, title, period }: Item): string {
  return `${number ?? key} ${title}${period === 'once' ? '' : `（${period}）`}`;
}

async function openItems(story: Story, year: Year): Promise<Item[]> {
  return await items(story, year, ['assigned', 'acknowledged', 'returned']);
}

async function items(
  story: Story,
  { db }: Year,
  states: ('assigned' | 'acknowledged' | 'returned' | 'completed')[],
): Promise<Item[]> {
  return await db
    .select({
      id: occurrence.id,
      state: occurrence.state,
      dueOn: occurrence.dueOn,
      period: occurrence.period,
      unit: unit.name,
      unitId: occurrence.answeringUnitId,
      key: task.key,
      number: task.number,
      title: task.title,
      pending: occurrence.extensionUntil,
      target: occurrence.countTarget,
      sum: occurrence.countSum,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(
      and(
        eq(occurrence.planId, story.planId),
        eq(occurrence.liaison, false),
        inArray(occurrence.state, states),
      ),
    )
    .orderBy(occurrence.id);
}

async function wasReturned({ db }: Year, id: string): Promise<boolean> {
  const returns = and(eq(event.occurrenceId, id), eq(event.kind, 'return'));
  return (await db.$count(event, returns)) > 0;
}

type Act = { unitId: number; salt: string; text?: string; until?: PlainDate; amount?: number };

async function act(year: Year, id: string, kind: CommandKind, given: Act): Promise<void> {
  const { unitId, salt, text, until, amount } = given;
  const command: Command = {
    commandId: commandId(id, kind, salt),
    kind,
    unitId,
    personId: await contactOf(year, unitId),
    door: 'link',
    ...(until === undefined ? {} : { until }),
    ...(amount === undefined ? {} : { amount }),
  };
  await give(year, id, command, text);
}

async function office(
  year: Year,
  id: string,
  kind: CommandKind,
  who: string,
  salt: string,
  text?: string,
  until?: PlainDate,
): Promise<void> {
  const decision = kind === 'decide-extension' ? { approve: true } : {};
  const given = { kind, door: 'cli' as const, ...decision };
  const command: Command = {
    commandId: commandId(id, kind, salt),
    ...given,
    ...(await officeActor(year.db, id, who, given)),
    ...(until === undefined ? {} : { until }),
  };
  await give(year, id, command, text);
}

async function give(year: Year, id: string, command: Command, text?: string): Promise<void> {
  try {
    await giveCommand(year.commander, id, command, text);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new Error(`${COMMAND_NAMES[command.kind]} ${id}: ${error.message}`, { cause: error });
  }
}

/** The same command in every run of the story. */
function commandId(id: string, kind: string, salt: string): string {
  return createHash('sha256').update(`${id}|${kind}|${salt}`).digest('hex').slice(0, 32);
}

async function contactOf({ db }: Year, unitId: number): Promise<number | null> {
  const [row] = await db
    .select({ id: person.id })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(eq(post.unitId, unitId), inArray(post.role, ['contact', 'coordinator'])));
  return row?.id ?? null;
}
