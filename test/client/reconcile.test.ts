import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { describeRun } from '../../client/describe.ts';
import { reconcileStep } from '../../client/reconcile.ts';
import { scheduleReconciler } from '../../client/reconcile-schedule.ts';
import { starterOf } from '../../client/start.ts';
import { startableOf } from '../../db/launching.ts';
import { recordCommand } from '../../db/ledger.ts';
import { event, notice, occurrence, plan } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { PendingError } from '../../plan/errors.ts';
import type { Command } from '../../plan/occurrence.ts';
import { faultOf, type Finding } from '../../plan/reconcile.ts';
import { run as runCommand } from '../../cli/index.ts';
import { walk } from '../../cli/reconcile.ts';
import { eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { devServer } from '../harness/temporal.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let year: TestYear;
let planId: number;
let taskIds: number[];
let ids: string[];

beforeAll(async () => {
  year = await openTestYear('2024-03-05', devServer);
  ({ planId, taskIds } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [
      ...Array.from({ length: 6 }, () => ({ due: ['2024-10-31'], lead: ['县教育局'] })),
      { due: ['2024-09-30', '2024-12-31'], lead: ['县教育局'] },
    ],
  }));
  await year.launch(planId);
  const rows = await year.db.select().from(occurrence).orderBy(asc(occurrence.id));
  ids = rows.filter(({ run }) => run > 0).map(({ id }) => id);
});

afterAll(() => year.close());

const handle = (id: string) => year.commander.client.workflow.getHandle(id);
const give = (id: string, kind: Command['kind'], more: Partial<Command> = {}) =>
  giveCommand(year.commander, id, commandOf({ kind, ...more }));
const kindsOf = async (id: string) =>
  (
    await year.db.select().from(event).where(eq(event.occurrenceId, id)).orderBy(asc(event.seq))
  ).map(({ seq, kind }) => `${seq} ${kind}`);

/** What a walk finds, in words; the engine's list may follow with some delay. */
async function found(mend = true, at = year.now()): Promise<string[]> {
  const { db, client, shift } = year.commander;
  const { findings } = await walk(
    { db, client, shift, mend },
    () => at,
    () => true,
  );
  return findings.map(inWords);
}

function inWords({ id, kind, outcome, reason }: Finding): string {
  return [kind, outcome, id, reason].filter((part) => part !== undefined).join(' ');
}

it('finds nothing while all is well, and goes over rows, runs and series', async () => {
  expect(ids.length).toBe(6);
  expect(await found()).toEqual([]);
  const { db, client, shift } = year.commander;
  const first = await reconcileStep({ db, client, shift, mend: true }, year.now());
  expect(first).toMatchObject({ looked: 6, next: { part: 'runs', after: '' } });
});

it('starts a workflow that was ended by force where the ledger stands', async () => {
  const id = ids[0] ?? '';
  const command = commandOf({ kind: 'acknowledge' as const });
  await giveCommand(year.commander, id, command);
  await handle(id).terminate();
  await expect(give(id, 'report')).rejects.toThrow(PendingError); // a change of the plan waits for it
  expect(await found(false)).toEqual([`not-running found ${id}`]);
  expect(await found()).toEqual([`not-running mended ${id}`]);
  expect(await found()).toEqual([]);
  expect(await give(id, 'complete')).toEqual({ seq: 3, state: 'completed' });
  expect(await giveCommand(year.commander, id, command)).toEqual({ seq: 2, state: 'acknowledged' });
  const again = handle(id).executeUpdate<unknown, [Command]>('command', { args: [command] });
  expect(await again).toEqual({ seq: 2, state: 'acknowledged' });
});

