import type { Database } from '../db/connect.ts';
import { heartbeat } from '../db/schema.ts';

/** Says that a part of the system lives, at an instant of engine time. */
export async function beat(db: Database, part: string, at: number): Promise<void> {
  await db
    .insert(heartbeat)
    .values({ part, at })
    .onConflictDoUpdate({ target: heartbeat.part, set: { at } });
}
