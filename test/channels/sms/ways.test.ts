import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome, Sms } from '../../../channels/channel.ts';
import { smsChannel } from '../../../channels/sms/index.ts';
import type { SmsWay } from '../../../channels/sms/provider.ts';
import type { SmsAccount } from '../../../plan/sms-account.ts';
import { smsWords } from '../../../plan/sms.ts';
import { startAliyun } from '../../harness/sms/aliyun.ts';
import type { SmsBooks, SmsFault } from '../../harness/sms/simulator.ts';
import { startSmsc } from '../../harness/sms/smsc.ts';
import { startTencent } from '../../harness/sms/tencent.ts';

type Simulator = SmsBooks & { account: SmsAccount; close: () => Promise<void> };

const STARTS: Record<string, () => Promise<Simulator>> = {
  aliyun: startAliyun,
  tencent: startTencent,
  smpp: startSmsc,
};

const fields = { count: '3', date: '6月28日' };
const message = (given: Partial<Sms> = {}): Sms => ({
  channel: 'sms',
  messageId: '<17.1@example.cn>',
  address: '138-0000-0001',
  repeat: false,
  template: 'due',
  fields,
  text: smsWords({ template: 'due', fields }),
  ...given,
});

/** What each refusal means, whichever provider says it. */
const OUTCOMES: [SmsFault, Outcome['result']][] = [
  ['throttled', 'retry'],
  ['busy', 'retry'],
  ['template', 'template'],
  ['signature', 'configuration'],
  ['money', 'money'],
  ['bad-number', 'bad-address'],
  ['content', 'refused'],
  ['unknown-code', 'retry'],
  ['lost-answer', 'unclear'],
  ['broken', 'unclear'],
];

describe.each(Object.keys(STARTS))('the way by %s', (provider) => {
  let simulator: Simulator;
  let way: SmsWay;
  beforeAll(async () => {
    simulator = await (STARTS[provider] ?? startAliyun)();
    way = smsChannel(simulator.account);
  });
  afterEach(() => {
    simulator.taken.splice(0);
    simulator.faults.splice(0);
  });
  afterAll(async () => {
    way.close();
    await simulator.close();
  });

  it('hands a message over under our name, and keeps what the provider calls it', async () => {
    const outcome = await way.send(message());
    expect(outcome).toMatchObject({ result: 'sent' });
    const [taken] = simulator.taken;
    expect(outcome.providerId).toBe(taken?.id);
    expect(taken?.phone.slice(-11)).toBe('13800000001');
    const text = taken?.text === '' ? taken.values.join() : taken?.text;
    expect(text).toContain('3');
    expect(text).toContain('6月28日');
  });

  it.each(OUTCOMES)('takes %s for %s', async (fault, usual) => {
    // a gateway knows no templates: what it forbids it forbids to the account
    const result = provider === 'smpp' && fault === 'template' ? 'configuration' : usual;
    simulator.faults.push(fault);
    const outcome = await eventually(() => way.send(message()), result);
    expect(outcome).toMatchObject({ result });
    expect(outcome.response).not.toMatch(/1380000/);
  });

  it('never calls the provider with what it would refuse', async () => {
    const calls = simulator.calls;
    const long = provider === 'smpp' ? 501 : provider === 'tencent' ? 7 : 36;
    const sent = [
      message({ fields: { count: '三'.repeat(long), date: '6月28日' } }),
      message({ fields: { count: '', date: '6月28日' } }),
      message({ fields: { count: '3', date: 'a.cn/x' } }),
    ];
    for (const each of sent) expect(await way.send(each)).toMatchObject({ result: 'refused' });
    expect(await way.send(message({ address: '0771-1234567' }))).toMatchObject({
      result: 'bad-address',
    });
    expect(simulator.calls).toBe(calls);
  });

  it('asks what became of a message, once there is something to say', async () => {
    const { providerId = null } = await way.send(message());
    const { messageId, address } = message();
    const awaited = [{ messageId, providerId, address, sentAt: Date.now() }];
    expect(await way.query(awaited)).toEqual([]);
    const [taken] = simulator.taken;
    if (taken) taken.report = { code: 'DELIVRD', delivered: true, at: Date.now() };
    expect(await way.query(awaited)).toMatchObject([{ kind: 'delivered', messageId }]);
    if (taken) taken.report = { code: 'MK:0001', delivered: false, at: Date.now() };
    expect(await way.query(awaited)).toMatchObject([{ kind: 'undelivered', messageId }]);
  });

  it('looks into the account without sending', async () => {
    const findings = await way.check();
    expect(simulator.taken).toEqual([]);
    const broken = findings.filter(({ state }) => state === 'broken');
    expect(broken.map(({ found }) => found)).toEqual(
      provider === 'smpp' ? [] : ['审核未通过：含有政务内容'],
    );
  });
});

describe('asking before a message goes out again', () => {
  it('finds a lost one that Aliyun has taken, and one that it has not', async () => {
    const aliyun = await startAliyun();
    const way = smsChannel(aliyun.account);
    aliyun.faults.push('lost-answer');
    expect(await way.send(message())).toMatchObject({ result: 'unclear' });
    const asked = { ...message(), providerId: null, sentSince: Date.now() };
    expect(await way.find?.(asked)).toBe('taken');
    expect(await way.find?.({ ...asked, messageId: '<other@x>' })).toBe('not-taken');
    await aliyun.close();
    expect(await way.find?.(asked)).toBe('unknown');
  });

  it('knows at Tencent once a report came, and that nothing went out when nothing did', async () => {
    const tencent = await startTencent();
    const way = smsChannel(tencent.account);
    const asked = { ...message(), providerId: null, sentSince: Date.now() };
    expect(await way.find?.(asked)).toBe('not-taken');
    tencent.faults.push('lost-answer');
    expect(await way.send(message())).toMatchObject({ result: 'unclear' });
    expect(await way.find?.(asked)).toBe('unknown');
    const [taken] = tencent.taken;
    if (taken) taken.report = { code: 'DELIVRD', delivered: true, at: Date.now() };
    expect(await way.find?.(asked)).toBe('taken');
    await tencent.close();
  });
});

describe('wrong keys and dead machines', () => {
  it.each([
    ['aliyun', startAliyun],
    ['tencent', startTencent],
  ] as const)('takes a wrong key of %s for configuration', async (_name, start) => {
    const simulator = await start();
    const way = smsChannel({ ...simulator.account, keySecret: 'wrong' });
    expect(await way.send(message())).toMatchObject({ result: 'configuration' });
    const unknown = smsChannel({ ...simulator.account, keyId: 'nobody' });
    expect(await unknown.send(message())).toMatchObject({ result: 'configuration' });
    expect(simulator.taken).toEqual([]);
    await simulator.close();
    // a connection that was kept open breaks first; then nothing is there to connect to
    expect(await eventually(() => way.send(message()), 'retry')).toMatchObject({ result: 'retry' });
  });
});

/** A line that has just broken is bound again a moment later. */
async function eventually(
  send: () => Promise<Outcome>,
  wanted: Outcome['result'],
): Promise<Outcome> {
  for (let tries = 0; ; tries += 1) {
    const outcome = await send();
    if (outcome.result === wanted || tries === 5) return outcome;
  }
}
