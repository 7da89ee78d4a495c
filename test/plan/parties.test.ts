import { describe, expect, it } from 'vitest';
import { type LaunchParty, type LaunchSide, partyGroups } from '../../plan/parties.ts';

const OURS: LaunchSide = { name: '青禾县', short: '青禾', home: true, supervised: true };
const THEIRS: LaunchSide = { name: '云岭县', short: '云岭', home: false, supervised: false };
const ours = (id: number): LaunchParty => ({
  unit: { id, name: `单位${id}`, side: null },
  written: `单位${id}`,
});
const theirs = (id: number): LaunchParty => ({
  unit: { id, name: `云岭${id}`, side: '云岭县' },
  written: `云岭${id}`,
});

/** Groups as "key unit,participants|counterparts", a liaison one with an L. */
function groups(
  lead: LaunchParty[],
  {
    support = [],
    actor = null,
    supervised = false,
    each = false,
  }: { support?: LaunchParty[]; actor?: string | null; supervised?: boolean; each?: boolean } = {},
): string[] {
  const sides = [OURS, { ...THEIRS, supervised }];
  const task = {
    distribution: each ? ('each' as const) : ('joint' as const),
    actor,
    lead,
    support,
  };
  return partyGroups(task, { sides, coordinatorUnitId: 9 }).map((group) => {
    const of = (role: string) =>
      group.parties.filter((one) => one.role === role).map(({ unitId }) => unitId);
    return `${group.liaison ? 'L ' : ''}${group.key} ${group.answering.id},${of('participant').join('+')}|${of('counterpart').join('+')}`;
  });
}

describe('a joint duty', () => {
  it.each([
    ['our first lead answers', [ours(1), ours(2)], {}, ['joint 1,2|']],
    ['ours before theirs, however they stand', [theirs(5), ours(1)], {}, ['joint 1,|5']],
    ['theirs alone lies in liaison', [theirs(5), theirs(6)], {}, ['L joint 5,6|']],
    [
      'of their side it is theirs, and ours confirm',
      [ours(1), theirs(5)],
      { actor: '云岭' },
      ['L joint 5,|1'],
    ],
    ['of our side it is ours', [theirs(5), ours(1)], { actor: '青禾县' }, ['joint 1,|5']],
    ['of a side that stands in no list', [ours(1)], { actor: '云岭县' }, ['joint 1,|']],
    ['of a unit that acts', [ours(1), ours(2)], { actor: '单位2' }, ['joint 1,2|']],
    [
      'each side has its own where both are supervised',
      [ours(1), ours(2), theirs(5), theirs(6)],
      { supervised: true },
      ['joint 1,2|5+6', '5 5,6|1+2'],
    ],
    [
      'one side acts though both are supervised',
      [ours(1), theirs(5)],
      { supervised: true, actor: '云岭县' },
      ['joint 5,|1'],
    ],
    ['theirs alone, supervised', [theirs(5)], { supervised: true }, ['joint 5,|']],
  ] as [string, LaunchParty[], Parameters<typeof groups>[1], string[]][])(
    '%s',
    (_what, lead, given, expected) => {
      expect(groups(lead, given)).toEqual(expected);
    },
  );
});

describe('a duty of each', () => {
  it.each([
    [
      'stands with its own side’s helpers',
      [ours(1), theirs(5)],
      { support: [ours(2), theirs(6)] },
      ['1 1,2|', 'L 5 5,|'],
    ],
    [
      'of a supervised other side has helpers too',
      [theirs(5)],
      { support: [theirs(6)], supervised: true },
      ['5 5,6|'],
    ],
    ['is not owed by the office that receives it', [ours(9), ours(1)], {}, ['1 1,|']],
  ] as [string, LaunchParty[], Parameters<typeof groups>[1], string[]][])(
    '%s',
    (_what, lead, given, expected) => {
      expect(groups(lead, { ...given, each: true })).toEqual(expected);
    },
  );
});
