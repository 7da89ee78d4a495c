import {
  actorsAt,
  answersTo,
  beginningOf,
  keepInbound,
  knownSender,
  mailOfIds,
  planFor,
  reportOf,
  tellOfInbound,
  toldBy,
  type Told,
} from '../../db/inbound.ts';
import { postDirect } from '../../db/direct.ts';
import type { MessageRow } from '../../db/messages.ts';
import { beijingDate } from '../../plan/date.ts';
import { isForged } from '../../plan/inbound/authentication.ts';
import { automaticOf } from '../../plan/inbound/automatic.ts';
import { bounceOf } from '../../plan/inbound/bounce.ts';
import { commandsIn, HOW_TO_ANSWER } from '../../plan/inbound/commands.ts';
import { evidenceIn } from '../../plan/inbound/evidence.ts';
import { ownWords } from '../../plan/inbound/own-words.ts';
import { dayWritten, isSameAddress, type ReceivedMail } from '../../plan/inbound/received-mail.ts';
import type { InboundOutcome } from '../../plan/message.ts';
import { type Answering, carryOut, type Done } from './act.ts';
import { settleBounce } from './bounced.ts';
import { keepEvidence } from './evidence.ts';
import type { MailReading } from './read-mailbox.ts';

/** A mail that came in and is stored; `fault`: why it cannot be read at all. */
export type Stored = {
  key: string;
  fileId: string;
  mail: ReceivedMail;
  bytes: Buffer[];
  fault: string | null;
};

/** What a mail is taken for, and what is written down of it. */
type Verdict = {
  outcome: InboundOutcome;
  reason: string;
  replyTo?: MessageRow | null;
  personId?: number;
  unitId?: number;
  planId?: number | null;
  occurrenceIds?: string[];
  /** Its sender gets an answer. */
  answers?: boolean;
};

/** Decides what a mail is, has it carried out, and writes down what became of it. */
export async function judge(reading: MailReading, stored: Stored, now: number): Promise<void> {
  const { mail } = stored;
  if (stored.fault !== null) return await write(reading, stored, strange(stored.fault), now);
  const bounce = bounceOf(mail);
  if (bounce !== null) {
    const bounced = await mailOfIds(reading.db, bounce.messageIds);
    const named =
      bounce.recipient === null || isSameAddress(bounce.recipient, bounced?.address ?? null);
    if ((bounced === null || !named) && bounce.kind === 'delayed') {
      return await write(reading, stored, { outcome: 'bounce', reason: bounce.words }, now);
    }
    if (bounced === null || !named) {
      return await write(reading, stored, strange(`退信，但对不上是哪一封：${bounce.words}`), now);
    }
    const verdict: Verdict = { outcome: 'bounce', reason: bounce.words, replyTo: bounced };
    return await write(reading, stored, verdict, now, (tx) =>
      settleBounce(tx, bounced, bounce, now),
    );
  }
  const automatic = automaticOf(mail, reading.ours);
  if (automatic !== null) {
    const replyTo = await mailOfIds(reading.db, mail.answers);
    return await write(reading, stored, { outcome: 'automatic', reason: automatic, replyTo }, now);
  }
  await write(reading, stored, await replyVerdict(reading, stored, now), now);
}

function strange(reason: string): Verdict {
  return { outcome: 'inbox', reason };
}

/** A person wrote it: an answer to a mail of ours, or something for the coordinator. */
async function replyVerdict(reading: MailReading, stored: Stored, now: number): Promise<Verdict> {
  const { db, authServer } = reading;
  const { mail } = stored;
  if (mail.from === null) return strange('来信没有发件人');
  if (isForged(mail, authServer)) return strange('发件服务器的身份核验没有通过，可能是冒名来信');
  const answered = await mailOfIds(db, mail.answers);
  const sender = await knownSender(db, mail.from);
  if (answered === null) {
    return { ...strange('不是对某封督办邮件的回复，对不上是哪件事'), ...sender };
  }
  const beginning = await beginningOf(db, answered);
  const told = await toldBy(db, beginning);
  const unitIds = [...new Set([...told.tasks, ...told.assigned].map(({ unitId }) => unitId))];
  const actors = await actorsAt(db, mail.from, unitIds, beijingDate(now));
  const about = { replyTo: answered, planId: told.planIds[0] ?? null, ...sender };
  const [first] = actors;
  if (first === undefined) {
    const why = sender === null ? '来信地址不在通讯录里' : '来信人不是这封邮件所发单位的联系人';
    const reason = unitIds.length === 0 ? '这封邮件没有可以回信办理的事项' : why;
    return { ...about, ...strange(reason) };
  }
  const known = { ...about, unitId: first[0], personId: first[1], answers: true };
  return { ...known, ...(await commandVerdict(reading, stored, told, actors, now)) };
}

