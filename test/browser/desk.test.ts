import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { note, occurrence } from '../../db/schema.ts';
import { readSheets } from '../../documents/sheet.ts';
import { openAt } from '../../scripts/demo/pages.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { HEIC_HEAD, recording } from '../harness/photo.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { openUnitSite, type UnitSite } from '../harness/unit-site.ts';

const BUILT = join(import.meta.dirname, '../../web/dist/assets');
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const COORDINATOR = '周协调';
const PASSWORD = 'correct horse battery';

describe.skipIf(browserProgram === null)('the desk', () => {
  const openPage = sharedBrowser();
  let site: UnitSite;
  let desk: string;

  beforeAll(async () => {
    site = await openUnitSite(
      {
        units: ['县教育局', '县财政局'],
        tasks: [
          { due: ['2024-03-20'], title: '报送名单', lead: ['县教育局'] },
          { due: ['2024-04-20'], title: '选派教师', lead: ['县教育局'], support: ['县财政局'] },
          { due: ['2024-06-30'], title: '拨付资金', lead: ['县财政局'] },
        ],
      },
      '2024-03-28',
    );
    desk = `${site.line.origin}/desk`;
    await seedAccount(site.year.db, COORDINATOR, { password: PASSWORD });
    await seedAccount(site.year.db, '系统管理员', { password: PASSWORD, admin: true });
  });
  afterAll(() => site.close());

  it('leads whoever is not logged in to the door, and from there to where they were going', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger?light=red`);
    await page.waitForURL(/\/login/);
    expect(await seriousFaults(page)).toEqual([]);
    await logIn(page, COORDINATOR, 'wrong horse battery');
    await page.getByRole('alert').waitFor();
    await logIn(page, COORDINATOR);
    await page.waitForURL(`${desk}/ledger?light=red`);
    await page.getByRole('link', { name: '报送名单' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2); // its head, and what is overdue
    expect(faults).toEqual([]);
    await context.close();
  });

  it('shows figures that open the rows they count, and takes an act on one of them', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/board`);
    await logIn(page, COORDINATOR);
    await page.getByRole('link', { name: /^1\s*逾期$/ }).click();
    await page.waitForURL(/light=red/);
    await page.getByRole('link', { name: '报送名单' }).click();
    await page.getByRole('button', { name: '批示' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '批示' }).click();
    await page.getByText('这一项必须填').waitFor();
    await page.getByLabel('理由或内容').fill('请于本周内报送');
    await page.getByRole('dialog').getByRole('button', { name: '批示' }).click();
    await page.getByText('请于本周内报送').first().waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await context.close();
  });

  it('keeps what was written when the line drops, says so, and gives it once when it is back', async () => {
    const { page, context } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger?light=red`);
    await logIn(page, COORDINATOR);
    await page.getByRole('link', { name: '报送名单' }).click();
    await page.getByRole('button', { name: '批示' }).click();
    await page.getByLabel('理由或内容').fill('线路断了也不丢');
    const give = page.getByRole('dialog').getByRole('button', { name: '批示' });
    site.line.cut();
    await give.click();
    await page.getByText('没有连上服务器').first().waitFor();
    await page.getByText('报送名单').first().waitFor(); // what was read is still there
    expect(await page.getByLabel('理由或内容').inputValue()).toBe('线路断了也不丢');
    // it may have been recorded: another text under its name would be lost
    expect(await page.getByLabel('理由或内容').isDisabled()).toBe(true);
    site.line.mend();
    await give.click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('线路断了也不丢').first().waitFor();
    const said = await site.year.db.$count(note, eq(note.text, '线路断了也不丢'));
    expect(said).toBe(1);
    await context.close();
  });

  it('takes what a unit said by telephone, with its papers', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger`);
    await logIn(page, COORDINATOR);
    await page.getByRole('link', { name: '拨付资金' }).click();
    await page.getByRole('button', { name: '代单位填报' }).click();
    await page.getByRole('menuitem', { name: '报进展' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('怎样得知').press('ArrowDown');
    await form.getByLabel('怎样得知').press('Enter'); // the first of them
    await form.getByTitle('电话').waitFor();
    await form.getByLabel('对方谁说的').fill('王主任');
    await form.getByLabel('理由或内容').fill('首笔已拨付');
    await form.getByLabel('佐证材料').setInputFiles([
      { name: '回单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
      { name: '通话.wav', mimeType: 'audio/wav', buffer: recording() },
      { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: Buffer.from(HEIC_HEAD) },
      { name: '坏.mp4', mimeType: 'video/mp4', buffer: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0') },
    ]);
    await form.getByRole('button', { name: '报进展' }).click();
    const paper = page.getByRole('link', { name: '回单.pdf' });
    const refusal = form.getByRole('alert');
    await paper.or(refusal).first().waitFor();
    expect(await refusal.allInnerTexts()).toEqual([]);
    await page.getByText('首笔已拨付').first().waitFor();
    const address = new URL((await paper.getAttribute('href')) ?? '', desk);
    const answer = await context.request.get(address.href, {
      headers: { referer: desk },
    });
    expect(answer.status()).toBe(200);
    // a photo that no browser shows says so; what can be played is played in the page
    await page.getByText('苹果手机照片（HEIC），浏览器看不了').waitFor();
    await page.getByRole('link', { name: '通话.wav' }).click();
    const played = page.getByRole('dialog').locator('audio');
    await expect
      .poll(() => played.evaluate((sound) => 'duration' in sound && sound.duration))
      .toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '坏.mp4' }).click();
    await page.getByText('浏览器放不了这个文件').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('hands a duty over to a unit that is found by a part of its name', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger`);
    await logIn(page, COORDINATOR);
    await page.getByRole('link', { name: '拨付资金' }).click();
    await page.getByRole('button', { name: '改交其他单位' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('改交哪个单位').pressSequentially('教育');
    await page.getByRole('option', { name: '县教育局' }).waitFor({ state: 'attached' });
    await form.getByLabel('改交哪个单位').press('Enter');
    await form.getByLabel('理由或内容').fill('职责调整');
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole('button', { name: '改交其他单位' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('职责调整').first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('has no serious fault for those who see, hear or move with difficulty, light or dark', async () => {
    const all = ['board', 'ledger', 'inbox', 'plans', 'password', 'nowhere'];
    const pages = { light: all, dark: ['board', 'ledger', 'password'] };
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context, faults } = await openPage({ ...DESKTOP, colorScheme });
      await page.goto(`${desk}/board`);
      await logIn(page, COORDINATOR);
      await page.getByRole('heading', { name: '看板' }).waitFor();
      for (const path of pages[colorScheme]) {
        await openAt(page, `${desk}/${path}`);
        expect([colorScheme, path, await seriousFaults(page)]).toEqual([colorScheme, path, []]);
      }
      await page.goto(`${desk}/ledger`);
      await page.getByRole('link', { name: '选派教师' }).click();
      await page.getByRole('heading', { name: '接下来' }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    }
  });

  it('loads at most 350 KB of script for its first pages, packed', async () => {
    const { page, context } = await openPage(DESKTOP);
    await page.goto(`${desk}/board`);
    await logIn(page, COORDINATOR);
    await openAt(page, `${desk}/board`);
    const loaded: string[] = await page.evaluate(
      "performance.getEntriesByType('resource').map(({ name }) => name)",
    );
    const scripts = loaded.filter((name) => name.endsWith('.js')).map((name) => basename(name));
    const bytes = scripts.map((name) => statSync(join(BUILT, `${name}.gz`)).size);
    expect(scripts.length).toBeGreaterThan(1);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(350 * 1024);
    await context.close();
  });

  it('fits a phone', async () => {
    const { page, context } = await openPage();
    await page.goto(`${desk}/board`);
    await logIn(page, COORDINATOR);
    await page.getByRole('heading', { name: '看板' }).waitFor();
    for (const path of ['board', 'ledger', 'inbox', 'plans']) {
      await openAt(page, `${desk}/${path}`);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect([path, width]).toEqual([path, 360]);
    }
    await context.close();
  });

  it('turns pages of ten thousand rows, the last one too, and writes them all into a workbook', async () => {
    await site.year.db.execute(sql`
      insert into ${occurrence}
      select (jsonb_populate_record(o, jsonb_build_object(
        'id', o.id || '/' || n, 'state', 'acknowledged', 'due_on', date '2025-01-01' + n % 365
      ))).*
      from ${occurrence} o, generate_series(1, 9997) n
      where o.id = (select min(id) from ${occurrence})`);
    const { page, context, faults } = await openPage(DESKTOP);
    await page.goto(`${desk}/ledger`);
    await logIn(page, COORDINATOR);
    await page.getByText('共 10000 项').waitFor();
    const rows = page.locator('table.data tbody tr');
    expect(await rows.count()).toBe(50);
    await page.locator('.ant-pagination').getByText('200', { exact: true }).click();
    await page.waitForURL(/page=200/);
    await page.getByText('2025-12-31').first().waitFor();
    expect(await rows.count()).toBe(50);
    await page.goBack();
    await page.getByRole('link', { name: '报送名单' }).first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ]);
    const sheets = await readSheets(readFileSync(await download.path()), 'ledger.xlsx');
    expect(sheets[0]?.rows).toHaveLength(10_001);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('speaks English to whoever chose it, and remembers', async () => {
    const { page, context } = await openPage(DESKTOP);
    await page.goto(`${desk}/board`);
    await logIn(page, COORDINATOR);
    await page.getByRole('button', { name: COORDINATOR }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    await context.close();
  });
});

/** Through the door. */
async function logIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}
