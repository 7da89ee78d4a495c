import { describe, expect, it } from 'vitest';
import { addressBookTemplate, readAddressBook } from '../../plan/address-book.ts';

const HEAD = ['单位', '类别', '所属方', '别名', '通过谁办理', '岗位', '姓名', '电话', '邮箱'];
const nothing = { units: [], sides: [] };

function read(rows: string[][], known: Parameters<typeof readAddressBook>[1] = nothing) {
  return readAddressBook([{ name: '通讯录', rows: [HEAD, ...rows] }], known);
}

const school = [
  '青禾县教育局',
  '单位',
  '青禾县',
  '县教育局、教育局',
  '',
  '联系人',
  '林小满',
  '13900000001',
  'lin@example.com',
];

it('takes one row per post, with the attributes of the unit in its first row only', () => {
  const book = read([
    school,
    ['青禾县 教育局', '', '', '', '', '单位分管领导', '周海', '0771-1234567', ''],
    ['柳溪村', '村', '青禾县', '', '柳溪镇', '', '', '', ''],
    ['柳溪镇', '', '青禾县', '', '', '办公室', '吴桐', '', 'wu@example.com'],
  ]);
  expect(book.faults).toEqual([]);
  expect(book.units.map(({ name, kind, through }) => [name, kind, through])).toEqual([
    ['青禾县教育局', 'unit', null],
    ['柳溪村', 'village', '柳溪镇'],
    ['柳溪镇', null, null],
  ]);
  expect(book.units[0]?.aliases).toEqual(['县教育局', '教育局']);
  expect(book.posts.map(({ unit, role, person }) => [unit, role, person])).toEqual([
    ['青禾县教育局', 'contact', '林小满'],
    ['青禾县教育局', 'leader', '周海'],
    ['柳溪镇', 'office', '吴桐'],
  ]);
});

it('keeps a name as it is written, and knows it again with other brackets', () => {
  const book = read([
    ['教育局（体育局）', '单位', '', '', '', '', '', '', ''],
    ['教育局(体育局)', '村', '', '', '', '', '', '', ''],
  ]);
  expect(book.units.map(({ name }) => name)).toEqual(['教育局（体育局）']);
  expect(book.faults).toHaveLength(1);
});

it('knows English heads and words, in any order and under a title', () => {
  const rows = [
    ['Address book'],
    ['email', 'name', 'role', 'kind', 'unit'],
    ['lin@example.com', '林小满', 'supervising-leader', 'leading-body', '青禾县政府办'],
  ];
  const book = readAddressBook([{ name: 'units', rows }], nothing);
  expect(book.faults).toEqual([]);
  expect(book.units[0]?.kind).toBe('leading-body');
  expect(book.posts[0]).toMatchObject({ role: 'supervising-leader', email: 'lin@example.com' });
});

it.each([
  ['督办领导', 'supervising-leader'],
  ['督办领导（分管县领导）', 'supervising-leader'],
  ['分管县领导', 'supervising-leader'],
  ['协调员', 'coordinator'],
  ['核验人', 'verifier'],
])('reads the post %s as %s', (word, role) => {
  expect(read([['甲局', '', '', '', '', word, '林小满', '', '']]).posts[0]?.role).toBe(role);
});

it('names all faults at once, each with its row, column, what stands there and what should', () => {
  const { faults } = read([
    ['', '', '', '', '', '联系人', '林小满', '', ''],
    ['甲局', '机构', '', '', '', '科员', '林小满', '12345', 'lin@'],
    ['甲局', '', '', '', '', '联系人', '', '', ''],
    ['乙局', '单位', '', '', '', '', '', '13900000001', ''],
  ]);
  expect(faults).toEqual([
    '“通讯录”第 2 行“单位”：现为空白，应为单位名称',
    '“通讯录”第 3 行“类别”：现为“机构”，应为单位、职务、人员群体、村、领导机关、外部 之一',
    '“通讯录”第 3 行“电话”：现为“12345”，应为手机号（11 位）或座机（如 0771-1234567）',
    '“通讯录”第 3 行“邮箱”：现为“lin@”，应为一个邮箱地址（如 name@example.com）',
    '“通讯录”第 3 行“岗位”：现为“科员”，应为联系人、承办人、单位分管领导、督办领导、办公室、协调员、核验人 之一',
    '“通讯录”第 4 行“姓名”：现为空白，应为姓名；只登记单位时岗位也留空',
    '“通讯录”第 5 行“姓名”：现为空白，应为这个电话或邮箱的使用人，并填写岗位',
  ]);
});

