import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PlainDate } from '../plan/date.ts';
import { ForbiddenError, NotFoundError } from '../plan/errors.ts';
import { type PostRole, ROLE_NAMES } from '../plan/address-book-heads.ts';
import {
  type ActingRole,
  isOnBehalf,
  mayGive,
  officeWords,
  type Ruling,
} from '../plan/authority.ts';
import { type Command, COMMAND_NAMES, type CommandKind } from '../plan/occurrence.ts';
import { policyOf } from '../plan/policy.ts';
import { answeringThrough } from './audience.ts';
import type { Database } from './connect.ts';
import { type PartyEntry, partiesOf } from './parties.ts';
import { isCalled } from './persons.ts';
import { occurrence, party, person, plan, post, side, task, unit } from './schema.ts';

type OfficeRole = Extract<ActingRole, PostRole>;

export type Actor = { personId: number; unitId: number };

/**
 * The person by name, e-mail or number (a number proper: by that alone) who may give a command of
 * the office in an occurrence's plan.
 *
 * @throws NotFoundError when nobody is meant, ForbiddenError when the person holds no such post
 */
export async function officeActor(
  db: Database,
  occurrenceId: string,
  who: string | number,
  command: Pick<Command, 'kind' | 'approve' | 'door'>,
): Promise<Actor> {
  const held = await postsOf(db, who);
  const { office, ruling } = await rulingOf(db, occurrenceId);
  const able = held.filter(({ unitId, role }) => {
    if (unitId !== office) return false;
    return isOfficeRole(role) && mayOfficeGive(role, command, ruling);
  });
  const named = command.door === 'behalf' ? '代填' : COMMAND_NAMES[command.kind];
  const by = command.door === 'behalf' ? '协调员' : officeWords(command, ruling);
  const whose = by === '' ? '只能由单位自己办理（办公室可代填）' : `须由督办该事项的${by}办理`;
  return onlyOne(able, `${named}${whose}，${held[0]?.name ?? '您'}不是`);
}

/**
 * The person by name, e-mail or number who may change a plan: a coordinator or supervising leader of
 * its office. Null: of any office, for what concerns all plans.
 *
 * @throws NotFoundError when nobody is meant, ForbiddenError when the person holds no such post
 */
export async function planActor(
  db: Database,
  planId: number | null,
  who: string,
  what: string,
  roles: readonly PostRole[] = ['coordinator', 'supervising-leader'],
): Promise<Actor> {
  const held = await postsOf(db, who);
  const office = planId === null ? null : await planOffice(db, planId);
  const able = held.filter(
    ({ unitId, role }) => roles.includes(role) && (planId === null || unitId === office),
  );
  const where = planId === null ? '任何方案' : `方案 ${planId} `;
  const by = roles.map((role) => ROLE_NAMES[role]).join('或');
  return onlyOne(able, `${who}不是${where}的${by}，不能${what}`);
}

/**
 * The coordinator, by name, e-mail or number, of an office that supervises units under a plan: the
 * plan's own, or that of another side.
 */
export async function listActor(
  db: Database,
  planId: number,
  who: string,
  what = '处理专报',
): Promise<Actor> {
  const offices = await db
    .select({ office: side.coordinatorUnitId })
    .from(side)
    .where(eq(side.planId, planId));
  const own = await planOffice(db, planId);
  const known = [own, ...offices.map(({ office }) => office)];
  const held = await postsOf(db, who);
  const able = held.filter(({ unitId, role }) => role === 'coordinator' && known.includes(unitId));
  return onlyOne(able, `${who}不是方案 ${planId} 的协调员，不能${what}`);
}

async function planOffice(db: Database, planId: number): Promise<number | null> {
  const [row] = await db
    .select({ office: plan.coordinatorUnitId })
    .from(plan)
    .where(eq(plan.id, planId));
  if (row === undefined) throw new NotFoundError('方案', String(planId));
  return row.office;
}

type Held = { personId: number; name: string; unitId: number; role: PostRole };

/** The posts that people of a name, address or number hold now. */
async function postsOf(db: Database, who: string | number): Promise<Held[]> {
  const rows = await db
    .select({ personId: person.id, name: person.name, unitId: post.unitId, role: post.role })
    .from(person)
    .innerJoin(post, and(eq(post.personId, person.id), isNull(post.to)))
    .where(typeof who === 'number' ? eq(person.id, who) : isCalled(who));
  if (rows.length === 0 && typeof who === 'string') throw new NotFoundError('人员', who);
  return rows;
}

