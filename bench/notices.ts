// node bench/notices.ts: how fast do notices become messages, and messages leave? Prints ratios to
// reference work on the same PostgreSQL within one run: one bare INSERT … SELECT … GROUP BY for the
// merging, and a loop of two one-row commits and one nodemailer call per mail for the sending.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { dispatchDue, type Dispatch } from '../channels/dispatch.ts';
import { type Mail, mailOnly } from '../channels/channel.ts';
import { emailChannel, mailOf } from '../channels/email.ts';
import { linkSigner } from '../channels/links.ts';
import { mergeDue } from '../channels/merging.ts';
import { connect, type Database } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { message } from '../db/schema.ts';
import { calendarOf } from '../plan/calendar.ts';
import { DEFAULT_POLICY } from '../plan/policy.ts';
import { freePort } from '../scripts/services/ports.ts';
import { startPostgres } from '../scripts/services/postgres.ts';
import { startNode, whenReady } from '../scripts/services/service.ts';
import { removeCluster } from '../scripts/services/state-place.ts';
import { fillNotices, fillOffice, MORNING } from './notices/office.ts';

const RECIPIENTS = 2000;
const MERGED_DUTIES = 50; // 100,000 notices
const SENT_DUTIES = 3;
const AT_ONCE = Number(process.env['AT_ONCE'] ?? 5);
const ROUNDS = 3;
const FROM = 'duban@example.cn';

const calendar = calendarOf();
const policy = { ...DEFAULT_POLICY, spreadMinutes: 0 };
const folder = mkdtempSync(join(tmpdir(), 'duban-bench-'));
chmodSync(folder, 0o755); // PostgreSQL's account must get in
const postgres = await startPostgres({ dataDir: folder, port: await freePort(55_432) });
const mailPort = await freePort(52_525);
const sink = startNode([join(import.meta.dirname, 'notices/sink.ts')], {
  env: { ...process.env, PORT: String(mailPort) },
  logFile: join(folder, 'sink.log'),
});
const smtpUrl = `smtp://127.0.0.1:${mailPort}?tls=off`;
await whenReady(sink, { name: 'SMTP', logFile: join(folder, 'sink.log') }, () =>
  createTransport({ host: '127.0.0.1', port: mailPort, ignoreTLS: true })
    .verify()
    .catch(() => false),
);
await migrate(postgres.url);
const { db, close } = connect(postgres.url);

try {
  await merging();
  await sending();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await close();
  await sink.stop();
  await postgres.stop();
  removeCluster(folder);
  rmSync(folder, { recursive: true, force: true });
}

async function merging(): Promise<void> {
  await fillOffice(db, RECIPIENTS, MERGED_DUTIES);
  await db.execute(sql.raw('create table bare (person_id int, due date, notices int[])'));
  const ours: number[] = [];
  const bare: number[] = [];
  const tying: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await fillNotices(db);
    bare.push(await timed(() => bareGrouping(db)));
    tying.push(await timed(() => bareTying(db)));
    await fillNotices(db);
    ours.push(
      await timed(() =>
        mergeDue(
          { db, calendar, policy, sms: false, domain: 'x.cn', alarm: console.error },
          MORNING,
        ),
      ),
    );
  }
  const notices = RECIPIENTS * MERGED_DUTIES;
  console.log(`merging ${notices} notices of ${RECIPIENTS} recipients (best of ${ROUNDS})`);
  row('one INSERT … SELECT … GROUP BY', notices, Math.min(...bare));
  row(
    '  and UPDATE … FROM it, the least that ties',
    notices,
    Math.min(...bare) + Math.min(...tying),
  );
  row('duban', notices, Math.min(...ours));
  ratio('duban / INSERT … SELECT … GROUP BY', Math.min(...bare), Math.min(...ours), 0.5);
  ratio(
    'duban / the same with the UPDATE',
    Math.min(...bare) + Math.min(...tying),
    Math.min(...ours),
  );
}

async function bareGrouping(on: Database): Promise<void> {
  await on.execute(sql.raw('truncate bare'));
  await on.execute(sql`
    insert into bare
    select p.person_id, o.due_on, array_agg(n.id) from notice n
    join occurrence o on o.id = n.occurrence_id join post p on p.unit_id = o.answering_unit_id
    group by 1, 2`);
}

async function bareTying(on: Database): Promise<void> {
  await on.execute(sql`
    update notice set unit_id = t.person_id from (select person_id, unnest(notices) as id from bare) t
    where t.id = notice.id`);
}

