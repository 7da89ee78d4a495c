import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { beijingDate } from '../../plan/date.ts';

export type SavedMail = { to: string; subject: string; date: Date; file: string };

export type SavingMailbox = { url: string; mails: SavedMail[]; close: () => Promise<void> };

/** A mail server on loopback that takes every mail and writes it to a folder as .eml. */
export async function startSavingMailbox(folder: string): Promise<SavingMailbox> {
  const mails: SavedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const whole: Promise<Buffer[]> = stream.toArray();
      const taken = whole.then(async (chunks) => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
        mails.push(await save(raw, to, folder, mails.length + 1));
        done();
      });
      taken.catch(done); // whoever sent it broke off half-way, or the folder took nothing
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function save(raw: Buffer, to: string, folder: string, number: number): Promise<SavedMail> {
  const parsed = await simpleParser(raw);
  const date = parsed.date ?? new Date(0);
  const day = beijingDate(date.getTime());
  const file = `${String(number).padStart(4, '0')}-${day}-${to.split('@')[0] ?? ''}.eml`;
  writeFileSync(join(folder, file), raw);
  return { to, subject: parsed.subject ?? '', date, file };
}
