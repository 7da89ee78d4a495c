import { createHash } from 'node:crypto';
import type { Pdu } from 'smpp';
import { wallClock } from '../../clock.ts';
import { mobileOf } from '../../plan/phone.ts';
import type { SmppAccount } from '../../plan/sms-account.ts';
import type { Receipt, Uplink } from '../../plan/sms-arrivals.ts';
import { signedText } from '../../plan/sms-rules.ts';
import type { Found, Outcome, Sms } from '../channel.ts';
import { outcomeOf, wordsOf } from '../codes.ts';
import { type Awaited, type Collected, type SmsWay, type WayFinding } from './provider.ts';
import { SMPP_CODES, statusName } from './smpp-codes.ts';
import { openLine, type Line } from './smpp-line.ts';
import { isReceipt, receiptOf, stateReceipt } from './smpp-receipts.ts';
import { messageParts, ucs2 } from './smpp-text.ts';
import { type Answer, type Joined, uplinkJoiner } from './smpp-uplinks.ts';

const UCS2 = 8;
const UDH = 0x40;
const FINAL_RECEIPT = 1;
/** As many as are kept until somebody writes them down; beyond, the gateway keeps them. */
const MOST_KEPT = 1000;

type Kept = { receipts: Receipt[]; uplinks: Uplink[]; answers: Answer[] };

/** Short messages over a gateway's own line; receipts and uplinks come back on the same one. */
export function smppWay(account: SmppAccount, line?: Line): Omit<SmsWay, 'pace'> {
  const clock = wallClock();
  const joiner = uplinkJoiner();
  const kept: Kept = { receipts: [], uplinks: [], answers: [] };
  const own = line ?? openLine(account, keep);

  /** The gateway is told that it was taken only when it has been written down. */
  function keep(pdu: Pdu, answer: Answer): void {
    if (kept.answers.length >= MOST_KEPT) return answer('ESME_RMSGQFUL');
    if (!isReceipt(pdu)) return keepUplinks([joiner.add(pdu, answer, clock.now())]);
    const receipt = receiptOf(pdu, clock.now());
    if (receipt !== null) kept.receipts.push(receipt);
    kept.answers.push(answer);
  }

  function keepUplinks(joined: (Joined | null)[]): void {
    for (const each of joined) {
      if (each === null) continue;
      kept.uplinks.push(each.uplink);
      kept.answers.push(...each.answers);
    }
  }

  function collected(): Collected {
    keepUplinks(joiner.stale(clock.now()));
    const [receipts, uplinks] = [[...kept.receipts], [...kept.uplinks]];
    const answers = kept.answers.length;
    // until it has been written down it stays, and is given out again
    const taken = () => {
      kept.receipts.splice(0, receipts.length);
      kept.uplinks.splice(0, uplinks.length);
      for (const answer of kept.answers.splice(0, answers)) answer('ESME_ROK');
    };
    return { receipts, uplinks, taken };
  }

  return {
    provider: 'smpp',
    send: (message) => send(own, account, message),
    find: (message) => find(own, account, message.providerId),
    query: (awaited) => query(own, account, awaited),
    collect: async () => {
      await own.bound();
      return collected();
    },
    check: () => check(own),
    close: own.close,
  };
}

async function send(line: Line, account: SmppAccount, message: Sms): Promise<Outcome> {
  const text = signedText(message, account.sign);
  const ids: string[] = [];
  for (const options of submissions(account, message, text)) {
    const reply = await line.request('submit_sm', options);
    if ('unsent' in reply) return reply.unsent;
    if ('lost' in reply) return withId({ result: 'unclear', response: reply.lost }, ids.at(-1));
    const { command_status: status, message_id: id } = reply.answer;
    if (status !== 0) return outcomeOf(SMPP_CODES, statusName(status), '');
    if (id) ids.push(id);
  }
  return withId({ result: 'sent', response: wordsOf('ESME_ROK', ids.join(' ')) }, ids.at(-1));
}

/** The last part's name stands for all: its receipt is the one that is asked for. */
function withId(outcome: Outcome, id: string | undefined): Outcome {
  return id === undefined ? outcome : { ...outcome, providerId: id };
}

function submissions(account: SmppAccount, message: Sms, text: string): Record<string, unknown>[] {
  const common = {
    ...addressesOf(account, message.address),
    data_coding: UCS2,
    registered_delivery: 0,
  };
  const bytes = ucs2(text);
  if (account.long === 'payload' && bytes.length > 140) {
    return [
      { ...common, short_message: Buffer.alloc(0), message_payload: bytes, registered_delivery: 1 },
    ];
  }
  const parts = messageParts(text, referenceOf(message.messageId));
  return parts.map((part, index) => ({
    ...common,
    short_message: part,
    esm_class: parts.length > 1 ? UDH : 0,
    registered_delivery: index === parts.length - 1 ? FINAL_RECEIPT : 0,
  }));
}

/** International numbering (1) of the telephone plan (1). */
function addressesOf({ source }: SmppAccount, address: string): Record<string, unknown> {
  return {
    source_addr_ton: 0,
    source_addr_npi: 1,
    source_addr: source,
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: `86${mobileOf(address) ?? address}`,
  };
}

function referenceOf(messageId: string): number {
  return createHash('sha256').update(messageId).digest().readUInt8(0);
}

async function find(line: Line, account: SmppAccount, id: string | null): Promise<Found> {
  if (id === null) return 'unknown';
  const answer = await queried(line, account, id);
  if (answer === null) return 'unknown';
  if (answer.command_status === 0) return 'taken';
  return statusName(answer.command_status) === 'ESME_RINVMSGID' ? 'not-taken' : 'unknown';
}

async function query(line: Line, account: SmppAccount, awaited: Awaited[]): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const { messageId, providerId, sentAt } of awaited) {
    const answer = providerId === null ? null : await queried(line, account, providerId);
    if (answer === null || answer.command_status !== 0) continue;
    const receipt = stateReceipt(answer.message_state, sentAt);
    if (receipt !== null) receipts.push({ ...receipt, messageId });
  }
  return receipts;
}

async function queried(line: Line, { source }: SmppAccount, id: string): Promise<Pdu | null> {
  const options = { message_id: id, source_addr_ton: 0, source_addr_npi: 1, source_addr: source };
  const reply = await line.request('query_sm', options);
  return 'answer' in reply ? reply.answer : null;
}

async function check(line: Line): Promise<WayFinding[]> {
  const failed = await line.bound();
  const what = '网关登录';
  if (failed === null) return [{ what, state: 'good', found: '已登录（bind_transceiver）' }];
  if (failed.response.startsWith('ESME_RALYBND')) {
    return [{ what, state: 'good', found: '已由 worker 登录，网关只许一条连接' }];
  }
  const mend = '检查 SMPP_URL 的主机、端口、用户和密码，以及网关是否放行本机的 IP';
  return [{ what, state: 'broken', found: failed.response, mend }];
}
