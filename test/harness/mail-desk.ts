import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import MailComposer from 'nodemailer/lib/mail-composer';
import { openMailbox } from '../../channels/inbound/mailbox.ts';
import { type MailReading, readMailbox } from '../../channels/inbound/read-mailbox.ts';
import { run } from '../../cli/index.ts';
import { giveCommand } from '../../client/command.ts';
import { folderStore } from '../../db/files.ts';
import { event, inbound, message, note, occurrence, person, task } from '../../db/schema.ts';
import { startImapServer } from './imap.ts';
import { seedPlan, type SeedTask } from './seed.ts';
import type { CapturedMail } from './smtp.ts';
import { openTestYear } from './year.ts';

const UNITS = ['县教育局', '县财政局', '县水务局', '县住建局', '县农业农村局'];
const TASKS = ['选派教师', '安排资金', '建设水厂', '改造危房', '培训农户'];

/** What an answer says beside its words, as nodemailer has it. */
export type Sent = ConstructorParameters<typeof MailComposer>[0];

/** An office that has written to five units, with the mailbox in which their answers arrive. */
export type MailDesk = Awaited<ReturnType<typeof openMailDesk>>;

/** A task for each unit, 2.1 to 2.5, due on 30 April. */
const EACH: SeedTask[] = UNITS.map((unit, index) => ({
  due: ['2024-04-30'],
  title: TASKS[index] ?? '',
  lead: [unit],
}));

/** Opens the office on the day after launch. */
export async function openMailDesk(tasks = EACH) {
  const folder = mkdtempSync(join(tmpdir(), 'duban-mail-in-'));
  const year = await openTestYear('2024-03-05');
  const imap = await startImapServer();
  const seeded = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: UNITS,
    tasks,
  });
  const { unitIds } = seeded;
  await year.db.update(task).set({ number: sql`'2.' || ${task.number}` });
  year.dispatch.office.answers = true;
  year.dispatch.files = folderStore(join(folder, 'files'));
  await year.launch(seeded.planId);
  await year.liveUntil('2024-03-06');
  const addressOf = (unit: string) => `u${unitIds.get(unit)}@example.cn`;
  let last = 0;

  /** The newest mail of a kind that left to a unit, from the database: its id is all an answer needs. */
  async function sentTo(unit: string, kind: 'assignment' | 'digest' | 'answer') {
    const rows = await year.db
      .select()
      .from(message)
      .where(eq(message.address, addressOf(unit)))
      .orderBy(asc(message.id));
    const found = rows.findLast((row) => row.kind === kind);
    if (found === undefined) throw new Error(`nothing of kind ${kind} to ${unit}`);
    return found;
  }

  /** A mail as a clerk's program writes it. */
  async function written(unit: string, text: string, changes: Sent = {}): Promise<Buffer> {
    last += 1;
    const composer = new MailComposer({
      from: `${unit} <${addressOf(unit).toUpperCase()}>`,
      to: 'duban@example.cn',
      subject: '回复：【督办提醒】',
      messageId: `<answer${last}@mail.cn>`,
      text,
      ...changes,
    });
    return await composer.compile().build();
  }

  function reading(changes: Partial<MailReading> = {}): Omit<MailReading, 'mailbox'> {
    return {
      db: year.db,
      files: folderStore(join(folder, 'files')),
      give: async (id, command, text) => await giveCommand(year.commander, id, command, text),
      calendar: year.dispatch.calendar,
      domain: 'example.cn',
      ours: ['duban@example.cn'],
      authServer: 'mx.example.cn',
      setAside: new Map(),
      alarm: () => {},
      ...changes,
    };
  }

  /** Reads the mailbox once and sends what follows. */
  async function read(changes: Partial<MailReading> = {}) {
    const mailbox = await openMailbox({ url: imap.url, folder: 'INBOX', doneFolder: '督办已处理' });
    try {
      return await readMailbox({ mailbox, ...reading(changes) }, year.now());
    } finally {
      await mailbox.close();
    }
  }

  /** Delivers a mail, reads it, sends the answer; what was written down and what was answered. */
  async function exchange(unit: string, raw: Buffer) {
    imap.deliver(raw);
    const { read: count } = await read();
    if (count !== 1) throw new Error(`${count} mails were read`);
    await year.send();
    const rows = await year.db.select().from(inbound).orderBy(asc(inbound.id));
    return { row: rows.at(-1), answer: year.mailbox.to(addressOf(unit)).at(-1) };
  }

  async function eventsOf(unit: string) {
    return await year.db
      .select({
        kind: event.kind,
        door: event.door,
        seq: event.seq,
        text: note.text,
        data: event.data,
        id: event.occurrenceId,
      })
      .from(event)
      .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
      .leftJoin(note, eq(note.id, event.noteId))
      .where(eq(occurrence.answeringUnitId, unitIds.get(unit) ?? 0))
      .orderBy(asc(event.seq));
  }

  /** Answers the last reminder of a unit. */
  async function answered(unit: string, text: string, changes: Sent = {}) {
    const { messageId } = await sentTo(unit, 'digest');
    return await exchange(unit, await written(unit, text, { inReplyTo: messageId, ...changes }));
  }

  /** What a mail server reports of a mail that it could not deliver. */
  const report = (to: string, messageId: string, status: string, action = 'failed') =>
    Buffer.from(
      [
        'From: Mail Delivery System <mailer-daemon@mx.cn>',
        'Subject: Undelivered Mail Returned to Sender',
        `Message-ID: <bounce${(last += 1)}@mx.cn>`,
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'I am sorry.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.cn',
        '',
        `Final-Recipient: rfc822; ${to}`,
        `Action: ${action}`,
        `Status: ${status}`,
        `Diagnostic-Code: smtp; 550 ${status} <${to}> unknown`,
        '--b',
        'Content-Type: message/rfc822',
        '',
        `Message-ID: ${messageId}`,
        'Subject: x',
        '',
        'text',
        '--b--',
        '',
      ].join('\r\n'),
    );

  const faultOf = async (unit: string) =>
    (
      await year.db
        .select()
        .from(person)
        .where(eq(person.email, addressOf(unit)))
    )[0]?.emailFault;

  /** What the command line answers. */
  const duban = async (...args: string[]) => {
    const said: string[] = [];
    const hear = (text: string) => void said.push(text);
    const env = {
      DATABASE_URL: year.databaseUrl,
      TEMPORAL_ADDRESS: year.temporalAddress,
      TEMPORAL_NAMESPACE: 'default',
      DATA_DIR: folder,
      DUBAN_EMBEDDED: '1',
      DUBAN_SHIFT: String(year.commander.shift),
    };
    await run(args, env, { out: hear, error: hear });
    return said.join('\n');
  };

  return {
    year,
    imap,
    folder,
    unitIds,
    addressOf,
    sentTo,
    written,
    reading,
    read,
    exchange,
    eventsOf,
    answered,
    report,
    faultOf,
    duban,
    nextId: () => (last += 1),
    close: async () => {
      await year.close();
      await imap.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The text of a mail; empty when there is none. */
export function wordsOf(mail: CapturedMail | undefined): string {
  return mail?.text ?? '';
}
