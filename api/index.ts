// The API process. Composition root.
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { mailServer } from '../plan/mail-server.ts';
import { calendarFeed } from '../channels/calendar.ts';
import { registerGroup } from '../channels/chat/registering.ts';
import { linkSigner } from '../channels/links.ts';
import { channelOverview } from '../channels/overview.ts';
import { linksOpen } from '../channels/reach.ts';
import { type Arrivals, takeArrived } from '../channels/sms/arrivals.ts';
import { CALLBACKS } from '../channels/sms/callbacks.ts';
import { tryChannel } from '../channels/trying.ts';
import { postHook } from '../channels/webhooks.ts';
import { type Commander, giveCommand } from '../client/command.ts';
import { connectTemporal } from '../client/connect.ts';
import { wallClock } from '../clock.ts';
import { mailDomain, need, readConfig, secret } from '../config.ts';
import { calendarIn } from '../db/calendar.ts';
import { accountFault } from '../db/channel-status.ts';
import { connect } from '../db/connect.ts';
import { folderStore } from '../db/files.ts';
import { followLedger } from '../db/ledger-changes.ts';
import { officePolicy } from '../db/office-policy.ts';
import { heartbeat } from '../db/schema.ts';
import { createApp } from './app.ts';
import type { HealthChecks } from './health.ts';
import { rehearseInThreads } from './rehearsing.ts';
import type { SmsCallbackParts } from './sms.ts';

const HEARTBEAT_FRESH = 60_000;

const config = readConfig(process.env);
const log = pino({ base: { part: 'api' } }, pino.destination(2));
const engine = wallClock();
const { db, listen, close } = connect(need(config, 'databaseUrl'));
const changes = await followLedger(listen);
const temporal = await connectTemporal(need(config, 'temporalAddress'), config.temporalNamespace);

const health: HealthChecks = {
  postgres: () => db.execute(sql`select 1`),
  temporal: () => temporal.client.workflowService.getSystemInfo({}),
  worker: async () => {
    const rows = await db.select({ at: heartbeat.at }).from(heartbeat);
    if (!rows.some(({ at }) => engine.now() - at < HEARTBEAT_FRESH))
      throw new Error('no heartbeat');
  },
  mail: async () => {
    await answers(mailServer(need(config, 'smtpUrl')));
    const fault = await accountFault(db, 'mail');
    if (fault !== null) throw new Error(`paused, ${fault.words}`);
  },
};

/** What the provider of short messages calls back with; a gateway reports on its own line instead. */
function smsCallback(commander: Commander): { smsCallback?: SmsCallbackParts } {
  const { account, callback } = config.sms;
  if (callback === null || account === null || account.provider === 'smpp') return {};
  const { read, taken } = CALLBACKS[account.provider];
  const give: Arrivals['give'] = (id, command, text) => giveCommand(commander, id, command, text);
  const arrivals = { db, give, calendar: calendarIn(db), policy: () => officePolicy(db) };
  const take = async (body: unknown) => {
    const now = commander.now();
    const arrived = read(body, now);
    if (arrived === null) return null;
    log.info(await takeArrived(arrivals, arrived, now), 'short messages');
    return taken;
  };
  return { smsCallback: { ...callback, take } };
}

const commander: Commander = {
  db,
  client: temporal.client,
  shift: config.shift,
  now: () => engine.now() + config.shift,
};
const app = await createApp({
  commander,
  signer: linkSigner(config.publicUrl, secret(config)),
  files: folderStore(join(config.dataDir, 'files')),
  calendar: calendarIn(db),
  letters: { domain: mailDomain(config), sms: () => Promise.resolve(config.sms.account !== null) },
  feed: calendarFeed,
  ...smsCallback(commander),
  admin: {
    overview: (now) => channelOverview(db, config, now),
    tryChannel: (channel, to, now) => {
      const sms = config.sms.account !== null;
      return tryChannel({ db, domain: mailDomain(config), sms, now }, channel, to);
    },
    addGroup: async (group) => {
      const words = { url: 'Webhook 地址', choose: '请选择是哪个系统' };
      await registerGroup(db, group, config.chatOrigins, words);
    },
  },
  ...(config.oidc === null ? {} : { oidc: config.oidc }),
  postHook: (to, message) => postHook(to, message, engine.now()),
  changes,
  rehearse: rehearseInThreads(need(config, 'databaseUrl')),
  ...(config.smtpUrl === null ? {} : { linksOpen: linksOpen(config.publicUrl, config.smtpUrl) }),
  health,
  fault: (reason) => log.error({ reason }, 'request failed'),
});
await app.listen({ host: config.host, port: config.port });
log.info({ host: config.host, port: config.port }, 'api listens');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop());
}

async function stop(): Promise<void> {
  await app.close();
  await changes.close();
  await temporal.close();
  await close();
  log.info('api stopped');
}

/** The mail server takes connections. */
function answers({ host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(port, host, () => {
      socket.destroy();
      resolve();
    });
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')));
    socket.on('error', reject);
  });
}
