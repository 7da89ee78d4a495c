import { and, asc, desc, eq, gte, inArray, isNull, lte, min, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { MailTask } from '../plan/inbound/commands.ts';
import type { Database } from './connect.ts';
import { type MessageRow, noticesOfMessage } from './messages.ts';
import { tellCoordinator } from './notices.ts';
import {
  deliveryReport,
  file,
  inbound,
  leave,
  message,
  occurrence,
  person,
  plan,
  post,
  task,
  unit,
} from './schema.ts';

export type InboundRow = typeof inbound.$inferSelect;

/** Which of the received things were read before, by their keys. */
export async function knownInbound(db: Database, keys: string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .select({ key: inbound.key })
    .from(inbound)
    .where(inArray(inbound.key, keys));
  return new Set(rows.map(({ key }) => key));
}

/** When the first mail was made: what came in before answers nothing. */
export async function firstMailAt(db: Database): Promise<number | null> {
  const [found] = await db
    .select({ at: min(message.createdAt) })
    .from(message)
    .where(eq(message.channel, 'mail'));
  return found?.at ?? null;
}

/** The mail of ours that one of the ids names, the first of them first; null when none does. */
export async function mailOfIds(db: Database, ids: string[]): Promise<MessageRow | null> {
  if (ids.length === 0) return null;
  const asked = ids.slice(0, 50);
  const rows = await db.select().from(message).where(inArray(message.messageId, asked));
  const mails = rows.filter(({ channel }) => channel === 'mail');
  return (
    mails.toSorted((a, b) => asked.indexOf(a.messageId) - asked.indexOf(b.messageId))[0] ?? null
  );
}

/** The mail that began an exchange: who answers our answer goes on with what it was about. */
export async function beginningOf(db: Database, mail: MessageRow): Promise<MessageRow> {
  let current = mail;
  for (let hop = 0; hop < 20 && current.kind === 'answer'; hop += 1) {
    const [before] = await db
      .select({ message })
      .from(inbound)
      .innerJoin(message, eq(message.id, inbound.replyTo))
      .where(eq(inbound.id, current.facts?.inboundId ?? 0));
    if (before === undefined) break;
    current = before.message;
  }
  return current;
}

/** A task that a mail told of, and the unit as which its reader was told. */
export type ToldTask = MailTask & { planId: number; unitId: number };

/** What a mail told its reader to act on. */
export type Told = {
  tasks: ToldTask[];
  /** The assignment notices in it. */
  assigned: { planId: number; unitId: number }[];
  /** All its plans, whether there was something to do or not. */
  planIds: number[];
};

/** What a mail told of, whatever has become of it since. */
export async function toldBy(db: Database, mail: MessageRow): Promise<Told> {
  const notices = await noticesOfMessage(db, mail);
  const acting = notices.filter(
    ({ audience }) => audience === 'answering' || audience.startsWith('contact:'),
  );
  const assigned = acting
    .filter(({ kind }) => kind === 'assign' || kind === 'chase')
    .flatMap(({ planId, facts }) => (facts.unitId ? [{ planId, unitId: facts.unitId }] : []));
  const asUnit = new Map(
    acting.flatMap(({ occurrenceId, unitId }) =>
      occurrenceId === null || unitId === null ? [] : [[occurrenceId, unitId] as const],
    ),
  );
  const planIds = [...new Set(notices.map(({ planId }) => planId))];
  if (asUnit.size === 0) return { tasks: [], assigned, planIds };
  const rows = await db
    .select({
      occurrenceId: occurrence.id,
      planId: occurrence.planId,
      number: sql<string>`coalesce(${task.number}, ${task.key})`,
      title: task.title,
      isReturn: sql<boolean>`${occurrence.reportingPeriod} is not null`,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(inArray(occurrence.id, [...asUnit.keys()]))
    .orderBy(asc(occurrence.id));
  const tasks = rows.map((row) => ({ ...row, unitId: asUnit.get(row.occurrenceId) ?? 0 }));
  return { tasks, assigned, planIds };
}

/** The posts whose holders may act for their unit by mail or short message. */
export const ACTING = ['contact', 'office', 'coordinator', 'handler'] as const;

/**
 * Who writes from an address for which of the units: a holder of a post there, or who stands in for
 * one today. Units for which nobody of that address may act are left out.
 */
export async function actorsAt(
  db: Database,
  address: string,
  unitIds: number[],
  today: PlainDate,
): Promise<Map<number, number>> {
  if (unitIds.length === 0) return new Map();
  const held = and(isNull(post.to), inArray(post.role, [...ACTING]), inArray(post.unitId, unitIds));
  const own = await db
    .select({ unitId: post.unitId, personId: person.id })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .where(and(held, hasAddress(address)))
    .orderBy(desc(post.id));
  const standIns = await db
    .select({ unitId: post.unitId, personId: person.id })
    .from(post)
    .innerJoin(leave, eq(leave.personId, post.personId))
    .innerJoin(person, eq(person.id, leave.substituteId))
    .where(and(held, hasAddress(address), lte(leave.from, today), gte(leave.to, today)));
  return new Map([...standIns, ...own].map(({ unitId, personId }) => [unitId, personId]));
}

/** Who of the address book writes from an address, and for which unit; null: a stranger. */
export async function knownSender(
  db: Database,
  address: string,
): Promise<{ personId: number; unitId: number } | null> {
  const [found] = await db
    .select({ personId: person.id, unitId: post.unitId })
    .from(person)
    .innerJoin(post, and(eq(post.personId, person.id), isNull(post.to)))
    .where(hasAddress(address))
    .orderBy(asc(post.id))
    .limit(1);
  return found ?? null;
}

function hasAddress(address: string) {
  return eq(sql`lower(${person.email})`, address.trim().toLowerCase());
}

/** The plan whose coordinator looks after a mail that belongs to none: the newest in which the unit takes part, or that runs. */
export async function planFor(db: Database, unitId: number | null): Promise<number | null> {
  const taking =
    unitId === null
      ? sql`true`
      : sql`exists (select 1 from party pa join occurrence o on o.id = pa.occurrence_id where o.plan_id = ${plan.id} and pa.unit_id = ${unitId})`;
  const running = inArray(plan.state, ['launching', 'running', 'paused']);
  const [own] = await db
    .select({ id: plan.id })
    .from(plan)
    .where(and(running, taking))
    .orderBy(desc(plan.id))
    .limit(1);
  if (own !== undefined || unitId === null) return own?.id ?? null;
  return await planFor(db, null);
}

/** Writes down what came in, once per key; null: it was written down before. */
export async function keepInbound(
  tx: Database,
  row: typeof inbound.$inferInsert,
): Promise<InboundRow | null> {
  const [kept] = await tx.insert(inbound).values(row).onConflictDoNothing().returning();
  return kept ?? null;
}

/** Puts a received mail or short message before the coordinator of its plan. */
export async function tellOfInbound(tx: Database, row: InboundRow, now: number): Promise<void> {
  if (row.planId === null) return;
  const facts = row.unitId === null ? {} : { unitId: row.unitId };
  const key = `inbox/${row.id}`;
  const { planId, id: inboundId } = row;
  await tellCoordinator(
    tx,
    { key, planId, occurrenceId: null, kind: 'inbox', facts, inboundId },
    now,
  );
}

/** Records what is heard of a message; the first word of a kind stays. */
export async function reportOf(
  tx: Database,
  report: typeof deliveryReport.$inferInsert,
): Promise<void> {
  await tx.insert(deliveryReport).values(report).onConflictDoNothing();
}

/** How many of what an address sent were answered since an instant: robots that answer each other stop. */
export async function answersTo(db: Database, address: string, since: number): Promise<number> {
  return await db.$count(
    message,
    and(eq(message.kind, 'answer'), eq(message.address, address), gte(message.createdAt, since)),
  );
}

/** Something received as a list shows it. */
export type InboundLine = InboundRow & {
  personName: string | null;
  unitName: string | null;
  settledName: string | null;
};

/** What was received: what waits for the coordinator, or all of it, the newest first. */
export async function inboundLines(
  db: Database,
  filter: { id?: number; all?: boolean },
): Promise<InboundLine[]> {
  const settler = sql<
    string | null
  >`(select s.name from person s where s.id = ${inbound.settledBy})`;
  const rows = await db
    .select({ row: inbound, personName: person.name, unitName: unit.name, settledName: settler })
    .from(inbound)
    .leftJoin(person, eq(person.id, inbound.personId))
    .leftJoin(unit, eq(unit.id, inbound.unitId))
    .where(
      and(
        filter.id === undefined ? sql`true` : eq(inbound.id, filter.id),
        filter.all === true || filter.id !== undefined
          ? sql`true`
          : and(eq(inbound.outcome, 'inbox'), isNull(inbound.settledAt)),
      ),
    )
    .orderBy(desc(inbound.id))
    .limit(500);
  return rows.map(({ row, ...names }) => ({ ...row, ...names }));
}

/**
 * Something received, by its number.
 *
 * @throws NotFoundError when there is none
 */
export async function inboundLine(db: Database, id: number): Promise<InboundLine> {
  const [found] = await inboundLines(db, { id });
  if (found === undefined) throw new NotFoundError('来信来短信', String(id));
  return found;
}

/** What was received, in a line for the coordinator; by its number. */
export async function inboundWords(
  db: Database,
  notices: { inboundId: number | null }[],
): Promise<Map<number, string>> {
  const ids = notices.flatMap(({ inboundId }) => inboundId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ row: inbound, name: person.name })
    .from(inbound)
    .leftJoin(person, eq(person.id, inbound.personId))
    .where(inArray(inbound.id, ids));
  return new Map(
    rows.map(({ row: { id, sender, subject, text, reason }, name }) => {
      const said = text.replace(/\s+/g, ' ').slice(0, EXCERPT);
      const why = reason.split('\n')[0] ?? '';
      const from = name ?? (sender === '' ? '发件人不明' : sender);
      return [
        id,
        `${from}“${subject || said}”：${said || '（没有正文）'}（${why}；duban inbox show ${id}）`,
      ];
    }),
  );
}

const EXCERPT = 100;

/** The stored mail of something received; null: none is kept. */
export async function fileOfInbound(
  db: Database,
  id: number,
): Promise<(typeof file.$inferSelect & { subject: string }) | null> {
  const [found] = await db
    .select({ file, subject: inbound.subject })
    .from(inbound)
    .innerJoin(file, eq(file.id, inbound.fileId))
    .where(eq(inbound.id, id));
  return found === undefined ? null : { ...found.file, subject: found.subject };
}

/**
 * Records that somebody has dealt with what was received, and how.
 *
 * @throws RefusedError when that was recorded before
 */
export async function settleInbound(
  db: Database,
  id: number,
  by: { personId: number; words: string; occurrenceIds?: string[] },
  now: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select()
      .from(inbound)
      .where(and(eq(inbound.id, id), isNull(inbound.settledAt)))
      .for('update');
    if (row === undefined) throw new RefusedError(`来信 ${id} 已经处理过，不需再办`);
    const occurrenceIds = [...new Set([...row.occurrenceIds, ...(by.occurrenceIds ?? [])])];
    const reason = `${row.reason}\n处理：${by.words}`;
    const settled = { settledAt: now, settledBy: by.personId, reason, occurrenceIds };
    await tx.update(inbound).set(settled).where(eq(inbound.id, id));
  });
}
