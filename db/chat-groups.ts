import { and, asc, eq, isNotNull, isNull, max } from 'drizzle-orm';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import { UNTRIED } from '../plan/group-state.ts';
import { textHash } from '../plan/text-hash.ts';
import type { Database } from './connect.ts';
import { tellCoordinator } from './notices.ts';
import { findPlan } from './plans.ts';
import { chatGroup, message, plan, unit } from './schema.ts';

export type ChatGroupRow = typeof chatGroup.$inferSelect;
export type ChatSystem = ChatGroupRow['system'];

export type NewGroup = {
  system: ChatSystem;
  name: string;
  url: string;
  secret: string | null;
  planId: number | null;
  unitNames: string[];
};

/**
 * Enters a chat group; one of the same name that has ended begins again. It gets no posts before a
 * test has got through: an address typed wrongly is another group's.
 *
 * @throws RefusedError when the name is taken, NotFoundError when plan or unit is unknown
 */
export async function addGroup(db: Database, given: NewGroup): Promise<number> {
  const { unitNames, ...row } = given;
  if (row.planId !== null) await findPlan(db, row.planId);
  const unitIds = await unitIdsOf(db, unitNames);
  return await db.transaction(async (tx) => {
    const [known] = await tx
      .select()
      .from(chatGroup)
      .where(eq(chatGroup.name, row.name))
      .for('update');
    if (known !== undefined && known.endedAt === null) {
      throw new RefusedError(
        `已经有一个同名的群“${row.name}”，先停用（duban groups end）或换一个名称`,
      );
    }
    const fresh = { ...row, unitIds, fault: UNTRIED, endedAt: null };
    const [saved] =
      known === undefined
        ? await tx.insert(chatGroup).values(fresh).returning({ id: chatGroup.id })
        : await tx
            .update(chatGroup)
            .set(fresh)
            .where(eq(chatGroup.id, known.id))
            .returning({ id: chatGroup.id });
    if (saved === undefined) throw new Error('the group was not saved');
    return saved.id;
  });
}

async function unitIdsOf(db: Database, names: string[]): Promise<number[]> {
  const units = await db.select({ id: unit.id, name: unit.name }).from(unit);
  const unknown = names.filter((name) => !units.some((each) => each.name === name));
  if (unknown.length > 0) throw new NotFoundError('单位', unknown.join('、'));
  return units.filter(({ name }) => names.includes(name)).map(({ id }) => id);
}

/** The groups that take posts, by name. */
export async function activeGroups(db: Database): Promise<ChatGroupRow[]> {
  return await db
    .select()
    .from(chatGroup)
    .where(isNull(chatGroup.endedAt))
    .orderBy(asc(chatGroup.name));
}

/** When each group was posted to last; a group without an entry never was. */
export async function lastPosts(db: Database): Promise<Map<number, number>> {
  const rows = await db
    .select({ groupId: message.groupId, at: max(message.sentAt) })
    .from(message)
    .where(and(eq(message.kind, 'group'), isNotNull(message.sentAt)))
    .groupBy(message.groupId);
  return new Map(
    rows.flatMap(({ groupId, at }) => (groupId === null || at === null ? [] : [[groupId, at]])),
  );
}

/** An active group. @throws NotFoundError */
export async function findGroup(db: Database, name: string): Promise<ChatGroupRow> {
  const [found] = await db
    .select()
    .from(chatGroup)
    .where(and(eq(chatGroup.name, name), isNull(chatGroup.endedAt)));
  if (found === undefined) throw new NotFoundError('群', name);
  return found;
}

/** A group takes no more posts. */
export async function endGroup(db: Database, id: number, at: number): Promise<void> {
  await db.update(chatGroup).set({ endedAt: at }).where(eq(chatGroup.id, id));
}

/** Notes why a group's last post was refused for good; null: it took one. */
export async function setGroupFault(db: Database, id: number, fault: string | null): Promise<void> {
  await db.update(chatGroup).set({ fault }).where(eq(chatGroup.id, id));
}

/**
 * A group refuses posts for good: it gets none until a test gets through, and the offices of its
 * plans hear of it, once for each fault.
 */
export async function refuseGroup(
  db: Database,
  id: number,
  fault: string,
  notBefore: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [group] = await tx.select().from(chatGroup).where(eq(chatGroup.id, id)).for('update');
    if (group === undefined) return;
    await setGroupFault(tx, id, fault);
    const own = group.planId === null ? eq(plan.state, 'running') : eq(plan.id, group.planId);
    const plans = await tx
      .selectDistinctOn([plan.coordinatorUnitId], { id: plan.id, office: plan.coordinatorUnitId })
      .from(plan)
      .where(own)
      .orderBy(plan.coordinatorUnitId, plan.id);
    for (const { id: planId, office } of plans) {
      const key = `group/${id}/${textHash(fault)}/office/${office}/${notBefore}`;
      const facts = { fault: 'group' as const };
      const news = { key, planId, occurrenceId: null, kind: 'mend-contact' as const, facts };
      await tellCoordinator(tx, news, notBefore);
    }
  });
}
