import { readFile } from 'node:fs/promises';
import { and, eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../db/connect.ts';
import { currentLink } from '../../db/links.ts';
import { plan, task } from '../../db/schema.ts';
import { readSheets, writeWorkbook } from '../../documents/sheet.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk, type TestDesk } from '../harness/desk.ts';
import { sampleDraft } from '../harness/draft.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

const PASSWORD = 'correct horse battery';

/** Downloads the table, fills in two rows outside, and takes back what is ticked: one of the two. */
async function takeTableBack(page: Page): Promise<void> {
  const [downloaded] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Excel', exact: true }).click(),
  ]);
  const [sheet] = await readSheets(await readFile(await downloaded.path()), '任务分解表.xlsx');
  const [heads = [], ...lines] = sheet?.rows ?? [];
  const rows = lines.map((line, at) => (at < 2 ? line.with(2, at === 0 ? '县财政局' : '') : line));
  const columns = heads.map((head) => ({ head, width: 10 }));
  const buffer = Buffer.from(await writeWorkbook([{ name: '填好的', columns, rows }]));
  await page.getByRole('button', { name: '导入填好的表' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('文件')
    .setInputFiles({ name: '填好的.xlsx', mimeType: 'application/octet-stream', buffer });
  await dialog.getByRole('button', { name: '看有哪些不同' }).click();
  await dialog.getByText('采用后这一项没有责任单位').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '采用这 1 项' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('县财政局').first().waitFor();
}

describe.skipIf(browserProgram === null)('the division of work', () => {
  const openPage = sharedBrowser();
  let database: FreshDatabase;
  let connection: Connection;
  let seeded: TestDesk;
  let pages: Pages;
  let site: string;
  let id: number;

  beforeAll(async () => {
    database = await freshDatabase();
    connection = connect(database.url, 4);
    const { db } = connection;
    seeded = await seedDesk(db);
    await seedAccount(db, '周协调', { password: PASSWORD });
    id = await sampleDraft(db, DESK_START);
    await db
      .update(task)
      .set({ lead: [] })
      .where(and(eq(task.planId, id), eq(task.key, 't05')));
    const place = { line: 1, start: 0, end: 8 };
    const says = [
      { text: '专柜（清单：2024-02-09）', place },
      { text: '专柜（正文：2024-03-31）', place },
    ];
    const question = '同一事项的时间，清单与正文写得不同，以哪个为准？';
    const choices = ['以清单为准', '以正文为准'];
    const conflict = { kind: 'body-and-annex' as const, tasks: ['t05'], says, question, choices };
    await db
      .update(plan)
      .set({ conflicts: [conflict] })
      .where(eq(plan.id, id));
    const publicUrl = 'http://127.0.0.1';
    pages = await openPages(
      idleCommander(db, () => DESK_START),
      undefined,
      undefined,
      { publicUrl },
    );
    site = await pages.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await pages.close();
    await connection.close();
    await database.drop();
  });

  it('is assigned, sent, answered on a phone without script, and its doubts are settled', async () => {
    const { page, faults } = await openPage({ viewport: { width: 1280, height: 800 } });
    await enter(page, `${site}/desk/plans/${id}/division`);
    await page.getByText('1 项没有责任单位').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '选全部没有单位的' }).click();
    await page.getByRole('combobox', { name: '给选中的定责任单位' }).fill('县教育局');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '指定', exact: true }).click();
    await page.getByText('各项都有责任单位').waitFor();
    await takeTableBack(page);
    await page.getByRole('button', { name: '征求意见' }).click();
    await page.getByLabel('请在哪一天前回复').fill('2024-11-08');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '征求意见' }).click();
    await page.getByText('○ 未回复').first().waitFor();

    const link = await currentLink(connection.db, seeded.personId, seeded.unitId, DESK_START);
    const looking = await openPage({ viewport: { width: 360, height: 740 } });
    await looking.page.goto(`${site}${pages.pathOf(link)}/division/${id}`);
    expect(await seriousFaults(looking.page)).toEqual([]);
    expect(looking.faults).toEqual([]);
    const phone = await openPage({
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    await phone.page.goto(`${site}${pages.pathOf(link)}`);
    await phone.page.getByRole('link', { name: '看涉及本单位的任务' }).click();
    const wide = await phone.page.locator('html').evaluate((html) => html.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await phone.page.getByRole('button', { name: /全部同意/ }).click();
    await phone.page.getByLabel(/^姓名/).fill('王芳');
    await phone.page.getByLabel('电话').fill('0771-1234567');
    await phone.page.getByRole('button', { name: '继续提交' }).click();
    await phone.page.getByText('已全部回复，谢谢').first().waitFor();
    expect(phone.faults).toEqual([]);

    await page.reload();
    await page.getByText('✓ 同意').first().waitFor();
    await page.goto(`${site}/desk/plans/${id}/doubts`);
    await page
      .getByRole('button', { name: /^看原文/ })
      .first()
      .click();
    await page.locator('mark').first().waitFor();
    await page.getByRole('radio', { name: /以正文为准/ }).check();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /^就这样定/ }).click();
    await page.getByText('选定“以正文为准”').waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
    expect(faults).toEqual([]);
  }, 60_000);
});

async function enter(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('登录名').fill('周协调');
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}
