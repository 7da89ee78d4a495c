import smpp from 'smpp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sms } from '../../../channels/channel.ts';
import { smsChannel } from '../../../channels/sms/index.ts';
import type { SmsWay } from '../../../channels/sms/provider.ts';
import { openLine } from '../../../channels/sms/smpp-line.ts';
import { messageParts } from '../../../channels/sms/smpp-text.ts';
import { uplinkJoiner } from '../../../channels/sms/smpp-uplinks.ts';
import type { SmppAccount } from '../../../plan/sms-account.ts';
import { type Smsc, startSmsc } from '../../harness/sms/smsc.ts';

let smsc: Smsc;
let way: SmsWay;
beforeEach(async () => {
  smsc = await startSmsc();
  way = smsChannel(smsc.account);
});
afterEach(async () => {
  way.close();
  await smsc.close();
});

const LONG = '三'.repeat(60);
const message = (given: Partial<Sms> = {}): Sms => ({
  channel: 'sms',
  messageId: '<1@x>',
  address: '13800000001',
  repeat: false,
  template: 'due',
  fields: { count: LONG, date: '6月28日' },
  text: '',
  ...given,
});

/** Waits for what a socket brings. */
async function until<T>(read: () => Promise<T | null> | T | null): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await read();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nothing came');
}

describe('a long text', () => {
  it.each(['parts', 'payload'] as const)('arrives whole, sent as %s', async (long) => {
    const account: SmppAccount = { ...smsc.account, long };
    const own = smsChannel(account);
    const outcome = await own.send(message());
    expect(outcome.result).toBe('sent');
    expect(smsc.taken).toHaveLength(1);
    expect(smsc.taken[0]?.text).toMatch(/^【青禾督办】您单位有三{60}项.*回复1表示收到。$/);
    expect(smsc.taken[0]?.id).toBe(outcome.providerId);
    expect(smsc.calls).toBe(long === 'parts' ? 2 : 1);
    own.close();
  });

  it('is parted with the same reference on every try, and never within a character', () => {
    const parts = messageParts('😀'.repeat(50), 7);
    expect(messageParts('😀'.repeat(50), 7)).toEqual(parts);
    expect(parts.map((part) => [...part.subarray(0, 6)])).toEqual([
      [5, 0, 3, 7, 2, 1],
      [5, 0, 3, 7, 2, 2],
    ]);
    const texts = parts.map((part) => Buffer.from(part.subarray(6)).swap16().toString('utf16le'));
    expect(texts.join('')).toBe('😀'.repeat(50));
    expect(parts.every((part) => part.length <= 140)).toBe(true);
    expect(messageParts('字'.repeat(70), 7)).toHaveLength(1);
  });
});

describe('what comes back on the line', () => {
  it('is acknowledged to the gateway only when it has been written down', async () => {
    const { providerId = '' } = await way.send(message({ fields: { count: '1', date: '今天' } }));
    let answered = '';
    void smsc.report(providerId, 'DELIVRD').then((status) => (answered = status));
    void smsc.uplink('8613800000001', '收到');
    const first = await until(async () => {
      const collected = await way.collect();
      return collected.receipts.length > 0 ? collected : null;
    });
    expect(first.receipts).toMatchObject([
      { kind: 'delivered', fault: null, at: Date.parse('2026-03-02T09:01:00+08:00') },
    ]);
    expect(first.receipts[0]?.providerIds).toContain(providerId);
    expect(answered).toBe('');
    expect((await way.collect()).receipts).toEqual(first.receipts); // nobody has taken it yet
    first.taken();
    expect((await way.collect()).receipts).toEqual([]);
    expect(await until(() => answered || null)).toBe('ESME_ROK');
    const uplinks =
      first.uplinks.length > 0 ? first.uplinks : (await until(() => way.collect())).uplinks;
    expect(uplinks).toMatchObject([{ phone: '8613800000001', text: '收到' }]);
  });

  it.each([
    ['DELIVRD', '000', 'delivered', null],
    ['UNDELIV', 'MK:0001', 'undelivered', 'bad-address'],
    ['REJECTD', 'DB:0144', 'undelivered', 'opted-out'],
    ['EXPIRED', '001', 'undelivered', null],
  ])('reads %s %s as %s, %s', async (stat, err, kind, fault) => {
    await way.collect();
    void smsc.report('41000', stat, err);
    const [receipt] = await until(async () => {
      const { receipts } = await way.collect();
      return receipts.length > 0 ? receipts : null;
    });
    expect(receipt).toMatchObject({ kind, fault });
    expect(receipt?.providerIds).toContain('a028'); // the same number, written in sixteens
  });

  it('says nothing of a message on its way', async () => {
    await way.collect();
    void smsc.report('1', 'ACCEPTD');
    void smsc.report('2', 'DELIVRD');
    const { receipts } = await until(async () => {
      const collected = await way.collect();
      return collected.receipts.length > 0 ? collected : null;
    });
    expect(receipts).toHaveLength(1);
  });
});

