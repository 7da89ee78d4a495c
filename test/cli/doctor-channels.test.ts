import { afterEach, describe, expect, it } from 'vitest';
import { checkChat } from '../../cli/doctor/chat.ts';
import { checkSms } from '../../cli/doctor/sms.ts';
import { readConfig } from '../../config.ts';
import { connect } from '../../db/connect.ts';
import { addGroup, setGroupFault } from '../../db/chat-groups.ts';
import type { SmsAccount } from '../../plan/sms-account.ts';
import { startChat } from '../harness/chat.ts';
import { freshDatabase } from '../harness/postgres.ts';
import { startAliyun } from '../harness/sms/aliyun.ts';
import { startSmsc } from '../harness/sms/smsc.ts';
import { startTencent } from '../harness/sms/tencent.ts';

const config = readConfig({}, () => null);
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const withAccount = (account: SmsAccount | null) =>
  checkSms({ ...config, sms: { account, callback: null } });

describe('what the doctor says of short messages', () => {
  it('is good when none are set up', async () => {
    expect(await withAccount(null)).toMatchObject({ state: 'good' });
  });

  it.each([
    ['aliyun', startAliyun],
    ['tencent', startTencent],
  ] as const)(
    'names each template of %s that is not approved, and sends nothing',
    async (_, start) => {
      const simulator = await start();
      closing.push(simulator.close);
      const { templates } = simulator.account;
      const { due: _due, ...rest } = templates;
      const found = await withAccount({ ...simulator.account, templates: rest });
      expect(found).toMatchObject({ state: 'broken' });
      expect(found.found).toContain('审核未通过：含有政务内容');
      expect(found.found).toContain('正在审核');
      expect(found.found).toContain('没有设置 SMS_TEMPLATE_DUE');
      expect(found.found).toContain('SMS_CALLBACK_PATH');
      if (simulator.account.provider === 'tencent') expect(found.found).toContain('只剩 150 条');
      expect(simulator.taken).toEqual([]);
    },
  );

  it('says which keys to look at when they are wrong', async () => {
    const aliyun = await startAliyun();
    closing.push(aliyun.close);
    const found = await withAccount({ ...aliyun.account, keySecret: 'wrong' });
    expect(found).toMatchObject({ state: 'broken' });
    expect(found.mend).toContain('SMS_KEY_SECRET');
    expect(JSON.stringify(found)).not.toContain('wrong');
  });

  it('logs in to a gateway', async () => {
    const smsc = await startSmsc();
    closing.push(smsc.close);
    expect(await withAccount(smsc.account)).toMatchObject({ state: 'good' });
    const url = 'smpp://a:b@127.0.0.1:9';
    const found = await withAccount({ ...smsc.account, url });
    expect(found).toMatchObject({ state: 'broken' });
    expect(found.mend).toContain('SMPP_URL');
  });
});

it('looks at chat groups without posting', async () => {
  const database = await freshDatabase();
  const connection = connect(database.url, 1);
  const chat = await startChat();
  closing.push(chat.close, connection.close, database.drop);
  const check = () => checkChat({ ...config, databaseUrl: database.url });
  expect(await check()).toMatchObject({ state: 'good' });
  const group = { system: 'wecom' as const, secret: null, planId: null, unitNames: [] };
  const id = await addGroup(connection.db, { ...group, name: '甲群', url: chat.url('wecom') });
  expect((await check()).found).toContain('“甲群”还没有试发，不发（duban groups test 甲群）');
  await setGroupFault(connection.db, id, null);
  expect(await check()).toMatchObject({ state: 'good', found: '1 个' });
  const lost = { ...group, name: '乙群', url: 'http://127.0.0.1:9/x?key=SECRET' };
  await setGroupFault(connection.db, await addGroup(connection.db, lost), null);
  await setGroupFault(connection.db, id, '93000 invalid webhook');
  const found = await check();
  expect(found).toMatchObject({ state: 'broken' });
  expect(found.found).toContain('“甲群”上次没有发出：93000');
  expect(found.found).toContain('“乙群”：连不上企业微信');
  expect(found.found).not.toContain('SECRET');
  expect(chat.shown).toEqual([]);
});
