import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  devices,
  type Page,
} from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { browserProgram } from './browser-program.ts';

// a closed network must not be asked for what a browser looks up for itself
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a page's console says of what should not be: the content policy, words that nobody wrote. */
const FAULTY = /content security policy|refused to|no words for/i;

/** A small phone, as many clerks have one. */
const PHONE = {
  ...devices['Galaxy S8'],
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 1,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
};

/** A page, and what it did that no page of ours may do. */
export type WatchedPage = {
  page: Page;
  context: BrowserContext;
  /** Requests that left the host, refusals of the content policy, errors of scripts. */
  faults: string[];
};

export type OpenPage = (options?: BrowserContextOptions) => Promise<WatchedPage>;

/** One browser for all tests of a file; each page has a profile of its own. */
export function sharedBrowser(): OpenPage {
  vi.setConfig({ testTimeout: 180_000 });
  let browser: Awaited<ReturnType<typeof chromium.launch>> | null = null;
  beforeAll(async () => {
    if (browserProgram === null) return;
    browser = await chromium.launch({ executablePath: browserProgram, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return async (options = {}) => {
    if (browser === null) throw new Error('the browser is there in tests only');
    const context = await browser.newContext({ ...PHONE, ...options });
    context.setDefaultTimeout(30_000); // of a machine that does other things too
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') faults.push(request.url());
    });
    page.on('console', (message) => {
      if (FAULTY.test(message.text())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    return { page, context, faults };
  };
}
