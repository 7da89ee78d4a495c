import type { PostRole } from './address-book-heads.ts';

/** What somebody who is logged in stands for: it follows from his posts, but for the administrator. */
export type DeskStanding = {
  personId: number;
  /** Sees every plan and keeps accounts; gives no commands by that. */
  admin: boolean;
  /** The offices for which he coordinates. */
  coordinates: number[];
  /** The offices whose plans he supervises as a leader. */
  supervises: number[];
  /** The offices for which he verifies what units claim. */
  verifies: number[];
  /** The units whose duties he sees as his own, and those that answer through them. */
  belongsTo: number[];
};

/** What somebody sees: the plans of his offices whole, of others one side; and his units' duties. */
export type Sight = DeskStanding & {
  plans: number[];
  sides: { planId: number; side: string }[];
  /** Of somebody who sees plans or sides: the other plans in which his units have a part. */
  elsewhere: number[];
};

/** What a desk is made for: which pages somebody sees. */
export type DeskRole = 'admin' | 'coordinator' | 'supervisor' | 'verifier' | 'unit';

/** What posts make of somebody; `belongsTo` lacks the units that answer through his. */
export function standingOfPosts(
  { personId, admin }: { personId: number; admin: boolean },
  posts: readonly { unitId: number; role: PostRole }[],
): DeskStanding {
  const as = (...roles: PostRole[]) => [
    ...new Set(posts.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId)),
  ];
  return {
    personId,
    admin,
    coordinates: as('coordinator'),
    supervises: as('supervising-leader'),
    verifies: as('verifier'),
    belongsTo: as('contact', 'handler', 'leader', 'office', 'coordinator'),
  };
}

/** The desks that somebody has, the one to open first in front. */
export function deskRoles(standing: DeskStanding): DeskRole[] {
  const { admin, coordinates, supervises, verifies, belongsTo } = standing;
  const has: [DeskRole, boolean][] = [
    ['coordinator', coordinates.length > 0],
    ['supervisor', supervises.length > 0],
    ['verifier', verifies.length > 0],
    ['unit', belongsTo.length > 0],
    ['admin', admin],
  ];
  return has.flatMap(([role, held]) => (held ? [role] : []));
}

/** The offices under whose plans somebody sees everything. */
export function officesHeld({ coordinates, supervises, verifies }: DeskStanding): number[] {
  return [...new Set([...coordinates, ...supervises, ...verifies])];
}
