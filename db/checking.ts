import { and, eq, inArray } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import { type CheckedClaim, checkedClaims } from '../plan/closing.ts';
import type { PlainDate } from '../plan/date.ts';
import { ForbiddenError, NotFoundError } from '../plan/errors.ts';
import { policyOf } from '../plan/policy.ts';
import { officesHeld, type Sight } from '../plan/roles.ts';
import { claimsOf } from './closing.ts';
import type { Database } from './connect.ts';
import { findPlan } from './plans.ts';
import { occurrence, plan } from './schema.ts';

/** A plan of which completions wait. */
export type WaitingPlan = { id: number; title: string };

/** The plans of somebody's offices in which completions wait for the office. */
export async function plansToCheck(db: Database, standing: Sight): Promise<WaitingPlan[]> {
  const offices = officesHeld(standing);
  if (offices.length === 0) return [];
  return await db
    .selectDistinct({ id: plan.id, title: plan.title })
    .from(plan)
    .innerJoin(occurrence, and(eq(occurrence.planId, plan.id), eq(occurrence.state, 'completed')))
    .where(inArray(plan.coordinatorUnitId, offices))
    .orderBy(plan.id);
}

/**
 * The completions of a plan that wait for its office, with those that were drawn to be looked at closely.
 *
 * @throws NotFoundError when he has nothing to do with the plan, ForbiddenError when he holds no post in its office
 */
export async function claimsToCheck(
  db: Database,
  standing: Sight,
  planId: number,
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): Promise<{ title: string; office: number; claims: CheckedClaim[] }> {
  const { title, policy, coordinatorUnitId } = await officePlan(db, standing, planId);
  const claims = await claimsOf(db, planId);
  return {
    title,
    office: coordinatorUnitId ?? 0,
    claims: checkedClaims(claims, policyOf(policy), calendar, today),
  };
}

/**
 * A plan of an office in which somebody holds a post.
 *
 * @throws NotFoundError when he does not see it, ForbiddenError when it is another office's
 */
export async function officePlan(
  db: Database,
  standing: Sight,
  planId: number,
  offices: readonly number[] = officesHeld(standing),
): Promise<Awaited<ReturnType<typeof findPlan>>> {
  const seen = [...standing.plans, ...standing.sides.map((each) => each.planId)];
  if (!seen.includes(planId)) throw new NotFoundError('方案', String(planId));
  const found = await findPlan(db, planId);
  if (found.coordinatorUnitId !== null && offices.includes(found.coordinatorUnitId)) return found;
  throw new ForbiddenError('这件事由该方案的牵头办公室办理');
}