async function commandVerdict(
  reading: MailReading,
  { key, mail, bytes }: Stored,
  told: Told,
  actors: ReadonlyMap<number, number>,
  now: number,
): Promise<Pick<Verdict, 'outcome' | 'reason' | 'occurrenceIds'>> {
  const words = ownWords(mail.text).slice(0, LONGEST);
  const read = commandsIn(words, told.tasks, dayWritten(mail, now));
  if ('unread' in read) return { outcome: 'inbox', reason: read.unread };
  const { taken, faults } = evidenceIn(mail.files);
  if (faults.length > 0) {
    return { outcome: 'refused', reason: `没有记上：${faults.join('；')}`, occurrenceIds: [] };
  }
  const answering: Answering = {
    db: reading.db,
    give: reading.give,
    calendar: await reading.calendar(),
    now,
    key,
    door: 'mail',
    actors,
    fileIds: await keepEvidence(reading, key, { mail, bytes }, taken, now),
  };
  const done: Done[] = [];
  for (const command of read.commands) done.push(await carryOut(answering, command, told));
  return {
    outcome: done.some(({ recorded }) => recorded) ? 'command' : 'refused',
    reason: done.map(({ words: said }) => said).join('\n'),
    occurrenceIds: done.flatMap(({ occurrenceIds }) => occurrenceIds),
  };
}

/** Answers to one address within a day; two robots that answer each other stop there. */
const MOST_ANSWERS = 20;
const DAY = 86_400_000;
const LONGEST = 20_000;

/** Writes down what became of a mail, with all that follows from it, in one transaction. */
async function write(
  { db, domain }: MailReading,
  { key, fileId, mail }: Stored,
  verdict: Verdict,
  now: number,
  also: (tx: MailReading['db']) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { outcome, replyTo = null, personId = null, unitId = null, occurrenceIds = [] } = verdict;
  const waits = outcome === 'inbox';
  const planId = verdict.planId ?? (waits ? await planFor(db, unitId) : null);
  const reason =
    waits && verdict.answers === true ? `${verdict.reason}\n${HOW_TO_ANSWER}` : verdict.reason;
  await db.transaction(async (tx) => {
    const kept = await keepInbound(tx, {
      channel: 'mail',
      key,
      sender: mail.from ?? '',
      personId,
      unitId,
      planId,
      replyTo: replyTo?.id ?? null,
      subject: mail.subject,
      text: (outcome === 'bounce' ? mail.text : ownWords(mail.text)).slice(0, LONGEST),
      fileId,
      at: now,
      outcome,
      reason,
      occurrenceIds: [...new Set(occurrenceIds)],
    });
    if (kept === null) return; // another reader was faster
    await also(tx);
    if (waits) await tellOfInbound(tx, kept, now);
    if (verdict.answers !== true || mail.from === null) return;
    if (replyTo !== null) {
      await reportOf(tx, { messageId: replyTo.id, kind: 'answered', at: now, words: '' });
    }
    if ((await answersTo(tx, mail.from, now - DAY)) >= MOST_ANSWERS) return;
    const window = `inbound/${kept.id}`;
    const facts = { inboundId: kept.id };
    const direct = { personId, address: mail.from, channel: 'mail', kind: 'answer' } as const;
    await postDirect(tx, { ...direct, window, facts, now, domain });
  });
}
