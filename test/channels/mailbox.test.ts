import { afterEach, describe, expect, it } from 'vitest';
import {
  lookInto,
  type Mailbox,
  type MailboxOptions,
  openMailbox,
} from '../../channels/inbound/mailbox.ts';
import { type ImapOptions, type ImapServer, startImapServer } from '../harness/imap.ts';

const DONE = '督办已处理';
const tokens = () => Promise.resolve({ token: 'abc', expiresAt: Number.POSITIVE_INFINITY });
const renewing = (renew: boolean) =>
  Promise.resolve({ token: renew ? 'new' : 'old', expiresAt: Number.POSITIVE_INFINITY });
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function serverOf(options: ImapOptions = {}): Promise<ImapServer> {
  const server = await startImapServer(options);
  closers.push(server.close);
  return server;
}

async function opened(server: ImapServer, options: Partial<MailboxOptions> = {}): Promise<Mailbox> {
  const mailbox = await openMailbox({
    url: server.url,
    folder: 'INBOX',
    doneFolder: DONE,
    ...options,
  });
  closers.push(mailbox.close);
  return mailbox;
}

const mail = (id: string, body = '已完成') =>
  `Message-ID: <${id}@x.cn>\r\nFrom: w@x.cn\r\nSubject: x\r\n\r\n${body}\r\n`;

describe('the mailbox', () => {
  it('lists what waits, brings it whole, and moves it away once it was read', async () => {
    const server = await serverOf();
    server.deliver(mail('a'));
    server.deliver(mail('b', '进展：二'));
    const mailbox = await opened(server);
    const waiting = await mailbox.waiting(0);
    expect(waiting.map(({ messageId }) => messageId)).toEqual(['<a@x.cn>', '<b@x.cn>']);
    const [first, second] = waiting;
    expect(String(await mailbox.fetch(second?.uid ?? 0, 'whole'))).toBe(mail('b', '进展：二'));
    expect(String(await mailbox.fetch(second?.uid ?? 0, 'headers'))).not.toContain('进展');
    await mailbox.done(first?.uid ?? 0);
    expect((await mailbox.waiting(0)).map(({ messageId }) => messageId)).toEqual(['<b@x.cn>']);
    const [, done = ''] = server.folders();
    expect(done).toBe('&d2NSnl3yWQR0Bg-'); // 督办已处理, as folders are named in IMAP
    expect(server.mails(done)).toHaveLength(1);
    expect(await mailbox.fetch(first?.uid ?? 0, 'whole')).toBeNull();
  });

  it('leaves what came in before the first mail went out', async () => {
    const server = await serverOf();
    server.deliver(mail('old'), new Date('2020-01-01'));
    server.deliver(mail('new'));
    const mailbox = await opened(server);
    const waiting = await mailbox.waiting(Date.parse('2024-03-01'));
    expect(waiting.map(({ messageId }) => messageId)).toEqual(['<new@x.cn>']);
  });

  it.each([
    ['that cannot move: it is copied', { capabilities: ['IMAP4rev1', 'UIDPLUS'] }, 1],
    ['that knows no UIDPLUS either', { capabilities: ['IMAP4rev1'] }, 1],
    ['whose folders are closed: it is marked', { cannotMove: true }, 0],
  ])('works with a server %s', async (_name, options, moved) => {
    const server = await serverOf(options);
    server.deliver(mail('a'));
    server.deliver(mail('b'));
    const mailbox = await opened(server);
    const [first] = await mailbox.waiting(0);
    await mailbox.done(first?.uid ?? 0);
    expect((await mailbox.waiting(0)).map(({ messageId }) => messageId)).toEqual(['<b@x.cn>']);
    expect(server.mails('&d2NSnl3yWQR0Bg-')).toHaveLength(moved);
  });

  it('makes the folder once and finds it again', async () => {
    const server = await serverOf();
    await opened(server);
    await opened(server);
    expect(server.commands.filter((each) => each.startsWith('CREATE'))).toHaveLength(1);
  });

  it('lets a token in', async () => {
    const server = await serverOf({ token: 'abc' });
    const url = `imap://duban@127.0.0.1:${server.port}?auth=oauth2`;
    await opened(server, { url, tokens });
    expect(server.logins()).toBe(1);
  });

  it('gets a new token when the last one is not taken any more', async () => {
    const server = await serverOf({ token: 'new' });
    const url = `imap://duban@127.0.0.1:${server.port}?auth=oauth2`;
    await opened(server, { url, tokens: renewing });
    expect(server.logins()).toBe(1);
  });

  it('says that a login is refused, and leaves no connection', async () => {
    const server = await serverOf();
    const url = `imap://duban:wrong@127.0.0.1:${server.port}`;
    await expect(opened(server, { url })).rejects.toThrow();
    await expect(opened(server, { folder: 'Nowhere' })).rejects.toThrow();
  });

  it('fails in the middle of a word when the server breaks off', async () => {
    const server = await serverOf();
    server.deliver(mail('a'));
    const mailbox = await opened(server);
    server.breakAt(/FETCH/);
    await expect(mailbox.waiting(0)).rejects.toThrow();
  });

  it('can be looked into without a change', async () => {
    const server = await serverOf();
    server.deliver(mail('a'));
    const asked = { url: server.url, folder: 'INBOX', doneFolder: DONE };
    expect(await lookInto(asked)).toEqual({ mails: 1, hasDoneFolder: false });
    expect(server.folders()).toEqual(['INBOX']);
  });
});
