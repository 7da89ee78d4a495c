import { and, eq, gte, sql } from 'drizzle-orm';
import { iso } from './columns.ts';
import type { Database } from './connect.ts';
import { bucket } from './schema.ts';

/** How a bucket fills: so many tokens a minute, never more than `burst`. */
export type Filling = { perMinute: number; burst: number };

/** Takes up to `wanted` tokens from a bucket that all processes share; says how many there were. */
export async function takeTokens(
  db: Database,
  key: string,
  filling: Filling,
  wanted: number,
  now: number,
): Promise<number> {
  return await db.transaction(async (tx) => {
    const { tokens, at } = await filled(tx, key, filling, now);
    const taken = Math.max(0, Math.min(wanted, Math.floor(tokens)));
    await tx
      .update(bucket)
      .set({ tokens: tokens - taken, at })
      .where(eq(bucket.key, key));
    return taken;
  });
}

/** Gives back tokens that were taken and not used. */
export async function returnTokens(db: Database, key: string, count: number): Promise<void> {
  if (count <= 0) return;
  // a channel that was told to rest meanwhile goes on resting
  await db
    .update(bucket)
    .set({ tokens: sql`${bucket.tokens} + ${count}` })
    .where(and(eq(bucket.key, key), gte(bucket.tokens, 0)));
}

/** Empties a bucket so that it holds one token again after so many milliseconds. */
export async function pauseBucket(
  db: Database,
  key: string,
  filling: Filling,
  milliseconds: number,
  now: number,
): Promise<void> {
  const tokens = 1 - (filling.perMinute * milliseconds) / 60_000;
  await db
    .insert(bucket)
    .values({ key, tokens, at: now })
    .onConflictDoUpdate({ target: bucket.key, set: { tokens, at: notBack(now) } });
}

/** A step's time stands still while others' goes on; who is further behind has had his clock set back. */
const LONGEST_BEHIND = 10 * 60_000;

/** The tokens there are by now and up to when they were counted: no minute fills a bucket twice. */
async function filled(
  tx: Database,
  key: string,
  { perMinute, burst }: Filling,
  now: number,
): Promise<{ tokens: number; at: number }> {
  await tx.insert(bucket).values({ key, tokens: burst, at: now }).onConflictDoNothing();
  const [row] = await tx.select().from(bucket).where(eq(bucket.key, key)).for('update');
  if (row === undefined) return { tokens: burst, at: now };
  const minutes = Math.max(0, now - row.at) / 60_000;
  const tokens = Math.min(burst, row.tokens + minutes * perMinute);
  return { tokens, at: row.at - now > LONGEST_BEHIND ? now : Math.max(row.at, now) };
}

/** The same of the row that is written. */
function notBack(now: number) {
  const given = sql`${iso(now)}::timestamptz`;
  const behind = sql`${bucket.at} > ${iso(now + LONGEST_BEHIND)}::timestamptz`;
  return sql`case when ${behind} then ${given} else greatest(${bucket.at}, ${given}) end`;
}