describe('a long answer', () => {
  it('is one, whatever the order in which its parts come', async () => {
    const text = '申请延期，'.repeat(30);
    const parts = messageParts(text, 9);
    await way.collect();
    const answers: string[] = [];
    for (const part of parts.toReversed()) {
      void smsc.uplinkPart('8613800000001', part).then((status) => answers.push(status));
    }
    const collected = await until(async () => {
      const found = await way.collect();
      return found.uplinks.length > 0 ? found : null;
    });
    expect(collected.uplinks).toMatchObject([{ phone: '8613800000001', text }]);
    expect(answers).toEqual([]);
    collected.taken();
    await until(() => (answers.length === parts.length ? true : null));
    expect(new Set(answers)).toEqual(new Set(['ESME_ROK']));
  });

  it('is given out as far as it came after ten minutes', () => {
    const joiner = uplinkJoiner();
    const [, second] = messageParts('字'.repeat(80), 3);
    const udh = [Buffer.from([0, 3, 3, 2, 2])];
    const words = Buffer.from(second?.subarray(6) ?? '')
      .swap16()
      .toString('utf16le');
    const pdu = new smpp.PDU('deliver_sm', { source_addr: '8613800000001' });
    Object.assign(pdu, { short_message: { udh, message: words } });
    expect(joiner.add(pdu, () => {}, 0)).toBeNull();
    expect(joiner.stale(599_999)).toEqual([]);
    expect(joiner.stale(600_000)).toMatchObject([{ uplink: { text: '字'.repeat(13) } }]);
    expect(joiner.stale(600_001)).toEqual([]);
  });
});

describe('the line', () => {
  it('binds once for many, and again when it broke', async () => {
    const short = message({ fields: { count: '1', date: '今天' } });
    await Promise.all([way.send(short), way.send(short), way.send(short)]);
    expect(smsc.binds()).toBe(1);
    smsc.breakAll();
    await until(async () => ((await way.send(short)).result === 'sent' ? true : null));
    expect(smsc.binds()).toBe(2);
  });

  it('takes a wrong password for configuration, and does not try without pause', async () => {
    const url = smsc.account.url.replace('geheim1', 'falsch');
    const own = smsChannel({ ...smsc.account, url });
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await own.send(message())).toMatchObject({ result: 'configuration' });
    }
    expect(smsc.binds()).toBe(1);
    own.close();
  });

  it('is given up when the gateway falls silent', async () => {
    const quick = { answer: 200, enquire: 30, pauses: [10] };
    const line = openLine(smsc.account, () => {}, quick);
    expect(await line.bound()).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(smsc.binds()).toBe(1); // it answers, so it stays
    smsc.fallSilent();
    await until(async () => {
      await line.bound();
      return smsc.binds() > 1 || null;
    });
    line.close();
  });

  it('says so when nobody is there', async () => {
    const own = smsChannel({ ...smsc.account, url: 'smpp://a:b@127.0.0.1:9' });
    expect(await own.send(message())).toMatchObject({ result: 'retry' });
    own.close();
  });
});
