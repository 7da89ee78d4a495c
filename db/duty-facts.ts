import { eq } from 'drizzle-orm';
import type { DutyFacts } from '../plan/duty-words.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { occurrence } from './schema.ts';

/** What stands of an occurrence beside its line in the ledger. @throws NotFoundError */
export async function dutyFacts(db: Database, id: string): Promise<DutyFacts> {
  const [row] = await db.select().from(occurrence).where(eq(occurrence.id, id));
  if (row === undefined) throw new NotFoundError('事项', id);
  return row;
}
