import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { DrizzleQueryError } from 'drizzle-orm';
import { rootCause } from '../plan/errors.ts';

/**
 * Keeps the values of a failed query out of histories: an activity's failure, which the engine keeps
 * and shows, carries the database's own words only.
 */
export const discreet: ActivityInboundCallsInterceptor = {
  execute: async (input, next) => {
    try {
      return await next(input);
    } catch (error) {
      throw error instanceof DrizzleQueryError ? rootCause(error) : error;
    }
  },
};
