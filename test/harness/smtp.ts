import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';

/**
 * What goes wrong with the next mails. `drop-after-data`: taken, but the connection breaks before
 * the answer; `hang-after-data`: taken, but no answer comes; `stall`: not taken, no answer comes;
 * `hang-envelope`: no answer before any data; `taken-451`: taken, and refused for now all the same.
 */
export type MailFault =
  | '421'
  | '451'
  | '452'
  | '550'
  | 'hang-envelope'
  | 'drop-after-data'
  | 'hang-after-data'
  | 'taken-451'
  | 'stall';

/** A mail as it arrived, with the addresses of its envelope. */
export type CapturedMail = ParsedMail & { envelope: { from: string; to: string[] }; raw: string };

export type CapturedMailbox = {
  url: string;
  port: number;
  all: () => CapturedMail[];
  to: (address: string) => CapturedMail[];
  clear: () => void;
  failNext: (fault: MailFault, times?: number) => void;
  /** Nothing goes wrong any more. */
  recover: () => void;
  /** How many of the faults that were asked for are still to come. */
  faultsLeft: () => number;
  close: () => Promise<void>;
};

/** Starts an SMTP server on loopback that keeps every mail in memory, and fails when told to. */
export async function startCapturedMailbox({ port = 0 } = {}): Promise<CapturedMailbox> {
  let mails: CapturedMail[] = [];
  const faults: MailFault[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onMailFrom: (_address, _session, done) => {
      if (takeFault('hang-envelope') === null) done(refusalFor('421') ?? refusalFor('452'));
    },
    onRcptTo: (_address, _session, done) => done(refusalFor('550') ?? refusalFor('451')),
    onData: (stream, session, done) => {
      const whole: Promise<Buffer[]> = stream.toArray();
      const taken = whole.then(async (chunks) => {
        const fault = AFTER_DATA.find((each) => takeFault(each) !== null) ?? null;
        if (fault !== 'stall') mails.push(await capture(Buffer.concat(chunks), session));
        if (fault === null) return done();
        if (fault === 'taken-451') return done(refusal(451));
        if (fault === 'drop-after-data') dropConnection(server, session);
      });
      taken.catch(() => {}); // whoever sent it was killed half-way: it never came
    },
  });
  server.on('error', () => {}); // a client that breaks off is part of the game

  function takeFault(fault: MailFault): MailFault | null {
    return faults[0] === fault ? (faults.shift() ?? null) : null;
  }

  function refusalFor(fault: '421' | '451' | '452' | '550'): Error | null {
    return takeFault(fault) === null ? null : refusal(Number(fault));
  }

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const actual = portOf(server.server.address());
  return {
    url: `smtp://127.0.0.1:${actual}`,
    port: actual,
    all: () => [...mails],
    to: (address) => mails.filter((mail) => mail.envelope.to.includes(address)),
    clear: () => (mails = []),
    failNext: (fault, times = 1) => faults.push(...Array<MailFault>(times).fill(fault)),
    recover: () => faults.splice(0),
    faultsLeft: () => faults.length,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const AFTER_DATA: MailFault[] = ['stall', 'drop-after-data', 'hang-after-data', 'taken-451'];

function refusal(responseCode: number): Error {
  return Object.assign(new Error('refused by the test'), { responseCode });
}

async function capture(raw: Buffer, session: SMTPServerSession): Promise<CapturedMail> {
  const { mailFrom, rcptTo } = session.envelope;
  const from = mailFrom === false ? '' : mailFrom.address;
  const envelope = { from, to: rcptTo.map(({ address }) => address) };
  return { ...(await simpleParser(raw)), envelope, raw: raw.toString('utf8') };
}

function dropConnection(server: SMTPServer, { id }: SMTPServerSession): void {
  for (const connection of server.connections) {
    if (connection.session.id === id) connection.close();
  }
}

/** The port on which a server listens. */
export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the mailbox has no port');
  return address.port;
}
