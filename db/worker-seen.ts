import { gt } from 'drizzle-orm';
import type { Database } from './connect.ts';
import { heartbeat } from './schema.ts';

const FRESH = 60_000;

/** Whether a worker has said within the last minute that it runs; `now` is the machine's time. */
export async function workerSeen(db: Database, now: number): Promise<boolean> {
  return (await db.$count(heartbeat, gt(heartbeat.at, now - FRESH))) > 0;
}
