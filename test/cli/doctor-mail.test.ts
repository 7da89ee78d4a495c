import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { checkMail, checkMailbox, checkSender, type Names } from '../../cli/doctor/mail.ts';
import { type Config, readConfig } from '../../config.ts';
import { startImapServer } from '../harness/imap.ts';
import { loginServer } from '../harness/mail-servers.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const configOf = (env: Record<string, string>): Config => readConfig(env, () => null);

describe('duban doctor looks at mail', () => {
  it('and says that the server takes the login, without a mail', async () => {
    const { url, logins, close } = await loginServer(({ password }) => password === 'right');
    closers.push(close);
    const good = await checkMail(configOf({ SMTP_URL: url('duban%40x.cn:right@') }));
    expect(good).toMatchObject({ state: 'good', found: expect.stringContaining('已登录') });
    expect(logins).toEqual(['duban@x.cn']);
    const wrong = await checkMail(configOf({ SMTP_URL: url('duban%40x.cn:geheim@') }));
    expect(wrong).toMatchObject({ state: 'broken', mend: expect.stringContaining('授权码') });
    expect(JSON.stringify(wrong)).not.toContain('geheim');
  });

  it('and says that nobody answers', async () => {
    const found = await checkMail(configOf({ SMTP_URL: 'smtp://127.0.0.1:9' }));
    expect(found).toMatchObject({ state: 'broken', mend: expect.stringContaining('SMTP_URL') });
  });

  it('and into the mailbox, without a change', async () => {
    const server = await startImapServer();
    closers.push(server.close);
    server.deliver('Subject: x\r\n\r\nx');
    const found = await checkMailbox(configOf({ IMAP_URL: server.url }));
    expect(found).toMatchObject({ state: 'good' });
    expect(found.found).toBe('127.0.0.1 的 INBOX 有 1 封，“督办已处理”将在第一次收信时建立');
    expect(server.folders()).toEqual(['INBOX']);
    const wrong = await checkMailbox(
      configOf({ IMAP_URL: server.url.replace('secret', 'geheim') }),
    );
    expect(wrong).toMatchObject({ state: 'broken', mend: expect.stringContaining('IMAP_URL') });
    expect(JSON.stringify(wrong)).not.toContain('geheim');
    expect(
      (await checkMailbox(configOf({ IMAP_URL: server.url, IMAP_FOLDER: '没有' }))).state,
    ).toBe('broken');
  });

  it('and says what it means that nobody reads answers', async () => {
    expect((await checkMailbox(configOf({ SMTP_URL: 'smtp://mail.x.cn' }))).state).toBe('warning');
    expect((await checkMailbox(configOf({ SMTP_URL: 'smtp://127.0.0.1:1025' }))).state).toBe(
      'good',
    );
  });
});

describe('duban doctor asks DNS', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const env = {
    SMTP_URL: 'smtp://mail.x.cn',
    MAIL_FROM: '督办 <duban@x.cn>',
    DKIM_DOMAIN: 'x.cn',
    DKIM_SELECTOR: 's',
    DKIM_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const spki = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
    .export({ type: 'spki', format: 'der' })
    .toString('base64');
  const missing = Object.assign(new Error('queryTxt ENODATA'), { code: 'ENODATA' });
  const away = Object.assign(new Error('queryMx ETIMEOUT'), { code: 'ETIMEOUT' });

  const names = (texts: Record<string, string[]>, mx: string[] = ['mx.x.cn']): Names => ({
    resolveMx: () => Promise.resolve(mx.map((exchange) => ({ exchange, priority: 10 }))),
    resolveTxt: (host) => {
      const found = texts[host];
      return found === undefined ? Promise.reject(missing) : Promise.resolve([found]);
    },
  });

  it('whether its key is the one that signs, however DNS cuts it', async () => {
    const record = `v=DKIM1; p=${spki}`;
    const texts = {
      'x.cn': ['v=spf1 -all'],
      '_dmarc.x.cn': ['v=DMARC1; p=none'],
      's._domainkey.x.cn': [record.slice(0, 200), record.slice(200)],
    };
    expect(await checkSender(configOf(env), names(texts))).toMatchObject({ state: 'good' });
    const other = { ...texts, 's._domainkey.x.cn': ['v=DKIM1; p=MIIB'] };
    const found = await checkSender(configOf(env), names(other));
    expect(found).toMatchObject({ state: 'broken', found: expect.stringContaining('不是一对') });
    expect(found.mend).toContain(spki);
  });

  it('and names all that is missing at once', async () => {
    const { state, found } = await checkSender(configOf(env), names({}, []));
    expect(state).toBe('broken');
    for (const word of ['MX', 'SPF', '公钥', 'DMARC']) expect(found).toContain(word);
  });

  it('and says so when DNS does not answer', async () => {
    const silent: Names = {
      resolveMx: () => Promise.reject(away),
      resolveTxt: () => Promise.reject(away),
    };
    const found = await checkSender(configOf(env), silent);
    expect(found).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('查不到 x.cn'),
    });
  });

  it('only about mail that leaves this machine', async () => {
    const own = { ...env, SMTP_URL: 'smtp://127.0.0.1:1025' };
    expect(await checkSender(configOf(own), names({}))).toMatchObject({ state: 'good' });
  });
});
