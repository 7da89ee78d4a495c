import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { sql } from 'drizzle-orm';
import { dispatchDue, type Dispatch, type Dispatched } from '../channels/dispatch.ts';
import { mailOnly } from '../channels/channel.ts';
import { emailChannel } from '../channels/email.ts';
import { linkSigner } from '../channels/links.ts';
import { ensureAttributes } from '../client/attributes.ts';
import type { Commander } from '../client/command.ts';
import { starterOf } from '../client/start.ts';
import { calendarIn } from '../db/calendar.ts';
import { connect, type Database } from '../db/connect.ts';
import { nextDue } from '../db/messages.ts';
import { officePolicy } from '../db/office-policy.ts';
import { standingStill } from '../db/standstill.ts';
import { isWorkingDay } from '../plan/calendar.ts';
import { addDays, beijingDate, beijingInstant, type PlainDate } from '../plan/date.ts';
import { createWorker } from '../worker/runtime.ts';

export type YearOptions = {
  /** The time-skipping server; it starts at the wall clock and only goes forward. */
  environment: TestWorkflowEnvironment;
  databaseUrl: string;
  smtpUrl: string;
  mailFrom: string;
  publicUrl: string;
  secret: string;
  /** The business instant at which the year begins. */
  startsAt: number;
  workflowBundle?: WorkflowBundleOption;
};

/** What people do at ten o'clock of a working day. */
export type Players = (today: PlainDate, year: Year) => Promise<void>;

/** A plan year on the time-skipping server: real workflows, database and SMTP, made-up time. */
export type Year = {
  db: Database;
  commander: Commander;
  dispatch: Dispatch;
  now: () => number;
  /** Starts the launch of a plan and waits until its units are assigned. */
  launch: (planId: number) => Promise<void>;
  /** Lives through the days up to and including `last`. */
  liveUntil: (last: PlainDate, players?: Players) => Promise<void>;
  /** Makes business time an instant, whatever it was: for plans that begin on the same day. */
  startAt: (instant: number) => Promise<void>;
  /** Moves time to an instant and lets the engine come to rest. */
  moveTo: (instant: number) => Promise<void>;
  send: () => Promise<Dispatched>;
  close: () => Promise<void>;
};

/** Opens a year; close it with `close()`. */
export async function openYear(options: YearOptions): Promise<Year> {
  const { environment } = options;
  await ensureAttributes(environment.connection, environment.namespace ?? 'default');
  const { db, close } = connect(options.databaseUrl);
  let shift = Math.round(options.startsAt - (await environment.currentTimeMs()));
  let current = options.startsAt;
  const now = () => current;
  const calendar = calendarIn(db);
  const channel = emailChannel({ smtpUrl: options.smtpUrl, from: options.mailFrom });
  const dispatch: Dispatch = {
    db,
    channels: mailOnly(channel),
    calendar,
    policy: () => officePolicy(db),
    signer: linkSigner(options.publicUrl, options.secret),
    office: { links: (choice) => choice },
    domain: options.mailFrom.replace(/^.*@|>$/g, ''),
    alarm: (text) => console.error(text),
  };
  const worker = await createWorker({
    connection: environment.nativeConnection,
    namespace: environment.namespace ?? 'default',
    client: environment.client,
    db,
    launchRate: 1000,
    ...(options.workflowBundle === undefined ? {} : { workflowBundle: options.workflowBundle }),
  });
  const running = worker.run();

  async function moveTo(instant: number): Promise<void> {
    const ahead = instant - shift - (await environment.currentTimeMs());
    if (ahead > 0) await environment.sleep(ahead);
    current = (await environment.currentTimeMs()) + shift;
    await atRest(db, current);
  }

  async function liveDay(day: PlainDate, players: Players | undefined): Promise<void> {
    await moveTo(beijingInstant(day, 7));
    if (!isWorkingDay(await calendar(), day)) return;
    await moveTo(beijingInstant(day, 8, 30));
    await sendUntil(beijingInstant(day, 10));
    if (players === undefined) return;
    await moveTo(beijingInstant(day, 10));
    await players(day, year);
    await moveTo(beijingInstant(day, 17));
    await sendUntil(beijingInstant(day, 18));
  }

  /** Sends what is due now and what becomes due until an instant; nothing else happens meanwhile. */
  async function sendUntil(end: number): Promise<void> {
    await dispatchDue(dispatch, current);
    let next = await nextDue(db, current);
    while (next !== null && next < end) {
      await dispatchDue(dispatch, next);
      next = await nextDue(db, next);
    }
  }

  const year: Year = {
    db,
    commander: { db, client: environment.client, shift, now },
    dispatch,
    now,
    launch: async (planId) => {
      await starterOf(environment.client).launch(planId, shift);
      await until(async () => (await planState(db, planId)) === 'running');
      await atRest(db, current);
    },
    liveUntil: async (last, players) => {
      for (let day = beijingDate(current); day <= last; day = addDays(day, 1)) {
        await liveDay(day, players);
      }
    },
    startAt: async (instant) => {
      shift = Math.round(instant - (await environment.currentTimeMs()));
      year.commander.shift = shift;
      current = instant;
    },
    moveTo,
    send: () => dispatchDue(dispatch, current),
    close: async () => {
      channel.close();
      worker.shutdown();
      await running;
      await close();
    },
  };
  return year;
}

async function planState(db: Database, planId: number): Promise<string> {
  const rows = await db.execute<{ state: string }>(
    sql`select state from plan where id = ${planId}`,
  );
  return rows[0]?.state ?? '';
}

/** Waits until every moment that has come is recorded and every started occurrence has begun. */
async function atRest(db: Database, now: number): Promise<void> {
  await until(async () => (await standingStill(db, now)).length === 0);
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; !(await done()); attempt += 1) {
    if (attempt === 3000) throw new Error('the engine does not come to rest');
    await pause(10);
  }
}
