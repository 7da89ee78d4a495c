import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import {
  type Directory,
  findRecipient,
  type Holder,
  type Recipient,
  type Ways,
} from '../plan/audience.ts';
import type { PostRole } from '../plan/address-book-heads.ts';
import type { PlainDate } from '../plan/date.ts';
import type { Audience } from '../plan/moments.ts';
import { LONGEST_CHAIN } from '../plan/reach.ts';
import type { Database } from './connect.ts';
import { handler, leave, occurrence, person, plan, post, side, unit } from './schema.ts';

type Asked = {
  planId: number;
  occurrenceId: string | null;
  audience: Audience;
  /** Of what concerns a unit and no occurrence: the office of its side is meant. */
  facts?: { unitId?: number };
};

/**
 * Reads the address book as it stands on a day, in a few queries however many will be looked up.
 * A telephone is a way to tell somebody only where short messages are set up.
 */
export async function openDirectory(
  db: Database,
  today: PlainDate,
  { sms = false }: { sms?: boolean } = {},
): Promise<Directory> {
  const plans = await db.select({ id: plan.id, office: plan.coordinatorUnitId }).from(plan);
  const sides = await db.select().from(side);
  const units = await db
    .select({ id: unit.id, side: unit.side, throughId: unit.answersThroughId, kind: unit.kind })
    .from(unit);
  return {
    offices: new Map(plans.map(({ id, office }) => [id, office])),
    liaison: new Set(
      sides.filter(({ mode }) => mode === 'liaison').map(({ planId, name }) => `${planId}/${name}`),
    ),
    sideOffices: new Map(
      sides.flatMap(({ planId, name, coordinatorUnitId: office }) =>
        office === null ? [] : [[`${planId}/${name}`, office]],
      ),
    ),
    handlers: await handlersOf(db),
    away: await awayOn(db, today),
    ways: await waysOf(db, sms),
    units: new Map(
      units.map(({ id, kind, ...rest }) => [id, { ...rest, village: kind === 'village' }]),
    ),
    holders: await reachableHolders(db, sms),
  };
}

async function handlersOf(db: Database): Promise<Map<string, number>> {
  // one who has left the unit is reminded of nothing there any more
  const rows = await db
    .selectDistinct({ taskId: handler.taskId, unitId: handler.unitId, personId: handler.personId })
    .from(handler)
    .innerJoin(
      post,
      and(eq(post.personId, handler.personId), eq(post.unitId, handler.unitId), isNull(post.to)),
    );
  return new Map(rows.map(({ taskId, unitId, personId }) => [`${taskId}/${unitId}`, personId]));
}

async function awayOn(db: Database, today: PlainDate): Promise<Map<number, number | null>> {
  const rows = await db
    .select()
    .from(leave)
    .where(and(lte(leave.from, today), gte(leave.to, today)))
    .orderBy(asc(leave.id));
  return new Map(rows.map(({ personId, substituteId }) => [personId, substituteId]));
}

type Known = Pick<
  typeof person.$inferSelect,
  'email' | 'emailFault' | 'phone' | 'phoneFault' | 'prefers'
>;

const known = {
  email: person.email,
  emailFault: person.emailFault,
  phone: person.phone,
  phoneFault: person.phoneFault,
  prefers: person.prefers,
};

/** The ways that work; null when none is left. */
function workingWays(row: Known, mailbox: string | null, sms: boolean): Ways | null {
  const email = row.emailFault === null && row.email !== null ? row.email : mailbox;
  const phone = sms && row.phoneFault === null ? row.phone : null;
  return email === null && phone === null ? null : { email, phone, prefers: row.prefers };
}

async function waysOf(db: Database, sms: boolean): Promise<Map<number, Ways>> {
  const rows = await db.select({ id: person.id, ...known }).from(person);
  return new Map(
    rows.flatMap(({ id, ...row }) => {
      const ways = workingWays(row, null, sms);
      return ways === null ? [] : [[id, ways]];
    }),
  );
}

async function reachableHolders(db: Database, sms: boolean): Promise<Map<number, Holder[]>> {
  const rows = await db
    .select({
      unitId: post.unitId,
      personId: person.id,
      role: post.role,
      mailbox: unit.mailbox,
      ...known,
    })
    .from(post)
    .innerJoin(person, eq(person.id, post.personId))
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(isNull(post.to))
    .orderBy(asc(post.id));
  const found = new Map<number, Holder[]>();
  for (const { unitId, personId, role, mailbox, ...row } of rows) {
    // a leader's mail does not go to a mailbox that the whole office reads
    const ways = workingWays(row, LEADERS.includes(role) ? null : mailbox, sms);
    if (ways === null) continue;
    const before = found.get(unitId) ?? [];
    found.set(unitId, [...before, { personId, role, ...ways }]);
  }
  return found;
}

const LEADERS: PostRole[] = ['leader', 'supervising-leader'];

/**
 * Looks an audience up, in a `directory` read just before; null when nobody can be reached,
 * `liaison` when nothing may be sent.
 */
export async function recipientOf(
  db: Database,
  asked: Asked,
  directory: Directory,
): Promise<Recipient | 'liaison' | null> {
  const of = await occurrenceOf(db, asked.occurrenceId);
  const obligedId = meantUnit(asked.audience) ?? of?.unitId ?? asked.facts?.unitId ?? null;
  return findRecipient(directory, { ...asked, obligedId, taskId: of?.taskId ?? null });
}

function meantUnit(audience: Audience): number | null {
  return audience.startsWith('contact:') ? Number(audience.slice('contact:'.length)) : null;
}

/** The unit that answers for a unit: itself, or the end of its chain of answers-through. */
export async function answeringThrough(db: Database, unitId: number): Promise<number> {
  return (await answeringEnds(db, [unitId])).get(unitId) ?? unitId;
}

/** For each of some units the one that answers for it. */
export async function answeringEnds(
  db: Database,
  unitIds: readonly number[],
): Promise<Map<number, number>> {
  if (unitIds.length === 0) return new Map();
  const rows = await db.execute<{ start: number; id: number }>(sql`
    with recursive chain(start, id, hops) as (
      select id, id, 0 from unit where id = any(${`{${[...new Set(unitIds)].join(',')}}`}::int[])
      union all
      select c.start, u.answers_through_id, c.hops + 1 from chain c join unit u on u.id = c.id
        where u.answers_through_id is not null and c.hops < ${LONGEST_CHAIN}
    ) select distinct on (start) start, id from chain order by start, hops desc`);
  return new Map(rows.map(({ start, id }) => [start, id]));
}

async function occurrenceOf(
  db: Database,
  occurrenceId: string | null,
): Promise<{ unitId: number; taskId: number } | null> {
  if (occurrenceId === null) return null;
  const [row] = await db
    .select({ unitId: occurrence.answeringUnitId, taskId: occurrence.taskId })
    .from(occurrence)
    .where(eq(occurrence.id, occurrenceId));
  return row ?? null;
}