it('lets a workflow that fell behind the ledger adopt it, and refuses what it had taken meanwhile', async () => {
  const id = ids[1] ?? '';
  for (const [seq, kind] of [
    [2, 'acknowledge'],
    [3, 'report'],
  ] as const) {
    const command = commandOf({ kind });
    const act = { id, run: 1, seq, state: 'acknowledged' as const, at: year.now(), command };
    await recordCommand(year.db, calendarOf(), act);
  }
  const lost = give(id, 'report-risk').catch(String);
  await eventually(async () => {
    const { raw } = await handle(id).describe();
    return (raw.pendingActivities ?? []).some(({ lastFailure }) => lastFailure?.message);
  }, 'its write is refused');
  expect(await found()).toEqual([`behind mended ${id}`]);
  expect(await lost).toMatch(/^PendingError: .*再提交一次/);
  expect(await found()).toEqual([]);
  expect(await give(id, 'report-risk')).toEqual({ seq: 4, state: 'acknowledged' });
  expect(await kindsOf(id)).toEqual(['1 assign', '2 acknowledge', '3 report', '4 report-risk']);
});

it('wakes a workflow whose moment has been missed for more than an hour', async () => {
  const id = ids[2] ?? '';
  const { agenda } = await startableOf(year.db, id);
  const [first, ...rest] = agenda;
  if (first === undefined) throw new Error('no agenda');
  const late = { ...first, at: year.now() - 2 * HOUR, wake: year.now() - 2 * HOUR };
  await year.db
    .update(occurrence)
    .set({ agenda: [late, ...rest] })
    .where(eq(occurrence.id, id));
  expect(await found()).toEqual([`overdue mended ${id}`]);
  await eventually(async () => (await kindsOf(id)).length === 2, 'the moment is met');
  expect(await kindsOf(id)).toEqual(['1 assign', '2 moment']);
  expect(await found()).toEqual([]);
});

it('tells of a ledger that has forgotten what its workflow wrote, and changes nothing', async () => {
  const id = ids[3] ?? '';
  await give(id, 'report');
  await year.db.update(occurrence).set({ seq: 1 }).where(eq(occurrence.id, id));
  expect(await found()).toEqual([`ledger-behind found ${id}`]);
  await year.db.update(occurrence).set({ seq: 2 }).where(eq(occurrence.id, id));
  expect(await found()).toEqual([]);
});

it('sees how often a write was tried that the database does not take', async () => {
  const id = ids[3] ?? '';
  await year.db.execute(sql`alter table event rename to event_away`);
  const given = commandOf({ kind: 'report' as const });
  const lost = handle(id).executeUpdate('command', { updateId: given.commandId, args: [given] });
  const writes = async () => (await describeRun(year.commander.client, id, true)).writes;
  await eventually(async () => ((await writes())[0] ?? 0) >= 3, 'it was tried three times');
  const run = await describeRun(year.commander.client, id, true);
  const { raw } = await handle(id).describe();
  const [failed] = raw.pendingActivities ?? [];
  expect(failed?.lastFailure?.message).toBe('relation "event" does not exist'); // and no value of the query
  const row = { run: 1, seq: 2, ended: false, wake: null };
  expect(faultOf(row, run, year.now())).toBe(null);
  expect(faultOf(row, { ...run, writes: [10] }, year.now())).toBe('not-written');
  await year.db.execute(sql`alter table event_away rename to event`);
  expect(await lost).toMatchObject({ seq: 3 });
  expect(await found()).toEqual([]);
});

it('marks a row whose workflow has begun', async () => {
  const id = ids[4] ?? '';
  await year.db.update(occurrence).set({ run: 0 }).where(eq(occurrence.id, id));
  expect(await found()).toEqual([]); // it may be being marked just now
  expect(await found(true, year.now() + 2 * MINUTE)).toEqual([`not-marked mended ${id}`]);
  expect((await startableOf(year.db, id)).run).toBe(1);
  expect(await found()).toEqual([]);
});

