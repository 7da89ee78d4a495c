import type { PostRole } from './address-book-heads.ts';
import type { Audience } from './moments.ts';
import { answeringChain } from './reach.ts';

/** The ways by which a person can be told at present; at least one of them is there. */
export type Ways = { email: string | null; phone: string | null; prefers: 'mail' | 'sms' };

/** Who is meant now: the person who holds the post, and the unit whose list a link opens. */
export type Recipient = Ways & { personId: number; unitId: number };

/** A present holder of a post who can be told. */
export type Holder = Ways & { personId: number; role: PostRole };

/** The address book as it stands at one moment, and what plans say of their offices and sides. */
export type Directory = {
  /** The coordinating unit of each plan. */
  offices: ReadonlyMap<number, number | null>;
  /** "plan/side" of every side to which nothing is sent. */
  liaison: ReadonlySet<string>;
  units: ReadonlyMap<number, { side: string | null; throughId: number | null; village: boolean }>;
  /** The reachable holders of each unit's posts, the oldest post first. */
  holders: ReadonlyMap<number, Holder[]>;
  /** "plan/side" of a side that uses the system itself, and its office. */
  sideOffices: ReadonlyMap<string, number>;
  /** "task/unit" and the colleague who has taken it over. */
  handlers: ReadonlyMap<string, number>;
  /** Who is away today, and who stands in; null: nobody was named. */
  away: ReadonlyMap<number, number | null>;
  /** How everybody can be told, those of whom there is no way left out. */
  ways: ReadonlyMap<number, Ways>;
};

/**
 * An audience of a plan; `obligedId` is the unit that owes the occurrence or is itself meant, null
 * for what concerns the plan as a whole; `taskId` tells who of the unit handles it.
 */
export type AskedAudience = {
  planId: number;
  audience: Audience;
  obligedId: number | null;
  taskId?: number | null;
};

/** A unit's own people before its office; the coordinator where the office itself is a unit. */
const CONTACTS: PostRole[] = ['contact', 'office', 'coordinator'];

/** Looks an audience up; null when nobody can be reached, `liaison` when nothing may be sent. */
export function findRecipient(
  directory: Directory,
  asked: AskedAudience,
): Recipient | 'liaison' | null {
  const { planId, audience, obligedId } = asked;
  const office = officeFor(directory, asked);
  if (audience === 'coordinator') return holderOf(directory, office, ['coordinator']);
  if (audience === 'verifier') return holderOf(directory, office, ['verifier', 'coordinator']);
  if (obligedId === null) return null;
  const through = lastOfChain(directory, obligedId);
  const isLiaison = [obligedId, through].some((id) => inLiaison(directory, planId, id));
  if (isLiaison) return 'liaison';
  if (audience === 'supervising-leader') {
    const own = holderOf(directory, obligedId, ['supervising-leader']);
    return own ?? holderOf(directory, office, ['supervising-leader']);
  }
  if (audience === 'leader') return holderOf(directory, through, ['leader']);
  return handlerOf(directory, through, asked) ?? holderOf(directory, through, CONTACTS);
}

/** Units whose contact may be one of these persons; who is meant in a case is looked up then. */
export function unitsToldTo(directory: Directory, persons: ReadonlySet<number>): number[] {
  const reaches = (personId: number) =>
    answeringChain(personId, (id) => directory.away.get(id) ?? undefined).some((id) =>
      persons.has(id),
    );
  const own = new Set<number>();
  for (const [unitId, holders] of directory.holders) {
    if (holders.some(({ personId }) => reaches(personId))) own.add(unitId);
  }
  for (const [key, personId] of directory.handlers) {
    if (reaches(personId)) own.add(Number(key.split('/')[1]));
  }
  return [...directory.units.keys()].filter((unitId) => own.has(lastOfChain(directory, unitId)));
}

/** The office that supervises the unit: that of its side where there is one, else the plan's. */
export function officeFor(
  directory: Directory,
  { planId, obligedId }: Pick<AskedAudience, 'planId' | 'obligedId'>,
): number | null {
  const side = obligedId === null ? null : (directory.units.get(obligedId)?.side ?? null);
  return directory.sideOffices.get(`${planId}/${side}`) ?? directory.offices.get(planId) ?? null;
}

/** The colleague of the unit who has taken the task over, or who stands in for that colleague. */
function handlerOf(
  directory: Directory,
  unitId: number,
  { taskId }: AskedAudience,
): Recipient | null {
  const personId = directory.handlers.get(`${taskId}/${unitId}`);
  return personId === undefined ? null : reached(directory, personId, unitId);
}

/** The person, or the last of those who stand in; null when nobody of them can be written to. */
function reached(directory: Directory, personId: number, unitId: number): Recipient | null {
  const chain = answeringChain(personId, (id) => directory.away.get(id) ?? undefined);
  const present = chain.findLast((id) => !directory.away.has(id) && waysOf(directory, id, unitId));
  const ways = present === undefined ? undefined : waysOf(directory, present, unitId);
  return present === undefined || ways === undefined
    ? null
    : { personId: present, unitId, ...ways };
}

/** One who holds a post of the unit may be told by the unit's own mailbox. */
function waysOf(directory: Directory, personId: number, unitId: number): Ways | undefined {
  const held = directory.holders.get(unitId)?.find((holder) => holder.personId === personId);
  if (held === undefined) return directory.ways.get(personId);
  const { email, phone, prefers } = held;
  return { email, phone, prefers };
}

/** The unit that answers for a unit: itself, or the end of its chain of answers-through. */
function lastOfChain({ units }: Directory, unitId: number): number {
  const chain = answeringChain(unitId, (id) => units.get(id)?.throughId ?? undefined);
  return chain.at(-1) ?? unitId;
}

function inLiaison({ liaison, units }: Directory, planId: number, unitId: number): boolean {
  const side = units.get(unitId)?.side ?? null;
  return side !== null && liaison.has(`${planId}/${side}`);
}

/**
 * The holder of the first of the roles whom anybody can reach: one who is there, or the substitute
 * of one who is away. When all are away and nobody stands in, it is kept for the first of them.
 */
function holderOf(
  directory: Directory,
  unitId: number | null,
  roles: PostRole[],
): Recipient | null {
  if (unitId === null) return null;
  const all = directory.holders.get(unitId) ?? [];
  const asked = roles.flatMap((role) => all.filter((each) => each.role === role));
  for (const { personId } of asked) {
    const found = reached(directory, personId, unitId);
    if (found !== null) return found;
  }
  const [first] = asked;
  if (first === undefined) return null;
  const { role: _, ...kept } = first;
  return { ...kept, unitId };
}
