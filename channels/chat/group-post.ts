import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import { groupItems } from '../../db/group-posts.ts';
import type { MessageRow } from '../../db/messages.ts';
import { chatGroup } from '../../db/schema.ts';
import type { Calendar } from '../../plan/calendar.ts';
import { chatText } from '../../plan/chat-text.ts';
import { beijingDate } from '../../plan/date.ts';
import type { Post } from '../channel.ts';

/** What a group's post says when it leaves; null: there is nothing to tell any more. */
export async function composeGroupPost(
  db: Database,
  { groupId }: Pick<MessageRow, 'groupId'>,
  { calendar, now }: { calendar: Calendar; now: number },
): Promise<string | null> {
  const group = await groupOf(db, groupId);
  if (group === null) return null;
  return chatText(await groupItems(db, group, calendar, now), beijingDate(now));
}

/** A post as it leaves: address and secret are looked up now; null: the group has ended. */
export async function groupPost(
  db: Database,
  row: Pick<MessageRow, 'groupId' | 'messageId' | 'address' | 'repeats' | 'datedAt' | 'text'>,
): Promise<Post | null> {
  const group = await groupOf(db, row.groupId);
  if (group === null) return null;
  const { system, url, secret } = group;
  const { messageId, address, repeats, datedAt: date } = row;
  const repeat = repeats > 0;
  const text = row.text ?? '';
  return { channel: 'chat', messageId, address, repeat, system, url, secret, text, date };
}

async function groupOf(db: Database, id: number | null) {
  if (id === null) return null;
  const [found] = await db.select().from(chatGroup).where(eq(chatGroup.id, id));
  return found === undefined || found.endedAt !== null ? null : found;
}
