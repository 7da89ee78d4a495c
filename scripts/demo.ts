// `npm run demo`: a plan's whole year in about a minute. Real workflows on the time-skipping server, a
// real database, real mail by SMTP; only the time is made up. `npm run demo -- --help` for a plan of
// one's own.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { awaitLaunch, launchPlan } from '../client/launch.ts';
import { ledgerRows } from '../db/status.ts';
import { beijingDate } from '../plan/date.ts';
import { playDay, type Story } from './demo/cast.ts';
import { EVERYBODY_OFFICE, importWithEverybody } from './demo/everybody.ts';
import { ledgerWorkbook } from '../api/ledger-sheet.ts';
import type { SavingMailbox } from './demo/mailbox.ts';
import { demoOptions } from './demo/options.ts';
import { lifePicture } from './demo/picture.ts';
import { prepareSample } from './demo/sample.ts';
import { openStage } from './demo/stage.ts';
import { OFFICE, ROLES, SLOW_TO_ACKNOWLEDGE } from './demo/story.ts';
import { summaryOf } from './demo/summary.ts';
import { timelineOf } from './demo/timeline.ts';
import type { Year } from './year.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const options = demoOptions(process.argv.slice(2));
const { file, home, start } = options;
const out = resolve(options.out);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'mail'), { recursive: true });
const stage = await openStage({ mails: join(out, 'mail'), start });
try {
  await liveTheYear(stage.year, stage.mailbox);
} finally {
  await stage.close();
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
  return await prepareSample(stage.env);
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