describe('contradictions', () => {
  it('finds rows that disagree about a unit or a person', () => {
    const { faults } = read([
      school,
      ['青禾县教育局', '村', '云岭县', '', '', '办公室', '林小满', '', 'other@example.com'],
    ]);
    expect(faults).toHaveLength(3);
    expect(faults.join()).toMatch(/类别.*所属方.*邮箱/);
  });

  it('gives the person of two posts what either row states', () => {
    const book = read([school, ['青禾县教育局', '', '', '', '', '办公室', '林小满', '', '']]);
    expect(book.posts.map(({ email }) => email)).toEqual(['lin@example.com', 'lin@example.com']);
  });

  it('finds an alias that two units of one side bear, not one that the two sides share', () => {
    const other = ['云岭县教育局', '', '云岭县', '教育局', '', '', '', '', ''];
    expect(read([school, other]).faults).toEqual([]);
    const same = ['青禾县体育局', '', '青禾县', '教育局', '', '', '', '', ''];
    expect(read([school, same]).faults).toHaveLength(2);
  });

  it('finds a circle of answering through, also over units known before', () => {
    const rows = [
      ['甲村', '村', '', '', '乙镇', '', '', '', ''],
      ['乙镇', '', '', '', '甲村', '', '', '', ''],
    ];
    expect(read(rows).faults.join()).toContain('甲村 → 乙镇');
    const known = {
      units: [{ name: '乙镇', kind: 'unit' as const, side: null, aliases: [], through: '甲村' }],
      sides: [],
    };
    expect(read(rows.slice(0, 1), known).faults.join()).toContain('循环');
  });

  it('finds an unknown unit to answer through, and a chain of more than five', () => {
    expect(read([['甲村', '村', '', '', '丙镇', '', '', '', '']]).faults.join()).toContain('丙镇');
    const chain = ['一', '二', '三', '四', '五', '六', '七'].map((name, index, all) => [
      `${name}局`,
      '',
      '',
      '',
      all[index + 1] ? `${all[index + 1]}局` : '',
      '',
      '',
      '',
      '',
    ]);
    expect(read(chain).faults).toHaveLength(1);
  });

  it('admits no contact for offices, groups and villages', () => {
    const rows = [['甲村', '村', '', '', '', '联系人', '林小满', '', '']];
    expect(read(rows).faults.join()).toContain('村不单独设联系人');
  });
});

it('warns of a side that no plan names, and of a village that answers through nobody', () => {
  const rows = [
    ['甲村', '村', '清禾县', '', '', '', '', '', ''],
    ['乙局', '单位', '青禾', '', '', '', '', '', ''],
  ];
  const book = read(rows, { units: [], sides: [{ name: '青禾县', short: '青禾' }] });
  expect(book.faults).toEqual([]);
  expect(book.warnings).toHaveLength(2);
  expect(book.units[1]?.side).toBe('青禾县');
});

it('says so when there is no head or nothing below it', () => {
  expect(readAddressBook([{ name: '一', rows: [['甲局']] }], nothing).faults[0]).toContain(
    '没有找到表头',
  );
  expect(read([]).faults[0]).toContain('没有内容');
});

it('asks for the names that the template leaves open, and for nothing else', () => {
  const { faults } = readAddressBook([{ name: '通讯录', rows: addressBookTemplate() }], nothing);
  expect(faults.every((fault) => fault.includes('“姓名”：现为空白'))).toBe(true);
});

it("reads the office's own telephone and mailbox, and the room of a post, in both styles of heads", () => {
  const chinese = ['单位', '办公电话', '公用邮箱', '岗位', '姓名', '科室', '电话'];
  const english = ['unit', 'office phone', 'shared mailbox', 'role', 'name', 'room', 'phone'];
  for (const heads of [chinese, english]) {
    const rows = [
      heads,
      [
        '县教育局',
        '0771－2345678',
        'Office@edu.example',
        '联系人',
        '王芳',
        '基教股',
        '13812345678',
      ],
      ['县教育局', '', '', '单位分管领导', '李强', '', ''],
    ];
    const { units, posts, faults } = readAddressBook([{ name: '通讯录', rows }], nothing);
    expect(faults).toEqual([]);
    expect(units[0]).toMatchObject({ phone: '0771-2345678', mailbox: 'office@edu.example' });
    expect(posts.map(({ room }) => room)).toEqual(['基教股', null]);
  }
});

it('names what is no telephone or mailbox of an office', () => {
  const rows = [
    ['单位', '办公电话', '公用邮箱'],
    ['县教育局', '总机', '教育局邮箱'],
  ];
  const { faults } = readAddressBook([{ name: '通讯录', rows }], nothing);
  expect(faults.map((fault) => /办公电话|公用邮箱/.exec(fault)?.[0])).toEqual([
    '办公电话',
    '公用邮箱',
  ]);
});
