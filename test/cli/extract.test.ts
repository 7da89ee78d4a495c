import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { extractCommand, readable } from '../../cli/extract.ts';
import { DocumentError } from '../../plan/errors.ts';
import { planOf } from '../plan/plan-of.ts';

const sample = join(import.meta.dirname, '../../docs/sample/2024-结对帮扶工作方案.txt');

async function printed(...words: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await extractCommand().parseAsync(words, { from: 'user' });
  return log.mock.calls.flat().join('\n');
}

afterEach(() => vi.restoreAllMocks());

it('prints tasks with dates, units and coverage for people', async () => {
  const text = await printed(sample);
  expect(text).toContain('t01  两地党政负责同志每半年召开1次联席会议');
  expect(text).toContain('时限：2024-06-30、2024-12-31（每半年）');
  expect(text).toContain('单位：青禾县委组织部；配合：青禾县农业农村局');
  expect(text).toContain('等 12 个日期（每月5日前）');
  expect(text).toMatch(/共 22 项任务。全文 \d+ 条/);
});

it('prints what is found beside the tasks: terms, doubts with lines and choices, proposals', () => {
  const words = readable(
    planOf(
      [
        '青禾县对口云岭县2024年协作方案',
        '',
        '一、任务',
        '安排帮扶资金60万元，建设车间，项目总投资60万元。',
        '召开会议1次。（责任单位：县乡村振兴局、县教体局）',
        '举办培训2期。（责任单位：乡村振兴局）',
        '选派5名教师支教。',
        '各单位每月15日前将进展盖章后报县乡村振兴局，邮箱：a@qinghe.example。',
        '各单位于11月15日前将资料报县乡村振兴局归档。',
        '12月20日前举办展销会1场。（责任单位：县教体局）',
      ].join('\n'),
    ),
  );
  expect(words).toContain('建议单位：县教体局（原文有“教师”');
  expect(words).toContain('报送：盖章，报 县乡村振兴局，邮箱 a@qinghe.example');
  expect(words).toContain('报告期：报上一期还是当期，由办公室确定');
  expect(words).toMatch(/冲突与疑点 \d+ 处：/);
  expect(words).toContain('第 9 行：各单位于11月15日前将资料报县乡村振兴局归档（2024-11-15）');
  expect(words).toContain('可选：1. 补充归档：到期先归档已有材料，其余办结后补充  2. ');
  expect(words).toContain('县乡村振兴局 / 乡村振兴局：只差地名');
  expect(words).toContain('60 万元（第 4 行“项目总投资60万元”）是同一笔资金：帮扶资金');
});

it('prints what became of every clause', async () => {
  const text = await printed(sample, '--coverage');
  expect(text).toContain('任务 t13  青禾县选派3名干部到云岭县挂职');
  expect(text).toContain('不作任务：落款、文号或称呼  附件');
  expect(text).toMatch(/规则（适用于多项任务） {2}1人才协作/);
});

it('prints how each deadline was read, and how else it may be', async () => {
  const text = await printed(sample, '--cards');
  expect(text).toContain(
    '“春节前”\n     读作：春节前一天 → 2024-02-09\n     或为：节前一周 → 2024-02-02',
  );
  expect(text).toContain('读作：每月5日 → 2024-01-05、2024-02-05');
  expect(text).toContain('2024-06-05 等 12 个日期');
});

it('gives programs the rule and the card of each deadline', async () => {
  const plan: unknown = JSON.parse(await printed(sample, '--json'));
  expect(plan).toMatchObject({
    tasks: expect.arrayContaining([
      expect.objectContaining({
        reading: expect.objectContaining({ text: '每半年', bound: 'within' }),
        card: expect.objectContaining({ meaning: '每半年末月最后一天', count: 2 }),
      }),
    ]),
  });
});

it('prints the plan as JSON for programs', async () => {
  const plan: unknown = JSON.parse(await printed(sample, '--json'));
  expect(plan).toMatchObject({
    source: '2024-结对帮扶工作方案.txt',
    periods: [2024],
    aliases: [],
    conflicts: [{ kind: 'other-side-listed' }],
    fundsRelations: [],
  });
});

it('says in Chinese that a file cannot be opened', async () => {
  await expect(printed('没有这个文件.txt')).rejects.toThrow(DocumentError);
});