it('ends a workflow whose duty has ended, and one that nobody knows, after a grace', async () => {
  const ended = ids[5] ?? '';
  const row = await startableOf(year.db, ids[4] ?? '');
  const orphan = { ...row, id: `plan/${planId}/0/joint/${randomUUID()}`, seq: 1 };
  await starterOf(year.commander.client).again(orphan, [], year.commander.shift);
  await year.db.update(occurrence).set({ state: 'closed' }).where(eq(occurrence.id, ended));
  await eventually(
    async () => (await listed(`PlanId = '${planId}'`)).includes(orphan.id),
    'listed',
  );
  expect(await found()).toEqual([`has-ended mended ${ended}`]);
  expect(await found()).toEqual([]);
  expect(await found(true, year.now() + 2 * HOUR)).toEqual([`no-row mended ${orphan.id}`]);
  expect((await handle(orphan.id).describe()).status.name).toBe('TERMINATED');
  await eventually(async () => !(await listed(RUNNING)).includes(orphan.id), 'is listed no more');
  expect(await found(true, year.now() + 2 * HOUR)).toEqual([]);
});

it('starts series and launch that should run, and tells nobody twice', async () => {
  const notices = await year.db.$count(notice);
  const series = `plan/${planId}/${taskIds.at(-1)}/series`;
  const launch = `plan/${planId}/launch`;
  await handle(series).terminate();
  await handle(launch).terminate();
  const mended = [`launch-not-running mended ${launch}`, `series-not-running mended ${series}`];
  expect(await found()).toEqual(mended);
  expect(await found()).toEqual([]);
  await eventually(async () => {
    const { raw } = await handle(launch).describe();
    return (raw.pendingActivities ?? []).length === 0;
  }, 'the launch rests');
  expect(await year.db.$count(notice)).toBe(notices);
  const [row] = await year.db.select().from(plan).where(eq(plan.id, planId));
  expect(row?.state).toBe('running');
});

const RUNNING = "WorkflowType = 'occurrence' AND ExecutionStatus = 'Running'";

async function listed(query: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const run of year.commander.client.workflow.list({ query })) runs.push(run.workflowId);
  return runs;
}

it('is asked for by one schedule, however often a worker starts', async () => {
  const { client, shift } = year.commander;
  await scheduleReconciler(client, shift, 'start');
  await scheduleReconciler(client, shift, 'start');
  await scheduleReconciler(client, shift, 'once');
  const schedules: string[] = [];
  for await (const { scheduleId } of client.schedule.list()) schedules.push(scheduleId);
  expect(schedules).toEqual(['reconcile']);
  const { spec, action } = await client.schedule.getHandle('reconcile').describe();
  expect(spec.intervals).toMatchObject([{ every: HOUR }]);
  expect(action.args).toEqual([{ shift }]);
  const done = "WorkflowType = 'reconcile' AND ExecutionStatus = 'Completed'";
  await eventually(async () => (await listed(done)).length > 0, 'it has run');
  const running = "WorkflowType = 'reconcile' AND ExecutionStatus = 'Running'";
  await eventually(async () => (await listed(running)).length === 0, 'it rests');
  const [run = ''] = await listed(done);
  expect(await handle(run).result()).toEqual({ looked: 7, found: 0 });
});

it('is there for people, too: checks alone, then mends, and says so by its exit code', async () => {
  const env = {
    DATABASE_URL: year.databaseUrl,
    TEMPORAL_ADDRESS: year.temporalAddress,
    DUBAN_EMBEDDED: '1',
    DUBAN_SHIFT: String(year.commander.shift),
  };
  const duban = async (...args: string[]) => {
    let out = '';
    const code = await runCommand(['reconcile', ...args], env, {
      out: (text) => (out += text),
      error: (text) => (out += text),
    });
    const exitCode = process.exitCode;
    process.exitCode = undefined;
    return { out, code: exitCode ?? code };
  };
  const id = ids[2] ?? '';
  await handle(id).terminate();
  expect(await duban('--dry-run')).toEqual({
    out: `核对 7 项，1 处不一致\n  待处理 应在运行的流程没有运行：${id}`,
    code: 1,
  });
  expect(JSON.parse((await duban('--json')).out)).toEqual({
    looked: 7,
    findings: [{ id, kind: 'not-running', outcome: 'mended' }],
  });
  expect(await duban()).toEqual({ out: '核对 7 项，没有不一致', code: 0 });
});
