// The worker process: Temporal worker, outbox loop and heartbeat. Composition root.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
} from '@temporalio/worker';
import { pino } from 'pino';
import { dispatchDue, type Dispatch } from '../channels/dispatch.ts';
import { emailChannel } from '../channels/email.ts';
import { linkSigner } from '../channels/links.ts';
import { chatChannel } from '../channels/chat/index.ts';
import { receiptsStep } from '../channels/sms/arrivals.ts';
import { smsChannel } from '../channels/sms/index.ts';
import { tokenSource } from '../channels/oauth.ts';
import { sendHooks } from '../channels/webhooks.ts';
import { linksFor } from '../channels/reach.ts';
import { ensureAttributes } from '../client/attributes.ts';
import { startChanges } from '../client/changes.ts';
import { giveCommand } from '../client/command.ts';
import { connectTemporal } from '../client/connect.ts';
import { currentCommand, knowsBuilds } from '../client/deployment.ts';
import { scheduleReconciler } from '../client/reconcile-schedule.ts';
import { wallClock } from '../clock.ts';
import { mailDomain, need, readConfig, secret } from '../config.ts';
import { calendarIn } from '../db/calendar.ts';
import { pruneDeliveries } from '../db/webhooks.ts';
import { rootCause } from '../plan/errors.ts';
import { connect } from '../db/connect.ts';
import { contactChecksStep } from '../db/contact-checks.ts';
import { folderStore } from '../db/files.ts';
import { officePolicy } from '../db/office-policy.ts';
import { beat } from './heartbeat.ts';
import { buildKeeper } from './builds.ts';
import { mailReader } from './mailbox.ts';
import { bundleWorkflows, createWorker } from './runtime.ts';

const PAUSE = 5_000;
const SHORT_PAUSE = 500;
const LONG_PAUSE = 60_000;
const MAILBOX_PAUSE = 20_000;
const HOUR = 3_600_000;

const config = readConfig(process.env);
const log = pino({ base: { part: 'worker' } }, pino.destination(2));
const engine = wallClock();
const business = wallClock(config.shift);

Runtime.install({
  // its lines become ours; what it attaches may name arguments, and is left out
  logger: new DefaultLogger('WARN', ({ level, message }) => log.warn({ level }, message)),
  shutdownSignals: [], // this file stops the worker itself, after the outbox
  telemetryOptions: {
    logging: { filter: makeTelemetryFilterString({ core: 'WARN' }), forward: {} },
  },
});

const { db, close } = connect(need(config, 'databaseUrl'));
const address = need(config, 'temporalAddress');
const temporal = await connectTemporal(address, config.temporalNamespace);
await ensureAttributes(temporal.client.connection, config.temporalNamespace);
const versioned = await knowsBuilds(temporal.client);
const { bundle, buildId } = await bundleWorkflows();
const connection = await NativeConnection.connect({ address });
const worker = await createWorker({
  connection,
  namespace: config.temporalNamespace,
  client: temporal.client,
  db,
  launchRate: config.launchRate,
  workflowBundle: bundle,
  ...(versioned ? { buildId } : {}),
});
const { oauth, ...mail } = config.mail;
const tokens = oauth === null ? null : tokenSource(oauth);
const channel = emailChannel({
  ...mail,
  smtpUrl: need(config, 'smtpUrl'),
  from: config.mailFrom,
  tokens,
});
const files = folderStore(join(config.dataDir, 'files'));
const sms = config.sms.account === null ? null : smsChannel(config.sms.account);
const dispatch: Dispatch = {
  db,
  files,
  channels: { mail: channel, sms, chat: chatChannel() },
  calendar: calendarIn(db),
  policy: () => officePolicy(db),
  signer: linkSigner(config.publicUrl, secret(config)),
  office: {
    links: (choice) => linksFor(choice, config.publicUrl, need(config, 'smtpUrl')),
    answers: config.mail.imap !== null,
  },
  domain: mailDomain(config),
  alarm: (text) => log.error(text),
  administrators: config.administrators,
};

/** Reads the mailbox in which answers arrive, where there is one. */
const readMail =
  config.mail.imap === null
    ? null
    : mailReader({
        db,
        client: temporal.client,
        shift: config.shift,
        now: business.now,
        mailbox: { ...config.mail.imap, tokens },
        files,
        domain: dispatch.domain,
        ours: config.mailFrom,
        authServer: config.mail.authServer,
        alarm: dispatch.alarm,
      });

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

