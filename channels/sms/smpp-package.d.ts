// The package brings no types; these are the parts that are used.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer } from 'node:net';

  export type Pdu = {
    command: string;
    command_status: number;
    sequence_number: number;
    response: (options?: Record<string, unknown>) => Pdu;
    message_id?: string;
    message_state?: number;
    receipted_message_id?: string;
    source_addr?: string;
    destination_addr?: string;
    registered_delivery?: number;
    esm_class?: number;
    data_coding?: number;
    short_message?: { message: string | Buffer; udh?: Buffer[] } | Buffer | string;
    message_payload?: { message: string | Buffer } | Buffer | string;
    system_id?: string;
    password?: string;
  };

  type Answered = (pdu: Pdu) => void;
  type Command = (options: Record<string, unknown>, answered?: Answered) => boolean;

  export class Session extends EventEmitter {
    bind_transceiver: Command;
    unbind: Command;
    submit_sm: Command;
    query_sm: Command;
    deliver_sm: Command;
    enquire_link: Command;
    send: (pdu: Pdu) => boolean;
    close: (closed?: () => void) => void;
    destroy: (closed?: () => void) => void;
  }

  export class Server extends NetServer {
    sessions: Session[];
  }

  const smpp: {
    connect: (options: { host: string; port: number; tls: boolean }) => Session;
    createServer: (listener: (session: Session) => void) => Server;
    errors: Record<string, number>;
    PDU: new (command: string, options: Record<string, unknown>) => Pdu;
  };
  export default smpp;
}
