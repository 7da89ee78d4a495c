import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { run } from '../../cli/index.ts';
import { type Connection, connect } from '../../db/connect.ts';
import { notice, occurrence, partyName, partyNameUnit, plan } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { freshDatabase } from '../harness/postgres.ts';
import { seedPlan } from '../harness/seed.ts';
import { emptied } from '../harness/shared-database.ts';

const START = '2024-03-05';
let database: Awaited<ReturnType<typeof freshDatabase>>;
let connection: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  connection = connect(database.url, 2);
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

beforeEach(async () => {
  await emptied(connection.db);
});

/** A draft in which 县教育局 owes so many things in one June week and 县财政局 takes part in nothing. */
async function draft(days: string[]): Promise<number> {
  const { planId } = await seedPlan(connection.db, {
    superviseFrom: START,
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局'],
    tasks: [
      ...days.map((day) => ({ due: [`2024-06-${day}`], lead: ['县教育局'] })),
      { due: ['2024-11-29'], lead: ['县财政局'] },
    ],
  });
  await connection.db.update(plan).set({ state: 'draft' });
  return planId;
}

async function duban(...args: string[]): Promise<string> {
  let said = '';
  const hear = (text: string) => void (said += `${text}\n`);
  const shift = String(beijingInstant(START, 6) - Date.now());
  const env = { DATABASE_URL: database.url, DUBAN_SHIFT: shift };
  await run(args, env, { out: hear, error: hear });
  return said;
}

const CROWDED = ['20', '21', '24', '25', '26', '27', '28'];

it('shows mails by contact and month, the most first, and what passes the budget', async () => {
  const planId = await draft(CROWDED);
  const said = await duban('rehearse', String(planId), '--units', 'punctual');
  expect(said).toMatch(/预演 2024-03-05 至 [^]*县教育局联系人[^]*县财政局联系人/);
  expect(said).toMatch(/超过每月 4 封：县教育局 县教育局联系人（2024-06）/);
  expect(said).toContain('✓ 每个时限都有最后一个工作日的提醒');
  expect(said).toMatch(/各单位每月到期的期数[^]*县教育局\s+7/);
});

it('leaves no doubt about what it could not count', async () => {
  const planId = await draft(['20', '21']);
  const { db } = connection;
  await db.update(partyName).set({ settled: null }).where(eq(partyName.written, '县教育局'));
  await db
    .delete(partyNameUnit)
    .where(
      inArray(
        partyNameUnit.partyNameId,
        db.select({ id: partyName.id }).from(partyName).where(eq(partyName.written, '县教育局')),
      ),
    );
  const said = await duban('rehearse', String(planId));
  expect(said).toContain('✗ 2 项任务还没有确定的责任单位');
  expect(said).toContain(`duban names ${planId}`);
  expect(said).toContain('就已确定的单位看，每个时限都有最后一个工作日的提醒');
  expect(said).not.toContain('✓');
});

it('writes nothing', async () => {
  const planId = await draft(CROWDED);
  await duban('rehearse', String(planId));
  expect(await connection.db.$count(occurrence)).toBe(0);
  expect(await connection.db.$count(notice)).toBe(0);
  const [row] = await connection.db.select().from(plan);
  expect(row).toMatchObject({ state: 'draft' });
});

it('proposes checkpoints where much is due on one day, as ours', async () => {
  const planId = await draft(['28', '28', '28', '28']);
  const said = await duban('rehearse', String(planId));
  expect(said).toContain(
    '80% 的任务同在 2024年6月28日（周五） 到期。序时进度建议（督办系统提出，不是文件的要求）',
  );
  expect(said).toContain('t01 第1项工作：2024年3月29日（周五）前完成');
});

it('gives the whole of it as JSON', async () => {
  const planId = await draft(CROWDED);
  const report: unknown = JSON.parse(await duban('rehearse', String(planId), '--json'));
  expect(report).toMatchObject({ planId, lacking: [], provisional: [], mailsPerMonth: 4 });
});

it('makes launch ask again when a contact exceeds the budget', async () => {
  const planId = String(await draft(CROWDED));
  const check = await duban('launch', planId, '--check');
  expect(check).toMatch(
    /✗ 预演中 1 个联系人每月超过 4 封邮件（县教育局 县教育局联系人）[^]*--over-budget/,
  );
  expect(await duban('launch', planId, '--check', '--over-budget')).toContain('✓ 可以启动');
});

it('lets a plan within the budget launch without asking', async () => {
  const planId = String(await draft(['28']));
  expect(await duban('launch', planId, '--check')).toContain('✓ 可以启动');
});
