import type { Page } from 'playwright-core';
import type { OpenBrowser } from './camera.ts';
import { shoot } from './camera.ts';
import type { ScreenOptions } from './options.ts';

/** Photographs a unit's pages on a phone: its list, a duty, who sits there, the code for another device. */
export async function photographUnit(
  open: OpenBrowser,
  address: string,
  options: ScreenOptions,
): Promise<void> {
  const context = await open('phone');
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(address);
  await shoot(page, 'unit-list', options);
  await page.locator('main a[href*="/o/"]').first().click();
  await page.waitForLoadState();
  await shoot(page, 'unit-duty', options);
  await report(page, '已联系两家企业，下周到岗。');
  await page.getByRole('button', { name: '继续提交' }).waitFor();
  await shoot(page, 'unit-who', options);
  await page.getByLabel(/^姓名/).fill('石岗');
  await page.getByLabel('电话').fill('0999-5550015');
  await page.getByRole('button', { name: '继续提交' }).click();
  await page.getByText('进展已报送').first().waitFor();
  await shoot(page, 'unit-done', options);
  await page.goto(`${address}/print`);
  await shoot(page, 'unit-print', options);
  await context.close();
  const other = await open('phone');
  other.setDefaultTimeout(10_000);
  const second = await other.newPage();
  await second.goto(address);
  await second.locator('main a[href*="/o/"]').first().click();
  await report(second, '换一台手机再报。');
  await second.getByLabel(/^姓名/).fill('石岗');
  await second.getByLabel('电话').fill('0999-5550015');
  await second.getByRole('button', { name: '继续提交' }).click();
  await second.getByText('验证码').first().waitFor();
  await shoot(second, 'unit-code', options);
  await other.close();
}

async function report(page: Page, words: string): Promise<void> {
  await page.locator('summary', { hasText: '报进展' }).click();
  await page.locator('#report-text').fill(words);
  await page.locator('form:has(#report-text) button[type=submit]').click();
  await page.waitForLoadState();
}
