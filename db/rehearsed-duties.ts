import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import { yearOf } from '../plan/date.ts';
import { OPEN } from '../plan/occurrence.ts';
import { policyOf } from '../plan/policy.ts';
import type { RehearsedDuty } from '../plan/rehearsal.ts';
import type { Database } from './connect.ts';
import { occurrence, party, person, plan, post, task, unit } from './schema.ts';
import { type Loaded, standingOfUnit, termsOf, toldOf } from './terms.ts';

/** A duty of a rehearsal, with its task's title. */
export type OpenDuty = RehearsedDuty & { title: string };

/** All that is owed, or will be, under the plans that run or are being launched. */
export async function openDutiesOf(tx: Database, calendar: Calendar): Promise<OpenDuty[]> {
  const rows = await tx
    .select({ row: occurrence, task, plan })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .where(
      and(
        inArray(occurrence.state, OPEN),
        eq(occurrence.beforeStart, false),
        inArray(plan.state, ['launching', 'running']),
      ),
    )
    .orderBy(asc(occurrence.id));
  const participants = await participantsBy(tx);
  const standings = new Map<string, Awaited<ReturnType<typeof standingOfUnit>>>();
  const duties: OpenDuty[] = [];
  for (const { row, task: its, plan: of } of rows) {
    const { id, planId, taskId, answeringUnitId, series, run, agenda } = row;
    const key = `${planId}/${answeringUnitId}`;
    const standing = standings.get(key) ?? (await standingOfUnit(tx, planId, answeringUnitId));
    standings.set(key, standing);
    const loaded = {
      ...loadedOf(row, its, of),
      ...standing,
      participants: participants.get(id) ?? [],
    };
    const terms = termsOf(loaded);
    const told = toldOf(loaded, terms, calendar);
    const names = { id, planId, taskId, answeringUnitId, series, title: its.title };
    duties.push({ ...names, agenda: run > 0 ? agenda : null, terms, told, policy: loaded.policy });
  }
  return duties;
}

type Rows = { task: typeof task.$inferSelect; plan: typeof plan.$inferSelect };

function loadedOf(
  row: Loaded['row'],
  its: Rows['task'],
  of: Rows['plan'],
): Omit<Loaded, 'leadingBody' | 'ownOffice' | 'participants'> {
  const due = row.originalDueOn ?? row.dueOn;
  const periodTo = of.openEnded && due !== null ? `${yearOf(due)}-12-31` : of.periodTo;
  return { row, task: its, policy: policyOf(of.policy), launchedAt: of.launchedAt, periodTo };
}

async function participantsBy(tx: Database): Promise<Map<string, number[]>> {
  const rows = await tx
    .select({ id: party.occurrenceId, unitId: party.unitId })
    .from(party)
    .where(eq(party.role, 'participant'));
  const found = new Map<string, number[]>();
  for (const { id, unitId } of rows) found.set(id, [...(found.get(id) ?? []), unitId]);
  return found;
}

type HeldPost = {
  personId: number;
  role: (typeof post.$inferSelect)['role'];
  unit: string;
  side: string | null;
};

/** Who holds which post now. */
export async function postsOf(tx: Database): Promise<HeldPost[]> {
  return await tx
    .select({ personId: person.id, role: post.role, unit: unit.name, side: unit.side })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(isNull(post.to))
    .orderBy(asc(post.id));
}
