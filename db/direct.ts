import { randomBytes } from 'node:crypto';
import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { ChannelName, DirectFacts, DirectKind } from '../plan/message.ts';
import type { Database } from './connect.ts';
import { message, person } from './schema.ts';

/** A message that no notice stands behind; `window` tells it from others of its kind. */
export type Direct = {
  /** Null: somebody outside the address book, an administrator; then `address` is given. */
  personId: number | null;
  /** Where to, if not where the person is written to at present. */
  address?: string;
  channel: Exclude<ChannelName, 'chat'>;
  kind: DirectKind;
  window: string;
  facts: DirectFacts;
  now: number;
  /** The domain of Message-IDs. */
  domain: string;
};

/**
 * Writes a message that leaves with the next step of the outbox, once per reader, channel, kind and
 * window. Null: there is no address to write to.
 */
export async function postDirect(tx: Database, direct: Direct): Promise<number | null> {
  const { personId, channel, kind, window, facts, now, domain } = direct;
  const address = direct.address ?? (await addressOf(tx, personId, channel));
  if (address === null) return null;
  const reader =
    personId === null
      ? and(isNull(message.personId), eq(message.address, address))
      : eq(message.personId, personId);
  const same = and(
    reader,
    eq(message.channel, channel),
    eq(message.kind, kind),
    eq(message.window, window),
  );
  const known = await idOf(tx, same);
  if (known !== null) return known;
  await tx
    .insert(message)
    .values({
      personId,
      channel,
      kind,
      window,
      facts,
      address,
      messageId: newMessageId(domain),
      state: 'ready',
      attempts: 0,
      repeats: 0,
      nextAt: now,
      datedAt: now,
      createdAt: now,
    })
    .onConflictDoNothing();
  return await idOf(tx, same);
}

async function idOf(tx: Database, same: SQL | undefined): Promise<number | null> {
  const [found] = await tx.select({ id: message.id }).from(message).where(same);
  return found?.id ?? null;
}

/**
 * A Message-ID that nobody can guess: an answer or a bounce shows by it that it comes from who got
 * the message. It is made once with the message's row, and every try bears it.
 */
export function newMessageId(domain: string): string {
  return `<${randomBytes(16).toString('hex')}@${domain}>`;
}

async function addressOf(
  tx: Database,
  personId: number | null,
  channel: Direct['channel'],
): Promise<string | null> {
  if (personId === null) return null;
  const [row] = await tx
    .select({
      email: person.email,
      emailFault: person.emailFault,
      phone: person.phone,
      phoneFault: person.phoneFault,
    })
    .from(person)
    .where(and(eq(person.id, personId)));
  if (row === undefined) return null;
  if (channel === 'mail') return row.emailFault === null ? row.email : null;
  return row.phoneFault === null ? row.phone : null;
}
