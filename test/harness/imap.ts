import { createServer, type Socket } from 'node:net';
import { portOf } from './smtp.ts';

// An IMAP server over real sockets with mailboxes in memory. Python's pymap would be one that others
// wrote, but it needs Python 3.11, which a machine with Node 20 and pip need not have; and what is
// tested here is also a server that breaks off in the middle and one that lacks MOVE.

type Stored = { uid: number; raw: Buffer; flags: Set<string>; at: Date };
type Folder = { mails: Stored[]; nextUid: number };

export type ImapOptions = {
  user?: string;
  password?: string;
  /** The access token that is taken instead of a password. */
  token?: string;
  /** Old servers move nothing: clients copy, mark and expunge. */
  capabilities?: string[];
  /** Folders are read-only: nothing is copied or moved. */
  cannotMove?: boolean;
};

/** The connection breaks, or stays without an answer, before or after a command was carried out. */
type Break = 'before' | 'after' | 'silent' | 'after-silent';

export type ImapServer = {
  url: string;
  port: number;
  /** Puts a mail into the inbox. */
  deliver: (raw: string | Buffer, at?: Date) => void;
  /** What lies in a folder, in the order in which it came. */
  mails: (folder?: string) => { raw: string; flags: string[] }[];
  folders: () => string[];
  /** Every command that came in, without its tag. */
  commands: string[];
  /** Breaks off at the next command that matches, or says nothing any more. */
  breakAt: (pattern: RegExp, when?: Break) => void;
  logins: () => number;
  close: () => Promise<void>;
};

const MOVES = ['IMAP4rev1', 'UIDPLUS', 'MOVE', 'AUTH=PLAIN', 'AUTH=XOAUTH2'];

