import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { ROLE_NAMES } from '../plan/address-book-heads.ts';
import { addAccount } from './accounts.ts';
import type { Database } from './connect.ts';
import { account, person, plan, post } from './schema.ts';

/** An account by which a new installation is entered. */
export type FirstAccount = { accountId: number; name: string; role: string };

const ADMINISTRATOR = { name: '系统管理员', login: 'admin' };

/** An administrator's account that is in use; where there is none, one is made of nobody in particular. */
export async function firstAdministrator(db: Database, now: number): Promise<FirstAccount | null> {
  return await db.transaction(async (tx) => {
    const [known] = await tx
      .select({ accountId: account.id, name: person.name, disabledAt: account.disabledAt })
      .from(account)
      .innerJoin(person, eq(person.id, account.personId))
      .where(eq(account.admin, true))
      .orderBy(asc(account.id))
      .limit(1);
    // whoever has set up accounts keeps them: nothing is made beside them
    if (known !== undefined) {
      return known.disabledAt === null ? { ...known, role: '系统管理员' } : null;
    }
    if ((await tx.$count(account)) > 0) return null;
    const { name, login } = ADMINISTRATOR;
    const [made] = await tx.insert(person).values({ name }).returning({ id: person.id });
    if (made === undefined) throw new Error('insert into person returned no row');
    const accountId = await addAccount(
      tx,
      { personId: made.id, login, admin: true, mustChange: false },
      now,
    );
    return { accountId, name, role: '系统管理员' };
  });
}

/** Accounts of those who run the sample: one of each role of its office. None where it is not imported. */
export async function sampleAccounts(
  db: Database,
  fileNames: readonly string[],
  now: number,
): Promise<FirstAccount[]> {
  if (fileNames.length === 0) return [];
  const holders = await db
    .selectDistinctOn([post.role], { id: person.id, name: person.name, role: post.role })
    .from(plan)
    .innerJoin(post, and(eq(post.unitId, plan.coordinatorUnitId), isNull(post.to)))
    .innerJoin(person, eq(person.id, post.personId))
    .where(
      and(
        inArray(plan.fileName, [...fileNames]),
        inArray(post.role, ['coordinator', 'supervising-leader']),
      ),
    )
    .orderBy(post.role, post.id);
  const found: FirstAccount[] = [];
  for (const { id, name, role } of holders) {
    const [known] = await db.select().from(account).where(eq(account.personId, id));
    const made = { personId: id, login: `${name.toLowerCase()}${id}`, admin: false };
    const accountId = known?.id ?? (await addAccount(db, { ...made, mustChange: false }, now));
    if (known?.disabledAt == null) {
      found.push({ accountId, name, role: ROLE_NAMES[role] });
    }
  }
  return found;
}
