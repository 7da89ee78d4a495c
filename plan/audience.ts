import type { PostRole } from './address-book-heads.ts';
import type { Audience } from './moments.ts';
import { answeringChain } from './reach.ts';

/** Who is meant now: the person who holds the post, and the unit whose list a link opens. */
export type Recipient = { personId: number; email: string; unitId: number };

/** A present holder of a post who can be written to. */
export type Holder = { personId: number; email: string; role: PostRole };

/** The address book as it stands at one moment, and what plans say of their offices and sides. */
export type Directory = {
  /** The coordinating unit of each plan. */
  offices: ReadonlyMap<number, number | null>;
  /** "plan/side" of every side to which nothing is sent. */
  liaison: ReadonlySet<string>;
  units: ReadonlyMap<number, { side: string | null; throughId: number | null }>;
  /** The reachable holders of each unit's posts, the oldest post first. */
  holders: ReadonlyMap<number, Holder[]>;
};

/** An audience of a plan; `obligedId` is the unit it belongs to, null for the plan's own office. */
export type AskedAudience = { planId: number; audience: Audience; obligedId: number | null };

/** A unit's own people before its office; the coordinator where the office itself is a unit. */
const CONTACTS: PostRole[] = ['contact', 'office', 'coordinator'];

/** Looks an audience up; null when nobody can be reached, `liaison` when nothing may be sent. */
export function findRecipient(
  directory: Directory,
  { planId, audience, obligedId }: AskedAudience,
): Recipient | 'liaison' | null {
  const office = directory.offices.get(planId) ?? null;
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
  return holderOf(directory, through, audience === 'leader' ? ['leader'] : CONTACTS);
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

/** The holder of the first of the roles that anybody reachable holds. */
function holderOf(
  { holders }: Directory,
  unitId: number | null,
  roles: PostRole[],
): Recipient | null {
  if (unitId === null) return null;
  const all = holders.get(unitId) ?? [];
  const found = roles.map((role) => all.find((each) => each.role === role)).find(Boolean);
  return found === undefined ? null : { personId: found.personId, email: found.email, unitId };
}