log.info('worker started');
const loops = Promise.all([
  heartbeats(),
  outbox(),
  mailbox(),
  receipts(),
  changes(),
  checks(),
  builds(),
  schedule(),
  hooks(),
]);
await worker.runUntil(loops);
channel.close();
sms?.close();
await temporal.close();
await connection.close();
await close();
log.info('worker stopped');

async function outbox(): Promise<void> {
  while (!stop.signal.aborted) {
    await tried('outbox', async () => {
      const done = await dispatchDue(dispatch, business.now());
      if (done.made + done.sent + done.failed > 0) log.info(done, 'outbox');
    });
    await resting();
  }
}

/** Reads answers and bounces; while many wait, without a rest in between. */
async function mailbox(): Promise<void> {
  if (readMail === null) return;
  while (!stop.signal.aborted) {
    let more = false;
    await tried('mailbox', async () => {
      const done = await readMail();
      if (done.read + done.left > 0) log.info(done, 'mailbox');
      more = done.read > 0 && done.left > 0;
    });
    if (!more) await resting(MAILBOX_PAUSE);
  }
}

/** Takes in what became of short messages, and what somebody sent back. */
async function receipts(): Promise<void> {
  if (sms === null) return;
  const { client } = temporal;
  const commander = { db, client, shift: config.shift, now: business.now };
  const step = receiptsStep(
    {
      db,
      give: (id, command, text) => giveCommand(commander, id, command, text),
      calendar: dispatch.calendar,
      policy: dispatch.policy,
    },
    sms,
  );
  while (!stop.signal.aborted) {
    await tried('receipts', async () => {
      const taken = await step(business.now());
      if (taken.receipts + taken.uplinks > 0) log.info(taken, 'receipts');
    });
    await resting(SHORT_PAUSE * 4);
  }
}

/** Tells other systems what the ledger records; while much waits, without a rest in between. */
async function hooks(): Promise<void> {
  const sending = { db, signer: dispatch.signer, alarm: dispatch.alarm, signedAt: engine.now };
  while (!stop.signal.aborted) {
    let more = false;
    await tried('webhooks', async () => {
      const done = await sendHooks(sending, business.now);
      if (done.taken + done.failed > 0) log.info(done, 'webhooks');
      else await pruneDeliveries(db, business.now());
      more = done.taken > 0;
    });
    if (!more) await resting(SHORT_PAUSE * 4);
  }
}

/** Lets running workflows go on with this worker's build, and keeps them served. */
async function builds(): Promise<void> {
  if (!versioned) return;
  let settled = false;
  const keep = buildKeeper({ client: temporal.client, buildId, now: engine.now });
  while (!stop.signal.aborted) {
    await tried(`build (${currentCommand(config.temporalNamespace, buildId)})`, async () => {
      const kept = await keep();
      if (kept === 'taken') log.info({ buildId }, 'workflows go on with this build');
      settled = kept !== 'waiting';
    });
    await resting(settled ? LONG_PAUSE : SHORT_PAUSE);
  }
}

/** Has the reconciler run now and every hour, also of an engine that lost all it knew. */
async function schedule(): Promise<void> {
  let begun = false;
  while (!stop.signal.aborted) {
    await tried('schedule', async () => {
      await scheduleReconciler(temporal.client, config.shift, begun ? 'once' : 'start');
      begun = true;
    });
    await resting(begun ? LONG_PAUSE : PAUSE);
  }
}

async function heartbeats(): Promise<void> {
  while (!stop.signal.aborted) {
    await tried('heartbeat', () => beat(db, 'worker', engine.now()));
    await resting();
  }
}

/** A change whose order was given by a process that died goes on all the same. */
async function changes(): Promise<void> {
  while (!stop.signal.aborted) {
    await tried('changes', () => startChanges(db, temporal.client, config.shift));
    await resting();
  }
}

/** Asks contacts twice a year whether the address book is right. */
async function checks(): Promise<void> {
  while (!stop.signal.aborted) {
    await tried('contact checks', async () => {
      await contactChecksStep({ ...dispatch, now: business.now() });
    });
    await resting(HOUR);
  }
}

/** A loop outlives a database that is away for a while. */
async function tried(what: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    // a failed query names its values, people's addresses among them: only its cause is told
    log.error(
      { reason: error instanceof Error ? rootCause(error).message : String(error) },
      `${what} failed`,
    );
  }
}

async function resting(milliseconds = PAUSE): Promise<void> {
  await pause(milliseconds, null, { signal: stop.signal }).catch(() => null);
}
