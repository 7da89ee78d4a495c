import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../api/auth/guards.ts';
import type { Database } from '../../db/connect.ts';
import { account, occurrence, unit } from '../../db/schema.ts';
import { openSession } from '../../db/sessions.ts';
import { CALENDAR_YEARS } from '../../plan/calendar-years.ts';
import { openAt } from '../../scripts/demo/pages.ts';
import { chineseLeft } from '../../scripts/screens/chinese-left.ts';
import { browserProgram } from '../harness/browser-program.ts';
import { sharedBrowser } from '../harness/browser.ts';
import { sampleDraft } from '../harness/draft.ts';
import { openOfficeSite } from '../harness/office-site.ts';
import type { UnitSite } from '../harness/unit-site.ts';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE_WIDTH = 360;

/** Chinese terms that the English words name, since documents are written with them. */
const TERMS = ['各乡镇', '县直各部门', '成员单位'];

/** Where people's words are kept, and the document's. */
const TABLES = ['plan', 'side', 'task', 'unit', 'person', 'note', 'file', 'party_name'];

describe.skipIf(browserProgram === null)('the desk in English', () => {
  const openPage = sharedBrowser();
  let site: UnitSite;
  let session: string;
  let data: string[];
  let paths: string[];

  beforeAll(async () => {
    site = await openOfficeSite();
    const { db, now } = site.year;
    const draft = `/plans/${await sampleDraft(db, now())}`;
    await db.update(account).set({ admin: true });
    session = await openSession(db, 1, { agent: 'test', byLink: false }, now());
    data = [...(await wordsOfPeople(db)), ...CALENDAR_YEARS.map(({ source }) => source), ...TERMS];
    paths = [...pagesOf(await firstIds(db)), ...draftPages(draft)];
  }, 120_000);
  afterAll(() => site.close());

  it('has no Chinese on its pages but what people and documents wrote, and fits a phone', async () => {
    const { page, context, faults } = await openPage({ ...DESKTOP, locale: 'en' });
    await context.addInitScript("localStorage.setItem('duban.language', 'en')");
    await context.addCookies([{ name: SESSION_COOKIE, value: session, url: site.line.origin }]);
    const left: string[] = [];
    const wide: string[] = [];
    for (const path of paths) {
      await openAt(page, `${site.line.origin}/desk${path}`);
      left.push(...(await chineseLeft(page, data)).map((words) => `${path}: ${words}`));
      if (await isTooWide(page)) wide.push(path);
    }
    expect(left).toEqual([]);
    expect(wide).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

async function isTooWide(page: Page): Promise<boolean> {
  await page.setViewportSize({ width: PHONE_WIDTH, height: 740 });
  const fits = await page
    // what is drawn follows its room a moment later
    .waitForFunction(`document.documentElement.scrollWidth <= ${PHONE_WIDTH}`, null, {
      timeout: 3000,
    })
    .then(() => true)
    .catch(() => false);
  await page.setViewportSize(DESKTOP.viewport);
  return !fits;
}

/** All that stands in the tables where words of people are, each text by itself. */
async function wordsOfPeople(db: Database): Promise<string[]> {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const table of TABLES)
    walk([...(await db.execute(sql`select * from ${sql.identifier(table)}`))]);
  return found;
}

async function firstIds(db: Database): Promise<{ dutyId: string; unitId: number }> {
  const [duty] = await db.select({ id: occurrence.id }).from(occurrence).limit(1);
  const [first] = await db.select({ id: unit.id }).from(unit).limit(1);
  return { dutyId: duty?.id ?? '', unitId: first?.id ?? 0 };
}

function pagesOf({ dutyId, unitId }: { dutyId: string; unitId: number }): string[] {
  return [
    '/board',
    '/board?view=course',
    '/inbox',
    '/weekly',
    '/ledger?light=red,yellow,green',
    '/calendar',
    '/plans',
    '/plans/import',
    '/plans/1',
    '/plans/1/gantt',
    `/duty/${dutyId}`,
    '/calls',
    '/check',
    '/liaison',
    '/circular',
    '/compare',
    '/book',
    `/book/unit/${unitId}`,
    '/book/leaves',
    '/book/devices',
    '/book/collectives',
    ...['policy?plan=1', 'calendar', 'channels', 'accounts', 'keys', 'webhooks', 'access'].map(
      (each) => `/settings/${each}`,
    ),
    '/password',
    '/nowhere',
  ];
}

function draftPages(draft: string): string[] {
  return ['', '/review', '/division', '/doubts', '/names', '/launch?unreviewed=1'].map(
    (each) => `${draft}${each}`,
  );
}
