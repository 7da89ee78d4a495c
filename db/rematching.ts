import type { Database } from './connect.ts';
import { rematchNames } from './names.ts';
import { listPlans } from './plans.ts';

/** A draft, and its names that the address book now knows. */
export type Matched = { planId: number; title: string; names: string[] };

/** Looks again which names of drafts the address book knows; drafts without news are left out. */
export async function rematchDrafts(db: Database): Promise<Matched[]> {
  const drafts = (await listPlans(db)).filter(({ state }) => state === 'draft');
  const matched: Matched[] = [];
  for (const { id, title } of drafts) {
    matched.push({ planId: id, title, names: await rematchNames(db, id) });
  }
  return matched.filter(({ names }) => names.length > 0);
}