/** Starts an IMAP server on loopback. */
export async function startImapServer(options: ImapOptions = {}): Promise<ImapServer> {
  const { user = 'duban', password = 'secret', capabilities = MOVES } = options;
  const folders = new Map<string, Folder>([['INBOX', { mails: [], nextUid: 1 }]]);
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let broken: { pattern: RegExp; when: Break } | null = null;
  let logins = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let selected: string | null = null;
    let buffered = Buffer.alloc(0);
    let literal = '';
    let asked: { tag: string; mechanism: string } | null = null;
    const say = (text: string | Buffer) => void socket.write(text);
    say(`* OK [CAPABILITY ${capabilities.join(' ')}] ready\r\n`);

    socket.on('data', (chunk) => {
      buffered = Buffer.concat([buffered, chunk]);
      for (;;) {
        const open = /\{(\d+)\+?\}$/.exec(literal);
        if (open !== null) {
          const length = Number(open[1]);
          if (buffered.length < length) return;
          const text = buffered.subarray(0, length).toString('latin1');
          literal = `${literal.slice(0, open.index)}"${text.replace(/["\\]/g, '\\$&')}"`;
          buffered = buffered.subarray(length);
        }
        const end = buffered.indexOf('\r\n');
        if (end < 0) return;
        const line = `${literal}${buffered.subarray(0, end).toString('latin1')}`;
        buffered = buffered.subarray(end + 2);
        literal = '';
        if (/\{\d+\+?\}$/.test(line)) {
          literal = line;
          if (!line.endsWith('+}')) say('+ go on\r\n');
          continue;
        }
        command(line);
      }
    });

    function command(line: string): void {
      if (asked !== null) {
        const { tag, mechanism } = asked;
        asked = null;
        return say(`${tag} ${admitted(isAdmitted(mechanism, line))}\r\n`);
      }
      const [, tag = '*', rest = ''] = /^(\S+) (.*)$/s.exec(line) ?? [];
      commands.push(rest);
      const [, mechanism] = /^authenticate (\S+)$/i.exec(rest) ?? [];
      if (mechanism !== undefined) {
        asked = { tag, mechanism };
        return say('+ \r\n');
      }
      const breaks = broken?.pattern.test(rest) === true ? broken.when : null;
      if (breaks !== null) broken = null;
      if (breaks === 'silent') return;
      if (breaks === 'before') return void socket.destroy();
      const answer = carryOut(rest);
      if (breaks === 'after-silent') return;
      if (breaks === 'after') return void socket.destroy();
      say(`${tag} ${answer}\r\n`);
      if (/^logout/i.test(rest)) socket.end();
    }

    function carryOut(text: string): string {
      const isUid = /^uid /i.test(text);
      const [name = '', ...args] = tokens(text.replace(/^uid /i, ''));
      switch (name.toUpperCase()) {
        case 'CAPABILITY':
          say(`* CAPABILITY ${capabilities.join(' ')}\r\n`);
          return 'OK';
        case 'LOGIN':
          return admitted(args[0] === user && args[1] === password);
        case 'AUTHENTICATE':
          return admitted(isAdmitted(args[0] ?? '', args[1] ?? ''));
        case 'LIST':
        case 'LSUB':
          if (args[1] === '') say('* LIST (\\Noselect) "/" ""\r\n');
          else for (const each of folders.keys()) say(`* LIST (\\HasNoChildren) "/" "${each}"\r\n`);
          return 'OK';
        case 'CREATE':
          if (folders.has(args[0] ?? '')) return 'NO [ALREADYEXISTS] it exists';
          folders.set(args[0] ?? '', { mails: [], nextUid: 1 });
          return 'OK';
        case 'STATUS':
          if (!folders.has(args[0] ?? '')) return 'NO [NONEXISTENT] no such folder';
          say(
            `* STATUS "${args[0]}" (MESSAGES ${folders.get(args[0] ?? '')?.mails.length ?? 0})\r\n`,
          );
          return 'OK';
        case 'SELECT':
        case 'EXAMINE':
          return select(args[0] ?? '');
        case 'SEARCH':
          return search(text, isUid);
        case 'FETCH':
          return fetch(args[0] ?? '', text);
        case 'STORE':
          return store(args[0] ?? '', text);
        case 'COPY':
        case 'MOVE':
          return copy(name.toUpperCase(), args[0] ?? '', args[1] ?? '');
        case 'EXPUNGE':
          expunge(args[0]);
          return 'OK';
        case 'LOGOUT':
          say('* BYE\r\n');
          return 'OK';
        case 'NOOP':
        case 'ID':
        case 'NAMESPACE':
        case 'CLOSE':
        case 'SUBSCRIBE':
          return 'OK';
        default:
          return `BAD ${name} is not known`;
      }
    }

    function admitted(right: boolean): string {
      if (!right) return 'NO [AUTHENTICATIONFAILED] wrong user or password';
      logins += 1;
      return `OK [CAPABILITY ${capabilities.join(' ')}] welcome`;
    }

    function select(folder: string): string {
      const found = folders.get(folder);
      if (found === undefined) return 'NO [NONEXISTENT] no such folder';
      selected = folder;
      say(`* ${found.mails.length} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)\r\n`);
      say(`* OK [PERMANENTFLAGS (\\Seen \\Deleted \\*)] flags\r\n`);
      say(`* OK [UIDVALIDITY 1] uids\r\n* OK [UIDNEXT ${found.nextUid}] next\r\n`);
      return 'OK [READ-WRITE] selected';
    }

    function here(): Folder {
      return folders.get(selected ?? '') ?? { mails: [], nextUid: 1 };
    }

    function within(set: string): Stored[] {
      const ranges = set.split(',').map((part) => part.split(':'));
      const last = here().mails.at(-1)?.uid ?? 0;
      const number = (text: string | undefined) => (text === '*' ? last : Number(text));
      return here().mails.filter(({ uid }) =>
        ranges.some(([from, to]) => uid >= number(from) && uid <= number(to ?? from)),
      );
    }

    function search(text: string, isUid: boolean): string {
      const [, day] = /SINCE "?([\w-]+)"?/i.exec(text) ?? [];
      const since = day === undefined ? 0 : Date.parse(`${day} UTC`);
      const undeleted = /UNDELETED|NOT DELETED/i.test(text);
      const [, keyword = ''] = /UNKEYWORD "?([^\s"]+)"?/i.exec(text) ?? [];
      const found = here().mails.flatMap(({ uid, at, flags }, index) =>
        at.getTime() >= since && !(undeleted && flags.has('\\Deleted')) && !flags.has(keyword)
          ? [isUid ? uid : index + 1]
          : [],
      );
      say(`* SEARCH${found.map((id) => ` ${id}`).join('')}\r\n`);
      return 'OK';
    }

    function fetch(set: string, text: string): string {
      for (const mail of within(set)) {
        const parts: (string | Buffer)[] = [
          `UID ${mail.uid} FLAGS (${[...mail.flags].join(' ')}) RFC822.SIZE ${mail.raw.length}`,
        ];
        if (/ENVELOPE/i.test(text)) parts.push(` ENVELOPE ${envelopeOf(mail.raw)}`);
        const whole = /BODY(?:\.PEEK)?\[\]/i.test(text);
        const head = /BODY(?:\.PEEK)?\[HEADER\]/i.test(text);
        if (whole || head) {
          const body = whole ? mail.raw : headOf(mail.raw);
          parts.push(` BODY[${whole ? '' : 'HEADER'}] {${body.length}}\r\n`, body);
        }
        say(`* ${here().mails.indexOf(mail) + 1} FETCH (`);
        for (const part of parts) say(part);
        say(')\r\n');
      }
      return 'OK';
    }

    function store(set: string, text: string): string {
      const [, sign = '+', listed = ''] = /([+-]?)FLAGS(?:\.SILENT)? \(([^)]*)\)/i.exec(text) ?? [];
      for (const { flags } of within(set)) {
        for (const flag of listed.split(' ')) {
          if (sign === '-') flags.delete(flag);
          else flags.add(flag);
        }
      }
      return 'OK';
    }

    function copy(name: string, set: string, folder: string): string {
      const to = folders.get(folder);
      if (name === 'MOVE' && !capabilities.includes('MOVE')) return 'BAD MOVE is not known';
      if (to === undefined) return 'NO [TRYCREATE] no such folder';
      if (options.cannotMove === true) return 'NO read-only';
      for (const mail of within(set)) {
        to.mails.push({ ...mail, uid: to.nextUid, flags: new Set(mail.flags) });
        to.nextUid += 1;
        if (name === 'MOVE') mail.flags.add('\\Deleted');
      }
      if (name === 'MOVE') expunge(set);
      return 'OK';
    }

    function expunge(set: string | undefined): void {
      const folder = here();
      const meant = set === undefined ? folder.mails : within(set);
      for (const mail of meant.filter(({ flags }) => flags.has('\\Deleted'))) {
        say(`* ${folder.mails.indexOf(mail) + 1} EXPUNGE\r\n`);
        folder.mails.splice(folder.mails.indexOf(mail), 1);
      }
    }
  });

  function isAdmitted(mechanism: string, initial: string): boolean {
    const said = Buffer.from(initial, 'base64').toString('utf8');
    if (/^plain$/i.test(mechanism)) return said === `\u0000${user}\u0000${password}`;
    return options.token !== undefined && said.includes(`Bearer ${options.token}\u0001`);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const port = portOf(server.address());
  return {
    url: `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    port,
    deliver: (raw, at = new Date()) => {
      const inbox = folders.get('INBOX');
      if (inbox === undefined) return;
      inbox.mails.push({ uid: inbox.nextUid, raw: Buffer.from(raw), flags: new Set(), at });
      inbox.nextUid += 1;
    },
    mails: (folder = 'INBOX') =>
      (folders.get(folder)?.mails ?? []).map(({ raw, flags }) => ({
        raw: raw.toString('utf8'),
        flags: [...flags],
      })),
    folders: () => [...folders.keys()],
    commands,
    breakAt: (pattern, when = 'before') => (broken = { pattern, when }),
    logins: () => logins,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Words and quoted strings of a command; what stands in brackets is looked at where it is needed. */
function tokens(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gs)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/gs, '$1'),
  );
}

function headOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return end < 0 ? raw : raw.subarray(0, end + 4);
}

/** Only what identifies a mail; the rest a client reads in the mail itself. */
function envelopeOf(raw: Buffer): string {
  const head = headOf(raw)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => {
    const value = new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'im').exec(head)?.[1];
    return value === undefined || value === '' ? 'NIL' : `"${value.replace(/["\\]/g, '\\$&')}"`;
  };
  return `(NIL NIL NIL NIL NIL NIL NIL NIL ${field('In-Reply-To')} ${field('Message-ID')})`;
}
