import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, gt } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import {
  beginLaunch,
  checkLaunch,
  type LaunchCheck,
  type LaunchOptions,
} from '../db/launch-check.ts';
import { occurrence, plan } from '../db/schema.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate } from '../plan/date.ts';
import { InputError } from '../plan/errors.ts';
import type { Commander } from './command.ts';
import { starterOf } from './start.ts';

export type LaunchProgress = { state: string; rows: number; started: number };

/**
 * Launches a plan, or goes on with a launch that was interrupted: writes its terms and starts the
 * durable launch workflow, which does the rest. The workflow's id makes a second start harmless.
 *
 * @throws InputError that names everything which stands against the launch
 */
export async function launchPlan(
  commander: Commander,
  planId: number,
  options: LaunchOptions,
  calendar: Calendar,
): Promise<LaunchCheck> {
  const today = beijingDate(commander.now());
  const check = await checkLaunch(commander.db, planId, options, calendar, today);
  if (check.refusals.length > 0) throw new InputError('启动前的检查', check.refusals);
  await beginLaunch(commander.db, check);
  await starterOf(commander.client).launch(planId, commander.shift);
  return check;
}

/** Has a launch that stands still go on: its workflow runs already, or is started once more. */
export async function resumeLaunch(commander: Commander, planId: number): Promise<void> {
  await starterOf(commander.client).launchAgain(planId, commander.shift);
}

/** How far a launch has come. */
export async function launchProgress(db: Database, planId: number): Promise<LaunchProgress> {
  const [found] = await db.select({ state: plan.state }).from(plan).where(eq(plan.id, planId));
  const single = and(
    eq(occurrence.planId, planId),
    eq(occurrence.series, false),
    eq(occurrence.beforeStart, false),
  );
  return {
    state: found?.state ?? '',
    rows: await db.$count(occurrence, single),
    started: await db.$count(occurrence, and(single, gt(occurrence.run, 0))),
  };
}

/** Waits until the plan runs; `seen` hears of every step. False when it took longer than `patience`. */
export async function awaitLaunch(
  db: Database,
  planId: number,
  seen: (progress: LaunchProgress) => void,
  patience = 600_000,
): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 300) {
    const progress = await launchProgress(db, planId);
    seen(progress);
    if (progress.state === 'running') return true;
    await pause(300);
  }
  return false;
}
