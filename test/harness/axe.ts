import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The faults that axe calls serious or critical, and where they are. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
