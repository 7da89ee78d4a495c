import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { ConfigError } from '../../plan/errors.ts';

const none = () => null;
const ED25519 = pemOf('ed25519');
function pemOf(kind: 'rsa' | 'ed25519'): string {
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync(kind);
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

let folder: string;
let keyFile: string;
let pem: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-mail-'));
  keyFile = join(folder, 'dkim.pem');
  pem = pemOf('rsa');
  writeFileSync(keyFile, pem);
});

afterAll(() => rmSync(folder, { recursive: true }));

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env, none);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings of mail', () => {
  it('have defaults', () => {
    expect(readConfig({}, none).mail).toEqual({
      atOnce: 5,
      perMinute: 600,
      dkim: null,
      oauth: null,
      imap: null,
      authServer: null,
    });
  });

  it('read a key from a file or from the variable itself', () => {
    const named = { DKIM_DOMAIN: 'x.gov.cn', DKIM_SELECTOR: 'duban' };
    const expected = { domain: 'x.gov.cn', selector: 'duban', privateKey: pem };
    expect(readConfig({ ...named, DKIM_KEY_FILE: keyFile }, none).mail.dkim).toEqual(expected);
    const oneLine = pem.replaceAll('\n', '\\n');
    expect(readConfig({ ...named, DKIM_KEY: oneLine }, none).mail.dkim).toEqual(expected);
  });

  it('read the mailbox and its account', () => {
    const env = {
      IMAP_URL: 'imaps://duban%40x.gov.cn@imap.x.gov.cn?auth=oauth2',
      IMAP_DONE_FOLDER: 'Archive',
      OAUTH_ACCESS_URL: 'https://login.x.gov.cn/token',
      OAUTH_REFRESH_TOKEN: 'r',
    };
    expect(readConfig(env, none).mail).toMatchObject({
      imap: { url: env.IMAP_URL, folder: 'INBOX', doneFolder: 'Archive' },
      oauth: { accessUrl: env.OAUTH_ACCESS_URL, refreshToken: 'r', accessToken: null },
    });
  });

  it.each([
    [{ SMTP_URL: 'smtps://u:geheim@x.cn?tsl=off' }, 'SMTP_URL：不认识参数 tsl'],
    [{ IMAP_URL: 'imaps://u:geheim@x.cn?tls=no' }, 'IMAP_URL：参数 tls 应为'],
    [{ IMAP_URL: 'http://u:geheim@x.cn' }, 'IMAP_URL：应为形如 imaps://'],
    [{ SMTP_URL: 'smtps://u@x.cn?auth=oauth2' }, 'SMTP_URL：auth=oauth2 时须设置 OAUTH_ACCESS_URL'],
    [{ SMTP_URL: 'smtps://x.cn?ca=/nowhere/ca.pem' }, 'SMTP_URL：读不到 ca 指的文件'],
    [{ DKIM_DOMAIN: 'x.cn' }, 'DKIM：DKIM_DOMAIN、DKIM_SELECTOR 和 DKIM_KEY_FILE'],
    [{ DKIM_KEY: pemOf('rsa') }, 'DKIM：'],
    [{ OAUTH_CLIENT_ID: 'x', OAUTH_SCOPE: 'y' }, '设置了 OAUTH_CLIENT_ID、OAUTH_SCOPE，还缺'],
    [
      { OAUTH_ACCESS_URL: 'https://x.cn/token', OAUTH_CLIENT_ID: 'x' },
      'OAUTH_ACCESS_URL：还须设置 OAUTH_CLIENT_SECRET，或 OAUTH_REFRESH_TOKEN',
    ],
    [
      { DKIM_DOMAIN: 'x.cn', DKIM_SELECTOR: 's', DKIM_KEY: 'geheim' },
      'DKIM_KEY：读不出 PEM 格式的私钥',
    ],
    [
      { DKIM_DOMAIN: 'x.cn', DKIM_SELECTOR: 's', DKIM_KEY_FILE: '/nowhere/key' },
      'DKIM_KEY_FILE：读不出',
    ],
    [{ DKIM_DOMAIN: 'x.cn', DKIM_SELECTOR: 's', DKIM_KEY: ED25519 }, 'DKIM_KEY：须为 RSA 私钥'],
    [{ MAIL_AT_ONCE: '0' }, 'MAIL_AT_ONCE=0：应为不小于 1 的整数'],
  ])('say what is wrong in %j, without what is secret', (env, expected) => {
    const faults = faultsOf(env);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
    expect(faults[0]).not.toContain('geheim');
  });
});
