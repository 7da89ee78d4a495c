import { and, eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event, occurrence, task } from '../../db/schema.ts';
import { openAt } from '../../scripts/demo/pages.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { openOfficeSite, PASSWORD } from '../harness/office-site.ts';
import type { UnitSite } from '../harness/unit-site.ts';

const DESKTOP = { viewport: { width: 1280, height: 900 } };

describe.skipIf(browserProgram === null)('acts of the office', () => {
  const openPage = sharedBrowser();
  let site: UnitSite;
  let desk: string;

  beforeAll(async () => {
    site = await openOfficeSite({ live: true });
    desk = `${site.line.origin}/desk`;
  }, 120_000);
  afterAll(() => site.close());

  const given = (kind: (typeof event.$inferSelect)['kind']) =>
    site.year.db.$count(event, eq(event.kind, kind));

  it('urges a unit at two taps, and the unit reads who urged it and why', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/inbox`);
    await logIn(page, '周协调');
    await page.getByRole('button', { name: '催办：报送名单（县教育局）' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '时限临近，请按期办结并报送。' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    // without a line it is said at once that nothing was sent, and what is written stays
    await context.setOffline(true);
    await form.getByRole('button', { name: '催办', exact: true }).click();
    await form.getByText('没有送出').waitFor();
    await context.setOffline(false);
    expect(await given('urge')).toBe(0);
    await form.getByRole('button', { name: /催办$/ }).click();
    await form.waitFor({ state: 'detached' });
    // not twice on one working day
    await page
      .getByRole('button', { name: '催办：报送名单（县教育局）' })
      .waitFor({ state: 'detached' });
    expect(await given('urge')).toBe(1);
    const [urged] = await site.year.db
      .select({ id: event.occurrenceId })
      .from(event)
      .where(eq(event.kind, 'urge'));
    await openAt(page, `${desk}/duty/${urged?.id}`);
    await page.getByText(/已催办（周协调，2024-04-10 \d\d:\d\d）/).waitFor();
    await page.goto(await site.pageOf('县教育局', '报送名单'));
    await page.getByText('县协作办催办').waitFor();
    expect(await page.locator('.note.urged').textContent()).toContain('时限临近，请按期办结并报送');
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('keeps a refused form open with its words, when others have settled the matter', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/inbox`);
    await logIn(page, '周协调');
    const button = page.getByRole('button', { name: '退回：举办招聘会（县人社局）' });
    await button.click();
    const form = page.getByRole('dialog');
    await form.getByLabel('理由').fill('照片看不清');
    await giveOtherwise(site, '举办招聘会', 'close');
    await button.waitFor({ state: 'detached' });
    await form.getByRole('button', { name: /退\s?回$/ }).click();
    await form.getByText('该事项已销号，不能退回').waitFor();
    await page.waitForTimeout(2500); // as long as changes are gathered, and more
    expect(await form.getByText('该事项已销号，不能退回').isVisible()).toBe(true);
    expect(await form.getByLabel('理由').inputValue()).toBe('照片看不清');
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole('button', { name: /取\s?消/ }).click();
    await form.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await context.close();
  });

  it('reports several duties in one table, each in its own words; what is refused stays', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger`);
    await logIn(page, '周协调');
    await page.getByRole('link', { name: '日历', exact: true }).click();
    await page.waitForURL(/calendar/);
    await page.getByRole('link', { name: '台账', exact: true }).click();
    await page.getByRole('button', { name: '选本页' }).click();
    await page.getByRole('button', { name: '批量办理' }).click();
    await choose(page, '怎样办', '报办结');
    await page.getByRole('button', { name: '逐项填写 4 项' }).click();
    const table = page.getByRole('dialog');
    await choose(page, '怎样得知', '电话');
    await table.getByLabel('说明：报送名单（县教育局）').fill('名单已送来');
    await table.getByLabel('说明：拨付资金（县财政局）').fill('已拨付');
    expect(await seriousFaults(page)).toEqual([]);
    // what was filled in is not lost by a key, nor by going back
    const stay = page.getByRole('button', { name: '留在这里' });
    await page.keyboard.press('Escape');
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    await page.evaluate('history.back()');
    await stay.click();
    await stay.waitFor({ state: 'detached' });
    expect(await table.getByLabel('说明：报送名单（县教育局）').inputValue()).toBe('名单已送来');
    // meanwhile somebody closes one of the two otherwise: the table stays as it was opened
    await giveOtherwise(site, '拨付资金', 'complete');
    // both are recorded, or refused, but the answer of one is lost on its way; nothing of it may change then
    let lost = 0;
    await page.route('**/commands', async (route) => {
      await route.fetch();
      lost += 1;
      await route.abort();
    });
    await table.getByRole('button', { name: '记入 2 项' }).click();
    await table.getByText('没有得到答复，可能已经记下').nth(1).waitFor();
    expect(lost).toBe(2);
    await page.unroute('**/commands');
    expect(await table.getByLabel('说明：报送名单（县教育局）').isDisabled()).toBe(true);
    expect(await table.getByLabel('没有单独写说明的').isDisabled()).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await table.getByRole('button', { name: /再次提交 2 项/ }).click();
    await table.getByText('1 项已记入台账，不在表里了').waitFor();
    await table.getByText(/该事项已报办结、待销号，不能报办结/).waitFor();
    expect(await completions(site, '报送名单')).toBe(1);
    await page.setViewportSize({ width: 360, height: 740 });
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(360);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '仍然离开' }).click();
    await table.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await context.close();
  });

  it('hands duties over to another unit, once it is seen what goes and who hears of it', async () => {
    const { page, context, faults } = await openPage({ ...DESKTOP, colorScheme: 'dark' });
    await page.goto(`${desk}/ledger`);
    await logIn(page, '林县长');
    await page.getByRole('checkbox', { name: '选择：选派教师（县教育局）' }).check();
    await page.getByRole('checkbox', { name: '选择：组织劳务输出（云岭县人社局）' }).check();
    await page.getByRole('button', { name: '批量办理' }).click();
    await choose(page, '怎样办', '改交');
    await choose(page, '改交哪个单位', '县人社局');
    const form = page.getByRole('dialog');
    await form.getByText('1 项可以办理').waitFor();
    await form.getByText('县人社局（接手 1 项）：县人社局联系人').waitFor();
    await form.getByText('县教育局（移交 1 项）：县教育局联系人').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByLabel('理由或内容').fill('机构改革');
    await form.getByRole('button', { name: '办理 1 项' }).click();
    await page.getByText('办完了。1 项已记入台账').waitFor();
    expect(await given('reassign')).toBe(1);
    await openAt(page, `${desk}/plans/1`);
    await page.getByRole('link', { name: '督办规则' }).waitFor();
    await page.getByRole('button', { name: '单位合并' }).click();
    await choose(page, '被并入的单位', '县财政局');
    await choose(page, '并入后的单位', '县教育局');
    await form.getByLabel('理由').fill('机构改革');
    await form.getByRole('button', { name: '先看会影响哪些事项' }).click();
    await form.getByText(/会送达 2 个事项/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** How often a duty was claimed as done. */
async function completions({ year }: UnitSite, title: string): Promise<number> {
  const rows = await year.db
    .select({ seq: event.seq })
    .from(event)
    .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
    .innerJoin(task, and(eq(task.id, occurrence.taskId), eq(task.title, title)))
    .where(eq(event.kind, 'complete'));
  return rows.length;
}

/** Gives a command by another way than the page that is open. */
async function giveOtherwise(
  { year }: UnitSite,
  title: string,
  kind: 'complete' | 'close',
): Promise<void> {
  const [row] = await year.db
    .select({ id: occurrence.id })
    .from(occurrence)
    .innerJoin(task, and(eq(task.id, occurrence.taskId), eq(task.title, title)));
  const command = {
    commandId: `otherwise/${kind}`,
    kind,
    personId: null,
    unitId: null,
    door: 'cli' as const,
  };
  await year.commander.client.workflow.getHandle(row?.id ?? '').executeUpdate('command', {
    updateId: command.commandId,
    args: [command],
  });
}

/** Chooses in a list by typing, as its rows move while it opens. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label);
  await field.press('ArrowDown');
  await field.pressSequentially(words);
  await page.locator('.ant-select-item-option', { hasText: words }).first().waitFor();
  await field.press('Enter');
}

/** Through the door. */
async function logIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}
