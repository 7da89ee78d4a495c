import { describe, expect, it } from 'vitest';
import { isCollective } from '../../plan/collectives.ts';
import { proposals } from '../../plan/name-proposals.ts';
import { type NameContext, type NamedUnit, foldName, matchName } from '../../plan/names.ts';

function unit(
  name: string,
  side: string | null = '青禾县',
  more: Partial<NamedUnit> = {},
): NamedUnit {
  return { name, side, aliases: [], kind: 'unit', ...more };
}

const twoSided: NameContext = {
  home: '青禾县',
  sides: [
    { name: '青禾县', short: '青禾' },
    { name: '云岭县', short: '云岭' },
  ],
};
const oneSided: NameContext = { home: '青禾县', sides: [] };

const book = [
  unit('青禾县教育局', '青禾县', { aliases: ['县教育局'] }),
  unit('青禾县人力资源和社会保障局'),
  unit('青禾县财政局'),
  unit('青禾县乡村振兴局', '青禾县', { aliases: ['县乡村振兴局'] }),
  unit('青禾县委办公室', '青禾县', { kind: 'leading-body' }),
  unit('柳溪镇'),
  unit('东坪乡'),
  unit('城关街道办事处'),
  unit('青禾县人民政府办公室', '青禾县', { kind: 'leading-body' }),
  unit('中共青禾县委宣传部', '青禾县', { kind: 'leading-body' }),
  unit('共青团青禾县委员会'),
  unit('东坪乡选派办', '青禾县', { kind: 'group' }),
  unit('青禾县第一中学'),
  unit('湾头村经济合作社', '青禾县', { kind: 'village' }),
  unit('云岭县教育局', '云岭县', { aliases: ['县教育局'] }),
  unit('云岭县投资促进局', '云岭县'),
];

describe('foldName', () => {
  it.each([
    ['青禾县 教育局', '青禾县教育局'],
    ['青禾县\u3000教育\n局', '青禾县教育局'],
    ['教育局（体育局）', '教育局(体育局)'],
    ['ＡＢ１２办', 'AB12办'],
    ['教育局、财政局', '教育局、财政局'],
  ])('folds %s to %s', (written, folded) => expect(foldName(written)).toBe(folded));
});

describe('matchName', () => {
  it.each([
    ['青禾县教育局', 'exact', '青禾县教育局'],
    ['青禾县　教育局', 'exact', '青禾县教育局'],
    ['青禾教育局', 'alias', '青禾县教育局'],
    ['云岭教育局', 'alias', '云岭县教育局'],
    ['县乡村振兴局', 'alias', '青禾县乡村振兴局'],
  ])('knows %s as %s of %s', (written, settled, name) => {
    const match = matchName(written, book, twoSided);
    expect([match?.settled, match?.unit.name]).toEqual([settled, name]);
  });

  it.each(['县财政局', '各乡镇', '民政局'])('leaves %s to a person', (written) => {
    expect(matchName(written, book, twoSided)).toBeNull();
  });

  it('takes an alias of both sides for neither, unless the plan has one side only', () => {
    expect(matchName('县教育局', book, twoSided)).toBeNull();
    expect(matchName('县教育局', book, oneSided)?.unit.name).toBe('青禾县教育局');
  });
});

describe('isCollective', () => {
  it.each([
    ['各乡镇', true],
    ['各有关部门', true],
    ['相关单位', true],
    ['县直各单位', true],
    ['县财政局等', true],
    ['县财政局等单位', true],
    ['定点帮扶单位', true],
    ['县教育局', false],
    ['青禾县委办公室', false],
    ['各', true],
  ])('%s: %s', (written, expected) => expect(isCollective(written)).toBe(expected));
});

describe('proposals', () => {
  it.each([
    ['县财政局', '青禾县财政局', '字样'],
    ['县人社局', '青禾县人力资源和社会保障局', '简称'],
    ['财政部门', '青禾县财政局', '主干'],
    ['弯头村经济合作社', '湾头村经济合作社', '一字之差'],
    ['城关街道', '城关街道办事处', '主干'],
    ['云岭县投资促进中心', '云岭县投资促进局', '主干'],
    ['县乡村兴振局', '青禾县乡村振兴局', '一字之差'],
    ['青禾县政府办', '青禾县人民政府办公室', '主干'],
    ['县委宣传部', '中共青禾县委宣传部', '只差'],
    ['青禾县宣传部', '中共青禾县委宣传部', '只差'],
    ['团县委', '共青团青禾县委员会', '只差'],
    ['青禾县团委', '共青团青禾县委员会', '只差'],
  ])('proposes for %s first %s', (written, name, reason) => {
    const [first] = proposals(written, book, twoSided);
    expect(first?.units).toEqual([name]);
    expect(first?.reason).toContain(reason);
  });

  it('gives at most three, home units before those of the other side', () => {
    const found = proposals('教育局', book, twoSided);
    expect(found.map(({ units }) => units[0])).toEqual(['青禾县教育局', '云岭县教育局']);
    const many = Array.from({ length: 9 }, (_, index) => unit(`第${index}小学教育集团`));
    expect(proposals('县教育集团', many, twoSided)).toHaveLength(3);
  });

  it('proposes nothing of the other side, and nothing unlike', () => {
    expect(proposals('云岭县财政局', book, twoSided)).toEqual([]);
    expect(proposals('县气象台', book, twoSided)).toEqual([]);
    expect(proposals('沙田街道办事处', book, twoSided)).toEqual([]);
  });

  it('proposes for 各乡镇 the townships of the home side', () => {
    expect(proposals('各乡镇', book, twoSided)[0]?.units).toEqual([
      '柳溪镇',
      '东坪乡',
      '城关街道办事处',
    ]);
  });

  it('proposes for 各中学 the units named so', () => {
    expect(proposals('各中学', book, twoSided)[0]?.units).toEqual(['青禾县第一中学']);
    expect(proposals('各县（区）选派办', book, twoSided)).toEqual([]);
  });

  it('proposes for 各部门 neither the recipient office nor leading bodies, and says so', () => {
    const context = { ...twoSided, recipientOffice: '县乡村振兴局' };
    const [first] = proposals('各有关部门', book, context);
    expect(first?.units).toEqual([
      '青禾县教育局',
      '青禾县人力资源和社会保障局',
      '青禾县财政局',
      '共青团青禾县委员会',
      '青禾县第一中学',
    ]);
    expect(first?.reason).toContain('青禾县乡村振兴局（接收报送的单位）');
    expect(first?.reason).toContain('青禾县委办公室（领导机关）');
  });

  it('proposes for a broad collective those that the plan charges, when any are known', () => {
    const context = { ...twoSided, responsible: ['柳溪镇', '青禾县财政局'], open: 2 };
    const [first] = proposals('各帮扶单位', book, context);
    expect(first?.units).toEqual(['青禾县财政局', '柳溪镇']);
    expect(first?.reason).toContain('另有 2 个名称未确定');
  });
});
