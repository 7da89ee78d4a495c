import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isLoggedOut, isRefusal } from './problem.ts';
import { forgetSent } from './sent-file.ts';

const MOST_TRIES = 2;

/** What the desk has asked for; a refusal is not asked again, a line that dropped is. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveNothing }),
  mutationCache: new MutationCache({ onError: leaveNothing }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (tries, error) => !isRefusal(error) && tries < MOST_TRIES,
    },
  },
});

/** Whoever comes next to this computer finds no file of whom the session was. */
function leaveNothing(error: unknown): void {
  if (isLoggedOut(error)) void forgetSent();
}
