import type { Connection } from './connect.ts';

/** The channel on which a new event names its occurrence (db/migrations, tell_event). */
const CHANNEL = 'ledger';

/** The channel on which an act of a review names its plan (db/review-edits.ts). */
export const REVIEWS = 'review';

/** How long what changes is gathered before it is told, in milliseconds. */
const GATHER = 200;

/** As many occurrences are named at once; beyond, everything may have changed. */
const NAMED = 500;

/** What has changed: occurrences, and drafts under review, by their ids; or nobody knows what. */
export type Changed = { ids: string[]; plans: number[] } | 'all';

/** The ledger's changes, told to whoever follows. */
export type Changes = {
  /** Hears of changes from now on; the answer stops it. */
  follow: (hear: (changed: Changed) => void) => () => void;
};

/** Follows the ledger by one connection for the whole process, however many listen. */
export async function followLedger(
  listen: Connection['listen'],
): Promise<Changes & { close: () => Promise<void> }> {
  const followers = new Set<(changed: Changed) => void>();
  let gathered: { ids: Set<string>; plans: Set<number> } | null = null;
  const tell = (changed: Changed) => {
    for (const hear of followers) hear(changed);
  };
  const tellGathered = () => {
    const { ids = [], plans = [] } = gathered ?? {};
    gathered = null;
    const named = { ids: [...ids], plans: [...plans] };
    tell(named.ids.length > NAMED ? 'all' : named);
  };
  const gathering = () => {
    if (gathered === null) {
      gathered = { ids: new Set(), plans: new Set() };
      setTimeout(tellGathered, GATHER).unref();
    }
    return gathered;
  };
  const all = () => tell('all');
  const stops = [
    await listen(CHANNEL, (id) => void gathering().ids.add(id), all),
    await listen(REVIEWS, (id) => void gathering().plans.add(Number(id)), all),
  ];
  return {
    follow: (follower) => {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
    close: async () => {
      for (const stop of stops) await stop();
    },
  };
}
