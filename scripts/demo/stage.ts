import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { migrate } from '../../db/migrate.ts';
import { beijingInstant, type PlainDate } from '../../plan/date.ts';
import { startPostgres } from '../services/postgres.ts';
import { removeCluster } from '../services/state-place.ts';
import { findProgram, programs } from '../setup/binaries.mjs';
import { openYear, type Year } from '../year.ts';
import { type SavingMailbox, startSavingMailbox } from './mailbox.ts';

/** What a year is played on: a database, a mailbox and an engine of its own; only time is made up. */
export type Stage = {
  year: Year;
  mailbox: SavingMailbox;
  folder: string;
  /** What commands need to find it. */
  env: Record<string, string>;
  close: () => Promise<void>;
};

export type StageOptions = {
  /** The folder into which all mails are written. */
  mails: string;
  start: PlainDate;
  publicUrl?: string;
};

const PUBLIC_URL = 'https://duban.qinghe.example';

/** Sets the stage for a year that begins at six o'clock of a day. */
export async function openStage({
  mails,
  start,
  publicUrl = PUBLIC_URL,
}: StageOptions): Promise<Stage> {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'duban-demo-'));
  chmodSync(folder, 0o755); // PostgreSQL's own account must get in
  const postgres = await startPostgres({
    dataDir: folder,
    port: 25_432 + (process.pid % 10_000),
    mayMove: true,
    settings: ['fsync=off'],
  });
  const mailbox = await startSavingMailbox(mails);
  const environment = await timeSkipping();
  const startsAt = beijingInstant(start, 6);
  await migrate(postgres.url);
  const year = await openYear({
    environment,
    databaseUrl: postgres.url,
    smtpUrl: mailbox.url,
    mailFrom: '督办 <duban@qinghe.example>',
    publicUrl,
    secret: 'the demo keeps no secrets',
    startsAt,
  });
  return {
    year,
    mailbox,
    folder,
    env: {
      DATABASE_URL: postgres.url,
      DATA_DIR: folder,
      DUBAN_SHIFT: String(startsAt - Date.now()),
    },
    close: async () => {
      await year.close();
      await environment.teardown();
      await mailbox.close();
      await postgres.stop();
      removeCluster(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const path: string | null = findProgram(programs.testServer);
  if (path === null)
    throw new Error('没有找到 Temporal 测试服务器，请用 npm run demo 启动，会自动安装');
  return await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
}
