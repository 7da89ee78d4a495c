// `npm run demo`: the sample plan's whole year in about a minute. Real workflows on the time-skipping
// server, a real database, real mail by SMTP; only the time is made up.
import { chmodSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { run } from '../cli/index.ts';
import { awaitLaunch, launchPlan } from '../client/launch.ts';
import { migrate } from '../db/migrate.ts';
import { ledgerRows } from '../db/status.ts';
import { calendarOf } from '../plan/calendar.ts';
import { beijingDate, beijingInstant } from '../plan/date.ts';
import { playDay, type Story } from './demo/cast.ts';
import { ledgerWorkbook } from './demo/ledger-sheet.ts';
import { type SavingMailbox, startSavingMailbox } from './demo/mailbox.ts';
import { lifePicture } from './demo/picture.ts';
import { ROLES, SLOW_TO_ACKNOWLEDGE } from './demo/story.ts';
import { summaryOf } from './demo/summary.ts';
import { timelineOf } from './demo/timeline.ts';
import { findProgram, programs } from './setup/binaries.mjs';
import { removeCluster } from './services/state-place.ts';
import { startPostgres } from './services/postgres.ts';
import { openYear, type Year } from './year.ts';

const root = join(import.meta.dirname, '..');
const sample = join(root, 'docs/sample');
const out = resolve(root, process.argv[2] ?? 'demo-out');
const FIRST_DAY = '2024-01-17';
const LAST_DAY = '2025-01-15';

const MEMBERS = [
  '农业农村局',
  '教育局',
  '卫健局',
  '商务局',
  '财政局',
  '人社局',
  '工商联',
  '文旅局',
  '妇联',
];

const say = (line: string) => void process.stdout.write(`${line}\n`);

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
    startsAt: beijingInstant(FIRST_DAY, 6),
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
  const planId = await prepare();
  const acts: { day: string; what: string }[] = [];
  const story: Story = {
    planId,
    slowToAcknowledge: SLOW_TO_ACKNOWLEDGE,
    roles: ROLES,
    tell: (day, what) => acts.push({ day, what }),
  };
  const check = await launchPlan(lived.commander, planId, {}, calendarOf());
  await awaitLaunch(lived.db, planId, () => {});
  acts.push({
    day: FIRST_DAY,
    what: `方案启动：${check.counts.occurrences} 期，${check.counts.units} 个单位`,
  });
  let month = '';
  await lived.liveUntil(LAST_DAY, async (day, current) => {
    if (day.slice(0, 7) !== month) say(`… ${(month = day.slice(0, 7))}`);
    await playDay(story, day, current);
  });
  const today = beijingDate(lived.now());
  const rows = await ledgerRows(lived.db, { planId }, calendarOf(), today);
  const timeline = timelineOf(acts, letters.mails);
  const summary = summaryOf(rows, letters.mails);
  writeFileSync(join(out, 'ledger.xlsx'), await ledgerWorkbook(rows));
  writeFileSync(join(out, 'timeline.svg'), await lifePicture(lived.db, '1.3'));
  writeFileSync(join(out, 'timeline.txt'), `${timeline}\n`);
  writeFileSync(join(out, 'summary.txt'), `${summary}\n`);
  say(`\n${timeline}\n\n${summary}\n`);
  say(
    `已写入 ${relative(process.cwd(), out)}：ledger.xlsx（台账）、mail/（全部邮件）、timeline.txt、summary.txt`,
  );
}

/** Import, address book, names and review, by the commands that a coordinator types. */
async function prepare(): Promise<number> {
  const shift = beijingInstant(FIRST_DAY, 6) - Date.now();
  const env = {
    DATABASE_URL: postgres.url,
    DATA_DIR: folder,
    DUBAN_SHIFT: String(shift),
  };
  const [document = ''] = globSync('*.txt', { cwd: sample });
  await duban(env, 'import', join(sample, document), '--home', '青禾县');
  await duban(env, 'units', join(sample, 'units.csv'));
  const members = MEMBERS.map((name) => `青禾县${name}`).join('、');
  await duban(env, 'names', '1', '--settle', `各责任单位=${members}`);
  await duban(env, 'tasks', '1', '--review-all');
  return 1;
}

async function duban(env: Record<string, string>, ...args: string[]): Promise<void> {
  const lines: string[] = [];
  const output = {
    out: (text: string) => lines.push(text),
    error: (text: string) => lines.push(text),
  };
  const code = await run(args, env, output);
  if (code !== 0) throw new Error(`duban ${args.join(' ')}\n${lines.join('\n')}`);
  say(`$ duban ${args.map((each) => each.replace(`${sample}/`, 'docs/sample/')).join(' ')}`);
}

async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const path: string | null = findProgram(programs.testServer);
  if (path === null) throw new Error('没有找到 Temporal 测试服务器，请运行 npm run demo 重新安装');
  return await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
}
