// `npm run demo`: a plan's whole year in about a minute. Real workflows on the time-skipping server, a
// real database, real mail by SMTP; only the time is made up. `npm run demo -- --help` for a plan of
// one's own.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { awaitLaunch, launchPlan } from '../client/launch.ts';
import { migrate } from '../db/migrate.ts';
import { ledgerRows } from '../db/status.ts';
import { beijingDate, beijingInstant } from '../plan/date.ts';
import { playDay, type Story } from './demo/cast.ts';
import { EVERYBODY_OFFICE, importWithEverybody } from './demo/everybody.ts';
import { ledgerWorkbook } from '../api/ledger-sheet.ts';
import { type SavingMailbox, startSavingMailbox } from './demo/mailbox.ts';
import { demoOptions } from './demo/options.ts';
import { lifePicture } from './demo/picture.ts';
import { prepareSample } from './demo/sample.ts';
import { OFFICE, ROLES, SLOW_TO_ACKNOWLEDGE } from './demo/story.ts';
import { summaryOf } from './demo/summary.ts';
import { timelineOf } from './demo/timeline.ts';
import { startPostgres } from './services/postgres.ts';
import { removeCluster } from './services/state-place.ts';
import { findProgram, programs } from './setup/binaries.mjs';
import { openYear, type Year } from './year.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const options = demoOptions(process.argv.slice(2));
const { file, home, start } = options;
const out = resolve(options.out);

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: {
    logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'duban-demo-'));
chmodSync(folder, 0o755); // PostgreSQL's own account must get in
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'mail'), { recursive: true });
const port = 25_432 + (process.pid % 10_000);
const postgres = await startPostgres({
  dataDir: folder,
  port,
  mayMove: true,
  settings: ['fsync=off'],
});
const mailbox = await startSavingMailbox(join(out, 'mail'));
const environment = await timeSkipping();
let year: Year | null = null;
try {
  await migrate(postgres.url);
  year = await openYear({
    environment,
    databaseUrl: postgres.url,
    smtpUrl: mailbox.url,
    mailFrom: '督办 <duban@qinghe.example>',
    publicUrl: 'https://duban.qinghe.example',
    secret: 'the demo keeps no secrets',
    startsAt: beijingInstant(start, 6),
  });
  await liveTheYear(year, mailbox);
} finally {
  await year?.close();
  await environment.teardown();
  await mailbox.close();
  await postgres.stop();
  removeCluster(folder);
  rmSync(folder, { recursive: true, force: true });
}

async function liveTheYear(lived: Year, letters: SavingMailbox): Promise<void> {
  const planId = await prepare(lived);
  const acts: { day: string; what: string }[] = [];
  const { counts } = await launchPlan(
    lived.commander,
    planId,
    { issued: start },
    await lived.dispatch.calendar(),
  );
  await awaitLaunch(lived.db, planId, () => {});
  acts.push({ day: start, what: `方案启动：${counts.occurrences} 期，${counts.units} 个单位` });
  const story: Story = {
    planId,
    slowToAcknowledge: SLOW_TO_ACKNOWLEDGE,
    roles: file === undefined ? ROLES : [],
    office: file === undefined ? OFFICE : EVERYBODY_OFFICE,
    tell: (day, what) => acts.push({ day, what }),
  };
  const plays = file === undefined || options.units === 'punctual';
  let month = '';
  await lived.liveUntil(options.until, async (day, current) => {
    if (day.slice(0, 7) !== month) say(`… ${(month = day.slice(0, 7))}`);
    if (plays) await playDay(story, day, current);
  });
  await writeOut(lived, planId, timelineOf(acts, letters.mails), letters);
}

async function prepare(lived: Year): Promise<number> {
  if (file !== undefined) {
    return (await importWithEverybody(lived, readFileSync(file), home)).planId;
  }
  return await prepareSample({
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    DUBAN_SHIFT: String(beijingInstant(start, 6) - Date.now()),
  });
}

async function writeOut(
  lived: Year,
  planId: number,
  timeline: string,
  letters: SavingMailbox,
): Promise<void> {
  const today = beijingDate(lived.now());
  const rows = await ledgerRows(lived.db, { planId }, await lived.dispatch.calendar(), today);
  const summary = summaryOf(rows, letters.mails);
  if (file === undefined) {
    writeFileSync(join(out, 'timeline.svg'), await lifePicture(lived.db, '1.3'));
  }
  writeFileSync(join(out, 'ledger.xlsx'), await ledgerWorkbook(rows));
  writeFileSync(join(out, 'timeline.txt'), `${timeline}\n`);
  writeFileSync(join(out, 'summary.txt'), `${summary}\n`);
  say(`\n${timeline}\n\n${summary}\n`);
  const place = relative(process.cwd(), out);
  say(`已写入 ${place}：ledger.xlsx（台账）、mail/（全部邮件）、timeline.txt、summary.txt`);
}

async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const path: string | null = findProgram(programs.testServer);
  if (path === null)
    throw new Error('没有找到 Temporal 测试服务器，请用 npm run demo 启动，会自动安装');
  return await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
}
