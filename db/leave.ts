import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { Database } from './connect.ts';
import { isCalled } from './persons.ts';
import { leave, person, post } from './schema.ts';

/** Who is away, until when, and who stands in. */
export type Leave = {
  id: number;
  person: string;
  from: PlainDate;
  to: PlainDate;
  substitute: string | null;
};

/**
 * The person by name, e-mail or number.
 *
 * @throws NotFoundError when there is none, RefusedError when there are several of the name
 */
export async function personCalled(
  db: Database,
  who: string,
): Promise<{ id: number; name: string }> {
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(isCalled(who));
  const [only] = rows;
  if (only === undefined) throw new NotFoundError('人员', who);
  if (rows.length === 1) return only;
  const known = rows.map(({ id, name }) => `${id} ${name}`).join('、');
  throw new RefusedError(`有几位同名人员（${known}），请用编号或邮箱指明`);
}

/** Leaves that have not ended on a day. */
export async function leavesFrom(db: Database, today: PlainDate): Promise<Leave[]> {
  const rows = await db.select().from(leave).where(gte(leave.to, today)).orderBy(asc(leave.from));
  const people = await db.select({ id: person.id, name: person.name }).from(person);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, personId, from, to, substituteId }) => ({
    id,
    person: names.get(personId) ?? '',
    from,
    to,
    substitute: substituteId === null ? null : (names.get(substituteId) ?? ''),
  }));
}

type NewLeave = { personId: number; from: PlainDate; to: PlainDate; substituteId: number | null };

/**
 * Writes down who is away and who stands in; messages that are not made yet go there at once.
 *
 * @throws RefusedError when two leaves of one person overlap, or the substitute cannot be reached
 */
export async function takeLeave(db: Database, given: NewLeave): Promise<number> {
  if (given.to < given.from) throw new RefusedError('请假的末日不能早于首日');
  if (given.substituteId === given.personId) throw new RefusedError('代理人不能是本人');
  return await db.transaction(async (tx) => {
    const [other] = await tx
      .select()
      .from(leave)
      .where(
        and(
          eq(leave.personId, given.personId),
          sql`${leave.from} <= ${given.to} and ${leave.to} >= ${given.from}`,
        ),
      );
    if (other !== undefined) {
      throw new RefusedError(
        `已登记 ${other.from} 至 ${other.to} 请假，请先取消（编号 ${other.id}）`,
      );
    }
    if (given.substituteId !== null) await assertReachable(tx, given.substituteId);
    const [made] = await tx.insert(leave).values(given).returning({ id: leave.id });
    if (made === undefined) throw new Error('the leave was not written');
    return made.id;
  });
}

/** Takes a leave back, or ends it early. @throws NotFoundError */
export async function cancelLeave(db: Database, id: number): Promise<void> {
  const gone = await db.delete(leave).where(eq(leave.id, id)).returning({ id: leave.id });
  if (gone.length === 0) throw new NotFoundError('请假登记', String(id));
}

async function assertReachable(tx: Database, personId: number): Promise<void> {
  const [found] = await tx.select().from(person).where(eq(person.id, personId));
  if (found?.email == null || found.emailFault !== null) {
    throw new RefusedError(`${found?.name ?? ''}没有可用的邮箱，不能代理；请先在通讯录里补充`);
  }
}

/** True when a person holds any post now. */
export async function holdsPost(db: Database, personId: number): Promise<boolean> {
  const held = and(eq(post.personId, personId), isNull(post.to));
  return (await db.$count(post, held)) > 0;
}
