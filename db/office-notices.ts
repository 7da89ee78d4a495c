import { and, eq, inArray } from 'drizzle-orm';
import type { NoticeFacts, NoticeKind } from '../plan/notice.ts';
import type { Database } from './connect.ts';
import { tellCoordinator } from './notices.ts';
import { occurrence, party, plan } from './schema.ts';

/** What the offices that supervise a unit are to hear, once per key and office. */
export type OfficeNews = { key: string; kind: NoticeKind; facts: NoticeFacts; now: number };

/** Tells each office that has launched a plan with a part for the units, in its oldest such plan. */
export async function tellOffices(
  db: Database,
  unitIds: number[],
  { key, kind, facts, now }: OfficeNews,
): Promise<void> {
  if (unitIds.length === 0) return;
  const rows = await db
    .selectDistinctOn([plan.coordinatorUnitId], {
      planId: plan.id,
      office: plan.coordinatorUnitId,
    })
    .from(party)
    .innerJoin(occurrence, eq(occurrence.id, party.occurrenceId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(and(inArray(party.unitId, unitIds), inArray(plan.state, ['running', 'paused'])))
    .orderBy(plan.coordinatorUnitId, plan.id);
  for (const { planId, office } of rows) {
    const row = { key: `${key}/office/${office}`, planId, occurrenceId: null, kind, facts };
    await tellCoordinator(db, row, now);
  }
}
