import { findBrowser } from '../../scripts/setup/browser.mjs';

/** Where Chromium is; null when this machine has none, and what needs it is skipped. */
export const browserProgram: string | null = await findBrowser();
