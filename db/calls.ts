import { and, desc, eq, gt, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { UnitKind } from '../plan/address-book-heads.ts';
import { addWorkingDays, type Calendar } from '../plan/calendar.ts';
import {
  type CallOutcome,
  type CallReason,
  callReasons,
  NEAR_DAYS,
  nextCall,
} from '../plan/calls.ts';
import { beijingDate, beijingInstant, type PlainDate } from '../plan/date.ts';
import { OPEN } from '../plan/occurrence.ts';
import { policyOf } from '../plan/policy.ts';
import { answeringChain } from '../plan/reach.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { officePolicy } from './office-policy.ts';
import { officeScope } from './office-scope.ts';
import { type Holder, listUnits } from './people.ts';
import { call, occurrence, person, plan, planUnit } from './schema.ts';

/** A matter to speak about. */
export type CallMatterRow = { id: string; unitId: number; reasons: CallReason[] };

/** A call that was made. */
export type CallLine = {
  at: number;
  outcome: CallOutcome;
  words: string | null;
  person: string;
  nextAt: number;
};

/** Whom to call: the unit that answers, its numbers, about what, and what came of earlier calls. */
export type Caller = {
  unitId: number;
  unit: string;
  kind: UnitKind;
  phone: string | null;
  people: Pick<Holder, 'personId' | 'name' | 'role' | 'phone' | 'phoneFault' | 'room'>[];
  matters: CallMatterRow[];
  calls: CallLine[];
  /** Not to be called again before; null: now. */
  nextAt: number | null;
};

const MOST = 2000;
const SHOWN_CALLS = 5;

/** Whom the offices for which somebody coordinates should call, and about what. */
export async function callList(
  db: Database,
  standing: Sight,
  calendar: Calendar,
  now: number,
): Promise<Caller[]> {
  const today = beijingDate(now);
  const matters = await callMatters(db, standing, calendar, today);
  const units = await listUnits(db);
  const byName = new Map(units.map((each) => [each.name, each]));
  const byId = new Map(units.map((each) => [each.id, each]));
  const through = (each: (typeof units)[number]) => byName.get(each.answersThrough ?? '');
  const called = Map.groupBy(matters, ({ unitId }) => {
    const start = byId.get(unitId);
    return start === undefined ? unitId : (answeringChain(start, through).at(-1)?.id ?? unitId);
  });
  const made = await callsTo(db, standing, [...called.keys()]);
  return [...called].flatMap(([unitId, own]): Caller[] => {
    const unit = byId.get(unitId);
    if (unit === undefined) return [];
    const calls = made.get(unitId) ?? [];
    const nextAt = calls[0]?.nextAt ?? 0;
    return [
      {
        unitId,
        unit: unit.name,
        kind: unit.kind,
        phone: unit.phone,
        people: peopleOf(unit.posts),
        matters: own,
        calls: calls.slice(0, SHOWN_CALLS),
        nextAt: nextAt > now ? nextAt : null,
      },
    ];
  });
}

/** Each person once, as what he is called first; those whom one calls about the work. */
function peopleOf(posts: Holder[]): Caller['people'] {
  const roles = ['contact', 'office', 'handler', 'leader', 'coordinator'] as const;
  const sorted = roles.flatMap((role) => posts.filter((each) => each.role === role));
  const seen = new Set<number>();
  return sorted.flatMap((each) => {
    if (seen.has(each.personId)) return [];
    seen.add(each.personId);
    const { personId, name, role, phone, phoneFault, room } = each;
    return [{ personId, name, role, phone, phoneFault, room }];
  });
}

async function callMatters(
  db: Database,
  standing: Sight,
  calendar: Calendar,
  today: PlainDate,
): Promise<CallMatterRow[]> {
  const near = addWorkingDays(calendar, today, NEAR_DAYS);
  const unreached = sql<boolean>`exists (select 1 from notice n where n.occurrence_id = ${occurrence.id}
    and n.audience = 'answering' and n.state = 'unreachable' and not n.untrue)`;
  const since = sql<PlainDate | null>`case when ${planUnit.acknowledgedAt} is null and ${occurrence.state} = 'assigned'
    then (${planUnit.assignedAt} at time zone 'Asia/Shanghai')::date::text end`;
  const hasSpoken = sql<boolean>`exists (select 1 from event e where e.occurrence_id = ${occurrence.id}
    and e.kind in ('report','report-risk','enter','promise','request-extension','decline'))`;
  const rows = await db
    .select({
      id: occurrence.id,
      unitId: occurrence.answeringUnitId,
      redFrom: occurrence.redFrom,
      dueOn: occurrence.dueOn,
      unreached,
      unacknowledgedSince: since,
      hasSpoken,
      policy: plan.policy,
    })
    .from(occurrence)
    .innerJoin(plan, and(eq(plan.id, occurrence.planId), eq(plan.state, 'running')))
    .leftJoin(
      planUnit,
      and(eq(planUnit.planId, occurrence.planId), eq(planUnit.unitId, occurrence.answeringUnitId)),
    )
    .where(
      and(
        inArray(occurrence.state, OPEN),
        gt(occurrence.run, 0),
        eq(occurrence.liaison, false),
        eq(occurrence.beforeStart, false),
        isNull(occurrence.pausedOn),
        isNull(occurrence.declinedOn),
        or(
          lte(occurrence.redFrom, today),
          lte(occurrence.dueOn, near),
          and(isNull(planUnit.acknowledgedAt), eq(occurrence.state, 'assigned')),
          unreached,
        ),
        officeScope(standing, standing.coordinates),
      ),
    )
    .orderBy(sql`${occurrence.redFrom} asc nulls last`, occurrence.id)
    .limit(MOST);
  return rows.flatMap(({ id, unitId, policy, ...matter }) => {
    const reasons = callReasons(matter, policyOf(policy), calendar, today);
    return reasons.length === 0 ? [] : [{ id, unitId, reasons }];
  });
}

/** The calls that the offices have made to units, the newest first. */
async function callsTo(
  db: Database,
  { admin, coordinates }: Sight,
  unitIds: number[],
): Promise<Map<number, CallLine[]>> {
  if (unitIds.length === 0 || (!admin && coordinates.length === 0)) return new Map();
  const rows = await db
    .select({
      unitId: call.unitId,
      at: call.at,
      outcome: call.outcome,
      words: call.words,
      person: person.name,
      nextAt: call.nextAt,
    })
    .from(call)
    .innerJoin(person, eq(person.id, call.personId))
    .where(
      and(inArray(call.unitId, unitIds), admin ? undefined : inArray(call.officeId, coordinates)),
    )
    .orderBy(desc(call.at), desc(call.id));
  const found = new Map<number, CallLine[]>();
  for (const { unitId, ...row } of rows) found.set(unitId, [...(found.get(unitId) ?? []), row]);
  return found;
}

export type MadeCall = Pick<
  typeof call.$inferInsert,
  'key' | 'officeId' | 'unitId' | 'personId' | 'at' | 'outcome' | 'words'
> & { occurrenceIds: string[]; until?: PlainDate | undefined };

/** Writes a call down, once per key; the answer is when to call again. */
export async function keepCall(
  db: Database,
  { until, ...made }: MadeCall,
  calendar: Calendar,
): Promise<number> {
  const [before] = await db.select().from(call).where(eq(call.key, made.key));
  if (before !== undefined) return before.nextAt;
  const since = beijingInstant(beijingDate(made.at), 0);
  const unanswered = await db.$count(
    call,
    and(
      eq(call.unitId, made.unitId),
      eq(call.officeId, made.officeId),
      eq(call.outcome, 'no-answer'),
      gte(call.at, since),
    ),
  );
  const policy = await officePolicy(db);
  const nextAt = nextCall({ ...made, until }, unanswered + 1, policy, calendar);
  await db
    .insert(call)
    .values({ ...made, nextAt })
    .onConflictDoNothing();
  return nextAt;
}
