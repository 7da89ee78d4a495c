import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { officePolicy, setOfficePolicy } from '../../db/office-policy.ts';
import { occurrence } from '../../db/schema.ts';
import { beijingDate, beijingInstant } from '../../plan/date.ts';
import { dubanIn } from '../harness/command-line.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duban-urging-'));
  year = await openTestYear('2024-03-05');
  const { planId } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局'],
    tasks: [{ title: '选派教师', due: ['2024-03-29'], lead: ['县教育局'] }],
  });
  await year.launch(planId);
  // the month's only mail is kept for the last reminder
  const policy = { ...(await officePolicy(year.db)), mailsPerMonth: 1 };
  await setOfficePolicy(year.db, policy, null, year.now());
  await year.liveUntil('2024-03-06');
});

afterAll(async () => {
  await year.close();
  rmSync(folder, { recursive: true });
});

it('leaves at once in office hours, over the budget, once a working day, and moves nothing', async () => {
  const duban = (...args: string[]) => dubanIn(year, folder, args);
  const agenda = async () => (await year.db.select().from(occurrence)).map((row) => row.agenda);
  const before = await agenda();
  await year.moveTo(beijingInstant('2024-03-07', 10));
  year.mailbox.clear();
  const urging = ['task', '1:1', 'urge', '--as', '周协调', '--reason', '请本周报送名单'];
  const { code, out } = await duban(...urging);
  expect(code).toBe(0);
  expect(out).toMatch(/2024-03-07 办公室催办 县协作办 周协调 请本周报送名单/);
  await year.moveTo(beijingInstant('2024-03-07', 10, 5));
  await year.send();
  const [mail, ...others] = year.mailbox.all();
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('【督办提醒】1项催办');
  expect(mail?.text).toMatch(
    /办公室催办，请抓紧办理[\s\S]*选派教师[\s\S]*催办意见：请本周报送名单/,
  );
  expect(beijingDate(mail?.date?.getTime() ?? 0)).toBe('2024-03-07');
  const again = await duban(...urging);
  expect(again.code).toBe(1);
  expect(again.out).toMatch(/2024年3月7日（周四） 10:0\d已经催办过，一个工作日只催办一次/);
  expect(await agenda()).toEqual(before);
});
