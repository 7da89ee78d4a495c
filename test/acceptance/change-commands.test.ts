import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { task } from '../../db/schema.ts';
import { parseDeadline } from '../../plan/deadline/parse.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-changes-'));
  year = await openTestYear('2026-10-09');
  const lead = ['县教育局'];
  const { planId } = await seedPlan(year.db, {
    superviseFrom: '2026-10-09',
    periodTo: '2027-06-30',
    units: ['县教育局', '县体育局'],
    tasks: [
      { due: ['2027-02-26'], lead },
      { due: ['2026-11-20', '2026-12-21', '2027-03-19'], lead: ['县体育局'] },
      { due: [], deadline: { text: null, kind: 'none', due: [] }, lead },
    ],
  });
  const found = parseDeadline('项目批复后30日内');
  const reading = found === null ? null : { ...found, place: null };
  await year.db.update(task).set({ reading }).where(eq(task.key, 't03'));
  await year.launch(planId);
});

afterAll(async () => {
  await year.close();
  await rm(folder, { recursive: true });
});

/** Runs a command line on the year's services: what it printed and complained of. */
async function duban(...args: string[]): Promise<string> {
  let printed = '';
  const print = (text: string) => (printed += `${text}\n`);
  const env = {
    DATABASE_URL: year.databaseUrl,
    TEMPORAL_ADDRESS: year.temporalAddress,
    DUBAN_EMBEDDED: '1',
    DUBAN_SHIFT: String(year.commander.shift),
  };
  await run(args, env, { out: print, error: print });
  return printed;
}

const AS = ['--as', '周协调'];
const WHY = ['--reason', '上级调整'];

it('shows what is waited for, and takes the day of the event', async () => {
  expect(await duban('status', '1')).toContain(
    '正在等待：项目批复（项目批复后30日内） — 3 第3项工作，县教育局',
  );
  expect(await duban('event', '1', 't03', '2026-10-12', ...AS)).toContain(
    '涉及 1 项；在办 1 项已记入台账',
  );
  expect(await duban('status', '1')).not.toContain('正在等待');
});

it('moves a date, by the word of the coordinator only', async () => {
  expect(await duban('due', '1', '1', '2027-03-05', ...WHY, '--as', '县教育局联系人')).toContain(
    '不能调整时限',
  );
  expect(await duban('due', '1', '1', '2027-03-05', ...WHY, ...AS)).toMatch(
    /✓ 时限调整为 2027-03-05\n涉及 1 项/,
  );
  const history = await duban('task', 'plan/1/1/joint/once');
  expect(history).toMatch(/调整时限.*（时限调整为 2027-03-05） 周协调 上级调整/);
});

it('takes a year in from a sheet and names what moved', async () => {
  const days = [
    '01-01',
    '01-02',
    '01-03',
    '02-05',
    '02-06',
    '02-07',
    '02-08',
    '02-09',
    '02-10',
    '02-11',
  ];
  const rest = [...days, '05-01', '05-02', '10-01', '10-02'].map((day) => `2027-${day},休`);
  const file = join(folder, '2027.csv');
  await writeFile(file, ['日期,类型', ...rest, '2027-02-20,班'].join('\n'));
  const entered = await duban(
    'calendar',
    '2027',
    '--file',
    file,
    '--source',
    '国办发明电〔2026〕1号',
    ...AS,
  );
  expect(entered).toMatch(
    /✓ 已录入 2027 年：休 14 天，调休上班 1 天[^]*2 项的提醒日期有变化[^]*1 第1项工作（县教育局）：.*、2027-02-19 → .*、2027-02-20\n/,
  );
  expect(await duban('calendar')).toContain('2027 录入：国办发明电〔2026〕1号');
  expect(
    await duban('calendar', '2027', '--file', file, '--source', '国办发明电〔2026〕1号', ...AS),
  ).toContain('没有改动');
});

it('sets rules and says which', async () => {
  const set = await duban('policy', '1', '--set', 'ladder.0.afterDays=2', ...AS);
  expect(set).toMatch(/^✓ 逾期第 2 个工作日：催办责任单位[^]*涉及 2 项/);
  expect(await duban('policy', '1')).toContain('逾期第 2 个工作日');
});

it('merges units, pauses, resumes and ends, and tells how far each has come', async () => {
  expect(await duban('merge', '县体育局', '县教育局', ...WHY, ...AS)).toMatch(
    /✓ 县体育局并入县教育局\n涉及 3 项；未启动 3 项已调整/,
  );
  expect(await duban('task', 'plan/1/2/joint/2026-11-20')).toMatch(
    /启动前 .*（单位合并） 周协调 上级调整/,
  );
  expect(await duban('pause', '1', ...WHY, ...AS)).toContain('✓ 方案 1 已暂停');
  expect(await duban('status', '1')).toContain('已暂停（自 2026-10-09）');
  expect(await duban('pause', '1', ...WHY, ...AS)).toContain('方案 1 已经暂停，不能暂停');
  expect(await duban('resume', '1', ...AS)).toContain('✓ 方案 1 已恢复');
  expect(await duban('end', '1', ...WHY, ...AS)).toMatch(
    /✓ 方案 1 已结束\n涉及 5 项；在办 2 项已记入台账；未启动 3 项已调整/,
  );
  const changes = await duban('changes', '1');
  expect(changes.match(/已全部送达/g)).toHaveLength(8);
  expect(await duban('change', '8')).toMatch(/提前结束（周协调：上级调整）[^]*未启动，已调整/);
  const json: unknown = JSON.parse(await duban('change', '8', '--json'));
  expect(json).toMatchObject({ change: { kind: 'end', done: 2, edited: 3, refused: 0 } });
});
