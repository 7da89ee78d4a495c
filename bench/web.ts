// node bench/web.ts: how fast are ledger, board and a unit's page with 1,000,000 occurrences and
// 5,000,000 events? Asks the API process over HTTP and prints, within one run, each answer's time
// beside that of bare SQL that finds the same. ROWS=100000 makes it smaller; KEEP=folder keeps the
// cluster there and takes it again.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import postgresJs from 'postgres';
import { linkSigner } from '../channels/links.ts';
import { wallClock } from '../clock.ts';
import { connect } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { currentLink } from '../db/links.ts';
import { openSession } from '../db/sessions.ts';
import { addAccount } from '../db/accounts.ts';
import { calendarOf } from '../plan/calendar.ts';
import { freePort } from '../scripts/services/ports.ts';
import { startPostgres } from '../scripts/services/postgres.ts';
import { startNode, whenReady } from '../scripts/services/service.ts';
import { removeCluster } from '../scripts/services/state-place.ts';
import { startTemporal } from '../scripts/services/temporal.ts';
import { aUnit, fill, officeId } from './web/rows.ts';
import { browserProgram } from '../test/harness/browser-program.ts';
import { bareAnswers } from './web/bare.ts';

const ROWS = Number(process.env['ROWS'] ?? 1_000_000);
const EVENTS_EACH = 5;
const TIMES = Number(process.env['TIMES'] ?? 40);
const SECRET = 'a secret for the bench only';
const kept = process.env['KEEP'];

const folder = kept ?? mkdtempSync(join(tmpdir(), 'duban-bench-'));
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755); // PostgreSQL's account must get in
const isFilled = existsSync(join(folder, 'postgres'));
const postgres = await startPostgres({ dataDir: folder, port: await freePort(55_433) });
const temporal = await startTemporal({
  dataDir: folder,
  port: await freePort(57_233),
  uiPort: await freePort(58_233),
});
const port = await freePort(58_080);
const now = wallClock().now();
await migrate(postgres.url);
const { db, close } = connect(postgres.url);
const sql = postgresJs(postgres.url, {
  max: 4,
  onnotice: () => {},
  connection: { TimeZone: 'UTC', DateStyle: 'ISO' },
});
const api = startNode([join(import.meta.dirname, '../api/index.ts')], {
  env: {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: temporal.address,
    DATA_DIR: folder,
    DUBAN_SECRET: SECRET,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  },
  logFile: join(folder, 'log/api.log'),
});