/** The one person among those who are able. */
function onlyOne(able: Held[], refusal: string): Actor {
  const [actor] = able;
  if (actor === undefined) throw new ForbiddenError(refusal);
  if (new Set(able.map(({ personId }) => personId)).size > 1) {
    const known = able.map(({ personId, name }) => `${personId} ${name}`).join('、');
    throw new ForbiddenError(`有几位同名人员（${known}），请用编号或邮箱指明`);
  }
  return { personId: actor.personId, unitId: actor.unitId };
}

function isOfficeRole(role: PostRole): role is OfficeRole {
  return ['coordinator', 'verifier', 'supervising-leader'].includes(role);
}

/** On behalf of a unit the coordinator enters what the unit itself might. */
function mayOfficeGive(
  role: OfficeRole,
  command: Pick<Command, 'kind' | 'approve' | 'door'>,
  ruling: Ruling,
): boolean {
  if (command.door === 'behalf') return role === 'coordinator' && isOnBehalf(command.kind);
  return mayGive(role, command, ruling);
}

/** The office that supervises an occurrence, that of its unit's side, else the plan's; what rules it, and since when. */
export type Ruled = { office: number | null; ruling: Ruling; superviseFrom: PlainDate | null };

/**
 * What rules an occurrence.
 *
 * @throws NotFoundError when there is none of that id
 */
export async function rulingOf(db: Database, occurrenceId: string): Promise<Ruled> {
  const ruled = (await rulingsOf(db, [occurrenceId])).get(occurrenceId);
  if (ruled === undefined) throw new NotFoundError('事项', occurrenceId);
  return ruled;
}

/** What rules each of some occurrences, by id. */
export async function rulingsOf(db: Database, ids: readonly string[]): Promise<Map<string, Ruled>> {
  const rows = await db
    .select({
      id: occurrence.id,
      office: sql<number | null>`coalesce(${side.coordinatorUnitId}, ${plan.coordinatorUnitId})`,
      verification: task.verification,
      policy: plan.policy,
      superviseFrom: plan.superviseFrom,
    })
    .from(occurrence)
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .leftJoin(side, and(eq(side.planId, plan.id), eq(side.name, unit.side)))
    .where(inArray(occurrence.id, [...ids]));
  return new Map(
    rows.map(({ id, verification, policy, ...ruled }) => {
      const { extension } = policyOf(policy);
      return [id, { ...ruled, ruling: { verification, extension } }];
    }),
  );
}

/**
 * Makes sure that a unit, or those it answers for, may give a command to an occurrence.
 *
 * @throws ForbiddenError when the occurrence is not its business
 */
export async function assertUnitMay(
  db: Database,
  unitId: number,
  occurrenceId: string,
  kind: CommandKind,
): Promise<void> {
  const parties = await db
    .select({ unitId: party.unitId, role: party.role })
    .from(party)
    .where(eq(party.occurrenceId, occurrenceId));
  const { ruling } = await rulingOf(db, occurrenceId);
  for (const entry of parties) {
    if (!mayGive(entry.role, { kind }, ruling)) continue;
    if (entry.unitId === unitId || (await answeringThrough(db, entry.unitId)) === unitId) return;
  }
  throw new ForbiddenError(`该事项不由本单位办理，不能${COMMAND_NAMES[kind]}`);
}

/** The unit and all units that answer through it, near or far. */
export async function unitsActingAs(db: Database, unitId: number): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    with recursive mine(id, hops) as (
      select ${unitId}::int, 0
      union select u.id, m.hops + 1 from unit u join mine m on u.answers_through_id = m.id
        where m.hops < 5
    ) select id from mine`);
  return rows.map(({ id }) => id);
}

/** The units that may give a command of an occurrence by the part that they have in it. */
export async function speakersOf(
  db: Database,
  occurrenceId: string,
  kind: CommandKind,
): Promise<PartyEntry[]> {
  const parties = await partiesOf(db, occurrenceId);
  const { ruling } = await rulingOf(db, occurrenceId);
  return parties.filter(({ role }) => mayGive(role, { kind }, ruling));
}

/**
 * The unit for which the office enters something: the one that answers, or a party by name.
 *
 * @throws ForbiddenError when that party may not say it
 */
export async function spokenFor(
  db: Database,
  occurrenceId: string,
  kind: CommandKind,
  name?: string,
): Promise<number> {
  const able = await speakersOf(db, occurrenceId, kind);
  const named = name === undefined ? able : able.filter(({ unit: called }) => called === name);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only.unitId;
  const act = COMMAND_NAMES[kind];
  if (able.length === 0) throw new ForbiddenError(`该事项没有可以${act}的单位`);
  const names = able.map(({ unit: called }) => called).join('、');
  throw new ForbiddenError(
    name === undefined
      ? `可以${act}的有几个单位，请选定代哪个单位填：${names}`
      : `${act}现在不由${name === '' ? '这个单位' : name}办理，只能代这些单位填：${names}`,
  );
}
