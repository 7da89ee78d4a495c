import { Worker } from 'node:worker_threads';
import { checkLaunch, type LaunchCheck } from '../db/launch-check.ts';
import { rehearsePlan, type RehearsalOptions, type RehearsalReport } from '../db/rehearsal.ts';
import type { Database } from '../db/connect.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate } from '../plan/date.ts';

/** What is to be rehearsed, and when. */
export type RehearsalQuestion = {
  planId: number;
  options: RehearsalOptions;
  calendar: Calendar;
  now: number;
};

/** What launching would mean, and what it would send. */
export type Rehearsing = { check: LaunchCheck; report: RehearsalReport };

/** Rehearses a launch; given up when the signal says that nobody waits for it any more. */
export type Rehearse = (question: RehearsalQuestion, signal?: AbortSignal) => Promise<Rehearsing>;

/** What the thread answers. */
export type RehearsalAnswer = { ok: Rehearsing } | { fault: string };

/** Rehearses where it is called, for plans of which nobody minds that others wait. */
export function rehearseHere(db: Database): Rehearse {
  return async ({ planId, options, calendar, now }) => ({
    check: await checkLaunch(db, planId, options, calendar, beijingDate(now)),
    report: await rehearsePlan(db, planId, options, calendar, now),
  });
}

/**
 * Rehearses in a thread with a connection of its own: a year of a large plan takes seconds in which
 * the process would answer nobody else. At most two at once; others wait for their turn.
 */
export function rehearseInThreads(databaseUrl: string, most = 2): Rehearse {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (question, signal) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      signal?.throwIfAborted();
      return await inThread(databaseUrl, question, signal);
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

async function inThread(
  databaseUrl: string,
  question: RehearsalQuestion,
  signal: AbortSignal | undefined,
): Promise<Rehearsing> {
  const worker = new Worker(new URL('./rehearsing-thread.ts', import.meta.url), {
    workerData: { ...question, databaseUrl },
    execArgv: [],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Rehearsing>();
  worker.on('message', (answer: RehearsalAnswer) =>
    'ok' in answer ? resolve(answer.ok) : reject(new Error(answer.fault)),
  );
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the rehearsal ended without an answer')));
  signal?.addEventListener('abort', () => reject(new Error('nobody waits for the rehearsal')));
  // what it wrote for the sake of trying was in a transaction, which ends with its connection
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
