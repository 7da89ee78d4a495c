import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, gt } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { event, heartbeat, occurrence } from '../../db/schema.ts';
import { standingStill } from '../../db/standstill.ts';
import { beijingInstant } from '../../plan/date.ts';
import { RefusedError } from '../../plan/errors.ts';
import type { Command } from '../../plan/occurrence.ts';
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
import { moved, SKIPPING } from '../harness/skipping.ts';
import { eventuallyIn, openStack, type Stack } from '../harness/stack.ts';
import { commandOf } from '../harness/year.ts';

const LIVES = Number(process.env['LIVES'] ?? 2);
const SEED = process.env['LIVES_SEED'];
const HOUR = 20; // after office hours: the outbox takes nothing away
const PATIENCE = 120_000;
const STARTS = 500; // milliseconds before which a caller's process has hardly begun

type Part = 'worker' | 'engine' | 'both';
/** Who is killed, so many milliseconds after the days or the command of a step have begun. */
type Strike = { victim: Part | 'caller'; during: 'days' | 'command'; after: number };
type StruckStep = Step & { strike: Strike | null };

const after = fc.integer({ min: 0, max: 400 });
const strike = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record<Strike>({
      victim: fc.constantFrom('worker', 'engine', 'both'),
      during: fc.constantFrom('days', 'command'),
      after,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record<Strike>({
      victim: fc.constant('caller'),
      during: fc.constant('command'),
      after,
    }),
  },
);
const steps = fc.array(fc.record({ ...step, strike: fc.option(strike, { freq: 2 }) }), {
  minLength: 3,
  maxLength: 6,
});

const done = { steps: 0, worker: 0, engine: 0, caller: 0, again: 0 };
let stack: Stack;
let ids: string[];
let unitId: number;
let shift: number;

beforeAll(async () => {
  stack = await openStack(SKIPPING);
  stack.startAt(beijingInstant(FIRST, HOUR));
  shift = stack.now() - Date.now();
  const { planId } = await seedPlan(stack.db, planOfDuties(LIVES));
  stack.startWorker();
  await stack.launch(planId);
  await eventuallyIn(async () => (await stack.db.$count(event)) === LIVES, 'all are assigned');
  const rows = await stack.db.select().from(occurrence).where(eq(occurrence.planId, planId));
  ids = rows.map(({ id }) => id);
  unitId = rows[0]?.answeringUnitId ?? 0;
});

afterAll(() => stack.close());

it('does what the cards say though worker, engine and callers are killed at any moment', async () => {
  const sequences = fc.array(steps, { minLength: LIVES, maxLength: LIVES });
  await fc.assert(fc.asyncProperty(sequences, lives), {
    numRuns: 1,
    endOnFailure: true,
    ...(SEED === undefined ? {} : { seed: Number(SEED) }),
  });
  const { worker, engine, caller, again } = done;
  console.log(
    `${LIVES} sequences, ${done.steps} steps; killed: worker ${worker}, engine ${engine}, ` +
      `caller ${caller}; commands given again ${again}; differences 0`,
  );
}, 1_800_000);

/** All live side by side, as the duties of a plan do: what is killed for one is killed for all. */
async function lives(sequences: StruckStep[][]): Promise<void> {
  const ends = await Promise.allSettled(
    sequences.map(async (sequence, index) => {
      const life = lifeOf(ids[index] ?? '');
      return { life, ...(await live(life, sequence)) };
    }),
  );
  await killed('both');
  for (const end of ends) {
    if (end.status === 'rejected') throw end.reason;
    const { life, today, card } = end.value;
    expect(await life.read(today)).toEqual(card);
  }
}

function lifeOf(id: string): Life<StruckStep> {
  return {
    moveTo: async (date, { strike: hit }) => {
      done.steps += 1;
      const instant = beijingInstant(date, HOUR);
      await Promise.all([lifeMoved(id, instant), hit?.during === 'days' ? struck(hit) : null]);
    },
    give: async (kind, until, given) => {
      const by = { door: 'link' as const, unitId };
      const command = { ...commandOf({ kind }), ...by, approve: true, until };
      const hit = given?.strike?.during === 'command' ? given.strike : null;
      if (hit?.victim === 'caller') await callerKilled(id, command, hit.after);
      const [first] = await Promise.all([answerOf(id, command), hit === null ? null : struck(hit)]);
      done.again += 1;
      expect(await answerOf(id, command)).toEqual(first);
      if (typeof first === 'string') throw new RefusedError(first);
    },
    read: (today) => readLife(stack.db, id, today),
  };
}

async function lifeMoved(id: string, instant: number): Promise<void> {
  const aim = { id: randomUUID(), target: instant - shift };
  await patiently(async () => {
    const { client } = await stack.temporal();
    if (!(await moved(client, id, aim))) throw new Error(`${id} is on its way`);
    const behind = await standingStill(stack.db, instant);
    if (behind.includes(id)) throw new Error(`${id} has not met all that came`);
  });
}

async function callerKilled(id: string, command: Command, ms: number): Promise<void> {
  done.caller += 1;
  done.again += 1;
  await stack.giveAndDie(id, command, STARTS + ms);
}

/** The first answer that a command gets, or the words of its refusal. */
async function answerOf(id: string, command: Command) {
  return await patiently(async () => {
    try {
      return await stack.give(id, command);
    } catch (error) {
      if (error instanceof RefusedError) return error.message;
      done.again += 1;
      throw error;
    }
  });
}

/** Tries until it succeeds: who is away comes back. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + PATIENCE; ; ) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}

async function struck({ victim, after: ms }: Strike): Promise<void> {
  if (victim === 'caller') return;
  await pause(ms);
  await killed(victim);
}

let turn: Promise<void> = Promise.resolve();

/** Kills parts of the system and starts them again; one after the other. */
function killed(part: Part): Promise<void> {
  turn = turn.then(async () => {
    const at = Date.now();
    const worker = part !== 'engine';
    const engine = part !== 'worker';
    done.worker += worker ? 1 : 0;
    done.engine += engine ? 1 : 0;
    await Promise.all([worker && stack.killWorker(), engine && stack.killTemporal()]);
    if (engine) await stack.startTemporal();
    if (!worker) return;
    stack.startWorker();
    // one that finds no engine ends at once: it must be up before the next blow
    const beaten = and(eq(heartbeat.part, 'worker'), gt(heartbeat.at, at));
    await eventuallyIn(async () => (await stack.db.$count(heartbeat, beaten)) > 0, 'it is up');
  });
  return turn;
}
