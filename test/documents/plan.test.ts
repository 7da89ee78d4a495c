import { describe, expect, it } from 'vitest';
import { readDocument } from '../../documents/read.ts';
import { extractPlan } from '../../plan/extract.ts';
import { cell, counted, docxFile, level, list, paragraph, table } from './docx-file.ts';

const CENTRED = '<w:jc w:val="center"/>';
const { abstract, instance } = list(
  1,
  level(0, 'chineseCounting', '%1、'),
  level(1, 'chineseCounting', '（%2）'),
);
const serial = list(2, level(0, 'decimal', '%1'));
const number = cell(paragraph('', counted(2)));
const merged = (text: string, kind: string) => cell(text, `<w:vMerge w:val="${kind}"/>`);

const file = docxFile({
  numbering: abstract + serial.abstract + instance + serial.instance,
  body: [
    paragraph('青禾县对口云岭县', CENTRED),
    paragraph('2024年结对帮扶工作方案', CENTRED),
    paragraph('为做好2024年结对帮扶工作，制定本方案。'),
    paragraph('重点任务', counted(1)),
    paragraph('加强组织领导。两县每半年召开1次联席会议。（责任单位：青禾县委办）', counted(1, 1)),
    paragraph('附件：任务清单'),
    table(
      ['序号', '工作类别', '具体事项', '完成时限', '责任单位'],
      [number, merged('教育帮扶', 'restart'), '选派教师10名', '2024年9月30日前', '青禾县教育局'],
      [number, merged('', 'continue'), '举办校长培训班2期', '2024年11月底前', '云岭县教育局'],
    ),
  ].join(''),
});

describe('a plan in Word', () => {
  it('gives its title, and its tasks with units and dates', async () => {
    const plan = extractPlan(await readDocument(file, '方案.docx'));
    expect(plan.title).toBe('青禾县对口云岭县2024年结对帮扶工作方案');
    expect(
      plan.tasks.map(({ lead, deadline, count }) => [lead, deadline.due, count?.value]),
    ).toEqual([
      [['青禾县委办'], ['2024-06-30', '2024-12-31'], 1],
      [['青禾县教育局'], ['2024-09-30'], 10],
      [['云岭县教育局'], ['2024-11-30'], 2],
    ]);
  });
});
