import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel, Mail } from '../../channels/channel.ts';
import { emailChannel, type EmailOptions } from '../../channels/email.ts';
import { tokenSource } from '../../channels/oauth.ts';
import { isSigned } from '../harness/dkim.ts';
import { loginServer, slowServer, tokenService } from '../harness/mail-servers.ts';
import { mailTo } from '../harness/mail.ts';
import { startCapturedMailbox } from '../harness/smtp.ts';

const FROM = '督办 <duban@duban.example.cn>';
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function opened<T extends { close: () => unknown }>(opening: Promise<T>): Promise<T> {
  const server = await opening;
  closers.push(server.close);
  return server;
}

function channelTo(smtpUrl: string, options: Partial<EmailOptions> = {}): Channel<Mail> {
  const channel = emailChannel({ smtpUrl, from: FROM, ...options });
  closers.push(channel.close);
  return channel;
}

async function arrived(changes: Partial<Mail>, options: Partial<EmailOptions> = {}) {
  const box = await opened(startCapturedMailbox());
  const outcome = await channelTo(box.url, options).send(mailTo('zhou@qinghe.example.cn', changes));
  expect(outcome.result).toBe('sent');
  const [mail] = box.all();
  if (mail === undefined) throw new Error('nothing has arrived');
  return mail;
}

describe('the headers of a mail', () => {
  it('say that a machine wrote it and that no absence note is wanted', async () => {
    const { headers } = await arrived({});
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-auto-response-suppress')).toBe('OOF, AutoReply');
    expect(headers.has('list-unsubscribe')).toBe(false);
    expect(headers.has('x-duban-repeat')).toBe(false);
  });

  it('name the mail that it answers', async () => {
    const mail = await arrived({ inReplyTo: '<a@qq.com>', references: ['<t@x>', '<a@qq.com>'] });
    expect(mail.inReplyTo).toBe('<a@qq.com>');
    expect(mail.references).toEqual(['<t@x>', '<a@qq.com>']);
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
  });

  it('go on from the last of its threads', async () => {
    const mail = await arrived({ references: ['<task.2@x>', '<task.1@x>'] });
    expect(mail.references).toEqual(['<task.2@x>', '<task.1@x>']);
    expect(mail.inReplyTo).toBe('<task.1@x>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('offer another way, without a single click that a mail server might do by itself', async () => {
    const { raw } = await arrived({ unsubscribe: 'https://duban.example.cn/u/x/ways' });
    expect(raw).toContain('List-Unsubscribe: <https://duban.example.cn/u/x/ways>');
    expect(raw).not.toContain('List-Unsubscribe-Post');
  });

  it('mark a repeat', async () => {
    expect((await arrived({ repeat: true })).headers.get('x-duban-repeat')).toBe('1');
  });
});

it('carries attachments with Chinese names and bytes as they are', async () => {
  const bytes = new Uint8Array([0, 255, 13, 10, 46]);
  const { attachments } = await arrived({
    attachments: [
      { name: '时限.ics', mediaType: 'text/calendar', content: 'BEGIN:VCALENDAR\r\n' },
      { name: '盖章件.bin', mediaType: 'application/octet-stream', content: bytes },
    ],
  });
  expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['时限.ics', 'text/calendar'],
    ['盖章件.bin', 'application/octet-stream'],
  ]);
  expect(new Uint8Array(attachments[1]?.content ?? [])).toEqual(bytes);
});

describe('several connections', () => {
  it('carry as many mails at once as were asked for, and each mail once', async () => {
    const server = await opened(slowServer());
    const channel = channelTo(server.url, { atOnce: 3 });
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => channel.send(mailTo(`u${index}@x.cn`))),
    );
    expect(outcomes.every(({ result }) => result === 'sent')).toBe(true);
    expect(server.connections()).toBe(3);
    expect(server.mostAtOnce()).toBe(3);
    expect(channel.pace.atOnce).toBe(3);
    expect(new Set(server.recipients()).size).toBe(12);
    expect(server.recipients()).toHaveLength(12);
  });

  it('know of each mail whether its data had begun', async () => {
    const server = await opened(
      slowServer((recipient) =>
        recipient.startsWith('lost')
          ? 'after-data'
          : recipient.startsWith('gone')
            ? 'before'
            : null,
      ),
    );
    const channel = channelTo(server.url, { atOnce: 3 });
    const names = ['lost1', 'gone1', 'good1', 'gone2', 'lost2', 'good2', 'good3', 'lost3', 'gone3'];
    const outcomes = await Promise.all(
      names.map(async (name) => [name, (await channel.send(mailTo(`${name}@x.cn`))).result]),
    );
    const expected = { lost: 'unclear', gone: 'retry', good: 'sent' };
    const wanted = names.map((name) => [name, Reflect.get(expected, name.slice(0, 4))]);
    expect(outcomes).toEqual(wanted);
  });
});

