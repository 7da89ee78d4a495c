import type { Connection } from './connect.ts';

/** The channel on which a new event names its occurrence (db/migrations, tell_event). */
const CHANNEL = 'ledger';

/** How long what changes is gathered before it is told, in milliseconds. */
const GATHER = 200;

/** As many occurrences are named at once; beyond, everything may have changed. */
const NAMED = 500;

/** What has changed: occurrences by their ids, or nobody knows what. */
export type Changed = { ids: string[] } | 'all';

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
  let gathered: Set<string> | null = null;
  const tell = (changed: Changed) => {
    for (const hear of followers) hear(changed);
  };
  const tellGathered = () => {
    const ids = [...(gathered ?? [])];
    gathered = null;
    tell(ids.length > NAMED ? 'all' : { ids });
  };
  const hear = (id: string) => {
    if (gathered === null) {
      gathered = new Set();
      setTimeout(tellGathered, GATHER).unref();
    }
    gathered.add(id);
  };
  const stop = await listen(CHANNEL, hear, () => tell('all'));
  return {
    follow: (follower) => {
      followers.add(follower);
      return () => void followers.delete(follower);
    },
    close: stop,
  };
}
