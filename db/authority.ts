import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { ForbiddenError, NotFoundError } from '../plan/errors.ts';
import { COMMAND_NAMES, type CommandKind } from '../plan/occurrence.ts';
import { answeringThrough } from './audience.ts';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { Database } from './connect.ts';
import { occurrence, party, person, plan, post } from './schema.ts';

export type Actor = { personId: number; unitId: number };

/** Which posts of the coordinating unit may give which commands. */
const OFFICE_ROLES: Partial<Record<CommandKind, PostRole[]>> = {
  close: ['verifier', 'coordinator', 'supervising-leader'],
  return: ['verifier', 'coordinator', 'supervising-leader'],
  waive: ['coordinator', 'supervising-leader'],
  cancel: ['coordinator', 'supervising-leader'],
  'decide-extension': ['coordinator', 'supervising-leader'],
};

/** What the unit that answers may do, and what those who take part may do. */
const ANSWERING: CommandKind[] = ['acknowledge', 'report', 'complete', 'request-extension'];
const TAKING_PART: CommandKind[] = ['contribute'];

/**
 * The person by name, e-mail or number who may give a command of the office in an occurrence's plan.
 *
 * @throws NotFoundError when nobody is meant, ForbiddenError when the person holds no such post
 */
export async function officeActor(
  db: Database,
  occurrenceId: string,
  who: string,
  kind: CommandKind,
): Promise<Actor> {
  const roles = OFFICE_ROLES[kind] ?? [];
  const rows = await db
    .select({ personId: person.id, name: person.name, unitId: post.unitId, role: post.role })
    .from(person)
    .innerJoin(post, and(eq(post.personId, person.id), isNull(post.to)))
    .where(or(eq(person.name, who), eq(person.email, who), eq(sql`${person.id}::text`, who)));
  if (rows.length === 0) throw new NotFoundError('人员', who);
  const office = await officeOf(db, occurrenceId);
  const able = rows.filter(({ unitId, role }) => unitId === office && roles.includes(role));
  const [actor] = able;
  if (actor === undefined) {
    throw new ForbiddenError(
      `${who}不是本方案的协调员、核验人或督办领导，不能${COMMAND_NAMES[kind]}`,
    );
  }
  if (new Set(able.map(({ personId }) => personId)).size > 1) {
    const known = able.map(({ personId, name }) => `${personId} ${name}`).join('、');
    throw new ForbiddenError(`有几位同名人员（${known}），请用编号或邮箱指明`);
  }
  return { personId: actor.personId, unitId: actor.unitId };
}

async function officeOf(db: Database, occurrenceId: string): Promise<number | null> {
  const [row] = await db
    .select({ unitId: plan.coordinatorUnitId })
    .from(occurrence)
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(eq(occurrence.id, occurrenceId));
  if (row === undefined) throw new NotFoundError('事项', occurrenceId);
  return row.unitId;
}

/**
 * Makes sure that a unit, or those it answers for, may give a command to an occurrence.
 *
 * @throws ForbiddenError when the occurrence is not its business
 */
export async function assertUnitMay(
  db: Database,
  unitId: number,
  occurrenceId: string,
  kind: CommandKind,
): Promise<void> {
  const parties = await db
    .select({ unitId: party.unitId, role: party.role })
    .from(party)
    .where(
      and(eq(party.occurrenceId, occurrenceId), inArray(party.role, ['answering', 'participant'])),
    );
  for (const entry of parties) {
    const kinds = entry.role === 'answering' ? ANSWERING : TAKING_PART;
    if (!kinds.includes(kind)) continue;
    if (entry.unitId === unitId || (await answeringThrough(db, entry.unitId)) === unitId) return;
  }
  throw new ForbiddenError(`该事项不由本单位办理，不能${COMMAND_NAMES[kind]}`);
}

/** The unit and all units that answer through it, near or far. */
export async function unitsActingAs(db: Database, unitId: number): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    with recursive mine(id, hops) as (
      select ${unitId}::int, 0
      union select u.id, m.hops + 1 from unit u join mine m on u.answers_through_id = m.id
        where m.hops < 5
    ) select id from mine`);
  return rows.map(({ id }) => id);
}
