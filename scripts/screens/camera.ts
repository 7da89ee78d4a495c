import { join } from 'node:path';
import { type Browser, type BrowserContext, devices, type Page } from 'playwright-core';
import { SESSION_COOKIE } from '../../api/auth/guards.ts';
import { openAt } from '../demo/pages.ts';
import type { ScreenOptions } from './options.ts';
import type { Shown } from './pages.ts';

const SIZES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { ...devices['Galaxy S8'], viewport: { width: 360, height: 740 }, deviceScaleFactor: 1 },
};

/** Nobody reads a longer picture. */
const LONGEST = { kept: 1400, looked: 6000 };

const LOOKS = ['light', 'dark', 'phone'] as const;

type Look = (typeof LOOKS)[number];

/** Opens a page in a browser of its own, as somebody who is logged in by a session, or as nobody. */
export type OpenBrowser = (look: Look, session?: string) => Promise<BrowserContext>;

/** Browsers of one language at one address. */
export function browsers(
  browser: Browser,
  origin: string,
  { language }: ScreenOptions,
): OpenBrowser {
  return async (look, session) => {
    const context = await browser.newContext({
      ...(look === 'phone' ? SIZES.phone : SIZES.desktop),
      colorScheme: look === 'dark' ? 'dark' : 'light',
      locale: language === 'en' ? 'en' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    await context.addInitScript(
      `try { localStorage.setItem('duban.language', '${language}') } catch {}`,
    );
    if (session !== undefined) {
      await context.addCookies([{ name: SESSION_COOKIE, value: session, url: origin }]);
    }
    return context;
  };
}

/** Photographs the pages of the desk, each as the one who uses it sees it. */
export async function photographDesk(
  open: OpenBrowser,
  desk: string,
  pages: Shown[],
  sessions: Partial<Record<Shown['as'], string>>,
  options: ScreenOptions,
): Promise<void> {
  for (const look of LOOKS) {
    for (const as of ['nobody', 'coordinator', 'leader', 'admin'] as const) {
      const own = pages.filter(
        (page) => page.as === as && (look === 'light' || options.all || page.also?.includes(look)),
      );
      if (own.length === 0) continue;
      const context = await open(look, sessions[as]);
      const page = await context.newPage();
      for (const shown of own) {
        if (!isWanted(shown.name, options)) continue;
        await tryPage(shown.name, async () => {
          await openAt(page, `${desk}${shown.path}`);
          if (shown.waits !== undefined) await page.locator(shown.waits).first().waitFor();
          if (look === 'light') for (const key of shown.keys ?? []) await press(page, key);
          await shoot(page, look === 'light' ? shown.name : `${shown.name}-${look}`, options);
        });
      }
      await context.close();
    }
  }
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(400); // its answer
}

/** Does what it can: a page that fails is named, and the others are photographed all the same. */
export async function tryPage(name: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    console.error(`✗ ${name}`, error);
    process.exitCode = 1;
  }
}

/** Photographs a page from its head on, as far as somebody reads. */
export async function shoot(page: Page, name: string, { out, all }: ScreenOptions): Promise<void> {
  const size = page.viewportSize();
  const height: number = await page.evaluate('document.documentElement.scrollHeight');
  const most = all ? LONGEST.looked : LONGEST.kept;
  const clip = { x: 0, y: 0, width: size?.width ?? 0, height: Math.min(height, most) };
  const path = join(out, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', fullPage: true, clip });
  const wide: number = await page.evaluate('document.documentElement.scrollWidth');
  console.log(`✓ ${name}.png${wide > clip.width ? ` (wider than its window: ${wide})` : ''}`);
}

function isWanted(name: string, { only }: ScreenOptions): boolean {
  return only.length === 0 || only.includes(name);
}
