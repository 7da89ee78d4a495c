import { eq, sql } from 'drizzle-orm';
import { connect } from '../../db/connect.ts';
import { followLedger } from '../../db/ledger-changes.ts';
import { currentLink } from '../../db/links.ts';
import { event, occurrence, post, task } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { type Line, openLine } from './line.ts';
import { type Seed, seedPlan } from './seed.ts';
import { openPages, type Pages } from './unit-pages.ts';
import { openTestYear, type TestYear } from './year.ts';

/** The pages of units on a port, over a plan that runs; a browser reaches them by a line that may drop. */
export type UnitSite = {
  year: TestYear;
  pages: Pages;
  line: Line;
  /** The address of a unit's list. */
  listOf: (unit: string) => Promise<string>;
  /** The address of a task's occurrence that is due first. */
  pageOf: (unit: string, title: string) => Promise<string>;
  /** The kinds of what was done to a task through links. */
  actsOn: (title: string) => Promise<string[]>;
  close: () => Promise<void>;
};

/**
 * Opens the pages on a day of a plan that was launched on 5 March 2024; `lived`: all that was due to be
 * told until then has been told; `live`: open desks hear of what changes.
 */
export async function openUnitSite(
  { units, tasks }: Pick<Seed, 'units' | 'tasks'>,
  day: string,
  { lived = false, live = false }: { lived?: boolean; live?: boolean } = {},
): Promise<UnitSite> {
  const year = await openTestYear('2024-03-05');
  const publicUrl = 'http://127.0.0.1';
  const changes = live ? await changesOf(year.databaseUrl) : null;
  const pages = await openPages(year.commander, undefined, undefined, {
    publicUrl,
    ...(changes === null ? {} : { changes }),
  });
  const seed = { superviseFrom: '2024-03-05', periodTo: '2024-12-31', units, tasks };
  const { planId, unitIds } = await seedPlan(year.db, seed);
  await year.launch(planId);
  if (lived) await year.liveUntil(day);
  await year.moveTo(beijingInstant(day, 10));
  const origin = await pages.app.listen({ host: '127.0.0.1', port: 0 });
  const line = await openLine(Number(new URL(origin).port));
  const listOf = async (name: string) => {
    const unitId = unitIds.get(name) ?? 0;
    const [holder] = await year.db.select().from(post).where(eq(post.unitId, unitId));
    const id = await currentLink(year.db, holder?.personId ?? 0, unitId, year.now());
    return `${line.origin}${pages.pathOf(id)}`;
  };
  return {
    year,
    pages,
    line,
    listOf,
    pageOf: async (name, title) => {
      const [row] = await year.db
        .select({ id: occurrence.id })
        .from(occurrence)
        .innerJoin(task, eq(task.id, occurrence.taskId))
        .where(
          sql`${task.title} = ${title} and ${occurrence.answeringUnitId} = ${unitIds.get(name) ?? 0}`,
        )
        .orderBy(occurrence.dueOn);
      return `${await listOf(name)}/o/${row?.id}`;
    },
    actsOn: async (title) => {
      const rows = await year.db
        .select({ kind: event.kind })
        .from(event)
        .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
        .innerJoin(task, eq(task.id, occurrence.taskId))
        .where(sql`${task.title} = ${title} and ${event.door} = 'link'`)
        .orderBy(event.seq);
      return rows.map(({ kind }) => kind);
    },
    close: async () => {
      await line.close();
      await pages.close();
      await changes?.close();
      await year.close();
    },
  };
}

async function changesOf(databaseUrl: string) {
  const connection = connect(databaseUrl, 1);
  const changes = await followLedger(connection.listen);
  return {
    follow: changes.follow,
    close: async () => {
      await changes.close();
      await connection.close();
    },
  };
}
