import type { Page } from 'playwright-core';

/** Opens a page of the desk and waits until all that it asked for is there. */
export async function openAt(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).or(page.locator('.ant-result')).waitFor();
  while ((await page.getByLabel('正在读取').count()) > 0) await page.waitForTimeout(50);
}
