import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * The faults that axe calls serious or critical, and where they are; of the page at rest: half-way
 * from grey to blue, the words of a button have a contrast that nobody is meant to read.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

type Animation = {
  effect: { getComputedTiming(): { endTime: number } } | null;
  finished: Promise<unknown>;
};

/** Waits until every transition and animation that has an end has come to it. */
async function atRest(page: Page): Promise<void> {
  await page.locator('html').evaluate(async (html) => {
    const all: Animation[] = html.getAnimations({ subtree: true });
    const ending = all.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(async ({ finished }) => await finished));
  });
}
