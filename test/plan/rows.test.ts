import { extractPlan } from '../../plan/extract.ts';
import { describe, expect, it } from 'vitest';
import { planOf, planWith, planWithTable } from './plan-of.ts';

const HEAD = '序号|重点工作|具体事项|完成时限|责任单位|备注';

function issuesOf(...rows: string[]): string[] {
  const plan = planWithTable(HEAD, ...rows);
  const issues = [...plan.issues, ...plan.tasks.flatMap((task) => task.issues)];
  return issues.map(({ line, expected, found }) => `${line} ${expected} ${found}`);
}

describe('a table row', () => {
  it('is a task with the section above it', () => {
    const plan = planWithTable(HEAD, '1|人才协作||||', '1.1||选派3名教师。|2024年8月|两地教育局|');
    expect(plan.tasks).toHaveLength(1);
    expect(plan.tasks[0]).toMatchObject({
      id: 't01',
      quote: '选派3名教师',
      number: '1.1',
      section: '人才协作',
      lead: ['青禾县教育局', '云岭县教育局'],
      deadline: { text: '2024年8月', kind: 'once', due: ['2024-08-31'] },
      count: { op: '=', value: 3, unit: '名', per: 'plan' },
      place: { line: 4 },
    });
    expect(plan.coverage).toEqual({ clauses: 2, tasks: 1, rules: 1, parts: 0, dismissed: 0 });
  });

  it('takes its section from a column merged over several rows', () => {
    const plan = planWithTable(
      HEAD,
      '1|人才协作|选派3名教师|8月|县教育局|',
      '2||举办2期培训|9月|县教育局|',
    );
    expect(plan.tasks.map(({ section }) => section)).toEqual(['人才协作', '人才协作']);
  });

  it('splits into its deliverables, which share units and remark', () => {
    const row =
      '1.1||举办1期招聘会，做好就业人员台账。全年转移就业不低于155人。|11月|县人社局|建议5月举办';
    const { tasks } = planWithTable(HEAD, row);
    expect(tasks.map(({ quote }) => quote)).toEqual([
      '举办1期招聘会',
      '做好就业人员台账',
      '全年转移就业不低于155人',
    ]);
    expect(new Set(tasks.map(({ lead }) => lead.join()))).toEqual(new Set(['县人社局']));
  });

  it('accounts for its sentences that ask for nothing', () => {
    const plan = planWithTable(HEAD, '1.1||举办招聘会。营造良好氛围。|11月|县人社局|');
    expect(plan.tasks).toHaveLength(1);
    expect(plan.coverage).toEqual({ clauses: 2, tasks: 1, rules: 0, parts: 1, dismissed: 0 });
  });

  it('is a task even when its words only call for something', () => {
    expect(planWithTable(HEAD, '1.1||加强督查指导|11月|县督查室|').tasks).toHaveLength(1);
  });

  it('is found under heads repeated on every page, and without a number', () => {
    const plan = planWithTable(HEAD, '1||召开会议|3月|县委办|', HEAD, '|| 举办培训|4月|县教育局|');
    expect(plan.tasks.map(({ number, quote }) => [number, quote])).toEqual([
      ['1', '召开会议'],
      [null, '举办培训'],
    ]);
  });

  it('is read from a Markdown table too', () => {
    const plan = planOf(
      [
        '# 2024年工作计划',
        '| 序号 | 工作内容 | 完成时限 | 牵头单位 | 配合单位 |',
        '|---|:---:|---|---|---|',
        '| 1 | **召开**会议2次 | 6月底前 | 县委办 | 县教育局、县财政局 |',
      ].join('\n'),
    );
    expect(plan.tasks[0]).toMatchObject({
      quote: '召开会议2次',
      lead: ['县委办'],
      support: ['县教育局', '县财政局'],
      deadline: { due: ['2024-06-30'] },
    });
  });
});

