import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { PostRole } from '../plan/address-book-heads.ts';
import { CODE_TRIES, CODE_WINDOW, type CodeWay, nextCodeAt, type Who } from '../plan/devices.ts';
import { sha256 } from './canonical.ts';
import type { Database } from './connect.ts';
import { postDirect } from './direct.ts';
import { device, link, message, person, unit } from './schema.ts';

export type Device = typeof device.$inferSelect;

const MOST_UNCONFIRMED = 20; // of a link, in a day

/**
 * The device of a link that keeps a token. `free`: no device has the token, and one may; `spent`: it
 * belongs to another link.
 */
export async function deviceOf(
  db: Database,
  linkId: string,
  token: string,
): Promise<Device | 'revoked' | 'spent' | 'free'> {
  const [row] = await db
    .select()
    .from(device)
    .where(eq(device.token, sha256(token)));
  if (row === undefined) return 'free';
  if (row.linkId !== linkId) return 'spent';
  return row.revokedAt === null ? row : 'revoked';
}

/** A token that nobody can guess and no form contains: whoever has read a form has not got it. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Keeps a new device of a link, once for its token; the first of all is confirmed by that. `revoked`:
 * it was, meanwhile; `crowded`: too many wait for their confirmation already.
 */
export async function registerDevice(
  db: Database,
  { linkId, token, who, now }: { linkId: string; token: string; who: Who; now: number },
): Promise<Device | 'revoked' | 'crowded'> {
  return await db.transaction(async (tx) => {
    // locked, so that of two at once only one is the first
    await tx.select({ id: link.id }).from(link).where(eq(link.id, linkId)).for('update');
    const same = await deviceOf(tx, linkId, token);
    if (same === 'spent') throw new Error('the token is of another link');
    if (same !== 'free') return same;
    const known = and(eq(device.linkId, linkId), isNotNull(device.confirmedAt));
    const first = (await tx.$count(device, known)) === 0;
    const waiting = and(
      eq(device.linkId, linkId),
      isNull(device.confirmedAt),
      gt(device.seenAt, now - CODE_WINDOW),
    );
    if (!first && (await tx.$count(device, waiting)) >= MOST_UNCONFIRMED) return 'crowded';
    const confirmed = first ? { confirmedAt: now, confirmedBy: 'first' as const } : {};
    const row = { linkId, token: sha256(token), ...who, seenAt: now, ...confirmed };
    const [made] = await tx.insert(device).values(row).returning();
    if (made === undefined) throw new Error('the device was not written');
    return made;
  });
}

/** Writes down who sits before a device. */
export async function nameDevice(db: Database, id: number, who: Who, now: number): Promise<void> {
  await db
    .update(device)
    .set({ ...who, seenAt: now })
    .where(eq(device.id, id));
}

/** Writes down when a device was used last. */
export async function markSeen(db: Database, id: number, now: number): Promise<void> {
  await db.update(device).set({ seenAt: now }).where(eq(device.id, id));
}

/**
 * 不是我: another person sits before the device from now on. What was done before keeps the name under
 * which it was done, so the browser gets a row and a token of its own.
 */
export async function forgetWho(db: Database, known: Device, now: number): Promise<string> {
  const { linkId, confirmedAt, confirmedBy } = known;
  const token = newToken();
  await db.transaction(async (tx) => {
    await tx.update(device).set({ revokedAt: now }).where(eq(device.id, known.id));
    const row = { linkId, token: sha256(token), seenAt: now, confirmedAt, confirmedBy };
    await tx.insert(device).values(row);
  });
  return token;
}

/** A code on its way to somebody: which one it is, and to which address it went. */
export type SentCode = { number: number; way: CodeWay; address: string; messageId: number };

/** The last code that was sent for a device. */
export async function lastCode(db: Database, deviceId: number): Promise<SentCode | null> {
  const [row] = await db
    .select()
    .from(message)
    .where(and(eq(message.kind, 'code'), sql`(${message.facts} ->> 'deviceId')::int = ${deviceId}`))
    .orderBy(desc(message.id))
    .limit(1);
  if (row === undefined || row.channel === 'chat') return null;
  const number = row.facts?.codeNumber ?? 0;
  return { number, way: row.channel, address: row.address, messageId: row.id };
}

type CodeOrder = {
  deviceId: number;
  personId: number;
  unitId: number;
  way: CodeWay;
  /** A new address that the code is to prove; else the one that is known. */
  address?: string;
  now: number;
  domain: string;
};

/**
 * Sends a code for a device. Codes are counted by reader, whoever asks for them, so that nobody's
 * telephone is flooded. A number: the instant from which on one may be sent; null: there is no address.
 */
