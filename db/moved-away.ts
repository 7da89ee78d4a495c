import { beijingDate } from '../plan/date.ts';
import type { Database } from './connect.ts';
import { tellOffices } from './office-notices.ts';
import { note } from './schema.ts';

type Moved = {
  unitId: number;
  personId: number;
  /** On which it was said; its row has the name. */
  deviceId: number;
  unitIds: number[];
  /** Who takes over, in the holder's own words; may be empty. */
  successor: string;
  now: number;
};

/** A post's holder says that somebody else holds it now: the office is told, once a day. */
export async function reportMoved(db: Database, moved: Moved): Promise<void> {
  const { unitId, personId, deviceId, unitIds, successor, now } = moved;
  const key = `moved-away/${unitId}/${personId}/${beijingDate(now)}`;
  await db.transaction(async (tx) => {
    if (successor !== '') {
      await tx
        .insert(note)
        .values({ id: key, text: successor, at: now })
        .onConflictDoUpdate({ target: note.id, set: { text: successor } });
    }
    const facts = { unitId, personId, deviceId, noteId: key };
    await tellOffices(tx, unitIds, { key, kind: 'moved-away', facts, now });
  });
}
