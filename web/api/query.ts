import { QueryClient } from '@tanstack/react-query';
import { isRefusal } from './problem.ts';

const MOST_TRIES = 2;

/** What the desk has asked for; a refusal is not asked again, a line that dropped is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (tries, error) => !isRefusal(error) && tries < MOST_TRIES,
    },
  },
});
