import { ne, and, sql } from 'drizzle-orm';
import { CONFIDENTIAL_WORDS, isConfidential } from '../plan/confidential.ts';
import type { Database } from './connect.ts';
import { plan } from './schema.ts';

/** The plans of which no short messages are sent and no clause is quoted. */
export async function confidentialPlans(db: Database): Promise<ReadonlySet<number>> {
  const rows = await db
    .select({ id: plan.id, sourceText: plan.sourceText })
    .from(plan)
    .where(and(ne(plan.state, 'draft'), sql`${plan.sourceText} ~ ${CONFIDENTIAL_WORDS}`));
  return new Set(rows.filter(({ sourceText }) => isConfidential(sourceText)).map(({ id }) => id));
}