describe('a malformed row is reported with its line', () => {
  it.each([
    ['1||召开会议|11月31日前|县委办|', ['3 存在的日期 2024年11月31日']],
    ['1||召开会议|尽快|县委办|', ['3 可识别的完成时限 尽快']],
    ['1||召开会议', ['3 6 列 3 列：1召开会议']],
    ['1||召开会议|3月|县委办||多出||', ['3 6 列 9 列：1召开会议3月县委办多出']],
    ['1||召开会议||县委办|', ['3 完成时限 空白']],
    ['1||召开会议|3月||', ['3 责任单位 空白']],
    ['1|||3月|县委办|', ['3 工作内容 13月县委办']],
    ['1|', ['3 工作内容 1']],
    ['||||||多', ['3 工作内容 多']],
  ])('%s', (row, expected) => {
    expect(issuesOf(row, '2||举办培训|3月|县教育局|')).toEqual(expected);
  });

  it('with columns of unknown names', () => {
    const plan = planWithTable('甲|乙|丙', '1|召开会议|3月');
    expect(plan.issues.map(({ line, found }) => `${line} ${found}`)).toEqual([
      '1 没有读出任务',
      '2 甲乙丙',
      '3 1召开会议3月',
    ]);
  });
});

describe('a budget table', () => {
  const plan = planWithTable(
    '序号|项目名称|金额（万元）',
    '1|茶园灌溉|60',
    '2|村级道路|40',
    '|合计|100',
  );

  it('gives a line and a task of money for each row, and the stated sum', () => {
    expect(plan.funds).toEqual([
      { item: '茶园灌溉', amount: 60, unit: '万元' },
      { item: '村级道路', amount: 40, unit: '万元' },
    ]);
    expect(plan.fundsTotal).toBe(100);
    expect(plan.tasks.map(({ count }) => count?.value)).toEqual([60, 40]);
    expect(plan.coverage).toEqual({ clauses: 3, tasks: 2, rules: 1, parts: 0, dismissed: 0 });
  });
});

function annex(row: string): string[] {
  return ['附件', '任务清单', HEAD, row].map((line) => line.replaceAll('|', '\t'));
}

describe('the annex and the body', () => {
  const body =
    '（一）选派教师。青禾县选派3名教师到云岭县支教。（时间：1-11月；责任单位：两地教育局）';

  it('say one task once, in the annex’s words', () => {
    const { tasks } = planWith(body, ...annex('1.1||青禾县选派3名教师支教|11月|两地教育局|'));
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({
      quote: '青禾县选派3名教师支教',
      alsoInBody: '青禾县选派3名教师到云岭县支教',
      actor: '青禾县',
      issues: [],
    });
  });

  it('lend each other a number that the annex leaves out', () => {
    const { tasks } = planWith(body, ...annex('1.1||青禾县选派教师到云岭县支教|11月|两地教育局|'));
    expect(tasks.map(({ count }) => count?.value)).toEqual([3]);
  });
});

it('reads the paragraphs of a cell as tasks of their own, and units a line each', () => {
  const head = ['序号', '具体措施', '完成时限', '责任单位'];
  const cells = ['1', '1.召开会议2次\n2.选派3名教师', '6月底前', '县教育局\n县人社局'];
  const block = {
    kind: 'row' as const,
    place: { line: 1, start: 0, end: 40 },
    text: cells.join(''),
    cells,
    spans: cells.map(() => ({ start: 0, end: 0, rows: 1, columns: 1 })),
    head,
    table: 1,
  };
  const title = { kind: 'title' as const, place: block.place, text: '2024年工作清单' };
  const { tasks } = extractPlan({ source: 'a.docx', text: '', blocks: [title, block] });
  expect(tasks.map(({ quote, lead }) => [quote, lead])).toEqual([
    ['召开会议2次', ['县教育局', '县人社局']],
    ['选派3名教师', ['县教育局', '县人社局']],
  ]);
});
