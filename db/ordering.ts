import { eq } from 'drizzle-orm';
import { ForbiddenError, NotFoundError } from '../plan/errors.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { plan } from './schema.ts';

/** True when somebody may change what holds over all plans: of any office, or an administrator. */
export function ordersAll({ admin, coordinates, supervises }: Sight): boolean {
  return admin || coordinates.length > 0 || supervises.length > 0;
}

/** @throws ForbiddenError when somebody may not change what holds over all plans */
export function assertOrdersAll(standing: Sight, what: string): void {
  if (ordersAll(standing)) return;
  throw new ForbiddenError(`${what}由协调员、督办领导或系统管理员办理`);
}

/** True when somebody may change a plan: a coordinator or supervising leader of its office. */
export async function ordersPlan(
  db: Database,
  { coordinates, supervises }: Sight,
  planId: number,
): Promise<boolean> {
  const [row] = await db
    .select({ office: plan.coordinatorUnitId })
    .from(plan)
    .where(eq(plan.id, planId));
  if (row === undefined) throw new NotFoundError('方案', String(planId));
  return row.office !== null && [...coordinates, ...supervises].includes(row.office);
}
