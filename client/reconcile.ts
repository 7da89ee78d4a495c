import { setTimeout as pause } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { Database } from '../db/connect.ts';
import {
  markStarted,
  nextOpeningDay,
  seriesTasks,
  type Startable,
  startOnce,
} from '../db/launching.ts';
import { comesBack } from '../db/open-ended.ts';
import { lastCommands, type LivePlan, livePlans, rowsOf, runningRows } from '../db/reconciling.ts';
import { isEnded } from '../plan/occurrence.ts';
import {
  cannotBeWritten,
  faultOf,
  type Finding,
  type FindingKind,
  isOnlyTold,
  type RowView,
} from '../plan/reconcile.ts';
import type { Resync, RunStanding } from '../workflows/messages.ts';
import { type Described, describeRun, statusOf } from './describe.ts';
import { CONTINUE_AFTER, starterOf } from './start.ts';

/** Where a walk over rows, then the engine's list, then series and launches goes on. */
export type Cursor = { part: 'rows' | 'runs' | 'starters'; after: string };

export type Reconciler = {
  db: Database;
  client: Client;
  /** Business time minus engine time, in milliseconds. */
  shift: number;
  /** Whether what is apart is mended, or only told. */
  mend: boolean;
};

export type Step = { looked: number; findings: Finding[]; next: Cursor | null };

const FIRST: Cursor = { part: 'rows', after: '' };
const BATCH = 50;
/** Occurrences that are looked at per second, so that people's commands are not held up. */
const RATE = 50;
/** A run younger than this may have come before its row was read. */
const GRACE = 3_600_000;
/** Units are chased in the first weeks; an engine that lost a later launch lost nothing. */
const CHASING = 30 * 86_400_000;
/** Between a start and the mark in its row lies one transaction. */
const MARKING = 60_000;
const UNIMPLEMENTED = 12;

/**
 * Looks at the next occurrences, mends what is apart between ledger and engine, and says what it
 * found and where to go on. What it does twice does no harm.
 */
export async function reconcileStep(
  reconciler: Reconciler,
  now: number,
  cursor: Cursor | null = null,
): Promise<Step> {
  const { part, after } = cursor ?? FIRST;
  if (part === 'rows') return await stepOverRows(reconciler, now, after);
  if (part === 'runs') return await stepOverRuns(reconciler, now, after);
  return await stepOverStarters(reconciler, now);
}

async function stepOverRows(reconciler: Reconciler, now: number, after: string): Promise<Step> {
  const rows = await runningRows(reconciler.db, now, after, BATCH);
  const findings: Finding[] = [];
  let ask = true;
  for (const row of rows) {
    const run = await describeRun(reconciler.client, row.id, ask && row.run > 0);
    if (run.silent) {
      findings.push({ id: row.id, kind: 'unanswered', outcome: 'found' });
      ask = false; // who is not answered once does not wait fifty times
    }
    const fault = faultOf(viewOf(row), run, now);
    if (fault !== null) findings.push(...(await confirm(reconciler, row.id, fault, run, now)));
    await pause(1000 / RATE);
  }
  const last = rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
  const next: Cursor = last === null ? { part: 'runs', after: '' } : { part: 'rows', after: last };
  return { looked: rows.length, findings, next };
}

/** Workflows that the engine lists and that have no row, or one that has ended or has not begun. */
async function stepOverRuns(reconciler: Reconciler, now: number, after: string): Promise<Step> {
  const { db } = reconciler;
  const listed = await listRunning(reconciler.client, after);
  const rows = await rowsOf(db, listed.ids);
  const orphans = listed.ids.filter((id) => !rows.has(id));
  // most workflows without a row: that is another database, not a few lost rows
  const few = orphans.length <= listed.ids.length / 2;
  const careful = { ...reconciler, mend: reconciler.mend && few };
  const findings: Finding[] = [];
  for (const id of orphans) findings.push(...(await orphaned(careful, id, now)));
  for (const [id, row] of rows) {
    if (!isEnded(row.standing.state) && row.run > 0) continue; // seen with the rows
    const run = await describeRun(reconciler.client, id, true);
    const fault = faultOf(viewOf(row), run, now);
    if (fault !== null) findings.push(...(await confirm(reconciler, id, fault, run, now)));
    await pause(1000 / RATE);
  }
  const next: Cursor =
    listed.token === '' ? { part: 'starters', after: '' } : { part: 'runs', after: listed.token };
  return { looked: orphans.length, findings, next };
}

async function stepOverStarters(reconciler: Reconciler, now: number): Promise<Step> {
  const findings: Finding[] = [];
  let looked = 0;
  for (const plan of await livePlans(reconciler.db)) {
    const { planId, launching } = plan;
    looked += 1;
    findings.push(...(await launchOf(reconciler, plan, now)));
    if (launching) continue; // it starts the series itself
    for (const taskId of await seriesTasks(reconciler.db, planId)) {
      looked += 1;
      findings.push(...(await seriesOf(reconciler, planId, taskId)));
    }
  }
  return { looked, findings, next: null };
}

/** Looks a second time, in both orders, so that what merely happened in between is no finding. */
async function confirm(
  reconciler: Reconciler,
  id: string,
  fault: FindingKind,
  before: Described,
  now: number,
): Promise<Finding[]> {
  const row = (await rowsOf(reconciler.db, [id])).get(id);
  if (row === undefined || faultOf(viewOf(row), before, now) !== fault) return [];
  const run = await describeRun(reconciler.client, id, row.run > 0);
  if (faultOf(viewOf(row), run, now) !== fault) return [];
  if (fault === 'not-marked' && ageOf(run, reconciler, now) < MARKING) return [];
  return [await settled(reconciler, { id, kind: fault }, () => mend(reconciler, fault, row))];
}

