import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event, eventFile, note, occurrence } from '../../db/schema.ts';
import { hasBeenTold } from '../../db/told.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { dubanIn } from '../harness/command-line.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-office-'));
  year = await openTestYear('2024-03-05');
  const { planId } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '云岭县教育局'],
    tasks: [
      { title: '选派教师', due: ['2024-06-28'], lead: ['县教育局'] },
      { title: '举办培训', due: ['2024-06-28'], lead: ['县教育局'] },
      { title: '支付补助', due: ['2024-06-28'], lead: ['县财政局'] },
      { title: '接收教师', due: ['2024-06-28'], lead: ['云岭县教育局'] },
    ],
  });
  await year.launch(planId);
});

afterAll(async () => {
  await year.close();
  rmSync(folder, { recursive: true });
});

const duban = (...args: string[]) => dubanIn(year, folder, args);

describe('a telling by other means', () => {
  const telling = ['--source', '电话', '--reason', '王主任接听', '--as', '周协调'];

  it('is recorded for all that the units owe, and proves that they know', async () => {
    const picture = join(folder, '截图.png');
    writeFileSync(picture, 'PNG');
    const { out } = await duban('told', '1', '县教育局', ...telling, '--file', picture);
    expect(out).toContain('已登记电话告知：县教育局，涉及 2 项在办事项');
    const told = await year.db.select().from(event).where(eq(event.kind, 'record-telling'));
    expect(told).toHaveLength(2);
    expect(told[0]?.data).toMatchObject({ source: 'telephone' });
    expect((await year.db.select().from(note)).map(({ text }) => text)).toContain('王主任接听');
    const kept = await year.db.select().from(eventFile);
    expect(kept.map(({ fileId }) => fileId)).toEqual([kept[0]?.fileId, kept[0]?.fileId]);
    const [first] = told;
    const proven = hasBeenTold(year.db, calendarOf(), first?.occurrenceId ?? '', year.now());
    expect(await proven).toBe(true);
  });

  it('may concern every unit that the office commands', async () => {
    const { out } = await duban('told', '1', '全部', ...telling);
    expect(out).toContain('县教育局、县财政局，涉及 3 项');
  });

  it.each([
    [['县民政局', ...telling], '没有'],
    [['云岭县教育局', ...telling], '没有'], // the other side is not ours to tell
    [['县教育局', '--reason', '已告知', '--as', '周协调'], '--source'],
    [
      ['县教育局', '--source', '口信', '--reason', '已告知', '--as', '周协调'],
      '电话、微信、纸质、OA',
    ],
    [['县教育局', '--source', '电话', '--reason', '已告知', '--as', '县教育局联系人'], '不是'],
  ])('%j is refused: %s', async (args, words) => {
    const { code, out } = await duban('told', '1', ...args);
    expect(code).not.toBe(0);
    expect(out).toContain(words);
  });
});

describe('what the office enters on behalf', () => {
  it('stands in the ledger with its source and who told it', async () => {
    const id = 'plan/1/1/joint/once';
    const { out } = await duban(
      'task',
      id,
      'report',
      '--reason',
      '教师已到岗',
      '--informant',
      '李老师',
      '--source',
      '微信',
      '--as',
      '周协调',
    );
    expect(out).toContain(
      '报进展（代填，微信） 县教育局 县协作办（周协调）代填 教师已到岗（告知人：李老师）',
    );
    const [row] = await year.db.select().from(occurrence).where(eq(occurrence.id, id));
    expect(row?.state).toBe('assigned');
  });

  it('brings what was handed in as evidence', async () => {
    const path = join(folder, '名单.pdf');
    writeFileSync(path, '%PDF-1.4 list');
    const args = ['--reason', '见名单', '--source', '纸质', '--file', path, '--as', '周协调'];
    const { out } = await duban('task', 'plan/1/1/joint/once', 'report', ...args);
    expect(out).toContain('见名单 附件 1 个');
    const script = join(folder, 'x.exe');
    writeFileSync(script, 'MZ');
    const refused = await duban(
      'task',
      'plan/1/1/joint/once',
      'report',
      '--reason',
      '无',
      '--source',
      '纸质',
      '--file',
      script,
      '--as',
      '周协调',
    );
    expect(refused.out).toContain('“x.exe”是程序，不能作为佐证');
  });

  it.each([
    [['report', '--reason', '已到岗', '--as', '周协调'], '--source'],
    [['report', '--reason', '已到岗', '--source', '微信', '--as', '林县长'], '不是'],
    [['enter', '--amount', '2', '--source', '微信', '--as', '周协调'], '没有数量要求'],
    [['reassign', '--to', '云岭县教育局', '--reason', '分工', '--as', '周协调'], '另一方'],
    [['reassign', '--to', '县教育局', '--reason', '分工', '--as', '周协调'], '本来就由'],
    [['note', '--until', '2024-07-10', '--as', '周协调'], '不是'],
  ])('is refused for %j: %s', async (args, words) => {
    const { code, out } = await duban('task', 'plan/1/1/joint/once', ...args);
    expect(code).toBe(1);
    expect(out).toContain(words);
  });
});

describe('a leave', () => {
  it('is listed, may not overlap another, and can be taken back', async () => {
    const days = ['--from', '2024-04-01', '--to', '2024-04-12'];
    const taken = await duban('leave', '县教育局联系人', ...days, '--substitute', '县财政局联系人');
    expect(taken.out).toContain('县财政局联系人');
    const twice = await duban(
      'leave',
      '县教育局联系人',
      '--from',
      '2024-04-10',
      '--to',
      '2024-04-20',
    );
    expect(twice).toMatchObject({ code: 1 });
    expect(twice.out).toContain('已登记 2024-04-01 至 2024-04-12');
    const cancelled = await duban('leave', '--cancel', '1');
    expect(cancelled.out).toContain('没有请假登记');
  });

  it.each([
    [['不存在的人', '--to', '2024-04-12'], '没有'],
    [['县教育局联系人'], '--to'],
    [['县教育局联系人', '--from', '2024-04-12', '--to', '2024-04-01'], '不能早于'],
    [['县教育局联系人', '--to', '2024-04-01', '--substitute', '县教育局联系人'], '不能是本人'],
  ])('of %j is refused: %s', async (args, words) => {
    const { code, out } = await duban('leave', ...args);
    expect(code).toBe(1);
    expect(out).toContain(words);
  });
});

it('names the candidates for a circular, and publishes none', async () => {
  expect((await duban('circular', '1')).out).toContain('没有可列入通报的事项');
  const id = 'plan/1/3/joint/once';
  await year.db.update(occurrence).set({ circularOn: '2024-07-12' }).where(eq(occurrence.id, id));
  const { out } = await duban('circular', '1');
  expect(out).toMatch(/3 +支付补助 +县财政局 +2024-06-28 +2024-07-12/);
});

it('has no list to check while nothing is overdue', async () => {
  expect((await duban('list', '1')).out).toBe('目前没有即将上报的专报');
  expect((await duban('list', '1', 'release', '--as', '周协调')).out).toContain('没有等待放行');
  expect((await duban('list', '1', 'hold', '1', '--as', '周协调')).out).toContain('--reason');
});
