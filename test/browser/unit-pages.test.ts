import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults as serious } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { openUnitSite, type UnitSite } from '../harness/unit-site.ts';

const MONTHS = Array.from(
  { length: 9 },
  (_, month) => `2024-${String(month + 4).padStart(2, '0')}-01`,
);
const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PHOTO = { name: '到校.png', mimeType: 'image/png', buffer: ONE_PIXEL };

describe.skipIf(browserProgram === null)('the pages of a unit on a phone', () => {
  const openPage = sharedBrowser();
  let site: UnitSite;

  beforeAll(async () => {
    site = await openUnitSite(
      {
        units: ['县教育局', '县财政局', '县审计局'],
        tasks: [
          {
            due: MONTHS,
            title: '报送工作进展情况',
            lead: ['县教育局', '县财政局'],
            distribution: 'each',
          },
          { due: ['2024-06-30'], title: '互访', lead: ['县教育局'], support: ['县财政局'] },
          { due: ['2024-07-31'], title: '拨付资金', lead: ['县财政局'] },
          { due: ['2024-08-31'], title: '审计', lead: ['县审计局'] },
        ],
      },
      '2024-03-28',
    );
  });
  afterAll(() => site.close());

  it.each([
    { unit: '县教育局', title: '互访', javaScriptEnabled: true },
    { unit: '县财政局', title: '拨付资金', javaScriptEnabled: false },
  ])('takes receipt, report and completion with script: $javaScriptEnabled', async (told) => {
    const { unit, title, javaScriptEnabled } = told;
    const { page, context, faults } = await openPage({ javaScriptEnabled });
    await page.goto(await site.listOf(unit));
    await page.getByRole('button', { name: /签收全部/ }).click();
    await sayWho(page, '王芳');
    await page.getByText('已签收全部事项，谢谢。').waitFor();
    await page.getByRole('link', { name: title }).click();

    await page.locator('summary', { hasText: '报进展' }).click();
    expect((await page.locator('ul.files').count()) > 0).toBe(javaScriptEnabled);
    await page.locator('#report-text').fill('三名教师已到校');
    await page.locator('#report-files').setInputFiles(PHOTO);
    await page.getByRole('button', { name: '报送进展' }).click();
    await page.getByText('进展已报送。').waitFor();
    await page.getByText('附件：到校.png').waitFor();

    await page.locator('summary', { hasText: '报办结' }).click();
    await page.locator('#complete-text').fill('全部到岗');
    await page.getByRole('button', { name: '报办结' }).click();
    await page.getByText('已报办结，等待办公室核实销号。').waitFor();
    expect(await widest(page)).toBeLessThanOrEqual(360);
    expect(faults).toEqual([]);
    expect(await site.actsOn(title)).toEqual(['acknowledge', 'report', 'complete']);
    await context.close();
  });

  it('has no serious fault for those who see, hear or move with difficulty', async () => {
    const { page, context, faults } = await openPage();
    const list = await site.listOf('县审计局');
    const duty = await site.pageOf('县审计局', '审计');
    const table = await site.pageOf('县财政局', '报送工作进展情况');
    const why = duty.replace('/o/', '/why/');
    const addresses = [
      list,
      duty,
      table,
      why,
      `${list}/print`,
      `${list}/contact`,
      `${list}/channel`,
    ];
    for (const address of [...addresses, `${site.line.origin}/u/nothing`]) {
      await page.goto(address);
      await page.evaluate(
        "document.querySelectorAll('details').forEach((each) => (each.open = true))",
      );
      expect([address, await serious(page), await widest(page)]).toEqual([address, [], 360]);
    }
    await page.goto(list);
    await page.getByRole('button', { name: /签收全部/ }).click();
    await page.getByLabel('姓名').waitFor();
    expect(await serious(page)).toEqual([]);
    await sayWho(page, '');
    await page.getByRole('alert').waitFor();
    expect(await serious(page)).toEqual([]);
    await sayWho(page, '赵敏');
    await page.getByText('已签收全部事项').waitFor();

    const other = await openPage();
    await other.page.goto(duty);
    await other.page.locator('summary', { hasText: '报办结' }).click();
    await other.page.getByRole('button', { name: '报办结' }).click();
    await sayWho(other.page, '李强');
    await other.page.getByText('请确认这台设备').first().waitFor();
    expect(await serious(other.page)).toEqual([]);
    expect([...faults, ...other.faults]).toEqual([]);
    await other.context.close();
    await context.close();
  });

  it('fits a phone whose letters are twice as large', async () => {
    const { page, context } = await openPage();
    const duty = await site.pageOf('县审计局', '审计');
    for (const address of [await site.listOf('县审计局'), duty]) {
      await page.goto(address);
      await page.setViewportSize({ width: 180, height: 370 });
      expect([address, await widest(page)]).toEqual([address, 180]);
    }
    await context.close();
  });
});

/** The name that the first act from a device asks for. */
async function sayWho(page: Page, name: string): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('电话').fill('0771-1234567');
  await page.getByRole('button', { name: '继续提交' }).click();
}

/** How wide the page is laid out, in its own pixels: more than the window is to be scrolled sideways. */
function widest(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth');
}
