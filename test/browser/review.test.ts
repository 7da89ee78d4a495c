import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../db/connect.ts';
import { followLedger } from '../../db/ledger-changes.ts';
import { post } from '../../db/schema.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { type OpenPage, sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { DESK_START, idleCommander, seedDesk } from '../harness/desk.ts';
import { type FreshDatabase, freshDatabase } from '../harness/postgres.ts';
import { openPages, type Pages } from '../harness/unit-pages.ts';

const SAMPLE = join(import.meta.dirname, '../../docs/sample/2024-结对帮扶工作方案.txt');
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PASSWORD = 'correct horse battery';
const PERCENT = /已核对 (\d+) %/;

describe.skipIf(browserProgram === null)('import and review', () => {
  const openPage = sharedBrowser();
  let database: FreshDatabase;
  let connection: Connection;
  let changes: Awaited<ReturnType<typeof followLedger>>;
  let pages: Pages;
  let desk: string;

  beforeAll(async () => {
    database = await freshDatabase();
    connection = connect(database.url, 4);
    changes = await followLedger(connection.listen);
    const { db } = connection;
    const { unitIds } = await seedDesk(db);
    await seedAccount(db, '周协调', { password: PASSWORD });
    const second = await seedAccount(db, '李协调', { password: PASSWORD });
    expect(second).toBeGreaterThan(0);
    const [person] = await db.execute<{ id: number }>(
      `select id from person where name = '李协调'`,
    );
    await db.insert(post).values({
      unitId: unitIds.get('县协作办') ?? 0,
      personId: person?.id ?? 0,
      role: 'coordinator',
      from: '2024-01-01',
    });
    const publicUrl = 'http://127.0.0.1';
    const commander = idleCommander(db, () => DESK_START);
    pages = await openPages(commander, undefined, undefined, { publicUrl, changes });
    desk = `${await pages.app.listen({ host: '127.0.0.1', port: 0 })}/desk`;
  });
  afterAll(async () => {
    await pages.close();
    await changes.close();
    await connection.close();
    await database.drop();
  });

  it('goes on at one tap with a file whose reading a restart broke off', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await enter(page, '周协调', `${desk}/plans`);
    const progress = '**/api/v1/imports/*';
    await page.route(progress, async (route) => {
      const response = await route.fetch();
      const lost = { ...(await response.json()), stage: 'lost', found: null };
      await route.fulfill({ response, json: lost });
    });
    await dropFile(page);
    const goOn = page.getByRole('button', { name: '接着读' });
    await goOn.waitFor();
    await keepOther(page);
    expect(await keptFiles(page)).toHaveLength(3);
    await page.reload();
    await goOn.waitFor();
    // neither what is a day old nor what somebody else left
    const own = new URL(page.url()).pathname.split('/').at(-1);
    await expect.poll(() => keptFiles(page)).toEqual([own]);
    expect(await seriousFaults(page)).toEqual([]);
    const address = page.url();
    await page.unroute(progress);
    await goOn.click();
    await page.getByText('哪一方是本方').waitFor();
    expect([page.url(), faults]).toEqual([address, []]);
    await context.close();
  });

  it('leaves no file in the browser for whoever comes next', async () => {
    const { page, context } = await openPage(DESKTOP);
    await enter(page, '周协调', `${desk}/plans`);
    await page.route('**/api/v1/imports', unanswered);
    await dropFile(page);
    await page.getByRole('alert').waitFor();
    expect(await keptFiles(page)).toHaveLength(1);
    await context.clearCookies(); // a session that ended
    await page.reload();
    await page.getByLabel('登录名').waitFor();
    await expect.poll(() => keptFiles(page)).toEqual([]);

    await enter(page, '周协调', `${desk}/plans`);
    await dropFile(page);
    await page.getByRole('alert').waitFor();
    expect(await keptFiles(page)).toHaveLength(1);
    await page.getByRole('button', { name: '周协调' }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByLabel('登录名').waitFor();
    await expect.poll(() => keptFiles(page)).toEqual([]);
    await context.close();
  });

  it('goes from a dropped file by keyboard to 100 %, with a second reviewer at work', async () => {
    const { page, context, faults } = await openPage(DESKTOP);
    await enter(page, '周协调', `${desk}/plans`);
    await dropFile(page);
    await page.waitForURL(/plans\/import\//);
    await page.getByRole('radio', { name: '青禾县' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.reload(); // the address holds how far it is
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.waitForURL(/review/);
    await page.locator('li[aria-current=true]').getByText('t01').waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    const other = await atReview(openPage, '李协调', page.url());
    // confirmed at a key, shown at once; refused, it is taken back with the reason
    const edits = '**/review/edits';
    const answer = Promise.withResolvers<void>();
    await page.route(edits, async (route) => {
      await answer.promise;
      const json = { status: 409, code: 'refused', title: '没有记下', detail: '刚才有人改过' };
      await route.fulfill({ status: 409, contentType: 'application/problem+json', json });
    });
    await page.keyboard.press('Enter');
    const done = page.locator('#item-t01').getByText('✓ 已审');
    await done.waitFor();
    answer.resolve();
    await page.getByText('刚才有人改过').waitFor();
    await done.waitFor({ state: 'detached' });
    await page.unroute(edits);
    await page.keyboard.press('k');
    await current(page, 't01');
    // without a line it is taken back and said at once, and is not done later by itself
    await context.setOffline(true);
    await page.keyboard.press('Enter');
    await page.getByText('没有送出').waitFor();
    await done.waitFor({ state: 'detached' });
    await context.setOffline(false);
    await page.reload();
    await page.locator('#item-t01').waitFor();
    expect(await done.count()).toBe(0);
    await page.keyboard.press('k');
    await current(page, 't01');
    // j and k go along the list, and the document follows
    await page.keyboard.press('j');
    await current(page, 't02');
    expect(await page.locator('mark[data-current]').first().getAttribute('data-item')).toBe('t02');
    await page.keyboard.press('k');
    await current(page, 't01');

    // e, Ctrl+Enter: corrected and confirmed; the colleague sees it without asking
    await page.keyboard.press('e');
    await page.getByLabel('标题').fill('改过的标题');
    await page.getByLabel('时限的文字').fill('每季度末');
    await page.getByText('共 4 个日期').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await current(page, 't02');
    await other.page.getByText('t01 改过的标题').waitFor();
    await other.page.getByText('周协调 刚才也在审核').waitFor();

    // both change the title of t02: the second is told both versions, and decides
    await page.keyboard.press('e');
    await page.getByLabel('标题').fill('甲的标题');
    await other.page.getByText('t02', { exact: false }).first().click();
    await current(other.page, 't02');
    await other.page.keyboard.press('e');
    await other.page.getByLabel('标题').fill('乙的标题');
    await page.keyboard.press('Control+Enter');
    await current(page, 't03');
    await other.page.keyboard.press('Control+Enter');
    await other.page.getByText('已由周协调改为“甲的标题”，您要改为“乙的标题”').waitFor();
    await other.page.getByRole('button', { name: '已核对，仍按我的保存' }).click();
    await page.getByText('t02 乙的标题').waitFor();

    // d: dismissed for a reason; u: taken back
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByRole('textbox').fill('属于号召');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('属于号召').waitFor();
    await current(page, 't04');
    await page.keyboard.press('u');
    await page.getByText('属于号召').waitFor({ state: 'detached' });
    await page.getByText(/已撤销：不作任务（t03 /).waitFor();
    await current(page, 't03');
    await page.keyboard.press('j');
    await current(page, 't04');

    // s and m: one becomes two, and one again
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByRole('button', { name: '拆分' }).click();
    await page.locator('#item-t23').waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('t23');
    await dialog.getByRole('combobox').press('Enter');
    await dialog.getByRole('button', { name: '合并' }).click();
    await page.locator('#item-t23').getByText('并入任务 t04').waitFor();

    // what is typed is not lost by the way
    await page.keyboard.press('e');
    await page.getByLabel('标题').fill('没有保存的标题');
    await page.locator('#item-t06').click();
    await page.getByLabel('标题').press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: '接着改' }).click();
    await page.getByLabel('标题').press('Control+Enter');
    await page.getByText('t04 没有保存的标题').waitFor();

    // Enter to the end: the tasks, then the other clauses
    for (let presses = 0; presses < 80 && (await percentOf(page)) < 100; presses += 1) {
      const before = await page.locator('.coverage').innerText();
      await page.keyboard.press('Enter');
      await expect
        .poll(() => page.locator('.coverage').innerText(), { timeout: 15_000 })
        .not.toBe(before);
    }
    expect(await percentOf(page)).toBe(100);
    await page.getByText('已全部核对').waitFor();
    expect([...faults, ...other.faults]).toEqual([]);
    await other.context.close();
    await context.close();
  });

  it('settles names, and fits a phone in the dark', async () => {
    const { page, context, faults } = await openPage({ colorScheme: 'dark' });
    await enter(page, '周协调', `${desk}/plans`);
    await page.getByRole('link', { name: '审核' }).click();
    await page.getByRole('heading', { level: 1, name: '审核' }).waitFor();
    await page.getByText('看原文').click();
    await page.locator('mark[data-current]').first().waitFor();
    await page.getByRole('radiogroup', { name: '看哪一边' }).getByText('任务').click();
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    expect([await width(), await seriousFaults(page)]).toEqual([360, []]);
    await page.getByRole('link', { name: '单位名称' }).click();
    await page.getByRole('heading', { level: 1, name: '单位名称' }).waitFor();
    expect([await width(), await seriousFaults(page)]).toEqual([360, []]);
    const open = page.getByRole('status').filter({ hasText: '没有确定' });
    const before = await open.innerText();
    await page.getByRole('button', { name: '不纳入' }).first().click();
    await page.keyboard.type('对方单位');
    await page.keyboard.press('Enter');
    await page.getByText('不纳入：对方单位').waitFor();
    expect(await open.innerText()).not.toBe(before);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** Through the door to an address. */
async function enter(page: Page, login: string, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A second reviewer at the same draft. */
async function atReview(openPage: OpenPage, login: string, address: string) {
  const opened = await openPage(DESKTOP);
  await enter(opened.page, login, address);
  await current(opened.page, 't01');
  return opened;
}

async function dropFile(page: Page): Promise<void> {
  const words = JSON.stringify(readFileSync(SAMPLE, 'utf8'));
  const dataTransfer = await page.evaluateHandle(`(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([${words}], '方案.txt'));
    return carried;
  })()`);
  await page.getByRole('region', { name: '导入方案' }).dispatchEvent('drop', { dataTransfer });
}

async function current(page: Page, key: string): Promise<void> {
  await page.locator(`#item-${key}[aria-current=true]`).waitFor();
}

async function percentOf(page: Page): Promise<number> {
  return Number(PERCENT.exec(await page.locator('.coverage').innerText())?.[1]);
}

async function unanswered(route: Route): Promise<void> {
  await route.fulfill({ status: 503, body: '' });
}

/** The imports whose files lie in this browser. */
async function keptFiles(page: Page): Promise<string[]> {
  return await inImports(page, []);
}

/** Leaves a file of somebody else's, and one of the day before, in this browser. */
async function keepOther(page: Page): Promise<void> {
  const now = Date.parse('2099-01-01');
  await inImports(page, [
    { id: 'other', owner: -1, at: now },
    { id: 'old', owner: 1, at: 0 },
  ]);
}

type Kept = { id: string; owner: number; at: number };

/** Puts rows into the browser's store of files; the ids of all that lie there then. */
async function inImports(page: Page, rows: Kept[]): Promise<string[]> {
  return await page.evaluate(`(async () => {
    const answerOf = (request) =>
      new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)));
    const base = await answerOf(indexedDB.open('duban-imports'));
    const store = base.transaction('sent', 'readwrite').objectStore('sent');
    for (const row of ${JSON.stringify(rows)}) store.put(row);
    const keys = await answerOf(store.getAllKeys());
    base.close();
    return keys;
  })()`);
}
