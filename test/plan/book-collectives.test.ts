import { describe, expect, it } from 'vitest';
import {
  type Collective,
  collectiveFaults,
  collectiveFor,
  membersOf,
  sharedSide,
} from '../../plan/book-collectives.ts';
import { proposals } from '../../plan/name-proposals.ts';
import type { NameContext, NamedUnit } from '../../plan/names.ts';

function unit(name: string, side: string | null = '青禾县', aliases: string[] = []): NamedUnit {
  return { name, side, aliases, kind: 'unit' };
}

const book = [
  unit('柳溪镇'),
  unit('东坪乡'),
  unit('城关街道'),
  unit('青禾县教育局', '青禾县', ['县教育局']),
  unit('青禾县乡村振兴局', '青禾县', ['县乡村振兴局']),
  unit('山前镇', '云岭县'),
];
const townships: Collective = {
  name: '各乡镇',
  side: '青禾县',
  aliases: ['各乡镇街道', '各镇（街道）'],
  units: ['柳溪镇', '东坪乡'],
};
const theirs: Collective = { name: '各乡镇', side: '云岭县', aliases: [], units: ['山前镇'] };
const anybody: Collective = {
  name: '成员单位',
  side: null,
  aliases: ['各成员单位'],
  units: ['青禾县教育局', '青禾县乡村振兴局'],
};
const known = [theirs, townships, anybody];
const oneSided: NameContext = { home: '青禾县', sides: [] };
const twoSided: NameContext = {
  home: '青禾县',
  sides: [
    { name: '青禾县', short: '青禾' },
    { name: '云岭县', short: '云岭' },
  ],
};

it.each([
  ['各乡镇', twoSided, townships],
  ['各 乡镇', oneSided, townships],
  ['全县各乡镇', oneSided, townships],
  ['各镇(街道)', oneSided, townships],
  ['青禾县各乡镇', twoSided, townships],
  ['青禾各乡镇街道', twoSided, townships],
  ['云岭县各乡镇', twoSided, theirs],
  ['云岭各乡镇', twoSided, theirs],
  ['各成员单位', twoSided, anybody],
  ['各村', oneSided, null],
  ['各乡镇', { home: '远山县', sides: [] }, null],
])('%s means what is registered for its side', (written, context, meant) => {
  expect(collectiveFor(written, known, context)).toBe(meant);
});

describe('proposals for a collective', () => {
  it('begin with what is registered, and go on with what the names suggest', () => {
    const context = { ...oneSided, collectives: known };
    const [first, second, ...more] = proposals('各乡镇', book, context);
    expect(first).toEqual({
      units: ['柳溪镇', '东坪乡'],
      reason: '通讯录登记的集合称谓“各乡镇”，2 个单位',
    });
    expect(second?.units).toEqual(['柳溪镇', '东坪乡', '城关街道']);
    expect(more).toEqual([]);
  });

  it('repeat nothing where both are the same', () => {
    const whole = { ...townships, units: ['城关街道', '东坪乡', '柳溪镇'] };
    expect(proposals('各乡镇', book, { ...oneSided, collectives: [whole] })).toHaveLength(1);
  });

  it('know a registered name that no rule would take for a collective', () => {
    const named = { ...anybody, name: '领导小组' };
    const [first] = proposals('领导小组', book, { ...oneSided, collectives: [named] });
    expect(first?.units).toEqual(anybody.units);
  });

  it('leave out whom reports go to', () => {
    const proposal = membersOf(anybody, book, { ...oneSided, recipientOffice: '县乡村振兴局' });
    expect(proposal.units).toEqual(['青禾县教育局']);
    expect(proposal.reason).toContain('不含 青禾县乡村振兴局（接收报送的单位）');
  });
});

it.each([
  ['a name', { name: ' ' }, 'name', '请填称谓'],
  ['a name of its own', { name: '各乡镇' }, 'name', '“各乡镇”已经登记'],
  ['a name of no unit', { name: '县教育局' }, 'name', '是单位“青禾县教育局”的名称'],
  ['other forms of their own', { aliases: ['各镇（街道）'] }, 'aliases', '“各乡镇”已经登记'],
  ['units', { units: [] }, 'units', '请选择'],
  ['known units', { units: ['西山镇'] }, 'units', '没有 西山镇'],
  ['units of its side', { units: ['山前镇'] }, 'units', '山前镇不属于青禾县'],
])('a collective needs %s', (_what, given, at, says) => {
  const fields = { name: '各镇', side: '青禾县', aliases: [], units: ['柳溪镇'], ...given };
  const faults = collectiveFaults(fields, { units: book, collectives: known });
  expect(faults).toMatchObject([{ at }]);
  expect(faults[0]?.says).toContain(says);
});

it('may bear another side’s name', () => {
  const given = { name: '各村镇', side: '云岭县', aliases: ['各乡镇街道'], units: ['山前镇'] };
  expect(collectiveFaults(given, { units: book, collectives: known })).toEqual([]);
});

it('is of the side that its members share', () => {
  expect(sharedSide(book.slice(0, 3))).toBe('青禾县');
  expect(sharedSide(book)).toBeNull();
  expect(sharedSide([unit('县医院', null)])).toBeNull();
});
