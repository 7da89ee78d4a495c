import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { need, readConfig, readServices, secret } from '../../config.ts';
import { ConfigError } from '../../plan/errors.ts';

const none = () => null;

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env, none);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs no variable at all', () => {
    const config = readConfig({}, none);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      databaseUrl: null,
      temporalAddress: null,
      smtpUrl: null,
      shift: 0,
      launchRate: 30,
    });
    expect(config.dataDir).toBe(join(import.meta.dirname, '../../data'));
  });

  it('names every bad variable at once', () => {
    const faults = faultsOf({
      PORT: '99999',
      PUBLIC_URL: 'duban',
      DATABASE_URL: 'mysql://root:password@db/duban',
      TEMPORAL_ADDRESS: 'nowhere',
      SMTP_URL: 'mail.example.com',
      MAIL_FROM: '督办',
      DUBAN_SECRET: 'short',
      LAUNCH_RATE: '0',
      DUBAN_SHIFT: 'tomorrow',
      ADMIN_EMAIL: 'admin',
      ADMIN_PHONE: '110',
      CHAT_ORIGINS: 'im.example.gov.cn',
      IMAP_URL: 'imaps://u%zz@x.cn?auth=oauth2&tsl=off&ca=/nowhere/ca.pem',
      DKIM_KEY: 'none',
      OAUTH_CLIENT_ID: 'duban',
      SMS_PROVIDER: 'tencent',
      SMS_SIGN: '督办提醒',
      SMS_KEY_ID: 'id',
      SMS_KEY_SECRET: 'secret',
      SMS_TEMPLATE_DUE: 'SMS_1',
      SMS_APP_ID: 'x',
      SMS_CALLBACK_IPS: 'nowhere',
    });
    expect(faults.map((fault) => fault.split(/[=：]/)[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'TEMPORAL_ADDRESS',
      'SMTP_URL',
      'MAIL_FROM',
      'ADMIN_EMAIL',
      'ADMIN_PHONE',
      'CHAT_ORIGINS',
      'DUBAN_SECRET',
      'LAUNCH_RATE',
      'DUBAN_SHIFT',
      'IMAP_URL', // an unknown option,
      'IMAP_URL', // a stray %
      'IMAP_URL', // and a file that cannot be read
      'DKIM', // no domain
      'DKIM_KEY', // no key
      'OAUTH_ACCESS_URL',
      'SMS_CALLBACK_IPS',
      'SMS_CALLBACK_PATH',
      'SMS_TEMPLATE_DUE',
      'SMS_APP_ID',
    ]);
  });

  it('never repeats what may hold a password', () => {
    const faults = faultsOf({ DATABASE_URL: 'mysql://root:hush@db/duban', DUBAN_SECRET: 'hush' });
    expect(faults.join()).not.toContain('hush');
  });

  it('refuses a shifted clock on a Temporal that the user named, and only there', () => {
    const shifted = { DUBAN_SHIFT: '86400000', TEMPORAL_ADDRESS: '127.0.0.1:7233' };
    expect(faultsOf(shifted)).toEqual(['DUBAN_SHIFT：设置了 TEMPORAL_ADDRESS 时必须为 0']);
    expect(faultsOf({ ...shifted, DUBAN_EMBEDDED: '1' })).toEqual([]);
    expect(faultsOf({ DUBAN_SHIFT: '-86400000' })).toEqual([]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', SMTP_URL: ' ' }, none)).toMatchObject({ port: 8080 });
  });

  it('follows PORT in the public address and drops its last slash', () => {
    expect(readConfig({ PORT: '9000' }, none).publicUrl).toBe('http://127.0.0.1:9000');
    expect(readConfig({ PUBLIC_URL: 'https://d.gov.cn/' }, none).publicUrl).toBe(
      'https://d.gov.cn',
    );
  });

  it('finds the services of a running start, unless a variable names another', () => {
    const services = {
      pid: process.pid,
      databaseUrl: 'postgresql://own/duban',
      temporalAddress: '127.0.0.1:7234',
      smtpUrl: 'smtp://127.0.0.1:1026',
      publicUrl: 'http://127.0.0.1:8081',
    };
    const config = readConfig({ SMTP_URL: 'smtp://mail.example.com' }, () => services);
    expect(need(config, 'databaseUrl')).toBe('postgresql://own/duban');
    expect(need(config, 'smtpUrl')).toBe('smtp://mail.example.com');
    expect(config.publicUrl).toBe('http://127.0.0.1:8081');
  });

  it('says what to set or start when a service is needed that is not there', () => {
    expect(() => need(readConfig({}, none), 'databaseUrl')).toThrow(/DATABASE_URL.*npm start/);
  });
});

describe('in the data folder', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'duban-config-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('the secret is made once and nobody else may read it', () => {
    const made = secret({ secret: null, dataDir });
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(secret({ secret: null, dataDir })).toBe(made);
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
    expect(secret({ secret: 'given by the user', dataDir })).toBe('given by the user');
  });

  it('the services of a start that was killed do not count', () => {
    const file = join(dataDir, 'services.json');
    writeFileSync(file, JSON.stringify({ pid: 2 ** 30 }));
    expect(readServices(dataDir)).toBeNull();
    writeFileSync(file, JSON.stringify({ pid: process.pid }));
    expect(readServices(dataDir)).toMatchObject({ pid: process.pid });
  });
});
