import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../documents/read.ts';
import { extractPlan } from '../../plan/extract.ts';
import type { ExtractedTask } from '../../plan/extracted.ts';

const file = join(import.meta.dirname, '../../docs/sample/2024-结对帮扶工作方案.txt');
const plan = extractPlan(await readDocument(readFileSync(file), '2024-结对帮扶工作方案.txt'));

function task(words: string): ExtractedTask {
  const found = plan.tasks.filter(({ quote }) => quote.includes(words));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} tasks say ${words}`);
  return only;
}

describe('the sample plan', () => {
  it('has its head', () => {
    expect(plan).toMatchObject({
      title: '青禾县—云岭县2024年结对帮扶工作方案',
      documentNumber: '青帮扶办〔2024〕1号',
      issued: '2024-01-16',
      periods: [2024],
      sides: [
        { name: '青禾县', short: '青禾' },
        { name: '云岭县', short: '云岭' },
      ],
      overallEnd: null,
      recipientOffice: '青禾县结对帮扶工作领导小组办公室',
      funds: [{ item: '财政帮扶资金', amount: 60, unit: '万元' }],
      fundsTotal: 60,
    });
  });

  it('has 22 tasks, numbered in order, without a doubt', () => {
    const ids = plan.tasks.map(({ id }) => id);
    expect(ids).toEqual(
      Array.from({ length: 22 }, (_, at) => `t${String(at + 1).padStart(2, '0')}`),
    );
    expect(plan.issues).toEqual([]);
    expect(plan.tasks.flatMap(({ issues }) => issues)).toEqual([]);
  });

  it('raises one question only: who answers where one side acts and both are listed', () => {
    expect(plan.conflicts.map(({ kind }) => kind)).toEqual(['other-side-listed']);
    expect(plan.aliases).toEqual([]);
    expect(plan.fundsRelations).toEqual([]);
  });

  it('knows how its reports are handed in and what they tell of', () => {
    const office = '青禾县结对帮扶工作领导小组办公室';
    expect(task('全年工作总结').delivery).toMatchObject({
      forms: ['stamped'],
      recipients: [office],
    });
    expect(task('上月工作进展情况').reporting).toBe('before');
  });

  it('names ten units of one side and five of the other', () => {
    const units = new Set(plan.tasks.flatMap(({ lead, support }) => [...lead, ...support]));
    const of = (side: string) => [...units].filter((name) => name.startsWith(side)).length;
    expect([of('青禾县'), of('云岭县')]).toEqual([10, 5]);
    expect(units.size).toBe(16); // and 各责任单位
  });

  it('accounts for every clause', () => {
    const { clauses, tasks, rules, parts, dismissed } = plan.coverage;
    expect(tasks + rules + parts + dismissed).toBe(clauses);
    expect(rules).toBe(3); // the sections of the annex
  });

  it.each([
    ['召开1次联席会议', ['2024-06-30', '2024-12-31']],
    ['互访共2次', ['2024-10-31']],
    ['春节前开业', ['2024-02-09']],
    ['6月30日前拨付到位', ['2024-06-30']],
    ['推送用工岗位信息', ['2024-03-25', '2024-06-25', '2024-09-25', '2024-12-25']],
    ['联络员名单', ['2024-02-20']],
    ['全年工作总结', ['2024-12-10']],
    ['跟岗学习', ['2024-06-30']],
    ['展销会1场', ['2024-09-30']],
    ['夏令营1期', ['2024-08-20']],
  ])('dates %s', (words, due) => {
    expect(task(words).deadline.due).toEqual(due);
  });

  it('has a monthly report owed by each unit', () => {
    const { deadline, distribution, lead } = task('上月工作进展情况');
    expect(deadline).toMatchObject({ text: '每月5日前', kind: 'recurring' });
    expect(deadline.due).toHaveLength(12);
    expect([distribution, lead]).toEqual(['each', ['各责任单位']]);
  });

  it('says once what body and annex both say', () => {
    expect(task('选派3名干部').alsoInBody).toBe('青禾县选派3名干部到云岭县挂职');
    expect(task('考察不少于4次')).toMatchObject({
      lead: ['青禾县工商联'],
      support: ['青禾县商务局', '青禾县农业农村局'],
      count: { op: '>=', value: 4, unit: '次' },
    });
  });

  it('reads what binds softly, the advice of remarks and the proof they ask for', () => {
    expect(task('专场招聘会')).toMatchObject({
      force: 'soft',
      count: { op: '=', value: 2, unit: '次', per: 'year' },
    });
    const course = task('乡村治理培训班');
    expect(course.milestones.map(({ date, force }) => [date, force])).toEqual([
      ['2024-05-31', 'advice'],
      ['2024-09-30', 'advice'],
    ]);
    expect(course.evidence).toEqual(['签到表', '培训总结']);
  });

  it('keeps rows without a number, with the section above them', () => {
    expect(task('跟岗学习')).toMatchObject({ number: null, section: '人才协作' });
  });

  it('says who acts where a clause begins with a side', () => {
    expect(task('选派教师5名以上').actor).toBe('青禾县');
    expect(task('互访共2次').actor).toBeNull();
  });
});
