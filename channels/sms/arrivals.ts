import type { Database } from '../../db/connect.ts';
import { awaitedReceipts, recordReceipt } from '../../db/delivery-reports.ts';
import { nextMorning } from '../../plan/agenda.ts';
import type { Calendar } from '../../plan/calendar.ts';
import type { Policy } from '../../plan/policy.ts';
import type { Arrived } from '../../plan/sms-arrivals.ts';
import type { Awaited, SmsWay } from './provider.ts';
import { takeUplink, type UplinkSetting } from './uplinks.ts';

/** What taking in receipts and uplinks works with. */
export type Arrivals = Pick<UplinkSetting, 'give'> & {
  db: Database;
  calendar: () => Promise<Calendar>;
  policy: () => Promise<Policy>;
};

/** How many receipts were new, and how many short messages somebody had sent. */
export type Taken = { receipts: number; uplinks: number };

/** Writes down what a provider brought; bringing it again changes nothing. */
export async function takeArrived(
  { db, give, calendar, policy }: Arrivals,
  arrived: Arrived,
  now: number,
): Promise<Taken> {
  const taken = { receipts: 0, uplinks: 0 };
  if (arrived.receipts.length + arrived.uplinks.length === 0) return taken;
  const days = await calendar();
  const notBefore = nextMorning(days, await policy(), now + 1);
  for (const receipt of storable(arrived.receipts)) {
    if ((await recordReceipt(db, receipt, notBefore)) === 'recorded') taken.receipts += 1;
  }
  for (const uplink of storable(arrived.uplinks)) {
    if (await takeUplink({ db, give, calendar: days, now }, uplink)) taken.uplinks += 1;
  }
  return taken;
}

/** PostgreSQL takes no NUL; one that somebody sends must not stand in the way of the rest. */
function storable<T extends object>(all: T[]): T[] {
  return JSON.parse(JSON.stringify(all), (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '') : value,
  );
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The ages at which a message of which nothing was heard is asked about; the last time is for good. */
const ASKED_AT = [10 * MINUTE, 2 * HOUR, 24 * HOUR, 72 * HOUR];
const ASK_PAUSE = 5 * MINUTE;

/**
 * The step that takes in what came over the provider's line, and every five minutes asks about what
 * should have been heard of by now. One is made for the life of a process.
 */
export function receiptsStep(arrivals: Arrivals, way: SmsWay): (now: number) => Promise<Taken> {
  let askedUntil: number | null = null;
  let nextAt = 0;

  async function ask(now: number): Promise<Taken> {
    nextAt = now + ASK_PAUSE;
    const awaited = await dueToAsk(arrivals.db, askedUntil, now);
    const receipts = awaited.length === 0 ? [] : await way.query(awaited);
    const taken = await takeArrived(arrivals, { receipts, uplinks: [] }, now);
    askedUntil = now;
    return taken;
  }

  return async (now) => {
    const collected = await way.collect();
    const taken = await takeArrived(arrivals, collected, now);
    collected.taken();
    if (now < nextAt) return taken;
    const asked = await ask(now);
    return { receipts: taken.receipts + asked.receipts, uplinks: taken.uplinks };
  };
}

/** After a start everything of the last three days is asked about once. */
async function dueToAsk(db: Database, askedUntil: number | null, now: number): Promise<Awaited[]> {
  const [first = 0] = ASKED_AT;
  const last = ASKED_AT.at(-1) ?? first;
  if (askedUntil === null) return await awaitedReceipts(db, now - last, now - first);
  const found: Awaited[] = [];
  for (const age of ASKED_AT) {
    found.push(...(await awaitedReceipts(db, askedUntil - age, now - age)));
  }
  return found;
}
