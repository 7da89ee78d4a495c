import type { Pdu } from 'smpp';
import type { Receipt } from '../../plan/sms-arrivals.ts';
import { wordsOf } from '../codes.ts';
import { faultOf } from './receipt-codes.ts';

const MESSAGE_TYPE = 0x3c;
const RECEIPT = 0x04;
const FORM = /\bid:(\S+)[\s\S]*?\bstat:(\w+)(?:\s+err:(\S+))?/i;
const DONE = /done date:(\d{10,12})/i;
/** Numbers and names of the states (SMPP 3.4, 5.2.28); what is on its way has no receipt. */
const STATES: Record<number, string> = {
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  7: 'UNKNOWN',
  8: 'REJECTD',
};
const ON_ITS_WAY = ['ENROUTE', 'ACCEPTD'];

/** True of what tells of a message of ours, false of what somebody sent us. */
export function isReceipt(pdu: Pdu): boolean {
  if (((pdu.esm_class ?? 0) & MESSAGE_TYPE) === RECEIPT) return true;
  return pdu.receipted_message_id !== undefined || FORM.test(deliveredText(pdu));
}

/** What a receipt says; null while the message is on its way. */
export function receiptOf(pdu: Pdu, now: number): Receipt | null {
  const text = deliveredText(pdu);
  const [, written = '', stat = '', err = ''] = FORM.exec(text) ?? [];
  const state = stat === '' ? (STATES[pdu.message_state ?? 0] ?? '') : stat.toUpperCase();
  const id = pdu.receipted_message_id ?? written;
  if (id === '' || state === '' || ON_ITS_WAY.includes(state)) return null;
  const delivered = state === 'DELIVRD';
  return {
    messageId: null,
    providerIds: waysToWrite(id),
    kind: delivered ? 'delivered' : 'undelivered',
    fault: delivered ? null : (faultOf(err) ?? faultOf(state)),
    words: wordsOf(state, err === '' || /^0+$/.test(err) ? '' : `err:${err}`),
    at: doneAt(text) ?? now,
  };
}

/** What a state that was asked for says; null while the message is on its way. */
export function stateReceipt(state: number | undefined, at: number): Receipt | null {
  const name = STATES[state ?? 0];
  if (name === undefined || name === 'UNKNOWN') return null;
  const kind = name === 'DELIVRD' ? 'delivered' : 'undelivered';
  return { messageId: null, providerIds: [], kind, fault: null, words: name, at };
}

/** The text that a gateway brings, in the short field or the long one. */
export function deliveredText(pdu: Pdu): string {
  const short = plain(pdu.short_message);
  return short === '' ? plain(pdu.message_payload) : short;
}

function plain(field: Pdu['short_message'] | Pdu['message_payload']): string {
  if (field === undefined) return '';
  const message = typeof field === 'object' && 'message' in field ? field.message : field;
  return typeof message === 'string' ? message : message.toString('latin1');
}

/** Gateways answer with a hexadecimal name and report with a decimal one, or the other way round. */
function waysToWrite(id: string): string[] {
  const ways = [id];
  if (/^\d{1,15}$/.test(id))
    ways.push(Number(id).toString(16), Number(id).toString(16).toUpperCase());
  if (/^[\da-f]{1,12}$/i.test(id)) ways.push(String(Number.parseInt(id, 16)));
  return [...new Set(ways.flatMap((way) => [way, way.padStart(8, '0'), way.padStart(10, '0')]))];
}

/** yyMMddhhmm, with seconds where the gateway has them, in China's time. */
function doneAt(text: string): number | null {
  const digits = DONE.exec(text)?.[1];
  if (digits === undefined) return null;
  const [year, month, day, hour, minute, second = '00'] = digits.match(/\d\d/g) ?? [];
  const instant = Date.parse(`20${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(instant) ? null : instant;
}