try {
  await whenReady(api, { name: 'api', logFile: join(folder, 'log/api.log') }, () =>
    fetch(`http://127.0.0.1:${port}/desk/`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  if (!isFilled) {
    const seconds = await fill(sql, { occurrences: ROWS, eventsEach: EVENTS_EACH }, calendarOf());
    console.log(
      `${ROWS} occurrences, ${ROWS * EVENTS_EACH} events by COPY in ${seconds.toFixed(0)} s`,
    );
  }
  await measure();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await sql.end();
  await close();
  await api.stop();
  await temporal.stop();
  await postgres.stop();
  if (kept === undefined) {
    removeCluster(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks each page TIMES times, in turn with the bare SQL, and prints the medians and their ratio. */
async function measure(): Promise<void> {
  const coordinator = await cookieOf(officeId(3));
  const everything = await cookieOf(officeId(5), true);
  const contact = await cookieOf(aUnit);
  const token = linkSigner(`http://127.0.0.1:${port}`, SECRET).address(
    await currentLink(db, aUnit, aUnit, now),
  );
  const bare = bareAnswers(sql);
  const open = 'light=red,yellow,green,grey';
  const cases: [string, number, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'ledger, office, open rows',
      150,
      ask(`ledger?${open}`, coordinator),
      () => bare.ledger({ office: officeId(3), open: true }),
    ],
    [
      'ledger, office, page 100',
      150,
      ask('ledger?page=100', coordinator),
      () => bare.ledger({ office: officeId(3), offset: 4950 }),
    ],
    [
      'ledger, office, overdue longest first',
      150,
      ask('ledger?light=red&sort=late', coordinator),
      () => bare.ledger({ office: officeId(3), red: true }),
    ],
    [
      'ledger, office, words',
      150,
      ask(`ledger?text=${encodeURIComponent('校舍 第1')}`, coordinator),
      () => bare.ledger({ office: officeId(3), words: ['校舍', '第1'] }),
    ],
    [
      'ledger, one unit of the office',
      150,
      ask(`ledger?unit=${aUnit}`, coordinator),
      () => bare.ledger({ office: officeId(3), unit: aUnit }),
    ],
    [
      'ledger, everything, open rows',
      150,
      ask(`ledger?${open}`, everything),
      () => bare.ledger({ open: true }),
    ],
    [
      "ledger, a unit's own",
      150,
      ask(`ledger?${open}`, contact),
      () => bare.ledger({ party: aUnit, open: true }),
    ],
    [
      'ledger, office, by unit',
      150,
      ask(`ledger?sort=unit`, coordinator),
      () => bare.ledger({ office: officeId(3), byUnit: true }),
    ],
    [
      'ledger, office, latest first',
      150,
      ask(`ledger?sort=-due`, coordinator),
      () => bare.ledger({ office: officeId(3), latest: true }),
    ],
    ['board, office', 300, ask('board', coordinator), () => bare.board({ office: officeId(3) })],
    ['board, everything', 300, ask('board', everything), () => bare.board({})],
    ['plans, office', 300, ask('plans', coordinator), () => bare.plans({ office: officeId(3) })],
    [
      "unit's page",
      150,
      () => fetch(token).then((answer) => answer.text()),
      () => bare.unitPage(aUnit),
    ],
  ];
  console.log(`median ms of ${TIMES}`.padEnd(44), 'duban', '   p95', '   SQL', ' ratio');
  for (const [name, goal, ours, theirs] of cases) {
    const mine: number[] = [];
    const other: number[] = [];
    for (let turn = 0; turn < TIMES + 3; turn += 1) {
      const both = [await timed(ours), await timed(theirs)] as const;
      if (turn >= 3) {
        mine.push(both[0]);
        other.push(both[1]);
      }
    }
    const p95 = at(mine, 0.95);
    const ratio = at(mine, 0.5) / at(other, 0.5);
    console.log(
      name.padEnd(40),
      ...[at(mine, 0.5), p95, at(other, 0.5)].map((ms) => ms.toFixed(1).padStart(8)),
      ratio.toFixed(2).padStart(6),
      p95 <= goal && ratio <= 1.5 ? '' : `goal ${goal} ms, 1.50`,
    );
  }
  await firstPage(coordinator);
}

/** Opens the board in a browser that has never seen it, until it shows its figures. */
async function firstPage(cookie: string): Promise<void> {
  if (browserProgram === null) return console.log('first page: no browser on this machine');
  const browser = await chromium.launch({ executablePath: browserProgram, args: ['--no-sandbox'] });
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: `http://127.0.0.1:${port}` }]);
    const page = await context.newPage();
    times.push(
      await timed(async () => {
        await page.goto(`http://127.0.0.1:${port}/desk/board`);
        await page.locator('.figures strong').first().waitFor();
      }),
    );
    await context.close();
  }
  await browser.close();
  const median = at(times, 0.5);
  console.log(
    `first page, nothing cached, until the board shows: ${median.toFixed(0)} ms (slowest ${at(times, 1).toFixed(0)})`,
    median < 1500 ? '' : 'goal 1500 ms',
  );
}

/** The session of a person, whose account is made when there is none. */
async function cookieOf(personId: number, admin = false): Promise<string> {
  const [known] = await sql<{ id: number }[]>`select id from account where person_id = ${personId}`;
  const made = { personId, login: `p${personId}`, admin, mustChange: false };
  const account = known?.id ?? (await addAccount(db, made, now));
  return `duban-session=${await openSession(db, account, { agent: 'bench', byLink: false }, now)}`;
}

function ask(path: string, cookie: string): () => Promise<unknown> {
  return async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { headers: { cookie } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function at(times: number[], part: number): number {
  return (
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ??
    0
  );
}
