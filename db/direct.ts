import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
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
  const messageId = newMessageId([personId ?? address, channel, kind, window], domain);
  await tx
    .insert(message)
    .values({
      personId,
      channel,
      kind,
      window,
      facts,
      address,
      messageId,
      state: 'ready',
      attempts: 0,
      repeats: 0,
      nextAt: now,
      datedAt: now,
      createdAt: now,
    })
    .onConflictDoNothing();
  const [found] = await tx
    .select({ id: message.id })
    .from(message)
    .where(eq(message.messageId, messageId));
  return found?.id ?? null;
}

/** A Message-ID that follows from what the message is, so that no second one is made of it. */
export function newMessageId(parts: readonly (string | number)[], domain: string): string {
  const hash = createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32);
  return `<${hash}@${domain}>`;
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