it('signs mails so that a receiver can check them with the key in DNS', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const dkim = { domain: 'duban.example.cn', selector: 's2026', privateKey: pem };
  const mail = await arrived({ html: '<p>请办理　2.1</p>' }, { dkim });
  expect(mail.raw).toMatch(/^DKIM-Signature:/m);
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect(isSigned(mail, spki)).toBe(true);
  const altered = { ...mail, raw: mail.raw.replace(/^Subject: .*$/m, 'Subject: other') };
  expect(isSigned(altered, spki)).toBe(false);
});

describe('a login', () => {
  it('by password is taken', async () => {
    const { url, logins } = await opened(loginServer((auth) => auth.password === 'p/w'));
    const channel = channelTo(url('duban%40x.cn:p%2Fw@'));
    expect((await channel.send(mailTo('a@x.cn'))).result).toBe('sent');
    expect(logins).toEqual(['duban@x.cn']);
  });

  it('by a wrong password is our own fault', async () => {
    const { url } = await opened(loginServer(() => false));
    const channel = channelTo(url('duban%40x.cn:wrong@'));
    expect((await channel.send(mailTo('a@x.cn'))).result).toBe('configuration');
  });

  it('by OAuth2 asks once for a token that all connections share', async () => {
    const { url, logins } = await opened(loginServer((auth) => auth.accessToken === 'token-1'));
    const service = await opened(tokenService());
    const tokens = tokenSource(service.account);
    const channel = channelTo(`${url('duban%40x.cn@')}?auth=oauth2`, { tokens, atOnce: 3 });
    const outcomes = await Promise.all(
      ['a@x.cn', 'b@x.cn', 'c@x.cn'].map((address) => channel.send(mailTo(address))),
    );
    expect(outcomes.map(({ result }) => result)).toEqual(['sent', 'sent', 'sent']);
    expect(logins).toHaveLength(3);
    expect(service.asked).toEqual(['grant_type=refresh_token&refresh_token=r&client_id=duban']);
  });

  it('by OAuth2 gets a new token when the last one is refused', async () => {
    const { url } = await opened(loginServer((auth) => auth.accessToken === 'token-2'));
    const service = await opened(tokenService());
    const tokens = tokenSource(service.account);
    const channel = channelTo(`${url('duban%40x.cn@')}?auth=oauth2`, { tokens, atOnce: 1 });
    expect((await channel.send(mailTo('a@x.cn'))).result).toBe('sent');
    expect(service.asked).toHaveLength(2);
  });

  it('by OAuth2 without a token is our own fault, in the words of the service', async () => {
    const { url } = await opened(loginServer(() => true));
    const service = await opened(tokenService('invalid_grant'));
    const channel = channelTo(`${url('duban%40x.cn@')}?auth=oauth2`, {
      tokens: tokenSource(service.account),
    });
    const outcome = await channel.send(mailTo('a@x.cn'));
    expect(outcome.result).toBe('configuration');
    expect(outcome.response).toContain('invalid_grant');
  });

  it('is never shown to a server across a network that does not encrypt', async () => {
    const { port, logins } = await opened(loginServer(() => true, ['STARTTLS']));
    // 127.0.0.1 by another name, so that it does not count as this machine
    const channel = channelTo(`smtp://u:p@[::ffff:7f00:1]:${port}`);
    expect((await channel.send(mailTo('a@x.cn'))).result).not.toBe('sent');
    expect(logins).toEqual([]);
    const plain = channelTo(`smtp://u:p@[::ffff:7f00:1]:${port}?tls=off`);
    expect((await plain.send(mailTo('a@x.cn'))).result).toBe('sent');
  });
});
