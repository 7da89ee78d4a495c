import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { smsRoutes } from '../../api/sms.ts';
import { CALLBACKS } from '../../channels/sms/callbacks.ts';
import type { Arrived } from '../../plan/sms-arrivals.ts';

const PATH = 'kP4-secret_path-9Zq7';
const NOW = Date.parse('2026-03-02T10:00:00+08:00');

let app: FastifyInstance | null = null;
afterEach(async () => {
  await app?.close();
});

/** The routes of a provider, and what came in by them. */
async function open(provider: keyof typeof CALLBACKS, addresses: string[] = []) {
  const arrived: Arrived[] = [];
  const fresh = Fastify({ logger: false, trustProxy: false });
  const { read, taken } = CALLBACKS[provider];
  const take = async (body: unknown) => {
    const found = read(body, NOW);
    if (found === null) return null;
    arrived.push(found);
    return taken;
  };
  await fresh.register(async (scope) => smsRoutes(scope, { path: PATH, addresses, take }), {
    prefix: '/sms',
  });
  app = fresh;
  const post = (body: unknown, given: { path?: string; from?: string; type?: string } = {}) =>
    fresh.inject({
      method: 'POST',
      url: `/sms/${given.path ?? PATH}`,
      remoteAddress: given.from ?? '127.0.0.1',
      headers: { 'content-type': given.type ?? 'application/json' },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { arrived, post };
}

const REPORT = {
  phone_number: '13800000001',
  send_time: '2026-03-02 09:00:00',
  report_time: '2026-03-02 09:00:05',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '9006^0',
  out_id: '<17.1@example.cn>',
};

describe('what Aliyun pushes', () => {
  it('is read report by report, and answered as it asks', async () => {
    const { arrived, post } = await open('aliyun');
    const failed = { ...REPORT, success: false, err_code: 'MK:0001', err_msg: '13800000001 空号' };
    const answer = await post([REPORT, failed]);
    expect(answer.json()).toEqual({ code: 0, msg: '接收成功' });
    expect(arrived).toEqual([
      {
        uplinks: [],
        receipts: [
          {
            messageId: '<17.1@example.cn>',
            providerIds: ['9006^0'],
            kind: 'delivered',
            fault: null,
            words: 'DELIVERED 用户接收成功',
            at: Date.parse('2026-03-02T09:00:05+08:00'),
          },
          expect.objectContaining({
            kind: 'undelivered',
            fault: 'bad-address',
            words: 'MK:0001 <号码> 空号',
          }),
        ],
      },
    ]);
  });

  it('is read as uplinks as well', async () => {
    const { arrived, post } = await open('aliyun');
    const up = { phone_number: '13800000001', content: '1', send_time: '2026-03-02 09:00:00' };
    await post([{ ...up, dest_code: '1234', sequence_id: 987, sign_name: '青禾督办' }]);
    expect(arrived[0]?.uplinks).toEqual([
      {
        key: 'aliyun/987',
        phone: '13800000001',
        text: '1',
        at: Date.parse('2026-03-02T09:00:00+08:00'),
      },
    ]);
  });
});

describe('what Tencent calls back with', () => {
  it('is read report by report, and answered as it asks', async () => {
    const { arrived, post } = await open('tencent');
    const report = {
      user_receive_time: '2026-03-02 09:00:05',
      nationcode: '86',
      mobile: '13800000001',
      report_status: 'FAIL',
      errmsg: 'UNDELIV',
      description: '用户已退订',
      sid: '2640:1',
    };
    const answer = await post([report, { ...report, report_status: 'SUCCESS', sid: '2640:2' }]);
    expect(answer.json()).toEqual({ result: 0, errmsg: 'OK' });
    expect(arrived[0]?.receipts).toMatchObject([
      { providerIds: ['2640:1'], kind: 'undelivered', fault: 'opted-out' },
      { providerIds: ['2640:2'], kind: 'delivered', fault: null },
    ]);
  });

  it('is one uplink however often it comes', async () => {
    const { arrived, post } = await open('tencent');
    const up = { extend: '', mobile: '13800000001', nationcode: '86', sign: 'x', text: '收到' };
    for (let times = 0; times < 2; times += 1) await post({ ...up, time: 1_457_336_869 });
    await post({ ...up, time: 1_457_336_870 });
    const keys = arrived.map(({ uplinks }) => uplinks[0]?.key);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toBe(keys[1]);
    expect(keys.join()).not.toContain('1380000');
  });
});

describe('strangers', () => {
  it('learn nothing from a wrong path, a wrong address or another method', async () => {
    const { arrived, post } = await open('aliyun', ['10.1.0.0/16', '192.168.3.4']);
    const inside = ['10.1.200.3', '192.168.3.4', '::ffff:10.1.2.3'];
    const outside = ['10.2.0.1', '192.168.3.5', '127.0.0.1', '::1'];
    for (const from of inside) expect((await post([REPORT], { from })).statusCode).toBe(200);
    const count = arrived.length;
    for (const from of outside) expect((await post([REPORT], { from })).statusCode).toBe(404);
    const wrong = await post([REPORT], { from: '10.1.0.1', path: `${PATH}x` });
    const unknown = await app?.inject({ method: 'POST', url: '/nothing' });
    expect(wrong.statusCode).toBe(404);
    expect(Object.keys(wrong.json())).toEqual(Object.keys(unknown?.json() ?? {}));
    expect(arrived).toHaveLength(count);
  });

  it.each(['', 'not json', '{}', '[{}]', '[{"biz_id":null}]', 'null', '[1]'])(
    'cannot make it trip over %j',
    async (body) => {
      const { arrived, post } = await open('aliyun');
      expect((await post(body, { type: 'text/plain' })).statusCode).toBe(400);
      expect(arrived).toEqual([]);
    },
  );
});