async function mend(reconciler: Reconciler, fault: FindingKind, row: Startable): Promise<void> {
  const { db, client } = reconciler;
  switch (fault) {
    case 'not-running':
      return await startAgain(reconciler, row);
    case 'behind':
    case 'overdue':
      return await resync(reconciler, row, fault === 'behind');
    case 'not-marked':
      return await markStarted(db, row.id);
    case 'has-ended':
      return await terminate(client, row.id, 'its duty has ended in the ledger');
    default:
      throw new Error(`nothing mends ${fault}`);
  }
}

/** One that was never started takes the lock of every start: a change may have ended it meanwhile. */
async function startAgain({ db, client, shift }: Reconciler, row: Startable): Promise<void> {
  const seen = await lastCommands(db, row.id, CONTINUE_AFTER);
  const start = (current: Startable) => starterOf(client).again(current, seen, shift);
  if (row.run > 0) return await start(row);
  await startOnce(db, row.id, { by: 'clock', start });
}

async function resync({ db, client }: Reconciler, row: Startable, lost: boolean): Promise<void> {
  const { run, seq, standing, dueOn, agenda } = row;
  const seen = await lastCommands(db, row.id, CONTINUE_AFTER);
  const given: Resync = { run, seq, standing, dueOn, agenda, seen, lost };
  const handle = client.workflow.getHandle(row.id);
  await handle.executeUpdate<RunStanding, [Resync]>('resync', { args: [given] });
}

async function orphaned(reconciler: Reconciler, id: string, now: number): Promise<Finding[]> {
  const run = await describeRun(reconciler.client, id, false);
  const writes = run.writes.length > 0 && !cannotBeWritten(run);
  if (run.status !== 'running' || ageOf(run, reconciler, now) < GRACE || writes) return [];
  if ((await rowsOf(reconciler.db, [id])).has(id)) return [];
  const end = () => terminate(reconciler.client, id, 'the ledger knows no such duty');
  return [await settled(reconciler, { id, kind: 'no-row' }, end)];
}

function ageOf({ startedAt }: Described, { shift }: Reconciler, now: number): number {
  return now - shift - startedAt;
}

async function terminate(client: Client, id: string, reason: string): Promise<void> {
  await client.workflow.getHandle(id).terminate(`reconcile: ${reason}`);
}

/** A launch that was to bring its plan to life or to chase its units, and does not run. */
async function launchOf(reconciler: Reconciler, plan: LivePlan, now: number): Promise<Finding[]> {
  const { db, client, shift } = reconciler;
  const id = `plan/${plan.planId}/launch`;
  if (!shouldRun(await statusOf(client, id), plan, now)) return [];
  const again = (await livePlans(db)).find(({ planId }) => planId === plan.planId);
  if (again?.launching !== plan.launching) return []; // it has gone on meanwhile
  const start = () => starterOf(client).launchAgain(plan.planId, shift);
  return [await settled(reconciler, { id, kind: 'launch-not-running' }, start)];
}

function shouldRun(status: string | null, { launching, launchedAt }: LivePlan, now: number) {
  if (status === 'RUNNING') return false;
  if (launching) return true;
  if (status === null) return launchedAt !== null && now - launchedAt < CHASING;
  return status !== 'COMPLETED';
}

/** A series that has windows to open, or that was ended by force: then it says itself whether it is done. */
async function seriesOf(
  reconciler: Reconciler,
  planId: number,
  taskId: number,
): Promise<Finding[]> {
  const { db, client, shift } = reconciler;
  const id = `plan/${planId}/${taskId}/series`;
  const status = await statusOf(client, id);
  if (status === 'RUNNING') return [];
  const byForce = status !== null && status !== 'COMPLETED';
  const goesOn = byForce || (await comesBack(db, planId, taskId)); // it writes the next year's rows itself
  if (!goesOn && (await nextOpeningDay(db, taskId)) === null) return [];
  const start = () => starterOf(client).seriesAgain(planId, taskId, shift);
  return [await settled(reconciler, { id, kind: 'series-not-running' }, start)];
}

/** Mends what was found, where it may; one that cannot be mended holds up no other. */
async function settled(
  reconciler: Reconciler,
  { id, kind }: { id: string; kind: FindingKind },
  work: () => Promise<void>,
): Promise<Finding> {
  if (!reconciler.mend || isOnlyTold(kind)) return { id, kind, outcome: 'found' };
  try {
    await work();
    return { id, kind, outcome: 'mended' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { id, kind, outcome: 'failed', reason };
  }
}

function viewOf({ run, seq, standing, agenda }: Startable): RowView {
  return { run, seq, ended: isEnded(standing.state), wake: agenda[0]?.wake ?? null };
}

type Listed = { ids: string[]; token: string };

/** A page of the running occurrences that the engine lists; a server without a list has none. */
async function listRunning(client: Client, token: string): Promise<Listed> {
  try {
    const answer = await client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      query: "WorkflowType = 'occurrence' AND ExecutionStatus = 'Running'",
      pageSize: 200,
      nextPageToken: Buffer.from(token, 'base64'),
    });
    const ids = (answer.executions ?? []).flatMap(({ execution }) => execution?.workflowId ?? []);
    return { ids, token: Buffer.from(answer.nextPageToken ?? []).toString('base64') };
  } catch (error) {
    const code: number | null = isGrpcServiceError(error) ? error.code : null;
    if (code === UNIMPLEMENTED) return { ids: [], token: '' };
    throw error;
  }
}
