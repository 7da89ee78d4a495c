import { eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { giveCommand } from '../../client/command.ts';
import { occurrence } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import {
  FIRST,
  type Life,
  live,
  planOfDuties,
  readLife,
  type Step,
  step,
} from '../harness/lives.ts';
import { seedPlan } from '../harness/seed.ts';
import { emptied } from '../harness/shared-database.ts';
import { commandOf, openTestYear, type TestYear } from '../harness/year.ts';

const RUNS = Number(process.env['MODEL_RUNS'] ?? 12);
const steps = fc.array(fc.record(step), { minLength: 3, maxLength: 12 });

let year: TestYear;

beforeAll(async () => {
  year = await openTestYear(FIRST);
});

afterAll(() => year.close());

it('does with any sequence of commands and days what a clerk’s card says', async () => {
  await fc.assert(fc.asyncProperty(steps, lives), { numRuns: RUNS, endOnFailure: true });
}, 600_000);

/** Lives through a sequence on a plan of its own, which begins on the same business day each time. */
async function lives(sequence: Step[]): Promise<void> {
  const life = await begin();
  try {
    await live(life, sequence);
  } finally {
    await life.end(); // else it would hold up the time of the next one
  }
}

async function begin(): Promise<Life<Step> & { end: () => Promise<void> }> {
  const { db, commander } = year;
  await emptied(db, 'continue');
  const { planId } = await seedPlan(db, planOfDuties(1));
  await year.startAt(beijingInstant(FIRST, 12));
  await year.launch(planId);
  const [row] = await db.select().from(occurrence).where(eq(occurrence.planId, planId));
  const id = row?.id ?? '';
  return {
    end: async () => {
      for (const workflowId of [id, `plan/${planId}/launch`]) {
        await commander.client.workflow
          .getHandle(workflowId)
          .terminate()
          .catch(() => null);
      }
    },
    moveTo: (date) => year.moveTo(beijingInstant(date, 12)),
    give: (kind, until) =>
      giveCommand(commander, id, {
        ...commandOf({ kind }),
        door: 'link',
        unitId: row?.answeringUnitId ?? null,
        approve: true,
        until,
      }),
    read: (today) => readLife(db, id, today),
  };
}
