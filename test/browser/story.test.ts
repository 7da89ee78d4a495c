import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyAddressBook } from '../../db/address-book.ts';
import { knownBook } from '../../db/people.ts';
import { message } from '../../db/schema.ts';
import { readSheets } from '../../documents/sheet.ts';
import { readAddressBook } from '../../plan/address-book.ts';
import { beijingInstant } from '../../plan/date.ts';
import { seriousFaults } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { seedAccount } from '../harness/desk-api.ts';
import { openStack, type Stack } from '../harness/stack.ts';

const SAMPLES = join(import.meta.dirname, '../../docs/sample');
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const COORDINATOR = '周明';
const PASSWORD = 'correct horse battery';
const CONTACT = 'qianshou@qinghe.example';
const CLAUSE = '山地茶园灌溉';
const PERCENT = /已核对 (\d+) %/;
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(browserProgram === null)('the whole story', () => {
  const openPage = sharedBrowser();
  let stack: Stack;
  let desk: string;

  beforeAll(async () => {
    stack = await openStack();
    stack.startAt(beijingInstant('2027-01-18', 9)); // a Monday
    const csv = readFileSync(join(SAMPLES, 'units.csv'));
    const sheets = await readSheets(csv, 'units.csv');
    const { faults, warnings: _, ...book } = readAddressBook(sheets, await knownBook(stack.db));
    expect(faults).toEqual([]);
    await applyAddressBook(stack.db, book, { now: stack.now(), domain: 'duban.example.cn' });
    await seedAccount(stack.db, COORDINATOR, { password: PASSWORD, now: stack.now() });
    const secret = 'a secret for tests only';
    const origin = await stack.startApi(secret);
    desk = `${origin}/desk`;
    stack.startWorker({ env: { PUBLIC_URL: origin, DUBAN_SECRET: secret } });
  }, 120_000);
  afterAll(() => stack.close());

  it('goes from a document to a ledger: read, checked, launched, reported, verified', async () => {
    const { page, context, faults } = await openPage({ ...DESKTOP, acceptDownloads: true });
    const looks = async (what: string) =>
      expect([what, await seriousFaults(page)]).toEqual([what, []]);

    // the coordinator drops the document, and says whose side is ours
    await page.goto(`${desk}/plans`);
    await logIn(page);
    await page.getByRole('region', { name: '导入方案' }).waitFor();
    await dropFile(page);
    await page.waitForURL(/plans\/import\//);
    await page.getByRole('radio', { name: '青禾县' }).click();
    await page.getByRole('button', { name: '存为草稿' }).click();
    await page.waitForURL(/review/);
    const planId = /plans\/(\d+)/.exec(page.url())?.[1] ?? '';

    // reviewed by keyboard to the end
    await page.locator('li[aria-current=true]').getByText('t01').waitFor();
    await reviewAll(page);
    await looks('review');

    // names settled: proposals taken, the other side's left out
    await page.getByRole('link', { name: /名称/ }).click();
    await page.getByRole('heading', { level: 1, name: '单位名称' }).waitFor();
    await settleNames(page);
    await looks('names');

    // launched from the preview
    await page.goto(`${desk}/plans/${planId}`);
    await page.getByRole('link', { name: '预演和启动' }).click();
    await page.locator('button.ant-btn-lg:not([disabled])').waitFor();
    await looks('launch');
    await page.getByRole('button', { name: '启动方案' }).click();
    const question = page.getByRole('dialog');
    const over = question.getByLabel('仍要启动');
    await question.getByRole('button', { name: '启动', exact: true }).waitFor();
    if ((await over.count()) > 0) await over.check();
    await question.getByRole('button', { name: '启动', exact: true }).click();
    await page.getByText('已经启动').waitFor({ timeout: 90_000 });

    // the mail arrives, and its link opens on a phone
    const hasCome = async () => {
      // mails are spread over half an hour, which nobody waits for here
      await stack.db.update(message).set({ nextAt: stack.now() }).where(eq(message.state, 'ready'));
      return stack.mailbox.to(CONTACT).length > 0;
    };
    await expect.poll(hasCome, { interval: 500, timeout: 90_000 }).toBe(true);
    const [mail] = stack.mailbox.to(CONTACT);
    expect(mail?.subject).toContain('交办通知');
    const link = /http:\/\/127\.0\.0\.1:\d+\/u\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await page.goto(`${desk}/ledger?plan=${planId}&text=${encodeURIComponent(CLAUSE)}`);
    const title = await page.locator('a.duty-title').innerText();
    await page.locator('a.duty-title').click();
    await page.getByRole('heading', { name: '经过' }).waitFor();
    const phone = await openPage();
    await reportFrom(phone.page, link, title);
    await phone.context.close();

    // the coordinator's page shows it by itself; the evidence opens
    await page.getByText('60万元已拨付到位').first().waitFor();
    await page.getByRole('button', { name: '销号' }).waitFor();
    const photo = page.getByRole('link', { name: '回单.png' });
    const address = new URL((await photo.first().getAttribute('href')) ?? '', page.url()).href;
    expect((await context.request.get(address)).headers()['content-type']).toBe('image/webp');
    await looks('duty');
    await page.getByRole('button', { name: '销号' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '销号' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('已销号').first().waitFor();

    // and the workbook has the row
    await page.goto(`${desk}/ledger?plan=${planId}&text=${encodeURIComponent(CLAUSE)}`);
    await page.getByText('共 1 项').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ]);
    const workbook = await readSheets(readFileSync(await download.path()), 'ledger.xlsx');
    const row = workbook.flatMap(({ rows }) => rows).find((cells) => cells.join().includes(title));
    expect(row?.join()).toMatch(/青禾县财政局.*已销号/);
    expect([...faults, ...phone.faults]).toEqual([]);
    await context.close();
  });
});

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('登录名').fill(COORDINATOR);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
}

