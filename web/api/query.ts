import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isLoggedOut, isRefusal } from './problem.ts';
import { forgetSent } from './sent-file.ts';

const MOST_TRIES = 2;

/** What the desk has asked for; a refusal is not asked again, a line that dropped is. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveNothing }),
  mutationCache: new MutationCache({ onError: leaveNothing }),
  defaultOptions: {
    // whether there is a line is the server's to show: a machine by itself serves its own desk without
    // any, and an act that waited for one would be done much later, when nobody means it any more
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 30_000,
      retry: (tries, error) => !isRefusal(error) && tries < MOST_TRIES,
    },
  },
});

/** Whoever comes next to this computer finds no file of whom the session was. */
function leaveNothing(error: unknown): void {
  if (isLoggedOut(error)) void forgetSent();
}
