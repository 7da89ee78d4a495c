// `node scripts/screens.ts`: lives the sample plan until a December day and photographs every page of the
// desk, and the unit's on a phone, into docs/screens/.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type BrowserContextOptions, chromium, devices, type Page } from 'playwright-core';
import { and, eq } from 'drizzle-orm';
import { createApp } from '../api/app.ts';
import { SESSION_COOKIE } from '../api/auth/guards.ts';
import { calendarFeed } from '../channels/calendar.ts';
import { awaitLaunch, launchPlan } from '../client/launch.ts';
import { addAccount } from '../db/accounts.ts';
import { folderStore } from '../db/files.ts';
import { currentLink } from '../db/links.ts';
import { person, post, unit } from '../db/schema.ts';
import { openSession } from '../db/sessions.ts';
import { playDay } from './demo/cast.ts';
import { openAt } from './demo/pages.ts';
import { prepareSample } from './demo/sample.ts';
import { openStage, type Stage } from './demo/stage.ts';
import { OFFICE, ROLES, SLOW_TO_ACKNOWLEDGE } from './demo/story.ts';
import { freePort } from './services/ports.ts';
import { findBrowser } from './setup/browser.mjs';
import { buildDesk, buildUnitScript } from './web.ts';

const START = '2024-01-17';
const SHOWN_ON = '2024-12-10';
const out = join(import.meta.dirname, '../docs/screens');

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = { ...devices['Galaxy S8'], deviceScaleFactor: 2 };

/** The pages of the desk, by the name of their picture. */
const PAGES: Record<string, string> = {
  board: '/desk/board',
  inbox: '/desk/inbox',
  ledger: '/desk/ledger?light=red,yellow,green',
  plans: '/desk/plans',
  book: '/desk/book',
  policy: '/desk/settings/policy?plan=1&sample=november',
  calendar: '/desk/settings/calendar',
  review: '/desk/plans/1/review',
};

const program: string | null = await findBrowser();
if (program === null) throw new Error('没有浏览器：请安装 chromium，或用 CHROMIUM 指明位置');
await buildDesk();
await buildUnitScript();
mkdirSync(out, { recursive: true });
const port = await freePort(28_080);
const origin = `http://127.0.0.1:${port}`;
const stage = await openStage({
  mails: join(out, '../../demo-out/mail'),
  start: START,
  publicUrl: origin,
});
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
try {
  await liveUntilShown();
  const app = await serve(stage);
  try {
    await photographDesk();
    await photographUnit();
  } finally {
    await app.close();
  }
} finally {
  await browser.close();
  await stage.close();
}

async function liveUntilShown(): Promise<void> {
  const { year } = stage;
  const planId = await prepareSample(stage.env);
  await launchPlan(year.commander, planId, { issued: START }, await year.dispatch.calendar());
  await awaitLaunch(year.db, planId, () => {});
  const story = {
    planId,
    slowToAcknowledge: SLOW_TO_ACKNOWLEDGE,
    roles: ROLES,
    office: OFFICE,
    tell: () => {},
  };
  await year.liveUntil(SHOWN_ON, async (day, current) => await playDay(story, day, current));
}

async function serve({ year, folder }: Stage): Promise<FastifyInstance> {
  const app = await createApp({
    commander: year.commander,
    signer: year.dispatch.signer,
    files: folderStore(join(folder, 'files')),
    calendar: year.dispatch.calendar,
    letters: { domain: 'qinghe.example', sms: () => Promise.resolve(false) },
    feed: calendarFeed,
    health: { postgres: well, temporal: well, worker: well, mail: well },
    fault: (reason) => console.error(reason),
  });
  await app.listen({ host: '127.0.0.1', port });
  return app;
}

async function photographDesk(): Promise<void> {
  const { db, now } = stage.year;
  const [coordinator] = await db.select().from(person).where(eq(person.name, OFFICE.coordinator));
  const made = {
    personId: coordinator?.id ?? 0,
    login: 'zhouming',
    admin: false,
    mustChange: false,
  };
  const account = await addAccount(db, made, now());
  const session = await openSession(db, account, { agent: 'screens', byLink: false }, now());
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ ...DESKTOP, colorScheme, locale: 'zh-CN' });
    await context.addCookies([{ name: SESSION_COOKIE, value: session, url: origin }]);
    const page = await context.newPage();
    for (const [name, path] of Object.entries(PAGES)) {
      await openAt(page, `${origin}${path}`);
      await shoot(page, colorScheme === 'light' ? name : `${name}-dark`);
    }
    await openAt(page, `${origin}/desk/ledger?light=red`);
    await page.locator('.data a').first().click();
    await page.getByRole('heading', { name: '接下来' }).waitFor();
    await shoot(page, colorScheme === 'light' ? 'duty' : 'duty-dark');
    await context.close();
  }
  const context = await browser.newContext({ ...DESKTOP, locale: 'zh-CN' });
  const page = await context.newPage();
  await openAt(page, `${origin}/desk/login`);
  await shoot(page, 'login');
  await context.close();
}

async function photographUnit(): Promise<void> {
  const { db, now, dispatch } = stage.year;
  const [holder] = await db
    .select({ personId: post.personId, unitId: post.unitId })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(and(eq(unit.name, '青禾县人社局'), eq(post.role, 'contact')));
  if (holder === undefined) throw new Error('the sample has no such contact');
  const link = await currentLink(db, holder.personId, holder.unitId, now());
  const context = await browser.newContext({ ...PHONE, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(dispatch.signer.address(link));
  await shoot(page, 'unit-list');
  await page.locator('main a[href*="/o/"]').first().click();
  await page.waitForLoadState();
  await shoot(page, 'unit-duty');
  await context.close();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' });
  console.log(`✓ docs/screens/${name}.png`);
}

function well(): Promise<void> {
  return Promise.resolve();
}
