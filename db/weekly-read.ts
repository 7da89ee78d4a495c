import { and, count, desc, eq, inArray, max, or, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError } from '../plan/errors.ts';
import type { Sight } from '../plan/roles.ts';
import { proposalOf } from '../plan/weekly-list.ts';
import type { Database } from './connect.ts';
import { UNRELEASED } from './list-review.ts';
import { iso } from './columns.ts';
import { officeScope } from './office-scope.ts';
import { listItem, message, notice, occurrence, person, weeklyList } from './schema.ts';

/** A weekly list in a line. */
export type WeeklyLine = {
  id: number;
  leader: string;
  week: string;
  preparedOn: PlainDate;
  leavesOn: PlainDate;
  /** When it went up; null: it lies with the coordinator still. */
  leftAt: number | null;
  /** The policy asks for a release, and nobody has released it. */
  waits: boolean;
  matters: number;
  held: number;
};

const SHOWN = 60;

/**
 * The lists that somebody sees, the newest first: coordinators those of their offices from the day on
 * which they are made, leaders and verifiers what has gone up.
 */
export async function weeklyLists(db: Database, standing: Sight): Promise<WeeklyLine[]> {
  const held = sql<number>`(count(distinct ${notice.occurrenceId}) filter (where ${listItem.held} is not null))::int`;
  const leftAt = max(message.sentAt);
  const left = sql`count(${notice.messageId}) > 0`;
  return await db
    .select({
      id: weeklyList.id,
      leader: person.name,
      week: weeklyList.week,
      preparedOn: weeklyList.preparedOn,
      leavesOn: weeklyList.leavesOn,
      leftAt: sql`${leftAt}`.mapWith(message.sentAt),
      waits: sql<boolean>`${weeklyList.releasedAt} is null
        and bool_or(${notice.notBefore} = ${iso(UNRELEASED)}::timestamptz and ${notice.state} = 'open')`,
      matters: sql<number>`${count(sql`distinct ${notice.occurrenceId}`)}::int`,
      held,
    })
    .from(weeklyList)
    .innerJoin(notice, and(eq(notice.listId, weeklyList.id), eq(notice.kind, 'list')))
    .innerJoin(person, eq(person.id, weeklyList.personId))
    .innerJoin(occurrence, eq(occurrence.id, notice.occurrenceId))
    .leftJoin(message, eq(message.id, notice.messageId))
    .leftJoin(listItem, itsItem)
    .where(and(listed, officeScope(standing)))
    .groupBy(weeklyList.id, person.name)
    .having(coordinates(standing) ? undefined : left)
    .orderBy(desc(weeklyList.week), desc(weeklyList.id))
    .limit(SHOWN);
}

const itsItem = and(
  eq(listItem.listId, notice.listId),
  eq(listItem.occurrenceId, notice.occurrenceId),
);

/** On its way, gone up, or held back; what was settled before it left stands in it no more. */
const listed = or(inArray(notice.state, ['open', 'tied']), sql`${listItem.held} is not null`);

function coordinates({ admin, coordinates: offices }: Sight): boolean {
  return admin || offices.length > 0;
}

/** A matter of a list: what the coordinator said of it, and what is proposed to decide. */
export type WeeklyMatter = {
  id: string;
  held: string | null;
  remark: string | null;
  proposal: string;
};

/**
 * A list with its matters. Who does not coordinate sees of what was held back the number alone.
 *
 * @throws NotFoundError when there is none, or none that somebody sees
 */
export async function weeklyListOf(
  db: Database,
  standing: Sight,
  id: number,
): Promise<{ line: WeeklyLine; matters: WeeklyMatter[] }> {
  const line = (await weeklyLists(db, standing)).find((each) => each.id === id);
  if (line === undefined) throw new NotFoundError('专报', String(id));
  const rows = await db
    .selectDistinctOn([occurrence.id], {
      id: occurrence.id,
      held: listItem.held,
      remark: listItem.remark,
      extensionUntil: occurrence.extensionUntil,
      riskOn: occurrence.riskOn,
      rectifyBy: occurrence.rectifyBy,
      declinedOn: occurrence.declinedOn,
      acted: sql<boolean>`exists (select 1 from event e where e.occurrence_id = ${occurrence.id}
        and e.kind in ('acknowledge','report','report-risk','enter','promise','complete','request-extension','decline'))`,
    })
    .from(notice)
    .innerJoin(occurrence, eq(occurrence.id, notice.occurrenceId))
    .leftJoin(listItem, itsItem)
    .where(and(eq(notice.listId, id), eq(notice.kind, 'list'), listed, officeScope(standing)))
    .orderBy(occurrence.id);
  const shown = coordinates(standing) ? rows : rows.filter(({ held }) => held === null);
  return {
    line,
    matters: shown.map(({ id: matter, held, remark, ...row }) => ({
      id: matter,
      held,
      remark,
      proposal: proposalOf(row),
    })),
  };
}
