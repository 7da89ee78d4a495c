import smpp, { type Pdu, type Session } from 'smpp';
import type { SmppAccount } from '../../../plan/sms-account.ts';
import { openBooks, portOf, type SmsBooks, type SmsFault } from './simulator.ts';

const CODES: Partial<Record<SmsFault, string>> = {
  throttled: 'ESME_RTHROTTLED',
  template: 'ESME_RPROHIBITED',
  signature: 'ESME_RINVSRCADR',
  'bad-number': 'ESME_RINVDSTADR',
  content: 'ESME_RX_P_APPN',
  busy: 'ESME_RMSGQFUL',
};
const MAKERS_OWN: Partial<Record<SmsFault, number>> = {
  money: 0x401,
  'opted-out': 0x4ff,
  'unknown-code': 0x4ee,
};

export type Smsc = SmsBooks & {
  account: SmppAccount;
  /** Sends the receipt of a message to whoever is bound. */
  report: (id: string, stat: string, err?: string) => Promise<string>;
  /** A telephone sends us something; answers what the client said to it. */
  uplink: (phone: string, text: string) => Promise<string>;
  /** The parts of a long one, as they arrive. */
  uplinkPart: (phone: string, part: Buffer) => Promise<string>;
  /** How often somebody has logged in. */
  binds: () => number;
  breakAll: () => void;
  /** Nothing is answered any more, though the connection stands. */
  fallSilent: () => void;
  close: () => Promise<void>;
};

type Bound = Session & { parts: Map<number, string[]> };

/** A short message centre on loopback that speaks SMPP 3.4. */
export async function startSmsc(): Promise<Smsc> {
  const books = openBooks();
  let bound: Bound[] = [];
  let binds = 0;
  let silent = false;
  const server = smpp.createServer((session) => {
    const client = Object.assign(session, { parts: new Map<number, string[]>() });
    session.on('error', () => {}); // a client that breaks off is part of the game
    session.on('close', () => (bound = bound.filter((each) => each !== client)));
    session.on('bind_transceiver', (pdu: Pdu) => {
      binds += 1;
      const known = pdu.system_id === 'duban' && pdu.password === 'geheim1';
      const command_status = known ? 0 : (smpp.errors['ESME_RINVPASWD'] ?? 0);
      session.send(pdu.response({ command_status }));
      if (known) bound.push(client);
    });
    session.on('enquire_link', (pdu: Pdu) => silent || session.send(pdu.response()));
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('submit_sm', (pdu: Pdu) => submit(books, client, pdu));
    session.on('query_sm', (pdu: Pdu) => query(books, session, pdu));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const port = portOf(server.address());

  const bring = (options: Record<string, unknown>) =>
    new Promise<string>((resolve) => {
      const [first] = bound;
      if (first === undefined) return resolve('nobody is bound');
      first.deliver_sm(options, ({ command_status: status }) =>
        resolve(Object.entries(smpp.errors).find(([, value]) => value === status)?.[0] ?? '?'),
      );
    });

  return Object.assign(books, {
    account: {
      provider: 'smpp' as const,
      url: `smpp://duban:geheim1@127.0.0.1:${port}`,
      sign: '青禾督办',
      templates: {},
      systemType: '',
      source: '106900001',
      long: 'parts' as const,
    },
    report: (id: string, stat: string, err = '000') =>
      bring({
        source_addr: '8613800000001',
        destination_addr: '106900001',
        esm_class: 4,
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2603020900 done date:2603020901 stat:${stat} err:${err} text:`,
      }),
    uplink: (phone: string, text: string) =>
      bring({
        source_addr: phone,
        destination_addr: '106900001',
        data_coding: 8,
        short_message: Buffer.from(text, 'utf16le').swap16(),
      }),
    uplinkPart: (phone: string, part: Buffer) =>
      bring({
        source_addr: phone,
        destination_addr: '106900001',
        esm_class: 0x40,
        data_coding: 8,
        short_message: part,
      }),
    binds: () => binds,
    fallSilent: () => {
      silent = true;
    },
    breakAll: () => server.sessions.forEach((session) => session.destroy()),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const session of server.sessions) session.destroy();
      }),
  });
}

function submit(books: SmsBooks, client: Bound, pdu: Pdu): void {
  books.calls += 1;
  const fault = books.faults.shift();
  if (fault === 'broken') return client.destroy();
  const status =
    (fault === undefined ? undefined : MAKERS_OWN[fault]) ??
    smpp.errors[CODES[fault ?? 'lost-answer'] ?? ''];
  if (status !== undefined) {
    client.send(pdu.response({ command_status: status }));
    return;
  }
  const id = (0xa000 + books.calls).toString(16);
  const whole = wholeText(client, pdu);
  if (whole !== null) {
    books.taken.push({
      id,
      ours: '',
      phone: pdu.destination_addr ?? '',
      template: '',
      values: [],
      text: whole,
      at: books.now(),
      report: null,
    });
  }
  if (fault === 'lost-answer') return client.destroy();
  client.send(pdu.response({ message_id: id }));
}

/** Joins parts as a phone does; null while one is missing. */
function wholeText(client: Bound, pdu: Pdu): string | null {
  const { short_message: short, message_payload: payload } = pdu;
  const read = (field: typeof short) =>
    typeof field === 'object' && 'message' in field ? String(field.message) : String(field ?? '');
  if (payload !== undefined) return read(payload);
  const udh = typeof short === 'object' && 'udh' in short ? short.udh?.[0] : undefined;
  if (udh === undefined) return read(short);
  const [, , reference = 0, total = 0, number = 0] = udh;
  const parts = client.parts.get(reference) ?? [];
  parts[number - 1] = read(short);
  client.parts.set(reference, parts);
  return parts.filter(Boolean).length === total ? parts.join('') : null;
}

function query(books: SmsBooks, session: Session, pdu: Pdu): void {
  const found = books.taken.find(({ id }) => id === pdu.message_id);
  if (found === undefined) {
    session.send(pdu.response({ command_status: smpp.errors['ESME_RINVMSGID'] }));
    return;
  }
  const message_state = found.report === null ? 1 : found.report.delivered ? 2 : 5;
  session.send(
    pdu.response({ message_id: found.id, final_date: '', message_state, error_code: 0 }),
  );
}
