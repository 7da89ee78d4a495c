import { randomUUID } from 'node:crypto';
import { openYear, type Year } from '../../scripts/year.ts';
import { beijingInstant } from '../../plan/date.ts';
import { freshDatabase } from './postgres.ts';
import { type CapturedMailbox, startCapturedMailbox } from './smtp.ts';
import { timeSkipping } from './temporal.ts';

/** A year in a test, with the mailbox that catches everything. */
export type TestYear = Year & {
  mailbox: CapturedMailbox;
  databaseUrl: string;
  temporalAddress: string;
};

/**
 * Opens a year that begins at six o'clock of a day, on a database and a mailbox of its own. On the
 * dev server time passes as it does outside.
 */
export async function openTestYear(firstDay: string, start = timeSkipping): Promise<TestYear> {
  const database = await freshDatabase();
  const mailbox = await startCapturedMailbox();
  const environment = await start();
  const year = await openYear({
    environment,
    databaseUrl: database.url,
    smtpUrl: mailbox.url,
    mailFrom: '督办 <duban@example.cn>',
    publicUrl: 'https://duban.example.cn',
    secret: 'a secret for tests only',
    startsAt: beijingInstant(firstDay, 6),
  });
  return {
    ...year,
    mailbox,
    databaseUrl: database.url,
    temporalAddress: environment.address,
    close: async () => {
      await year.close();
      await environment.teardown();
      await mailbox.close();
      await database.drop();
    },
  };
}

/** A command as a test gives it. */
export function commandOf<T extends object>(kind: T) {
  return { commandId: randomUUID(), personId: null, unitId: null, door: 'cli' as const, ...kind };
}
