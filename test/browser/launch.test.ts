import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, event, plan, task } from '../../db/schema.ts';
import { beijingInstant } from '../../plan/date.ts';
import { openAt } from '../../scripts/demo/pages.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { seedPlan } from '../harness/seed.ts';
import { openStack, type Stack } from '../harness/stack.ts';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const COORDINATOR = '周协调';
const PASSWORD = 'correct horse battery';
const MONTHLY = ['2024-04-20', '2024-05-20', '2024-06-20', '2024-07-19'];

describe.skipIf(browserProgram === null)('a launch from the desk', () => {
  const openPage = sharedBrowser();
  let stack: Stack;
  let desk: string;

  beforeAll(async () => {
    stack = await openStack();
    stack.startAt(beijingInstant('2024-03-05', 10));
    await seedPlan(stack.db, {
      superviseFrom: '2024-03-05',
      periodTo: '2024-12-31',
      units: ['县教育局', '县财政局'],
      tasks: [
        { due: ['2024-03-20'], title: '报送名单', lead: ['县教育局'] },
        { due: ['2024-11-29'], title: '选派教师', lead: ['县教育局'], support: ['县财政局'] },
        { due: MONTHLY, title: '拨付资金', lead: ['县财政局'] },
      ],
    });
    await stack.db.update(plan).set({ state: 'draft', superviseFrom: null });
    await stack.db.update(task).set({ reviewed: false });
    await seedAccount(stack.db, COORDINATOR, { password: PASSWORD, now: stack.now() });
    stack.startWorker();
    desk = `${await stack.startApi('a secret for tests only')}/desk`;
  }, 120_000);
  afterAll(() => stack.close());

  it('shows what is open, rehearses what is chosen, asks once more, and launches', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/plans/1`);
    await logIn(page);
    await page.getByText('还有 3 项未经审核').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '预演和启动' }).click();
    const button = page.getByRole('button', { name: '启动方案' });
    await page.getByText('还有 1 处要先解决').waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('未经核对的任务也启动').click();
    await page.waitForURL(/unreviewed=1/);
    await page.locator('button.ant-btn-lg:not([disabled])').waitFor();
    await page.getByText(/2024-03-05 至 .*邮件 \d+ 封/).waitFor();
    await page.getByRole('tab', { name: '各单位各月' }).click();
    const row = page.getByRole('row', { name: /^县财政局/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['', '1', '1', '1', '1', '', '4']);
    expect(await seriousFaults(page)).toEqual([]);
    await button.dblclick(); // as one click
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: '启动', exact: true }).click();
    await question.getByText(/正在最后核对/).waitFor();
    await page.getByText('已经启动').waitFor();
    await page.reload();
    await page.getByText('已经启动').waitFor();
    const [launched] = await stack.db.select().from(plan);
    expect(launched).toMatchObject({ state: 'running', superviseFrom: '2024-03-05' });
    await page.getByRole('link', { name: '看方案' }).click();
    await page.getByRole('heading', { name: '调整方案' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('acts on many rows, each once though an answer is lost, and goes on after a reload', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger?plan=1`);
    await logIn(page);
    await page.getByText('共 6 项').waitFor();
    let lost = 0;
    await page.route('**/commands', async (route) => {
      // the server has done it, and nobody hears of it
      const answer = await route.fetch();
      lost += 1;
      await (lost === 1 ? route.abort() : route.fulfill({ response: answer }));
    });
    await page.getByRole('button', { name: '选本页' }).click();
    await page.getByText('已选 6 项').waitFor();
    await page.getByRole('button', { name: '批量办理' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('怎样办').press('ArrowDown');
    await form.getByLabel('怎样办').pressSequentially('批示');
    await form.getByLabel('怎样办').press('Enter');
    await form.getByText('6 项可以办理').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByLabel('理由或内容').fill('请抓紧');
    await form.getByRole('button', { name: '办理 6 项' }).click();
    await page.getByText(/正在办理/).waitFor();
    await page.reload();
    await page.getByText('办完了。6 项已记入台账').waitFor();
    const given = await stack.db.select().from(event).where(eq(event.kind, 'instruct'));
    expect(new Set(given.map(({ occurrenceId }) => occurrenceId)).size).toBe(6);
    expect(given).toHaveLength(6);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows the same in a calendar and a Gantt chart, on a phone and on paper', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/calendar?month=2024-05&plan=1`);
    await logIn(page);
    await page.getByRole('link', { name: '2024-05-20：1 项到期' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(5000);
    await page.getByRole('link', { name: '2024-05-20：1 项到期' }).click();
    await page.waitForURL(/due_from=2024-05-20&due_to=2024-05-20/);
    await page.getByText('共 1 项').waitFor();
    await openAt(page, `${desk}/plans/1/gantt`);
    await page.getByRole('row', { name: /拨付资金.*2024-04-20 到期：正常 1 项/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    for (const format of ['A3', 'A4']) {
      expect((await page.pdf({ format, landscape: true })).length).toBeGreaterThan(5000);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const paths = [
      'plans/1',
      'plans/1/launch',
      'plans/1/gantt',
      'calendar?month=2024-05',
      'ledger',
    ];
    for (const path of paths) {
      await openAt(page, `${desk}/${path}`);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect([path, width]).toEqual([path, 360]);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const path of ['plans/1/gantt', 'calendar?month=2024-05']) {
      await openAt(page, `${desk}/${path}`);
      expect([path, await seriousFaults(page)]).toEqual([path, []]);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows what an order reaches before it is given, and afterwards what became of it', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/plans/1`);
    await logIn(page);
    await page.getByRole('button', { name: '暂停' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '先看会影响哪些事项' }).click();
    await form.getByText('这一项必须填').waitFor();
    await form.getByLabel('理由').fill('机构改革');
    await form.getByRole('button', { name: '先看会影响哪些事项' }).click();
    await form.getByText(/会送达 \d 个事项；现在还没有改动/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await stack.db.$count(change)).toBe(0);
    await form.getByRole('button', { name: '确定暂停' }).click();
    await page.getByText(/涉及 \d 项，已全部送达/).waitFor();
    await page.getByRole('button', { name: '恢复' }).waitFor();
    await page.getByText('周协调：机构改革').waitFor();
    await page.getByText('逐项结果').click();
    await page.getByRole('cell', { name: '已记入台账' }).first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** Through the door. */
async function logIn(page: Page): Promise<void> {
  await page.getByLabel('登录名').fill(COORDINATOR);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}
