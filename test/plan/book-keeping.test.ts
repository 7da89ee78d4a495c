import { expect, it } from 'vitest';
import type { PostRole } from '../../plan/address-book-heads.ts';
import { type BookChange, bookChangeWords, fieldChanges } from '../../plan/book-changes.ts';
import { type Keeper, keeperFault, rolesToFill } from '../../plan/book-keeping.ts';

const OFFICE = 7;
const COORDINATOR: Keeper = { admin: false, keeps: true, sides: ['青禾县'], offices: [OFFICE] };
const LEADER: Keeper = { ...COORDINATOR, keeps: false, offices: [] };
const ADMIN: Keeper = { admin: true, keeps: true, sides: null, offices: [] };

const CHANGE: BookChange = {
  kind: 'unit-changed',
  unitId: 1,
  unit: '县教育局',
  role: null,
  personId: null,
  person: null,
  fields: [],
};

const post = (kind: 'opened' | 'ended', role: PostRole, unitId = 1): BookChange => {
  return { ...CHANGE, kind, role, unitId, personId: 3, person: '王芳' };
};
const moved = {
  ...CHANGE,
  fields: [{ field: 'side', before: '云岭县', after: '青禾县' } as const],
};

it.each<[string, Keeper, BookChange, string | null, string | null]>([
  ['a coordinator changes a unit of his side', COORDINATOR, CHANGE, '青禾县', null],
  ['one of no side', COORDINATOR, CHANGE, null, null],
  ['one of another side', COORDINATOR, CHANGE, '云岭县', '属于云岭县'],
  ['takes one over from another side', COORDINATOR, moved, '青禾县', '属于云岭县'],
  ['fills a contact', COORDINATOR, post('opened', 'contact'), '青禾县', null],
  ['ends a leader of the unit', COORDINATOR, post('ended', 'leader'), '青禾县', null],
  [
    'fills a post of another office',
    COORDINATOR,
    post('opened', 'coordinator'),
    '青禾县',
    '协调员',
  ],
  ['ends one there', COORDINATOR, post('ended', 'verifier'), '青禾县', '核验人'],
  ['fills one of his own office', COORDINATOR, post('opened', 'verifier', OFFICE), '青禾县', null],
  ['a leader changes a unit', LEADER, CHANGE, '青禾县', '由协调员和系统管理员修改'],
  ['an administrator changes any', ADMIN, post('opened', 'coordinator'), '云岭县', null],
])('when %s', (_, keeper, change, side, says) => {
  const fault = keeperFault(keeper, change, { side, posts: [] });
  if (says === null) expect(fault).toBeNull();
  else expect(fault).toContain(says);
});

it.each<[string, PostRole, number, string, string | null]>([
  ['a contact of the side', 'contact', 1, '青禾县', null],
  ['a contact of another side', 'contact', 2, '云岭县', '县卫健办的联系人'],
  ['a leader who supervises for another office', 'supervising-leader', 2, '青禾县', '督办领导'],
  ['one who verifies for the own office', 'verifier', OFFICE, '青禾县', null],
])('a coordinator mends %s, or hears whose business it is', (_, role, unitId, side, says) => {
  const change: BookChange = { ...CHANGE, kind: 'mended', personId: 3, person: '王芳' };
  const posts = [{ unitId, role, unit: '县卫健办', side }];
  const fault = keeperFault(COORDINATOR, change, { side: '青禾县', posts });
  if (says === null) expect(fault).toBeNull();
  else expect(fault).toContain(says);
});

it('offers the posts that somebody may fill', () => {
  expect(rolesToFill(LEADER, OFFICE)).toEqual([]);
  expect(rolesToFill(COORDINATOR, 1)).toEqual(['contact', 'handler', 'leader', 'office']);
  expect(rolesToFill(COORDINATOR, OFFICE)).toContain('coordinator');
  expect(rolesToFill(ADMIN, 1)).toContain('supervising-leader');
});

it.each<[string, BookChange, string]>([
  [
    'a new kind',
    { ...CHANGE, fields: fieldChanges({ kind: 'unit' }, { kind: 'village' }) },
    '修改单位：县教育局（类别 单位 → 村）',
  ],
  [
    'a telephone that is gone',
    { ...CHANGE, fields: fieldChanges({ phone: '1' }, { phone: null }) },
    '修改单位：县教育局（电话 1 → 空）',
  ],
  [
    'an alias',
    { ...CHANGE, kind: 'unit-added', fields: fieldChanges({}, { aliases: ['教育局', '教局'] }) },
    '新增单位：县教育局（别名 教育局、教局）',
  ],
  ['a post', post('opened', 'contact'), '任职：县教育局 联系人 王芳'],
])('tells %s in a line', (_, change, words) => {
  expect(bookChangeWords(change)).toBe(words);
});
