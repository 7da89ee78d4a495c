import { msToTs } from '@temporalio/common/lib/time.js';
import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attributeCommands, ensureAttributes, missingAttributes } from '../../client/attributes.ts';
import { giveCommand } from '../../client/command.ts';
import { occurrence } from '../../db/schema.ts';
import { starterOf } from '../../client/start.ts';
import { startableOf } from '../../db/launching.ts';
import { eventually } from '../harness/engine.ts';
import { seedPlan } from '../harness/seed.ts';
import { devServer } from '../harness/temporal.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let planId: number;
let ids: string[];

beforeAll(async () => {
  year = await openTestYear('2024-03-05', devServer);
  ({ planId } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [['2024-06-28'], ['2024-09-30', '2024-12-31']].map((due) => ({
      due,
      lead: ['县教育局'],
    })),
  }));
  await year.launch(planId);
  const rows = await year.db.select().from(occurrence).orderBy(asc(occurrence.id));
  ids = rows.map(({ id }) => id);
});

afterAll(() => year.close());

const on = (day: string) =>
  `DueDate >= '${day}T00:00:00+08:00' AND DueDate <= '${day}T23:59:59+08:00'`;

async function listed(query: string): Promise<string[]> {
  const found: string[] = [];
  for await (const run of year.commander.client.workflow.list({ query })) {
    found.push(`${run.type} ${run.workflowId}`);
  }
  return found.toSorted();
}

async function lists(query: string, expected: string[]): Promise<void> {
  await eventually(async () => (await listed(query)).length === expected.length, query).catch(
    () => null,
  );
  expect(await listed(query)).toEqual(expected);
}

it('finds the workflows of a plan by its number, and a duty by its task and unit', async () => {
  const [first = '', second = ''] = ids;
  const { taskId, answeringUnitId } = await startableOf(year.db, first);
  const { taskId: seriesTask } = await startableOf(year.db, second);
  await lists(`PlanId = '${planId}'`, [
    `launch plan/${planId}/launch`,
    `occurrence ${first}`,
    `series plan/${planId}/${seriesTask}/series`,
  ]);
  await lists(`TaskUnit = '${taskId}/${answeringUnitId}'`, [`occurrence ${first}`]);
  await lists(`PlanId = '${planId + 1}'`, []);
});

it('finds a duty by its due date, and by its new one once it is extended', async () => {
  const [first = ''] = ids;
  await lists(on('2024-06-28'), [`occurrence ${first}`]);
  const command = commandOf({ kind: 'request-extension' as const, until: '2024-07-31' });
  await giveCommand(year.commander, first, command);
  expect(await listed(on('2024-06-28'))).toEqual([`occurrence ${first}`]);
  const decision = { kind: 'decide-extension' as const, approve: true, until: '2024-07-31' };
  await giveCommand(year.commander, first, commandOf(decision));
  await lists(on('2024-07-31'), [`occurrence ${first}`]);
  expect(await listed(on('2024-06-28'))).toEqual([]);
});

it('gives them to a duty that begins with a command, too', async () => {
  const second = ids[1] ?? '';
  await giveCommand(year.commander, second, commandOf({ kind: 'report' as const }));
  await lists(`PlanId = '${planId}' AND DueDate < '2024-10-08T00:00:00+08:00' AND TaskUnit != ''`, [
    `occurrence ${ids[0]}`,
    `occurrence ${second}`,
  ]);
});

it('refuses a command in words when the run that should take it has ended by force', async () => {
  const third = ids[2] ?? '';
  const row = await startableOf(year.db, third);
  await starterOf(year.commander.client).occurrence(row, year.commander.shift);
  await year.commander.client.workflow.getHandle(third).terminate();
  const given = giveCommand(year.commander, third, commandOf({ kind: 'report' as const }));
  await expect(given).rejects.toThrow('没有在运行');
});

it('registers them once, and says what stands against it', async () => {
  const { client } = year.commander;
  await ensureAttributes(client.connection, 'default');
  expect(await missingAttributes(client.connection, 'default')).toEqual([]);
  const namespace = 'another';
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  const { operatorService } = client.connection;
  await eventually(
    () => operatorService.listSearchAttributes({ namespace }).then(Boolean, () => false),
    'it is known',
  );
  expect(await missingAttributes(client.connection, namespace)).toEqual([
    'PlanId',
    'TaskUnit',
    'DueDate',
  ]);
  const searchAttributes = { PlanId: 3 }; // a whole number
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
  await expect(ensureAttributes(client.connection, namespace)).rejects.toThrow(
    'PlanId（应为 Keyword）',
  );
  expect(attributeCommands('a', ['DueDate'])).toEqual([
    'temporal operator search-attribute create --namespace a --name DueDate --type Datetime',
  ]);
});
