import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seriousFaults as serious } from '../harness/axe.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser, type WatchedPage } from '../harness/browser.ts';
import { openUnitSite, type UnitSite } from '../harness/unit-site.ts';

const BUILT = join(import.meta.dirname, '../../web/unit/dist/unit.js');
const MONTHS = ['2024-04-01', '2024-05-01', '2024-06-01'];
const UNIT = '县教育局';
const PDF = { name: '总结.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };

it('is at most 60 KB with all that it loads, in words that browsers of 2019 read', () => {
  const script = readFileSync(BUILT, 'utf8');
  expect(gzipSync(script).length).toBeLessThan(60 * 1024);
  expect(script).not.toMatch(/import\(|https?:\/\/(?!tus\.io)/);
  // what came later: ?. and ??, private fields, assignments like ||=
  expect(script).not.toMatch(/\?\.(?!\d)|\?\?|\bthis\.#|\|\|=|&&=/);
});

describe.skipIf(browserProgram === null)('the script of the unit pages', () => {
  const openPage = sharedBrowser();
  const opened: WatchedPage[] = [];
  let site: UnitSite;
  let state: Awaited<ReturnType<WatchedPage['context']['storageState']>>;

  beforeAll(async () => {
    const titles = [
      '互访',
      '培训',
      '支教',
      '送教',
      '慰问',
      '走访',
      '调研',
      '审计',
      '下乡',
      '座谈',
      '结对',
      '回访',
      '普查',
      '宣讲',
    ];
    site = await openUnitSite(
      {
        units: [UNIT, '县财政局'],
        tasks: [
          { due: MONTHS, title: '报送进展', lead: [UNIT, '县财政局'], distribution: 'each' },
          ...titles.map((title) => ({ due: ['2024-06-30'], title, lead: [UNIT] })),
        ],
      },
      '2024-03-28',
    );
    // the clerk has said once who sits here
    const { page, context } = await openPage();
    await page.goto(await site.listOf(UNIT));
    await page.getByRole('button', { name: /签收全部/ }).click();
    await page.getByLabel('姓名').fill('王芳');
    await page.getByLabel('电话').fill('0771-1234567');
    await page.getByRole('button', { name: '继续提交' }).click();
    await page.getByText('已签收全部事项').waitFor();
    state = await context.storageState();
    await context.close();
  });
  afterEach(async () => {
    site.line.mend();
    for (const { context, faults } of opened.splice(0)) {
      await context.close();
      expect(faults).toEqual([]);
    }
  });
  afterAll(() => site.close());

  async function open(title: string, cookies = state.cookies): Promise<WatchedPage> {
    const watched = await openPage();
    opened.push(watched);
    await watched.context.addCookies(cookies);
    await watched.page.goto(await site.pageOf(UNIT, title));
    return watched;
  }

  it('offers again what was typed before a reload, and forgets it once it is taken', async () => {
    const { page } = await open('互访');
    await write(page, '三名教师已到校');
    await page.reload();
    await page.getByText(/已恢复 \d\d:\d\d 未提交的内容/).waitFor();
    expect(await page.locator('#report-text').inputValue()).toBe('三名教师已到校');
    await send(page);
    await page.getByText('进展已报送。').waitFor();
    await page.locator('summary', { hasText: '报进展' }).click();
    expect(await page.locator('#report-text').inputValue()).toBe('');
    expect(await page.getByText('已恢复').count()).toBe(0);
    expect(await site.actsOn('互访')).toEqual(['acknowledge', 'report']);
  });

  it('clears what it offered when it is told to', async () => {
    const { page } = await open('培训');
    await write(page, '写错了');
    await page.reload();
    await page.getByRole('button', { name: '清除' }).click();
    expect(await page.locator('#report-text').inputValue()).toBe('');
    await page.reload();
    expect(await page.getByText('已恢复').count()).toBe(0);
  });

  it('keeps what is typed when the line is away, and sends it when it is back', async () => {
    const { page, context } = await open('支教');
    await write(page, '教师已就位');
    await context.setOffline(true);
    await send(page);
    await page.getByText('没有连上，内容已保存在这台设备上').waitFor();
    await context.setOffline(false);
    await page.reload();
    await page.getByText(/已恢复/).waitFor();
    await send(page);
    await page.getByText('进展已报送。').waitFor();
    expect(await site.actsOn('支教')).toEqual(['acknowledge', 'report']);
  });

  it('shows a refusal in place, and does not overwrite what the server filled in', async () => {
    const { page } = await open('走访');
    await page.locator('summary', { hasText: '申请延期' }).click();
    await page.locator('#request-extension-text').fill('教师培训冲突');
    await page.locator('#request-extension-until').fill('2024-07-31');
    await page.locator('#request-extension-text').fill(' ');
    await page.getByRole('button', { name: '提交延期申请' }).click();
    await page.getByRole('alert').waitFor();
    expect(page.url()).not.toContain('act=');
    expect(await page.evaluate('document.activeElement.className')).toContain('fault');
    expect(await page.locator('#request-extension-until').inputValue()).toBe('2024-07-31');
    expect(await page.getByText('已恢复').count()).toBe(0);
    await page.locator('#request-extension-text').fill('教师培训冲突');
    await page.getByRole('button', { name: '提交延期申请' }).click();
    await page.getByText('延期申请已提交').waitFor();
    expect(await site.actsOn('走访')).toEqual(['acknowledge', 'request-extension']);
  });

  it('makes one event of taps that come twice', async () => {
    const { page } = await open('送教');
    await write(page, '已送教上门');
    await page.getByRole('button', { name: '报送进展' }).dblclick();
    await page.getByText('进展已报送。').waitFor();
    expect(await site.actsOn('送教')).toEqual(['acknowledge', 'report']);
  });

  it('goes on with an upload where the line dropped, and brings the file with the form', async () => {
    const { page } = await open('慰问');
    await write(page, '材料见附件');
    const pieces: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') pieces.push(Number(request.headers()['upload-offset']));
    });
    site.line.cutAfter(4.5 * 1024 * 1024);
    const buffer = Buffer.alloc(9 * 1024 * 1024, 'evidence ');
    buffer.write('%PDF-1.4\n');
    const pdf = { name: '盖章件.pdf', mimeType: 'application/pdf', buffer };
    await page.locator('#report-files-other').setInputFiles(pdf);
    await page.locator('.said', { hasText: '没有连上，恢复后接着传' }).waitFor();
    await send(page);
    await page.getByText('传完自动提交').waitFor();
    site.line.mend();
    await page.getByText('进展已报送。').waitFor();
    expect(pieces.filter((offset) => offset === 0)).toHaveLength(1);
    const link = page.getByRole('link', { name: '附件：盖章件.pdf（9.0 MB）' });
    const got = await page.request.get(
      new URL((await link.getAttribute('href')) ?? '', page.url()).href,
    );
    expect(buffer.equals(await got.body())).toBe(true);
    expect(await site.actsOn('慰问')).toEqual(['acknowledge', 'report']);
  });

  it('goes on where it stopped when the page was closed and the file is chosen again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duban-upload-'));
    const file = join(folder, '台账.pdf');
    writeFileSync(file, Buffer.alloc(6 * 1024 * 1024, 'ledger '));
    const { page } = await open('回访');
    await write(page, '台账见附件');
    site.line.cutAfter(3.5 * 1024 * 1024);
    await page.locator('#report-files-other').setInputFiles(file);
    await page.locator('.said', { hasText: '没有连上，恢复后接着传' }).waitFor();
    site.line.mend();
    await page.reload();
    const offsets: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    });
    await page.locator('#report-files-other').setInputFiles(file);
    await page.getByText('已上传', { exact: true }).waitFor();
    expect(offsets[0]).toBeGreaterThanOrEqual(2 * 1024 * 1024);
    rmSync(folder, { recursive: true });
  });

  it('sends no form while a chosen file is missing, and says which; without the file it goes', async () => {
    const { page } = await open('普查');
    await write(page, '视频见附件');
    const files = page.locator('#report-files-other');
    const video = { name: '现场.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(21 * 2 ** 20) };
    await files.setInputFiles(video);
    await files.setInputFiles({ ...PDF, buffer: Buffer.alloc(0) });
    await page.getByText('超过 20 MB，请压缩后再传').waitFor();
    await send(page);
    const line = page.locator('.note.sending');
    await line.getByText(/^没有提交：“现场.mp4”超过 20 MB.*“总结.pdf”是空文件/).waitFor();
    expect(await serious(page)).toEqual([]);
    // the same file, mended, takes the place of the one that was refused
    await files.setInputFiles(PDF);
    await page.getByText('已上传', { exact: true }).waitFor();
    await send(page);
    expect(await site.actsOn('普查')).toEqual(['acknowledge']);
    await line.getByRole('button', { name: '去掉这个文件' }).click();
    await line.getByText('还没有提交：请再点一次“报送进展”').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('进展已报送。').waitFor();
    expect(await page.getByText('附件：总结.pdf').count()).toBe(1);
    expect(await site.actsOn('普查')).toEqual(['acknowledge', 'report']);
  });

  it('offers to do without a file that waits for the line, and remembers it past a reload', async () => {
    const { page } = await open('宣讲');
    await write(page, '已宣讲');
    site.line.cutAfter(2.5 * 1024 * 1024);
    const film = {
      name: '宣讲.pdf',
      mimeType: PDF.mimeType,
      buffer: Buffer.alloc(6 * 2 ** 20, 'film '),
    };
    await page.locator('#report-files-other').setInputFiles(film);
    await page.locator('.said', { hasText: '没有连上，恢复后接着传' }).waitFor();
    await send(page);
    const line = page.locator('.note.sending');
    await line.getByRole('button', { name: '去掉这个文件' }).waitFor();
    site.line.mend();
    await page.reload();
    await page.getByText('没有传上，请重新选择', { exact: true }).waitFor();
    await send(page);
    await line.getByRole('button', { name: '去掉这个文件' }).click();
    await send(page);
    await page.getByText('进展已报送。').waitFor();
    expect(await page.getByText('附件：宣讲.pdf').count()).toBe(0);
    expect(await site.actsOn('宣讲')).toEqual(['acknowledge', 'report']);
  });

  it('keeps files that were sent ahead through a reload and the question who sits there', async () => {
    const { page } = await open('调研', []);
    await write(page, '调研报告见附件');
    const files = ['一.pdf', '二.pdf'].map((name) => ({
      name,
      mimeType: 'application/pdf',
      buffer: Buffer.from(name),
    }));
    await page.locator('#report-files-other').setInputFiles(files);
    await expect.poll(() => page.locator('.files .said', { hasText: '已上传' }).count()).toBe(2);
    await page.reload();
    await page.getByText(/已恢复/).waitFor();
    expect(await page.locator('.files li').count()).toBe(2);
    await page.getByRole('button', { name: '去掉 一.pdf' }).click();
    await send(page);
    await page.getByText('先告知您是谁').first().waitFor();
    expect(await page.locator('input[name^="kept-"]').count()).toBe(1);
  });

  it('keeps files that lie with the server when the form is refused', async () => {
    const { page } = await open('下乡');
    await write(page, ' ');
    await page.locator('#report-files-other').setInputFiles(PDF);
    await page.getByText('已上传', { exact: true }).waitFor();
    await send(page);
    await page.getByRole('link', { name: '请写明进展情况' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('report-text');
    expect(await page.getByText('需要重新选择').count()).toBe(0);
    expect(await serious(page)).toEqual([]);
    await page.locator('#report-text').fill('已下乡');
    await send(page);
    await page.getByText('附件：总结.pdf').waitFor();
    expect(await site.actsOn('下乡')).toEqual(['acknowledge', 'report']);
  });

  it('says that it sends, that the line is slow, and that the system is away', async () => {
    const { page, context } = await open('座谈');
    await write(page, '已召开');
    const answer = Promise.withResolvers<void>();
    await context.route('**/*act=report', async (route) => {
      await answer.promise;
      await route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>503</h1>' });
    });
    await page.clock.install();
    await send(page);
    await page.getByText('正在提交……').waitFor();
    await page.clock.fastForward(9_000);
    await page.getByText('线路较慢，仍在提交').waitFor();
    answer.resolve();
    await page.getByText('系统暂时不能办理，内容已保存在这台设备上').waitFor();
    expect(await serious(page)).toEqual([]);
    await context.unroute('**/*act=report');
    await send(page);
    await page.getByText('进展已报送。').waitFor();
  });

  it('leaves the form to the browser where the script cannot send it', async () => {
    const { page } = await open('结对');
    await write(page, '已结对');
    await page.evaluate('window.fetch = () => { throw new Error("forbidden") }');
    for (const tap of [1, 2]) {
      await send(page);
      await page.locator('form[aria-busy="false"]').waitFor();
      expect([tap, await page.getByText('没有连上').count()]).toEqual([tap, 1]);
    }
    await send(page);
    await page.getByText('进展已报送。').waitFor();
    expect(await page.getByText('已恢复').count()).toBe(0);
    expect(await site.actsOn('结对')).toEqual(['acknowledge', 'report']);
  });

  it('makes large photos smaller and says so; the original goes on demand', async () => {
    const { page } = await open('审计');
    await write(page, '照片见附件');
    const photo = await noisyPhoto(page);
    const chosen = page.waitForEvent('filechooser');
    await page.locator('details.act[open]').getByText('拍照', { exact: true }).click();
    await (await chosen).setFiles(photo);
    await page.getByText(/照片超过 5 MB，已从 .* MB 缩小到 .* 再传/).waitFor();
    await page.getByRole('button', { name: '改传原图' }).click();
    await page.getByText('已上传', { exact: true }).waitFor();
    await send(page);
    await page.getByText('进展已报送。').waitFor();
    const size = (photo.buffer.length / 1024 / 1024).toFixed(1);
    await page.getByText(`附件：现场.jpg（${size} MB）`).waitFor();
  });

  it('keeps the rows of a return', async () => {
    const { page } = await open('报送进展');
    await page.locator('details.row summary').nth(1).click();
    const row = page.locator('details.row').nth(1).locator('textarea');
    await row.fill('本月已开展两次');
    await page.reload();
    await page.getByText(/已恢复/).waitFor();
    expect(await row.inputValue()).toBe('本月已开展两次');
    expect(await row.isVisible()).toBe(true);
    await page.getByRole('button', { name: /^报送.*进展$/ }).click();
    await page.getByText('报表已报送，谢谢。').waitFor();
  });
});

async function write(page: Page, text: string): Promise<void> {
  await page.locator('summary', { hasText: '报进展' }).click();
  await page.locator('#report-text').fill(text);
}

function send(page: Page): Promise<void> {
  return page.getByRole('button', { name: '报送进展' }).click();
}

/** A photo of more than 5 MB, as a camera of today takes it. */
async function noisyPhoto(page: Page) {
  const address = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 2700;
    const context = canvas.getContext('2d');
    const pixels = context.createImageData(2700, 2700);
    for (let index = 0; index < pixels.data.length; index += 1) pixels.data[index] = index % 4 === 3 ? 255 : Math.random() * 255;
    context.putImageData(pixels, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9);
  })()`);
  const buffer = Buffer.from(address.split(',')[1] ?? '', 'base64');
  return { name: '现场.jpg', mimeType: 'image/jpeg', buffer };
}
