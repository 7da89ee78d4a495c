import type { Page } from 'playwright-core';

/** Opens a page of the desk and waits until all that it asked for is there and drawn. */
export async function openAt(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).or(page.locator('.ant-result')).waitFor();
  do await page.evaluate(STILL);
  while ((await page.locator('.ant-skeleton').count()) > 0);
}

/** Until nothing of the page has changed for a tenth of a second, styles too; three seconds at most. */
const STILL = `new Promise((resolve) => {
  const end = () => { observer.disconnect(); resolve(); };
  let quiet = setTimeout(end, 100);
  const observer = new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(end, 100); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(end, 3000);
})`;
