import { describe, expect, it } from 'vitest';
import { moneyOf } from '../../plan/money.ts';
import { planOf, planWith, planWithTable } from './plan-of.ts';

type Lines = [item: string, amount: number][];

function budget(...lines: string[]): { lines: Lines; total: number | null } {
  const { funds, fundsTotal } = planWith(...lines);
  return { lines: funds.map(({ item, amount }) => [item, amount]), total: fundsTotal };
}

describe('the money of running text', () => {
  it.each<[string, Lines, number | null]>([
    ['安排帮扶资金60万元用于茶园灌溉。', [['帮扶资金', 60]], 60],
    ['安排60万元的帮扶资金。', [['帮扶资金', 60]], 60],
    ['县财政安排资金1.2亿元。', [['资金', 1.2]], 1.2],
    [
      '安排资金60万元，其中：奖补资金40万元、培训资金15万元、宣传及考核经费5万元。',
      [
        ['奖补资金', 40],
        ['培训资金', 15],
        ['宣传及考核经费', 5],
      ],
      60,
    ],
    [
      '两年共安排协作资金480万元，其中2023年260万元，2024年220万元，主要用于购置设备。',
      [
        ['2023年协作资金', 260],
        ['2024年协作资金', 220],
      ],
      480,
    ],
    ['安排资金60万元，其中奖补资金40万元。', [['资金', 60]], 60],
    [
      '安排产业资金40万元。安排培训经费30万元。',
      [
        ['产业资金', 40],
        ['培训经费', 30],
      ],
      null,
    ],
    [
      '共安排帮扶资金70万元。安排产业资金40万元。安排培训经费30万元。',
      [
        ['产业资金', 40],
        ['培训经费', 30],
      ],
      70,
    ],
    ['2023年投入帮扶资金2860万元。2024年安排帮扶资金3100万元。', [['帮扶资金', 3100]], 3100],
    ['近年来累计投入帮扶资金800万元。', [], null],
    ['每年安排不低于80万元的帮扶资金。', [], null],
    ['采购农副产品600万元，完成投资3亿元，发放消费券500万元。', [], null],
    ['项目总投资100万元。', [], null],
  ])('%s', (text, lines, total) => {
    expect(budget(text)).toEqual({ lines, total });
  });

  it.each([
    ['县级财政资金安排137万元', '县级'],
    ['青禾县级安排专项资金137万元', '青禾县级'],
    ['安排省级资金20万元', '省级'],
    ['安排资金20万元', null],
  ])('%s has its source', (text, source) => {
    expect(moneyOf(text)[0]?.source).toBe(source);
  });
});

const table = (...lines: string[]) => ['2024年方案', '', '一、资金', ...lines].join('\n');

describe('money that is named again', () => {
  it('is the same money, and not added', () => {
    const { funds, fundsRelations } = planWith(
      '安排帮扶资金100万元。',
      '建设加工车间，项目总投资100万元。',
    );
    expect(funds).toHaveLength(1);
    expect(fundsRelations).toMatchObject([{ kind: 'same', amount: 100, lines: ['帮扶资金'] }]);
  });

  const TABLE = ['附件', '序号\t项目\t金额（万元）', '1\t灌溉\t60', '2\t道路\t25', '3\t培训\t15'];
  it('is a subtotal where it is the sum of some lines', () => {
    const { fundsRelations } = planOf(
      table('县级资金安排40万元建设民生项目。', ...TABLE, '\t合计\t100'),
    );
    expect(fundsRelations).toMatchObject([
      { kind: 'subtotal', amount: 40, lines: ['道路', '培训'] },
    ]);
  });

  it('is doubted where the text names another source', () => {
    const { conflicts } = planOf(
      table(
        '青禾县级安排专项资金100万元（见附件）。区级财政资金安排40万元建设民生项目。',
        ...TABLE,
        '\t合计\t100',
      ),
    );
    const [doubt] = conflicts.filter(({ kind }) => kind === 'funds-source');
    expect(doubt?.choices[0]).toBe('都是青禾县级资金');
    expect(doubt?.says.map(({ text }) => text)).toEqual([
      '青禾县级安排专项资金100万元',
      '区级财政资金安排40万元',
    ]);
  });

  it('contradicts the table where their totals differ', () => {
    const { conflicts } = planOf(table('安排专项资金90万元（见附件）。', ...TABLE, '\t合计\t100'));
    expect(conflicts.map(({ question }) => question)).toEqual([
      '正文写 90 万元，附表合计 100 万元，以哪个为准？',
    ]);
  });
});

describe('a stated total', () => {
  it('that differs from the sum of its lines is a conflict with both figures', () => {
    const { conflicts, fundsTotal } = planWithTable(
      '序号|项目名称|金额（万元）',
      '1|茶园灌溉|60',
      '2|村级道路|30.5',
      '|合计|100',
    );
    expect(fundsTotal).toBe(100);
    expect(conflicts).toMatchObject([{ kind: 'totals' }]);
    expect(conflicts[0]?.question).toContain(
      '合计是 100 万元，各项相加是 90.5 万元，相差 9.5 万元',
    );
  });

  it('of a text that names more parts than it holds is one too', () => {
    const { conflicts } = planWith('安排资金60万元，其中奖补资金40万元、培训经费30万元。');
    expect(conflicts.map(({ kind }) => kind)).toEqual(['totals']);
  });

  it('that fits is none', () => {
    const { conflicts, fundsTotal } = planWithTable(
      '序号|项目名称|金额（万元）',
      '1|甲|32.4',
      '2|乙|21.6',
      '3|丙|0.3',
      '|合计|54.3',
    );
    expect([conflicts, fundsTotal]).toEqual([[], 54.3]);
  });
});
