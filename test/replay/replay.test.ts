import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { occurrence, person, plan, unit } from '../../db/schema.ts';
import { workflowBundle } from '../harness/engine.ts';
import { readHistory, writeHistory } from '../harness/history-file.ts';
import { seedPlan } from '../harness/seed.ts';
import { commandOf, openTestYear } from '../harness/year.ts';

const files = globSync(join(import.meta.dirname, '*.json')).toSorted();

/** The names of the histories that do not replay with some workflow code. */
async function broken(code: string): Promise<string[]> {
  const histories = files.map((file) => ({
    workflowId: basename(file, '.json'),
    history: readHistory(readFileSync(file, 'utf8')),
  }));
  const failed: string[] = [];
  const options = { workflowBundle: { code } };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error !== undefined) failed.push(`${workflowId}: ${error.name}`);
  }
  return failed;
}

it('replays every saved history with the present workflows', async () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
  expect(await broken((await workflowBundle()).code)).toEqual([]);
});

it.each([
  ['another activity for a moment', /durable\.recordMoment\(/, 'durable.recordCommand(', 'silent'],
  ['a series that does not wait', /if \(opensAt > now\(\)\)/, 'if (false)', 'series'],
  [
    'a due date that is not shown',
    /if \(recorded\.dueOn !== undefined\)/,
    'if (false)',
    'due-moved',
  ],
  ['a write that is not given up', /scope\.cancel\(\);/, '', 'resynced'],
  ['a launch that forgets its series', /await [\w.]*bulk\.startSeries\(/, 'void (', 'launch'],
])('finds %s', async (_what, line, planted, name) => {
  const { code } = await workflowBundle();
  const changed = code.replace(line, planted);
  expect(changed).not.toBe(code);
  expect(await broken(changed)).toContain(`${name}: DeterminismViolationError`);
});

it('bundles of plan/ only the state machine', async () => {
  const { code } = await workflowBundle();
  const bundled = [...code.matchAll(/"\.\/((?:[a-z-]+\/)+[a-z-]+\.ts)"/g)].map(([, file]) => file);
  const outside = new Set(bundled.filter((file) => !file?.startsWith('workflows/')));
  expect([...outside]).toEqual(['plan/occurrence.ts']);
});

it('holds no phone, address or name in a saved history', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replaceAll(/"binaryChecksum": .*/g, '');
    expect(text).not.toMatch(/联系人|领导|协调|[\w.]+@[\w-]+\.\w+|(?<!\d)1[3-9]\d{9}(?!\d)/);
  }
});

it('keeps people and what they write out of the histories of a real plan', async () => {
  const year = await openTestYear('2024-03-05');
  try {
    const { planId } = await seedPlan(year.db, {
      superviseFrom: '2024-03-05',
      periodTo: '2024-12-31',
      units: ['县教育局', '县财政局'],
      tasks: [
        { due: ['2024-03-22'], lead: ['县教育局'] },
        { due: ['2024-04-05', '2024-05-05'], lead: ['县财政局'] },
      ],
    });
    await year.launch(planId);
    const [first] = await year.db.select().from(occurrence);
    const words = '王小明已到校十二名，电话见名单';
    await giveCommand(
      year.commander,
      first?.id ?? '',
      commandOf({ kind: 'report' as const }),
      words,
    );
    await year.liveUntil('2024-04-10');
    const rows = await year.db.select().from(occurrence);
    const ids = rows.filter(({ run }) => run > 0).map(({ id }) => id);
    expect(ids.length).toBe(2);
    const people = await year.db.select().from(person);
    const units = await year.db.select().from(unit);
    const plans = await year.db.select().from(plan);
    const secrets = [
      ...people.flatMap(({ name, email, phone }) => [name, email, phone]),
      ...units.map(({ name }) => name),
      ...plans.map(({ title }) => title),
      '王小明',
    ];
    for (const id of [...ids, `plan/${planId}/launch`]) {
      const handle = year.commander.client.workflow.getHandle(id);
      const text = writeHistory(await handle.fetchHistory());
      expect(text).toContain('$bytes');
      expect(secrets.filter((secret) => secret !== null && text.includes(secret))).toEqual([]);
    }
  } finally {
    await year.close();
  }
});