async function sending(): Promise<void> {
  await fillOffice(db, RECIPIENTS, SENT_DUTIES);
  const signer = linkSigner('https://duban.example.cn', 'a secret for the bench only');
  let sent: Mail[] = [];
  const channel = emailChannel({
    smtpUrl,
    from: FROM,
    atOnce: AT_ONCE,
    perMinute: 1e9,
  });
  const dispatch: Dispatch = {
    db,
    channels: mailOnly({
      ...channel,
      send: async (mail) => {
        sent.push(mail);
        return await channel.send(mail);
      },
    }),
    calendar: async () => calendar,
    policy: async () => policy,
    signer,
    office: { links: (choice) => choice },
    domain: 'example.cn',
    alarm: console.error,
  };
  const watch = watchSending();
  const times = { ours: [] as number[], reference: [] as number[], bare: [] as number[] };
  const heap: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    sent = [];
    await fillNotices(db);
    await mergeDue(
      { db, calendar, policy, sms: false, domain: 'x.cn', alarm: console.error },
      MORNING,
    );
    times.ours.push(await timed(() => sendAll(dispatch)));
    heap.push(process.memoryUsage().rss);
    times.reference.push(await timed(() => referenceLoop(sent)));
    times.bare.push(await timed(() => nodemailerAlone(sent)));
  }
  channel.close();
  const most = await watch();
  console.log(
    `\nsending ${RECIPIENTS} digests of ${SENT_DUTIES} duties, ${AT_ONCE} at once (best of ${ROUNDS})`,
  );
  row('nodemailer alone', RECIPIENTS, Math.min(...times.bare));
  row('two commits and nodemailer', RECIPIENTS, Math.min(...times.reference));
  row('duban', RECIPIENTS, Math.min(...times.ours));
  ratio(
    'duban / two commits and nodemailer',
    Math.min(...times.reference),
    Math.min(...times.ours),
    0.8,
  );
  console.log(`  most messages in sending at once: ${most} of ${AT_ONCE}`);
  const megabytes = heap.map((bytes) => Math.round(bytes / 2 ** 20));
  console.log(`  resident memory after each round: ${megabytes.join(', ')} MB`);
}

async function sendAll(dispatch: Dispatch): Promise<void> {
  const { sent, failed } = await dispatchDue(dispatch, MORNING);
  if (sent !== RECIPIENTS || failed > 0) throw new Error(`${sent} sent, ${failed} failed`);
}

/** What the reference sends: the same mails, as they were handed over. */
function mails(sent: Mail[]) {
  return sent.map((mail) => mailOf(mail, FROM));
}

function pool() {
  const { port } = new URL(smtpUrl);
  return createTransport({
    host: '127.0.0.1',
    port: Number(port),
    ignoreTLS: true,
    pool: true,
    maxConnections: AT_ONCE,
    maxMessages: Infinity,
  });
}

/** The same mails with the same pool: one commit before and one after each. */
async function referenceLoop(sent: Mail[]): Promise<void> {
  const transport = pool();
  const todo = mails(sent);
  const lane = async () => {
    for (let mail = todo.pop(); mail !== undefined; mail = todo.pop()) {
      const its = eq(message.messageId, mail.messageId);
      await db.update(message).set({ state: 'sending' }).where(its);
      await transport.sendMail(mail);
      await db.update(message).set({ state: 'sent' }).where(its);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  transport.close();
}

async function nodemailerAlone(sent: Mail[]): Promise<void> {
  const transport = pool();
  await Promise.all(mails(sent).map((mail) => transport.sendMail(mail)));
  transport.close();
}

/** Counts the messages in `sending` all the while; the returned function stops and tells the most. */
function watchSending(): () => Promise<number> {
  const own = connect(postgres.url, 1);
  const sendingNow = sql`${message.state} = 'sending' and ${message.sendingSince} is not null`;
  const stop = new AbortController();
  const counts: number[] = [];
  const watching = (async () => {
    while (!stop.signal.aborted) {
      counts.push(await own.db.$count(message, sendingNow));
      await pause(25);
    }
  })();
  return async () => {
    stop.abort();
    await watching;
    await own.close();
    return Math.max(...counts);
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function row(name: string, count: number, milliseconds: number): void {
  const rate = Math.round((count / milliseconds) * 1000);
  console.log(`  ${name.padEnd(46)} ${String(rate).padStart(9)} a second`);
}

function ratio(name: string, reference: number, ours: number, goal?: number): void {
  const told = goal === undefined ? '' : `   goal ${goal}`;
  console.log(`  ${name.padEnd(46)} ${(reference / ours).toFixed(2).padStart(9)}${told}`);
}
