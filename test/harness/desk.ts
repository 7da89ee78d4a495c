import { Client, Connection as Temporal } from '@temporalio/client';
import { eq, sql } from 'drizzle-orm';
import type { Commander } from '../../client/command.ts';
import { assignUnits } from '../../db/assigning.ts';
import type { Database } from '../../db/connect.ts';
import { writeOccurrences } from '../../db/launching.ts';
import { currentLink } from '../../db/links.ts';
import { occurrence, plan, post, unit } from '../../db/schema.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type Seeded, seedPlan } from './seed.ts';
import { openPages, type Pages } from './unit-pages.ts';

export const DESK_START = beijingInstant('2024-11-01', 9);

/** A unit's desk over a real database; commands need an engine and are not taken. */
export type TestDesk = Seeded & { linkId: string; personId: number; unitId: number };

/** A plan that runs, with two tasks of 县教育局, and the link of its contact. */
export async function seedDesk(db: Database): Promise<TestDesk> {
  const seeded = await seedPlan(db, {
    superviseFrom: '2024-09-02',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局'],
    tasks: [
      { due: ['2024-11-30'], title: '组织支教教师互访', lead: ['县教育局'], support: ['县财政局'] },
      { due: ['2024-12-20'], title: '修缮村小学', lead: ['县教育局'] },
    ],
  });
  const launched = beijingInstant('2024-09-02', 9);
  await writeOccurrences(db, calendarOf(), seeded.planId, launched);
  await assignUnits(db, seeded.planId, launched);
  await db.update(occurrence).set({ state: 'assigned' }).where(eq(occurrence.beforeStart, false));
  await db.update(plan).set({ state: 'running' });
  await db.update(unit).set({ phone: '0771-2345678' }).where(eq(unit.name, '县协作办'));
  const unitId = seeded.unitIds.get('县教育局') ?? 0;
  const [holder] = await db
    .select()
    .from(post)
    .where(sql`${post.unitId} = ${unitId} and ${post.role} = 'contact'`);
  const personId = holder?.personId ?? 0;
  return {
    ...seeded,
    unitId,
    personId,
    linkId: await currentLink(db, personId, unitId, DESK_START),
  };
}

/** A desk with its pages; the time is the test's. */
export type DeskPages = { desk: TestDesk; pages: Pages; list: string };

/** Opens the pages of a desk on which nothing waits for its receipt, and short messages go out. */
export async function openDeskPages(
  db: Database,
  now: () => number,
  secret: string,
): Promise<DeskPages> {
  const desk = await seedDesk(db);
  // what the desk acknowledges stands in the plan, not in a workflow
  await db.update(occurrence).set({ state: 'acknowledged' });
  const pages = await openPages(idleCommander(db, now), secret, undefined, { sms: true });
  return { desk, pages, list: pages.pathOf(desk.linkId) };
}

/** A commander whose engine is never asked; the time is the test's. */
export function idleCommander(db: Database, now: () => number): Commander {
  return { db, client: new Client({ connection: Temporal.lazy() }), shift: 0, now };
}
