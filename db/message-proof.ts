import { and, asc, desc, eq, gte, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { isUrgent } from '../plan/budget.ts';
import { addDays, beijingInstant, type PlainDate } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { ChannelName, MessageKind, MessageState } from '../plan/message.ts';
import { type MessageStep, stepsOf } from '../plan/message-steps.ts';
import type { NoticeKind } from '../plan/notice.ts';
import type { Database } from './connect.ts';
import type { MessageRow } from './messages.ts';
import {
  attempt,
  chatGroup,
  deliveryReport,
  inbound,
  link,
  message,
  notice,
  occurrence,
  person,
  plan,
  task,
  unit,
} from './schema.ts';

/** Which messages are asked for; what is not named is not asked. */
export type MessageFilter = {
  unitId?: number;
  personId?: number;
  planId?: number;
  /** Occurrences of a task. */
  occurrenceIds?: string[];
  from?: PlainDate;
  to?: PlainDate;
  most: number;
};

/** A message as a list shows it. */
export type MessageLine = {
  id: number;
  kind: MessageKind;
  channel: ChannelName;
  state: MessageState;
  /** Who reads it: a person or a chat group; null: an address outside the address book. */
  reader: string | null;
  subject: string | null;
  createdAt: number;
  sentAt: number | null;
  tries: number;
  /** The last that was heard of it after it had been handed over. */
  heard: (typeof deliveryReport.$inferSelect)['kind'] | null;
};

/** Messages that tell of what is asked, the newest first. */
export async function messageLines(db: Database, filter: MessageFilter): Promise<MessageLine[]> {
  return await db
    .select({
      id: message.id,
      kind: message.kind,
      channel: message.channel,
      state: message.state,
      reader: sql<string | null>`coalesce(${person.name}, ${chatGroup.name})`,
      subject: message.subject,
      createdAt: message.createdAt,
      sentAt: message.sentAt,
      tries: message.attempts,
      heard: sql<MessageLine['heard']>`(select r.kind from delivery_report r
        where r.message_id = ${message.id} order by r.at desc, r.kind limit 1)`,
    })
    .from(message)
    .leftJoin(person, eq(person.id, message.personId))
    .leftJoin(chatGroup, eq(chatGroup.id, message.groupId))
    .where(whereOf(filter))
    .orderBy(desc(message.createdAt), desc(message.id))
    .limit(filter.most);
}

function whereOf({ unitId, personId, planId, occurrenceIds, from, to }: MessageFilter) {
  const ids = textArray(occurrenceIds ?? []);
  return and(
    personId === undefined ? undefined : eq(message.personId, personId),
    from === undefined ? undefined : gte(message.createdAt, beijingInstant(from, 0)),
    to === undefined ? undefined : lt(message.createdAt, beijingInstant(addDays(to, 1), 0)),
    planId === undefined ? undefined : telling(sql`n.plan_id = ${planId}`),
    occurrenceIds === undefined ? undefined : telling(sql`n.occurrence_id = any(${ids}::text[])`),
    unitId === undefined ? undefined : toldFor(unitId),
  );
}

/** A message that tells somebody for a unit. */
function toldFor(unitId: number): SQL | undefined {
  return or(
    telling(sql`n.unit_id = ${unitId}`),
    sql`${unitId} = any(${message.unitIds})`,
    sql`${message.facts} ->> 'unitId' = ${String(unitId)}`,
  );
}

/** A message that tells, or is to tell, a notice of which something holds. */
function telling(which: SQL): SQL {
  return sql`exists (select 1 from notice n where ${which}
    and (n.message_id = coalesce(${message.besideId}, ${message.id}) or n.id = any(${message.noticeIds})))`;
}

/** Ids as PostgreSQL writes an array; ours hold no quotes. */
function textArray(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(',')}}`;
}

/** One thing that a message told. */
export type Carried = {
  noticeId: number;
  kind: NoticeKind;
  planId: number;
  planTitle: string;
  occurrenceId: string | null;
  number: string | null;
  title: string | null;
  unit: string | null;
};

/** A message with all that is known of its way, and what it carried. */
export type MessageProof = {
  row: MessageRow;
  reader: string | null;
  steps: MessageStep[];
  carried: Carried[];
  /** The short message beside a mail, or the mail that a short message went beside. */
  beside: number[];
};

/** @throws NotFoundError when there is no such message */
export async function messageProof(db: Database, id: number): Promise<MessageProof> {
  const [line] = await db
    .select({ row: message, reader: person.name, group: chatGroup.name })
    .from(message)
    .leftJoin(person, eq(person.id, message.personId))
    .leftJoin(chatGroup, eq(chatGroup.id, message.groupId))
    .where(eq(message.id, id));
  if (line === undefined) throw new NotFoundError('消息', String(id));
  const { row, reader, group } = line;
  const steps = (await messageSteps(db, [row])).get(id) ?? [];
  const besides = await db.select({ id: message.id }).from(message).where(eq(message.besideId, id));
  const beside = row.besideId === null ? besides.map((each) => each.id) : [row.besideId];
  return { row, reader: reader ?? group, steps, carried: await carriedBy(db, row), beside };
}

/** The ways of messages, by their ids. */
export async function messageSteps(
  db: Database,
  rows: MessageRow[],
): Promise<Map<number, MessageStep[]>> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const tries = await db
    .select()
    .from(attempt)
    .where(inArray(attempt.messageId, ids))
    .orderBy(asc(attempt.number));
  const reports = await db
    .select()
    .from(deliveryReport)
    .where(inArray(deliveryReport.messageId, ids));
  const answers = await db
    .select({ id: inbound.id, at: inbound.at, outcome: inbound.outcome, to: inbound.replyTo })
    .from(inbound)
    .where(inArray(inbound.replyTo, ids));
  const used = await linksUsed(db, rows);
  return new Map(
    rows.map((row) => {
      const own = <Row extends { messageId: number }>(all: Row[]) =>
        all.filter(({ messageId }) => messageId === row.id);
      const replies = answers.filter(({ to }) => to === row.id);
      const after = row.sentAt === null ? null : usedAfter(row, used, row.sentAt);
      const past = { ...row, tries: own(tries), reports: own(reports), answers: replies };
      return [row.id, stepsOf({ ...past, linkUsedAt: after })];
    }),
  );
}

async function linksUsed(db: Database, rows: MessageRow[]): Promise<Map<string, number | null>> {
  const ids = [...new Set(rows.flatMap(({ text }) => linksIn(text)))];
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: link.id, at: link.openedAt })
    .from(link)
    .where(and(inArray(link.id, ids), isNotNull(link.openedAt)));
  return new Map(found.map(({ id, at }) => [id, at]));
}

function usedAfter(
  { text }: MessageRow,
  used: ReadonlyMap<string, number | null>,
  sentAt: number,
): number | null {
  const times = linksIn(text).flatMap((id) => used.get(id) ?? []);
  const last = Math.max(0, ...times);
  return last >= sentAt ? last : null;
}

function linksIn(text: string | null): string[] {
  return [...(text ?? '').matchAll(/\{link:([\w-]+)\}/g)].map(([, id]) => id ?? '');
}

async function carriedBy(db: Database, row: MessageRow): Promise<Carried[]> {
  const rows = await db
    .select({
      noticeId: notice.id,
      kind: notice.kind,
      audience: notice.audience,
      facts: notice.facts,
      planId: notice.planId,
      planTitle: plan.title,
      occurrenceId: notice.occurrenceId,
      number: sql<string | null>`coalesce(${task.number}, ${task.key})`,
      title: task.title,
      unit: unit.name,
    })
    .from(notice)
    .innerJoin(plan, eq(plan.id, notice.planId))
    .leftJoin(occurrence, eq(occurrence.id, notice.occurrenceId))
    .leftJoin(task, eq(task.id, occurrence.taskId))
    .leftJoin(unit, eq(unit.id, notice.unitId))
    .where(
      or(
        eq(notice.messageId, row.besideId ?? row.id),
        sql`${notice.id} in (select unnest(w.notice_ids) from message w where w.id = ${row.besideId ?? row.id})`,
      ),
    )
    .orderBy(asc(notice.id));
  const told = rows.filter(
    ({ audience, kind, facts }) =>
      row.besideId === null || isUrgent({ audience, kind, step: facts.step ?? null }),
  );
  return told.map(({ audience: _audience, facts: _facts, ...carried }) => carried);
}
