import { eq } from 'drizzle-orm';
import { DEFAULT_POLICY, type Policy, policyOf } from '../plan/policy.ts';
import type { Database } from './connect.ts';
import { setting } from './schema.ts';

const KEY = 'office-policy';

/** The rules that hold over all plans: what was set for this installation, else what offices expect. */
export async function officePolicy(db: Database): Promise<Policy> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  return isPartial(row?.value) ? policyOf(row.value) : DEFAULT_POLICY;
}

/** Sets the rules that hold over all plans, from the next message on. */
export async function setOfficePolicy(
  db: Database,
  policy: Policy,
  personId: number | null,
  now: number,
): Promise<void> {
  const row = { value: policy, personId, at: now };
  await db
    .insert(setting)
    .values({ key: KEY, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
}

/** What was stored was checked when it was set. */
function isPartial(value: unknown): value is Partial<Policy> {
  return typeof value === 'object' && value !== null;
}
