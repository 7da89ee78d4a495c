import { eq, sql, TransactionRollbackError } from 'drizzle-orm';
import type { Ordered } from './changes.ts';
import type { Database } from './connect.ts';
import { change, changeRow } from './schema.ts';

/** Orders a change once, however often the same key comes: later ones are answered as the first was. */
export async function orderOnce(
  db: Database,
  key: string,
  order: (tx: Database) => Promise<Ordered>,
): Promise<Ordered> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`change/${key}`}, 0))`);
    const [before] = await tx
      .select({ id: change.id })
      .from(change)
      .where(sql`${change.data} ->> 'key' = ${key}`);
    if (before !== undefined) {
      const reached = await tx.$count(changeRow, eq(changeRow.changeId, before.id));
      return { changeId: before.id, reached };
    }
    const ordered = await order(tx);
    const data = sql`${change.data} || ${JSON.stringify({ key })}::jsonb`;
    await tx.update(change).set({ data }).where(eq(change.id, ordered.changeId));
    return ordered;
  });
}

/** What would be reached by a change, which is ordered for the sake of looking and taken back. */
export async function tryOrder<Seen>(
  db: Database,
  order: (tx: Database) => Promise<Ordered>,
  look: (tx: Database, ordered: Ordered) => Promise<Seen>,
): Promise<Seen> {
  const seen: Seen[] = [];
  try {
    await db.transaction(async (tx) => {
      seen.push(await look(tx, await order(tx)));
      tx.rollback();
    });
  } catch (error) {
    if (!(error instanceof TransactionRollbackError)) throw error;
  }
  const [only] = seen;
  if (only === undefined) throw new Error('nothing was looked at');
  return only;
}
