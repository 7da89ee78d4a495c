// `node scripts/screens.ts`: lives the sample plan until a December day and photographs every page of the
// desk, and the unit's on a phone, into docs/screens/. `--out FOLDER --all` takes every page whole, in the
// dark and on a phone too, to be looked at; `--english` in English; `--only board,ledger` a few of them;
// `--again` keeps the year and takes pictures anew, of the options given line by line.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { chromium } from 'playwright-core';
import { createApp } from '../api/app.ts';
import { calendarFeed } from '../channels/calendar.ts';
import { channelOverview } from '../channels/overview.ts';
import { awaitLaunch, launchPlan } from '../client/launch.ts';
import { readConfig } from '../config.ts';
import { addAccount, logAccess } from '../db/accounts.ts';
import { folderStore } from '../db/files.ts';
import { currentLink } from '../db/links.ts';
import { person, post, unit } from '../db/schema.ts';
import { openSession } from '../db/sessions.ts';
import { playDay } from './demo/cast.ts';
import { prepareSample } from './demo/sample.ts';
import { openStage, type Stage } from './demo/stage.ts';
import { OFFICE, ROLES, SLOW_TO_ACKNOWLEDGE } from './demo/story.ts';
import { browsers, photographDesk, tryPage } from './screens/camera.ts';
import { deskCalls } from './screens/desk-call.ts';
import { type ScreenOptions, screenOptions } from './screens/options.ts';
import { deskPages, type Shown } from './screens/pages.ts';
import { makeDraft, PHOTOGRAPHED_UNIT, setScene } from './screens/scene.ts';
import { photographUnit } from './screens/unit.ts';
import { freePort } from './services/ports.ts';
import { findBrowser } from './setup/browser.mjs';
import { buildDesk, buildUnitScript } from './web.ts';

const START = '2024-01-17';
const SHOWN_ON = '2024-12-12';
const LEADER = '林远';

const options = screenOptions(process.argv.slice(2));
const program: string | null = await findBrowser();
if (program === null) throw new Error('没有浏览器：请安装 chromium，或用 CHROMIUM 指明位置');
await buildDesk();
await buildUnitScript();
mkdirSync(options.out, { recursive: true });
const port = await freePort(28_080);
const origin = `http://127.0.0.1:${port}`;
const mails = mkdtempSync(join(tmpdir(), 'duban-screens-'));
const stage = await openStage({
  mails,
  start: START,
  publicUrl: origin,
});
const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--lang=zh-CN'],
});
try {
  await liveUntilShown();
  const sight = await whileServed(prepare);
  await whileServed(() => photograph(sight, options));
  if (options.again) {
    for await (const line of createInterface({ input: process.stdin })) {
      await buildDesk();
      await whileServed(() => photograph(sight, screenOptions(line.split(/\s+/).filter(Boolean))));
      console.log('✓');
    }
  }
} finally {
  await browser.close();
  await stage.close();
  rmSync(mails, { recursive: true, force: true });
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

async function serve({ year, folder, env, mailbox }: Stage): Promise<FastifyInstance> {
  const config = readConfig({
    ...env,
    SMTP_URL: mailbox.url,
    MAIL_FROM: '督办 <duban@qinghe.example>',
  });
  const app = await createApp({
    commander: year.commander,
    signer: year.dispatch.signer,
    files: folderStore(join(folder, 'files')),
    calendar: year.dispatch.calendar,
    letters: { domain: 'qinghe.example', sms: () => Promise.resolve(false) },
    feed: calendarFeed,
    admin: {
      overview: (now) => channelOverview(year.db, config, now),
      tryChannel: closed,
      addGroup: closed,
    },
    health: { postgres: well, temporal: well, worker: well, mail: well },
    fault: (reason) => console.error(reason),
  });
  await app.listen({ host: '127.0.0.1', port });
  return app;
}

/** Opens the API anew, so that it serves the desk as it was built last. */
async function whileServed<Result>(act: () => Promise<Result>): Promise<Result> {
  const app = await serve(stage);
  try {
    return await act();
  } finally {
    await app.close();
  }
}

type Sight = { pages: Shown[]; sessions: Partial<Record<Shown['as'], string>> };

/** What is seen besides the sample's year, and by whom; the unit's pages are photographed on the way. */
async function prepare(): Promise<Sight> {
  const call = deskCalls(origin);
  const sessions = {
    coordinator: await sessionOf(OFFICE.coordinator, 'zhouming'),
    leader: await sessionOf(LEADER, 'linyuan'),
    admin: await sessionOf(OFFICE.verifier, 'wujing', true),
  };
  const open = browsers(browser, origin, options);
  const scene = await setScene(call, sessions);
  await tryPage('unit', async () => photographUnit(open, await unitAddress(), options));
  const path = `/plans/import/${scene.importId}`;
  const asking: Shown = { name: 'import', path, as: 'coordinator' };
  await photographDesk(open, `${origin}/desk`, [asking], sessions, options);
  return { pages: deskPages(await makeDraft(call, sessions.coordinator, scene)), sessions };
}

async function photograph({ pages, sessions }: Sight, wanted: ScreenOptions): Promise<void> {
  const open = browsers(browser, origin, wanted);
  await photographDesk(open, `${origin}/desk`, pages, sessions, wanted);
}

/** Somebody of the sample, with an account, who has just logged in. */
async function sessionOf(name: string, login: string, admin = false): Promise<string> {
  const { db, now } = stage.year;
  const [found] = await db.select().from(person).where(eq(person.name, name));
  const made = { personId: found?.id ?? 0, login, admin, mustChange: false };
  const account = await addAccount(db, made, now());
  await logAccess(db, { accountId: account, outcome: 'login', address: '10.21.3.15', at: now() });
  return await openSession(db, account, { agent: 'screens', byLink: false }, now());
}

async function unitAddress(): Promise<string> {
  const { db, now, dispatch } = stage.year;
  const [holder] = await db
    .select({ personId: post.personId, unitId: post.unitId })
    .from(post)
    .innerJoin(unit, eq(unit.id, post.unitId))
    .where(and(eq(unit.name, PHOTOGRAPHED_UNIT), eq(post.role, 'contact')));
  if (holder === undefined) throw new Error('the sample has no such contact');
  return dispatch.signer.address(await currentLink(db, holder.personId, holder.unitId, now()));
}

function closed(): Promise<never> {
  return Promise.reject(new Error('nothing is sent from a picture'));
}

function well(): Promise<void> {
  return Promise.resolve();
}
