import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { inOfficeHours, practicalDay } from '../plan/agenda.ts';
import { addWorkingDays, type Calendar, isQuietDay } from '../plan/calendar.ts';
import { type ChatItem, type ChatPlan, chatName } from '../plan/chat-text.ts';
import { isConfidential } from '../plan/confidential.ts';
import { beijingDate, beijingInstant, daysBetween, type PlainDate } from '../plan/date.ts';
import { type Policy, policyOf } from '../plan/policy.ts';
import { textHash } from '../plan/text-hash.ts';
import type { ChatGroupRow } from './chat-groups.ts';
import type { Database } from './connect.ts';
import { chatGroup, message, occurrence, plan, unit } from './schema.ts';
import { type LedgerRow, ledgerRows } from './status.ts';

const MINUTE = 60_000;
/** Posts leave some minutes after the full and the half hour, when everybody else's have. */
const SPREAD = 24;
const MOST_NEAR_DAYS = 5;

/**
 * Writes this morning's post for every group whose units have something overdue or due soon; at most
 * one a day and group. What it says is composed when it leaves. Answers how many were written.
 */
export async function prepareGroupPosts(
  db: Database,
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<number> {
  const today = beijingDate(now);
  if (!inOfficeHours(calendar, policy, now) || isQuietDay(calendar, today)) return 0;
  const groups = await db
    .select()
    .from(chatGroup)
    .where(and(isNull(chatGroup.endedAt), isNull(chatGroup.fault)));
  let written = 0;
  for (const group of groups) {
    if (await hasPost(db, group.id, today)) continue;
    if (!(await mayHaveItems(db, group, calendar, today))) continue;
    const plans = await groupItems(db, group, calendar, now);
    if (!plans.some(({ items }) => items.length > 0)) continue;
    written += await writePost(db, group, policy, today, now);
  }
  return written;
}

async function hasPost(db: Database, groupId: number, today: PlainDate): Promise<boolean> {
  const written = and(
    eq(message.groupId, groupId),
    eq(message.kind, 'group'),
    eq(message.window, today),
  );
  return (await db.$count(message, written)) > 0;
}

/** Whether anything open is due by the last day that any plan could tell of; a look that costs little. */
async function mayHaveItems(
  db: Database,
  { planId, unitIds }: ChatGroupRow,
  calendar: Calendar,
  today: PlainDate,
): Promise<boolean> {
  const [found] = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .innerJoin(plan, and(eq(plan.id, occurrence.planId), eq(plan.state, 'running')))
    .where(
      and(
        inArray(occurrence.state, ['assigned', 'acknowledged', 'returned']),
        eq(occurrence.beforeStart, false),
        lte(occurrence.dueOn, addWorkingDays(calendar, today, MOST_NEAR_DAYS)),
        planId === null ? undefined : eq(occurrence.planId, planId),
        unitIds.length === 0 ? undefined : inArray(occurrence.answeringUnitId, unitIds),
      ),
    )
    .limit(1);
  return found !== undefined;
}

async function writePost(
  db: Database,
  { id, system }: ChatGroupRow,
  { moment }: Policy,
  today: PlainDate,
  now: number,
): Promise<number> {
  const morning = beijingInstant(today, moment.hour, moment.minute);
  const share = 2 + (textHash(`group/${id}`) % SPREAD);
  const rows = await db
    .insert(message)
    .values({
      groupId: id,
      channel: 'chat',
      kind: 'group',
      window: today,
      address: `${system}:${id}`,
      messageId: `group/${id}/${today}`,
      state: 'ready',
      attempts: 0,
      repeats: 0,
      nextAt: Math.max(now, morning + share * MINUTE),
      datedAt: now,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: message.id });
  return rows.length;
}

/** What a group is told of now, by plan; plans that are confidential, paused or ended tell nothing. */
export async function groupItems(
  db: Database,
  group: Pick<ChatGroupRow, 'planId' | 'unitIds'>,
  calendar: Calendar,
  now: number,
): Promise<ChatPlan[]> {
  const running = eq(plan.state, 'running');
  const plans = await db
    .select()
    .from(plan)
    .where(group.planId === null ? running : and(running, eq(plan.id, group.planId)))
    .orderBy(plan.id);
  const told: ChatPlan[] = [];
  for (const { id, title, sourceText, policy } of plans) {
    if (isConfidential(sourceText)) continue;
    const items = await planItems(db, id, group.unitIds, calendar, policyOf(policy), now);
    told.push({ title, items });
  }
  return told;
}

/** What of a plan is overdue, or due within the last days of reminding; `unitIds` empty: all units. */
export async function planItems(
  db: Database,
  planId: number,
  unitIds: number[],
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<ChatItem[]> {
  const today = beijingDate(now);
  const rows = await ledgerRows(
    db,
    { planId, ...(unitIds.length === 0 ? {} : { unitIds }) },
    calendar,
    today,
  );
  const until = addWorkingDays(calendar, today, nearDays(policy));
  const spared = await leadingBodies(db);
  return rows
    .filter((row) => isTold(row, today, until, spared))
    .map((row) => ({
      unitName: row.unit,
      name: chatName({ ...row, key: row.taskKey }),
      dueOn: row.dueOn,
      practicalOn: row.dueOn === null ? null : practicalDay(calendar, row.dueOn),
      daysLeft: row.dueOn === null ? null : daysBetween(today, row.dueOn),
      workingDaysLate: row.daysLate,
    }));
}

/** Working days before a due date from which a group hears of it: the last step before the day itself. */
function nearDays({ remind }: Policy): number {
  const steps = [...remind.monthly, ...remind.quarterly, ...remind.long].filter((step) => step > 0);
  return Math.min(...steps, MOST_NEAR_DAYS);
}

function isTold(
  row: LedgerRow,
  today: PlainDate,
  until: PlainDate,
  spared: ReadonlySet<number>,
): boolean {
  const { light, state, dueOn } = row;
  // what a leading body owes is spoken of with it, not in front of others
  if (light === 'red') return !spared.has(row.unitId);
  const open = light === 'green' || light === 'yellow';
  if (!open || state === 'completed' || state === 'scheduled' || dueOn === null) return false;
  return dueOn >= today && dueOn <= until;
}

async function leadingBodies(db: Database): Promise<Set<number>> {
  const rows = await db.select({ id: unit.id }).from(unit).where(eq(unit.kind, 'leading-body'));
  return new Set(rows.map(({ id }) => id));
}
