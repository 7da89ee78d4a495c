import { queryClient } from '../api/query.ts';
import { refreshReview } from '../api/review.ts';
import { site } from '../api/site.ts';

/** So long changes are gathered before what is shown is asked for anew. */
const GATHER = 1500;

/**
 * Follows what changes in the ledger, and has what is shown asked for anew; says whether the line is
 * down. Returns how to stop.
 */
export function followChanges(setLost: (isLost: boolean) => void): () => void {
  const source = new EventSource(`${site}/api/v1/events`);
  let waiting: ReturnType<typeof setTimeout> | null = null;
  let wasLost = false;
  const refresh = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      void queryClient.invalidateQueries({ queryKey: ['duties'] });
    }, GATHER);
  };
  source.addEventListener('changed', refresh);
  source.addEventListener('review', ({ data }: MessageEvent<string>) => {
    for (const id of planIdsIn(data)) {
      void refreshReview(id).catch(() => {}); // the next one tells of this too
      for (const what of ['names', 'division', 'doubts']) {
        void queryClient.invalidateQueries({ queryKey: [what, id] });
      }
    }
  });
  source.addEventListener('open', () => {
    if (wasLost) {
      refresh(); // what happened meanwhile was not heard
      void queryClient.invalidateQueries({ queryKey: ['review'] });
      for (const what of ['names', 'division', 'doubts']) {
        void queryClient.invalidateQueries({ queryKey: [what] });
      }
    }
    wasLost = false;
    setLost(false);
  });
  source.addEventListener('error', () => {
    wasLost = true;
    setLost(true);
  });
  return () => {
    source.close();
    if (waiting !== null) clearTimeout(waiting);
  };
}

function planIdsIn(data: string): number[] {
  const told: { planIds?: number[] } = JSON.parse(data);
  return told.planIds ?? [];
}
