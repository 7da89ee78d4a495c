import { ImapFlow } from 'imapflow';
import { mailServer, type MailServer } from '../../plan/mail-server.ts';
import { certificates } from '../email.ts';
import type { TokenSource } from '../oauth.ts';

/** The mailbox in which answers arrive, and where they lie once they were read. */
export type MailboxOptions = {
  url: string;
  folder: string;
  doneFolder: string;
  /** Where `auth=oauth2` gets its tokens. */
  tokens?: TokenSource | null;
};

/** A mail that waits in the mailbox. */
export type Waiting = { uid: number; messageId: string | null; size: number };

/** An open mailbox; each of its words may fail when the server does. */
export type Mailbox = {
  /** What was not read yet, the oldest first; nothing that came in before the instant. */
  waiting: (since: number) => Promise<Waiting[]>;
  /** A mail as it came in, or its headers alone; null: it is gone. */
  fetch: (uid: number, what: 'whole' | 'headers') => Promise<Buffer | null>;
  /** Takes a mail out of what waits: it is moved, or marked where it cannot be. */
  done: (uid: number) => Promise<void>;
  close: () => Promise<void>;
};

/** The mark of what was read, where a server cannot move mails. */
const READ = '$DubanRead';
const PATIENCE = 60_000;

/** Logs in and opens the folder; makes the one for what was read where it is missing. */
export async function openMailbox(options: MailboxOptions): Promise<Mailbox> {
  const client = await connected(options);
  try {
    const doneFolder = await ensureFolder(client, options.doneFolder);
    await client.mailboxOpen(options.folder);
    return mailboxOf(client, doneFolder);
  } catch (error) {
    client.close();
    throw error;
  }
}

/** What a look into the mailbox finds, without reading or changing anything. */
export async function lookInto(
  options: MailboxOptions,
): Promise<{ mails: number; hasDoneFolder: boolean }> {
  const client = await connected(options);
  try {
    const folders = await client.list();
    const { exists } = await client.mailboxOpen(options.folder, { readOnly: true });
    const hasDoneFolder = folders.some(({ path, name }) =>
      [path, name].includes(options.doneFolder),
    );
    return { mails: exists, hasDoneFolder };
  } finally {
    await left(client);
  }
}

/** A login with a token that is not taken is tried once more with a new one. */
async function connected(options: MailboxOptions): Promise<ImapFlow> {
  try {
    return await connectedWith(options, false);
  } catch (error) {
    const refused = error instanceof Error && 'authenticationFailed' in error;
    if (!refused || mailServer(options.url).login?.by !== 'oauth2') throw error;
    return await connectedWith(options, true);
  }
}

async function connectedWith(
  { url, tokens = null }: MailboxOptions,
  renew: boolean,
): Promise<ImapFlow> {
  const server = mailServer(url);
  const client = new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.secure || server.tls === 'optional'
      ? {}
      : { doSTARTTLS: server.tls === 'required' }),
    tls: certificates(server),
    auth: await loginOf(server, tokens, renew),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: PATIENCE,
  });
  client.on('error', ignore); // what is under way fails with the same error
  await client.connect();
  return client;
}

async function loginOf({ login }: MailServer, tokens: TokenSource | null, renew: boolean) {
  if (login === null) return { user: 'anonymous', pass: '' };
  if (login.by === 'password') return { user: login.user, pass: login.password };
  if (tokens === null) throw new Error('no account to get tokens with (OAUTH_…)');
  return { user: login.user, accessToken: (await tokens(renew)).token };
}

async function ensureFolder(client: ImapFlow, name: string): Promise<string> {
  const found = (await client.list()).find((each) => [each.path, each.name].includes(name));
  if (found !== undefined) return found.path;
  return (await client.mailboxCreate([name])).path;
}

function mailboxOf(client: ImapFlow, doneFolder: string): Mailbox {
  return {
    waiting: async (since) => {
      // what was marked must not fill the list where a server moves nothing
      const asked = { since: new Date(since), deleted: false, unKeyword: READ };
      const found = await client.search(asked, { uid: true });
      if (!found || found.length === 0) return [];
      const rows = await client.fetchAll(
        found.toSorted((a, b) => a - b).slice(0, MOST_LISTED),
        { uid: true, flags: true, size: true, envelope: true },
        { uid: true },
      );
      return rows
        .filter(({ flags }) => flags?.has(READ) !== true)
        .map(({ uid, size = 0, envelope }) => ({
          uid,
          size,
          messageId: envelope?.messageId?.trim() || null,
        }))
        .toSorted((a, b) => a.uid - b.uid);
    },
    fetch: async (uid, what) => {
      const query = what === 'whole' ? { source: true } : { headers: true };
      const found = await client.fetchOne(String(uid), query, { uid: true });
      if (!found) return null;
      return (what === 'whole' ? found.source : found.headers) ?? null;
    },
    done: async (uid) => {
      const moved = await client.messageMove(String(uid), doneFolder, { uid: true }).catch(never);
      if (moved) return;
      await client.messageFlagsAdd(String(uid), [READ, '\\Seen'], { uid: true });
    },
    close: () => left(client),
  };
}

const MOST_LISTED = 1000;

async function left(client: ImapFlow): Promise<void> {
  await client.logout().catch(ignore);
  client.close();
}

function ignore(): void {}

function never(): false {
  return false;
}