export async function sendCode(
  db: Database,
  { deviceId, personId, unitId, way, address, now, domain }: CodeOrder,
): Promise<SentCode | number | null> {
  return await db.transaction(async (tx) => {
    await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for('update');
    const sent = await tx
      .select({ at: message.createdAt })
      .from(message)
      .where(
        and(
          eq(message.personId, personId),
          eq(message.kind, 'code'),
          gt(message.createdAt, now - CODE_WINDOW),
        ),
      )
      .orderBy(asc(message.id));
    const next = nextCodeAt(
      sent.map(({ at }) => at),
      now,
    );
    if (next > now) return next;
    const codeNumber = ((await lastCode(tx, deviceId))?.number ?? 0) + 1;
    const messageId = await postDirect(tx, {
      personId,
      ...(address === undefined ? {} : { address }),
      channel: way,
      kind: 'code',
      window: `${deviceId}.${codeNumber}`,
      facts: { unitId, deviceId, codeNumber },
      now,
      domain,
    });
    if (messageId === null) return null;
    await tx.update(device).set({ codeAt: now, codeTries: 0 }).where(eq(device.id, deviceId));
    return await lastCode(tx, deviceId);
  });
}

/** Counts a try of a code; false when none is left. */
export async function countTry(db: Database, id: number): Promise<boolean> {
  const rows = await db
    .update(device)
    .set({ codeTries: sql`${device.codeTries} + 1` })
    .where(and(eq(device.id, id), sql`${device.codeTries} < ${CODE_TRIES}`))
    .returning({ id: device.id });
  return rows.length > 0;
}

/** A code opens once. */
export async function spendCode(db: Database, id: number): Promise<void> {
  await db.update(device).set({ codeAt: null }).where(eq(device.id, id));
}

/** Confirms a device that waits; false when it does not wait any more. */
export async function confirmDevice(
  db: Database,
  id: number,
  by: 'code' | 'coordinator',
  now: number,
): Promise<boolean> {
  const rows = await db
    .update(device)
    .set({ confirmedAt: now, confirmedBy: by, codeAt: null })
    .where(and(eq(device.id, id), isNull(device.confirmedAt), isNull(device.revokedAt)))
    .returning({ id: device.id });
  return rows.length > 0;
}

/** Takes a device's leave to act; false when it had none any more. */
export async function revokeDevice(db: Database, id: number, now: number): Promise<boolean> {
  const rows = await db
    .update(device)
    .set({ revokedAt: now })
    .where(and(eq(device.id, id), isNull(device.revokedAt)))
    .returning({ id: device.id });
  return rows.length > 0;
}

/** A device with whose link it uses. */
export type ListedDevice = Omit<Device, 'token'> & {
  unitId: number;
  unitName: string;
  personName: string;
};

/** The devices that may act or wait for leave to, those that wait first. */
export async function listDevices(db: Database): Promise<ListedDevice[]> {
  const { token: _token, ...shown } = getTableColumns(device);
  const rows = await db
    .select({ device: shown, unitId: unit.id, unitName: unit.name, personName: person.name })
    .from(device)
    .innerJoin(link, eq(link.id, device.linkId))
    .innerJoin(unit, eq(unit.id, link.unitId))
    .innerJoin(person, eq(person.id, link.personId))
    .where(and(isNull(device.revokedAt), isNull(link.revokedAt)))
    .orderBy(sql`${device.confirmedAt} is not null`, asc(unit.name), asc(device.id));
  return rows.map(({ device: each, ...names }) => ({ ...each, ...names }));
}

/** Somebody whom a unit's pages offer to choose, and the post held in the unit. */
export type KnownName = Who & { role: PostRole | null };

/**
 * The people whom a unit's pages offer to choose from: the one for whom the link is, the unit's
 * contacts and its other people, then whoever acted by the link before.
 */
export async function knownNames(
  db: Database,
  { id, unitId, personId }: { id: string; unitId: number; personId: number },
): Promise<KnownName[]> {
  const weight = sql`array_position(array['contact','handler','office','coordinator'], post.role::text)`;
  const holders = await db.execute<{
    name: string;
    room: string | null;
    phone: string | null;
    role: PostRole;
  }>(
    sql`select name, room, phone, role from (
      select distinct on (p.name) p.name, p.room, p.phone, post.role, p.id = ${personId} as own,
          ${weight} as weight
        from person p join post on post.person_id = p.id and post.to_day is null
        where post.unit_id = ${unitId} and ${weight} is not null
        order by p.name, own desc, weight, p.id
    ) each_name order by own desc, weight, name`,
  );
  const earlier = await db
    .selectDistinct({ name: device.name, room: device.room, phone: device.phone })
    .from(device)
    .where(and(eq(device.linkId, id), isNotNull(device.confirmedAt), isNotNull(device.name)));
  const found = new Map<string, KnownName>();
  for (const each of [...holders, ...earlier.map((one) => ({ ...one, role: null }))]) {
    const { name, room, phone, role } = each;
    if (name === null) continue;
    const before = found.get(name);
    found.set(name, {
      name,
      room: before?.room || (room ?? ''),
      phone: before?.phone || (phone ?? ''),
      role: before?.role ?? role,
    });
  }
  return [...found.values()];
}
