import { asc, eq } from 'drizzle-orm';
import type { Database } from './connect.ts';
import type { NoticeRow } from './outbox.ts';
import { notice } from './schema.ts';

/** All notices that were tied to a message. */
export async function noticesOfMessage(db: Database, messageId: number): Promise<NoticeRow[]> {
  return await db
    .select()
    .from(notice)
    .where(eq(notice.messageId, messageId))
    .orderBy(asc(notice.id));
}
