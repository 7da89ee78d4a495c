import { createHash } from 'node:crypto';
import type { Arrived, Receipt, Uplink } from '../../plan/sms-arrivals.ts';
import type { SmsProvider } from '../../plan/sms-rules.ts';
import { wordsOf } from '../codes.ts';
import { faultOf } from './receipt-codes.ts';
import { instantOf } from './times.ts';

/** What a provider calls back with, and what it wants to hear when that was taken. */
export type Callback = {
  /** What a body says; null: it is none of the provider's. */
  read: (body: unknown, now: number) => Arrived | null;
  taken: Record<string, unknown>;
};

/** The providers that call back; a gateway brings things on its own line. */
export const CALLBACKS: Record<Exclude<SmsProvider, 'smpp'>, Callback> = {
  aliyun: { read: readAliyun, taken: { code: 0, msg: '接收成功' } },
  tencent: { read: readTencent, taken: { result: 0, errmsg: 'OK' } },
};

type Fields = (name: string) => string;

function readAliyun(body: unknown, now: number): Arrived | null {
  if (!Array.isArray(body)) return null;
  const receipts: Receipt[] = [];
  const uplinks: Uplink[] = [];
  for (const each of body) {
    const field = fieldsOf(each);
    if (field('biz_id') !== '') receipts.push(aliyunReceipt(field, each, now));
    else if (field('sequence_id') !== '' && field('phone_number') !== '') {
      const key = `aliyun/${field('sequence_id')}`;
      const at = instantOf(field('send_time')) ?? now;
      uplinks.push({ key, phone: field('phone_number'), text: field('content'), at });
    } else return null;
  }
  return { receipts, uplinks };
}

function aliyunReceipt(field: Fields, each: unknown, now: number): Receipt {
  const delivered = valueOf(each, 'success') === true || field('success') === 'true';
  const code = field('err_code');
  const words = field('err_msg');
  return {
    messageId: field('out_id') || null,
    providerIds: [field('biz_id')],
    kind: delivered ? 'delivered' : 'undelivered',
    fault: delivered ? null : faultOf(code, words),
    words: wordsOf(code, words),
    at: instantOf(field('report_time')) ?? now,
  };
}

function readTencent(body: unknown, now: number): Arrived | null {
  if (!Array.isArray(body)) {
    const uplink = tencentUplink(fieldsOf(body), now);
    return uplink && { receipts: [], uplinks: [uplink] };
  }
  const receipts: Receipt[] = [];
  for (const each of body) {
    const field = fieldsOf(each);
    if (field('sid') === '') return null;
    const delivered = field('report_status') === 'SUCCESS';
    receipts.push({
      messageId: null,
      providerIds: [field('sid')],
      kind: delivered ? 'delivered' : 'undelivered',
      fault: delivered ? null : faultOf(field('errmsg'), field('description')),
      words: wordsOf(field('errmsg'), field('description')),
      at: instantOf(field('user_receive_time')) ?? now,
    });
  }
  return { receipts, uplinks: [] };
}

/** Tencent gives uplinks no names: telephone, second and words tell one from another. */
function tencentUplink(field: Fields, now: number): Uplink | null {
  const phone = field('mobile');
  if (phone === '' || field('text') === '') return null;
  const at = Number(field('time')) * 1000 || now;
  const name = createHash('sha256')
    .update(JSON.stringify([phone, field('text'), at]))
    .digest('hex');
  return { key: `tencent/${name.slice(0, 32)}`, phone, text: field('text'), at };
}

function fieldsOf(each: unknown): Fields {
  return (name) => {
    const value = valueOf(each, name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
}

function valueOf(each: unknown, name: string): unknown {
  return typeof each === 'object' && each !== null ? Reflect.get(each, name) : undefined;
}
