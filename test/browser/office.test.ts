import type { Page } from 'playwright-core';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, event } from '../../db/schema.ts';
import { openAt } from '../../scripts/demo/pages.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { openOfficeSite, PASSWORD } from '../harness/office-site.ts';
import type { UnitSite } from '../harness/unit-site.ts';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PAGES = ['weekly', 'inbox', 'calls', 'check', 'liaison', 'circular', 'compare'];

describe.skipIf(browserProgram === null)('the office’s pages', () => {
  const openPage = sharedBrowser();
  let site: UnitSite;
  let desk: string;

  beforeAll(async () => {
    site = await openOfficeSite();
    desk = `${site.line.origin}/desk`;
  }, 120_000);
  afterAll(() => site.close());

  it('lets a leader decide in two taps on what went up, and look at evidence in the page', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/weekly`);
    await logIn(page, '林县长');
    await page.getByRole('heading', { name: '1 报送名单' }).waitFor();
    await page.getByText('邮件已被对方服务器接收').waitFor();
    await page.getByRole('button', { name: '批示：报送名单' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '批示', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('请抓紧办理，并报告结果。').waitFor();
    await page.getByRole('link', { name: '待办' }).click();
    await page.getByRole('link', { name: '现场.png' }).click();
    const viewer = page.getByRole('dialog');
    const picture = viewer.getByRole('img', { name: '现场.png' });
    await picture.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const width = 'document.querySelector(".viewer img").naturalWidth';
    expect(await page.waitForFunction(width).then((found) => found.jsonValue())).toBe(640);
    await viewer.getByRole('button', { name: /上一件|下一件/, disabled: false }).click();
    await viewer.locator('iframe[title="总结.pdf"]').waitFor();
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('writes a call down at one tap, makes the letter, and closes what was looked at', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/calls`);
    await logIn(page, '周协调');
    await page.getByRole('button', { name: '县教育局：未接' }).click();
    await page.getByText('稍后再打（1）').waitFor();
    expect(await site.year.db.$count(call)).toBe(1);
    await page.getByRole('button', { name: '县财政局：接通，已告知' }).click();
    await page.getByText('稍后再打（2）').waitFor();
    const told = await site.year.db.$count(event, eq(event.kind, 'record-telling'));
    expect(told).toBe(1);
    await page.getByRole('button', { name: /^更多/ }).press('Enter');
    await page.getByRole('link', { name: '商请函' }).click();
    await page.getByRole('button', { name: '汇集本月的商请函' }).click();
    await page.getByRole('button', { name: '修改文字' }).click();
    await page.getByLabel('主送').fill('云岭县协作办：');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByText('看全文').click();
    await page.getByText('云岭县协作办：').waitFor();
    await page.getByRole('button', { name: /^更多/ }).click();
    await page.getByRole('link', { name: '批量销号' }).click();
    await page.getByRole('checkbox', { name: '选择：举办招聘会' }).check();
    const close = page.getByRole('button', { name: '销号 1 项' });
    expect(await close.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: '我已看过' }).check();
    await close.click();
    await page.getByText('现在没有等待销号的事项').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('draws how units did and how the year went; a part of a bar opens what it counts', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/compare`);
    await logIn(page, '周协调');
    await page.getByRole('img', { name: /个单位的办理情况/ }).waitFor();
    await partOf(page, RED).click({ force: true }); // its pattern lies over it
    await page.waitForURL(/ledger\?.*outcome=overdue/);
    await page.getByRole('link', { name: '报送名单' }).waitFor();
    await page.goto(`${desk}/board`);
    await page.getByRole('link', { name: '全年进度' }).click();
    await page.getByRole('img', { name: /全年：按时办结 1，逾期后办结 0，逾期未办结 1/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '3月 逾期未办结 1' }).waitFor();
    await partOf(page, RED).click({ force: true }); // its pattern lies over it
    await page.waitForURL(/ledger\?.*due_from=2024-03-01.*outcome=overdue/);
    await page.getByText('共 1 项').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is readable for everybody, in the dark, on a phone and on paper', async () => {
    const { page, context, faults } = await openPage({ ...DESKTOP, colorScheme: 'dark' });
    await page.goto(`${desk}/weekly`);
    await logIn(page, '周协调');
    for (const path of PAGES) {
      await openAt(page, `${desk}/${path}`);
      expect([path, await seriousFaults(page)]).toEqual([path, []]);
    }
    for (const path of ['weekly', 'calls', 'compare']) {
      await openAt(page, `${desk}/${path}`);
      expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(5000);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of PAGES) {
      await openAt(page, `${desk}/${path}`);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect([path, width]).toEqual([path, 360]);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});

const RED = '#b3261e';

/** The part of a bar in that colour; the last such shape is the legend's. */
function partOf(page: Page, colour: string) {
  return page.locator(`.chart path[fill="${colour}"]`).first();
}

/** Through the door. */
async function logIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}
