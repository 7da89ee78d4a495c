import { createHash } from 'node:crypto';
import { and, eq, gte, inArray, lt, lte, ne, or } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import type { MessageKind } from '../plan/message.ts';
import { OPEN } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { lockOccurrences } from './notices.ts';
import { message, notice, occurrence, party, task, unit } from './schema.ts';

export type Bundle = {
  personId: number;
  address: string;
  kind: MessageKind;
  window: string;
  members: { noticeId: number; unitId: number }[];
};

/**
 * Ties notices to one message, under a lock on their occurrences' rows, so that what is withdrawn
 * meanwhile is not told. False when the window's message has left already: the notices go on to
 * the next window.
 */
export async function tieBundle(
  db: Database,
  bundle: Bundle,
  domain: string,
  now: number,
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    const ids = bundle.members.map(({ noticeId }) => noticeId);
    await lockOccurrences(tx, ids);
    const open = await tx
      .select({ id: notice.id })
      .from(notice)
      .where(and(inArray(notice.id, ids), inArray(notice.state, ['open', 'unreachable'])))
      .for('update', { skipLocked: true });
    if (open.length === 0) return true;
    const messageId = await windowMessage(tx, bundle, domain, now);
    if (messageId === null) return false;
    const still = new Set(open.map(({ id }) => id));
    for (const { noticeId, unitId } of bundle.members) {
      if (!still.has(noticeId)) continue;
      await tx
        .update(notice)
        .set({ state: 'tied', messageId, unitId })
        .where(eq(notice.id, noticeId));
    }
    return true;
  });
}

/** The message of a window, made when it is missing; null when it is no longer ready. */
async function windowMessage(
  tx: Database,
  bundle: Bundle,
  domain: string,
  now: number,
): Promise<number | null> {
  const { personId, kind, window, address } = bundle;
  await tx
    .insert(message)
    .values({
      personId,
      channel: 'mail',
      kind,
      window,
      address,
      messageId: newMessageId([personId, kind, window, now], domain),
      state: 'ready',
      attempts: 0,
      repeats: 0,
      nextAt: now,
      datedAt: now,
      createdAt: now,
    })
    .onConflictDoNothing();
  const [found] = await tx
    .select({ id: message.id, state: message.state, attempts: message.attempts })
    .from(message)
    .where(
      and(
        eq(message.personId, personId),
        eq(message.channel, 'mail'),
        eq(message.kind, kind),
        eq(message.window, window),
      ),
    )
    .for('update');
  return found?.state === 'ready' && found.attempts === 0 ? found.id : null;
}

function newMessageId(parts: (string | number)[], domain: string): string {
  const hash = createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);
  return `<${hash}@${domain}>`;
}

/** Digests made for a person in windows from one day up to but not including another. */
export async function digestsBetween(
  db: Database,
  personId: number,
  from: PlainDate,
  to: PlainDate,
): Promise<number> {
  return await db.$count(
    message,
    and(
      eq(message.personId, personId),
      eq(message.kind, 'digest'),
      ne(message.state, 'dropped'),
      gte(message.window, from),
      lt(message.window, to),
    ),
  );
}

/** The due dates, from one day to another, of what units owe or take part in. */
export async function openDueDates(
  db: Database,
  unitIds: number[],
  from: PlainDate,
  to: PlainDate,
): Promise<PlainDate[]> {
  const rows = await db
    .selectDistinct({ dueOn: occurrence.dueOn })
    .from(occurrence)
    .innerJoin(party, eq(party.occurrenceId, occurrence.id))
    .innerJoin(unit, eq(unit.id, party.unitId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(
      and(
        or(inArray(unit.id, unitIds), inArray(unit.answersThroughId, unitIds)),
        ne(party.role, 'counterpart'),
        ne(task.force, 'advice'),
        inArray(occurrence.state, OPEN),
        eq(occurrence.beforeStart, false),
        eq(occurrence.liaison, false),
        gte(occurrence.dueOn, from),
        lte(occurrence.dueOn, to),
      ),
    );
  return rows.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]));
}

/** True when a person's digest of a day can take no more lines. */
export async function windowHasLeft(
  db: Database,
  personId: number,
  window: PlainDate,
): Promise<boolean> {
  const [found] = await db
    .select({ state: message.state, attempts: message.attempts })
    .from(message)
    .where(
      and(eq(message.personId, personId), eq(message.kind, 'digest'), eq(message.window, window)),
    );
  return found !== undefined && !(found.state === 'ready' && found.attempts === 0);
}
