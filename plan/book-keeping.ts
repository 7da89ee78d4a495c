import { type PostRole, ROLE_NAMES } from './address-book-heads.ts';
import type { BookChange } from './book-changes.ts';

/** What of the address book somebody sees and keeps; `sides` null: all. */
export type Keeper = {
  admin: boolean;
  /** May change what he sees. */
  keeps: boolean;
  sides: string[] | null;
  /** The offices whose own posts he may fill. */
  offices: number[];
};

/** Posts that let their holders see and decide: an office fills its own only. */
const OFFICE_ROLES: readonly PostRole[] = ['coordinator', 'supervising-leader', 'verifier'];

type HeldPost = { unitId: number; role: PostRole; unit: string; side: string | null };

/** What of a change decides whose business it is: its unit's side now, and the person's posts. */
type About = { side: string | null; posts: readonly HeldPost[] };

/**
 * Why a change of the address book is not somebody's to make; null: it is. A coordinator keeps the
 * units of his side and those of none, fills the posts of his own office, and mends nobody who
 * has a post elsewhere. Administrators keep everything.
 */
export function keeperFault(
  keeper: Keeper,
  { kind, unitId, unit, role, person, fields }: BookChange,
  { side, posts }: About,
): string | null {
  if (keeper.admin) return null;
  if (!keeper.keeps) return '通讯录由协调员和系统管理员修改';
  const before = fields.find(({ field }) => field === 'side')?.before;
  const sides = [side, ...(kind === 'unit-changed' && before ? [before] : [])];
  const foreign = sides.find((each) => !isOfSide(keeper, each));
  if (foreign !== undefined) return `${unit}属于${foreign}，由${foreign}的办公室或系统管理员维护`;
  const filled = kind === 'opened' || kind === 'ended';
  if (filled && role !== null && !mayFill(keeper, { unitId, role })) {
    return `${unit}的${ROLE_NAMES[role]}由该办公室的协调员或系统管理员调整`;
  }
  const elsewhere = posts.find((post) => !isOfSide(keeper, post.side) || !mayFill(keeper, post));
  if (elsewhere === undefined) return null;
  const { unit: other, role: as } = elsewhere;
  return `${person ?? ''}是${other}的${ROLE_NAMES[as]}，联系方式由该办公室的协调员或系统管理员修改`;
}

function isOfSide({ sides }: Keeper, side: string | null): boolean {
  return sides === null || side === null || sides.includes(side);
}

/** True when somebody may fill a post, or mend who holds it. */
function mayFill(
  { admin, offices }: Keeper,
  { unitId, role }: Pick<HeldPost, 'unitId' | 'role'>,
): boolean {
  return admin || !OFFICE_ROLES.includes(role) || offices.includes(unitId);
}

/** The roles that somebody may fill in a unit. */
export function rolesToFill(keeper: Keeper, unitId: number): PostRole[] {
  if (!keeper.keeps) return [];
  const all = Object.keys(ROLE_NAMES).filter((key): key is PostRole => key in ROLE_NAMES);
  return all.filter((role) => mayFill(keeper, { unitId, role }));
}

/** Why nobody of a unit can be written to, and what to do about it. */
export type Lack = 'no-contact' | 'refused' | 'no-address';

/** What to do about a unit that cannot be reached. */
export const LACK_HINTS: Record<Lack, string> = {
  'no-contact': '登记一位联系人，或填写“通过谁办理”',
  refused: '问清现在用的邮箱，改正后等着的通知会自动再发',
  'no-address': '补上联系人的邮箱，或登记单位的公用邮箱',
};
