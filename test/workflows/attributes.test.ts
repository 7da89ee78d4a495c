import { expect, it } from 'vitest';
import { commandFor, eventually, give, openEngine } from '../harness/engine.ts';
import { recordingWorld } from '../harness/recording-world.ts';
import { devServer, timeSkipping } from '../harness/temporal.ts';

it.each([
  ['time-skipping', timeSkipping],
  ['dev', devServer],
])('keeps the due date over a continue-as-new on the %s server', async (_name, start) => {
  const engine = await openEngine(start);
  const base = recordingWorld({ agendas: () => null });
  const moved = { agenda: null, dueOn: '2030-01-01' };
  const { recordCommand } = base.activities;
  const activities = {
    ...base.activities,
    recordCommand: async (act: Parameters<typeof recordCommand>[0]) =>
      act.command.kind === 'set-due' ? moved : recordCommand(act),
  };
  try {
    await engine.serving({ ...base, activities }, async () => {
      const handle = await engine.begin(base, { continueAfter: 2 });
      const { runId } = await handle.describe();
      await give(handle, commandFor('set-due', { until: '2030-01-01' }));
      await give(handle, commandFor('report'));
      await eventually(async () => (await handle.describe()).runId !== runId, 'a new run');
      const { typedSearchAttributes } = await handle.describe();
      expect(
        typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
      ).toContainEqual(['DueDate', new Date('2029-12-31T16:00:00Z')]);
    });
  } finally {
    await engine.clear();
    await engine.close();
  }
});
