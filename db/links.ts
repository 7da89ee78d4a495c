import { randomBytes } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { LinkPurpose } from '../plan/message.ts';
import type { Database } from './connect.ts';
import { holdsPost } from './readers.ts';
import { deliveryReport, link, person, unit } from './schema.ts';

/** How long a link opens after the last message that carried it, in milliseconds. */
export const VALID = 30 * 86_400_000;

/** The link of a person for a unit's list, made when there is none; good for 30 days from `now`. */
export async function currentLink(
  db: Database,
  personId: number,
  unitId: number,
  now: number,
): Promise<string> {
  const expiresAt = now + VALID;
  const [known] = await db
    .update(link)
    .set({ expiresAt })
    .where(
      and(
        eq(link.personId, personId),
        eq(link.unitId, unitId),
        eq(link.purpose, 'desk'),
        isNull(link.revokedAt),
      ),
    )
    .returning({ id: link.id });
  if (known !== undefined) return known.id;
  const id = newId();
  await db.insert(link).values({ id, personId, unitId, expiresAt });
  return id;
}

type Holder = { personId: number; unitId: number };

/** The links of several people at once, by "person/unit"; each is good for 30 days from `now`. */
export async function currentLinks(
  db: Database,
  holders: Holder[],
  now: number,
): Promise<Map<string, string>> {
  const asked = new Map(holders.map((holder) => [keyOf(holder), holder]));
  if (asked.size === 0) return new Map();
  const expiresAt = now + VALID;
  const until = new Date(expiresAt).toISOString();
  const pairs = JSON.stringify([...asked.values()]);
  const known = await db.execute<{ id: string; person_id: number; unit_id: number }>(sql`
    update link l set expires_at = ${until}::timestamptz
    from jsonb_to_recordset(${pairs}::jsonb) as t("personId" int, "unitId" int)
    where l.person_id = t."personId" and l.unit_id = t."unitId" and l.purpose = 'desk'
      and l.revoked_at is null
    returning l.id, l.person_id, l.unit_id`);
  const found = new Map(
    known.map((row) => [keyOf({ personId: row.person_id, unitId: row.unit_id }), row.id]),
  );
  const missing = [...asked].filter(([key]) => !found.has(key));
  if (missing.length === 0) return found;
  const made = missing.map(([, holder]) => ({ id: newId(), ...holder, expiresAt }));
  await db.insert(link).values(made).onConflictDoNothing();
  // another process may have made one at the same moment
  const current = await db
    .select({ id: link.id, personId: link.personId, unitId: link.unitId })
    .from(link)
    .where(
      and(
        inArray(
          link.personId,
          made.map(({ personId }) => personId),
        ),
        eq(link.purpose, 'desk'),
        isNull(link.revokedAt),
      ),
    );
  for (const row of current) found.set(keyOf(row), row.id);
  return found;
}

function keyOf({ personId, unitId }: Holder): string {
  return `${personId}/${unitId}`;
}

export type OpenLink = {
  id: string;
  personId: number;
  unitId: number;
  personName: string;
  unitName: string;
};

/** A link that may still be used for its purpose; else why not. Reading it changes nothing. */
export async function findLink(
  db: Database,
  id: string,
  now: number,
  purpose: LinkPurpose = 'desk',
): Promise<OpenLink | 'unknown' | 'expired' | 'revoked'> {
  const [row] = await db
    .select({ link, personName: person.name, unitName: unit.name })
    .from(link)
    .innerJoin(person, eq(person.id, link.personId))
    .innerJoin(unit, eq(unit.id, link.unitId))
    .where(and(eq(link.id, id), eq(link.purpose, purpose)));
  if (row === undefined) return 'unknown';
  const { personId, unitId, expiresAt, revokedAt } = row.link;
  // a link lives with the post: whoever has left the unit has no list any more
  if (!(await holdsPost(db, personId, unitId))) return 'revoked';
  // also one that was replaced: it is the holder's still, and offers a new one
  if (expiresAt < now) return 'expired';
  if (revokedAt !== null) return 'revoked';
  return { id, personId, unitId, personName: row.personName, unitName: row.unitName };
}

/**
 * Records when a person last used a link: proof that the unit knows of its tasks, and that the
 * latest message which carried the link has been read.
 */
export async function markOpened(db: Database, id: string, now: number): Promise<void> {
  const [opened] = await db
    .update(link)
    .set({ openedAt: now })
    .where(eq(link.id, id))
    .returning({ personId: link.personId });
  if (opened === undefined) return;
  await db.execute(sql`
    insert into ${deliveryReport} (message_id, kind, at, words)
    select m.id, 'opened', ${new Date(now).toISOString()}::timestamptz, '' from message m
    where m.person_id = ${opened.personId} and m.state = 'sent'
      and position(${`{link:${id}}`} in m.text) > 0
    order by m.sent_at desc, m.id desc limit 1
    on conflict do nothing`);
}

/** An id that nobody can guess. */
function newId(): string {
  return randomBytes(16).toString('base64url');
}