/** The sample of 2024, moved to a year to come. */
async function dropFile(page: Page): Promise<void> {
  const text = readFileSync(join(SAMPLES, '2024-结对帮扶工作方案.txt'), 'utf8');
  const words = JSON.stringify(text.replaceAll('2024', '2027'));
  const dataTransfer = await page.evaluateHandle(`(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([${words}], '方案.txt'));
    return carried;
  })()`);
  await page.getByRole('region', { name: '导入方案' }).dispatchEvent('drop', { dataTransfer });
}

async function reviewAll(page: Page): Promise<void> {
  const coverage = () => page.locator('.coverage').innerText();
  for (let presses = 0; presses < 90; presses += 1) {
    const before = await coverage();
    if (PERCENT.exec(before)?.[1] === '100') break;
    await page.keyboard.press('Enter');
    await expect.poll(coverage, { interval: 30, timeout: 20_000 }).not.toBe(before);
  }
  expect(PERCENT.exec(await coverage())?.[1]).toBe('100');
}

/** Takes what is proposed; what is of the other side is left out. */
async function settleNames(page: Page): Promise<void> {
  const open = page.getByRole('status').filter({ hasText: /没有确定|都已确定/ });
  for (let names = 0; names < 30; names += 1) {
    const before = await open.innerText();
    if (before.includes('都已确定')) return;
    const take = page.getByRole('button', { name: /^就是这些/ });
    if ((await take.count()) > 0) await take.first().click();
    else {
      await page.getByRole('button', { name: '不纳入' }).first().click();
      await page.keyboard.type('对方单位');
      await page.keyboard.press('Enter');
    }
    await expect.poll(() => open.innerText(), { interval: 30, timeout: 20_000 }).not.toBe(before);
  }
}

/** Opens the link, acknowledges all, and reports a task done with a photo. */
async function reportFrom(page: Page, link: string, title: string): Promise<void> {
  await page.goto(link);
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: /签收全部/ }).click();
  await page.getByLabel('姓名').fill('钱守');
  await page.getByLabel('电话').fill('0999-5550013');
  await page.getByRole('button', { name: '继续提交' }).click();
  await page.getByText('已签收全部事项').waitFor();
  await page.getByRole('link', { name: title }).click();
  await page.locator('summary', { hasText: '报办结' }).click();
  await page.locator('#complete-amount').fill('60');
  await page.locator('#complete-text').fill('60万元已拨付到位');
  const photo = { name: '回单.png', mimeType: 'image/png', buffer: PHOTO };
  await page.locator('#complete-files-other').setInputFiles(photo);
  await page.getByText('已上传', { exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  await page.getByRole('button', { name: '报办结' }).click();
  const done = page.getByText('已报办结，等待办公室核实销号');
  await done.or(page.locator('.fault')).first().waitFor();
  expect(await page.locator('.fault').allInnerTexts()).toEqual([]);
  await done.waitFor();
}
