import { createServer } from 'node:http';
import { SMTPServer, type SMTPServerAuthentication } from 'smtp-server';
import type { OAuthAccount } from '../../channels/oauth.ts';
import { portOf } from './smtp.ts';

type Break = 'before' | 'after-data' | null;

/** A server that takes a moment over each mail, counts what comes at once, and may break off. */
export async function slowServer(breaks: (recipient: string) => Break = () => null) {
  const recipients: string[] = [];
  const peers = new Set<string>();
  let now = 0;
  let most = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onConnect: (session, done) => {
      peers.add(session.id);
      done();
    },
    onRcptTo: ({ address }, session, done) => {
      if (breaks(address) === 'before') cut(session.id);
      else done();
    },
    onData: (stream, session, done) => {
      now += 1;
      most = Math.max(most, now);
      stream.resume();
      stream.once('end', () =>
        setTimeout(() => {
          now -= 1;
          const address = session.envelope.rcptTo[0]?.address ?? '';
          if (breaks(address) === 'after-data') return cut(session.id);
          recipients.push(address);
          done();
        }, 60),
      );
    },
  });
  const cut = (id: string) => {
    for (const connection of server.connections) {
      if (connection.session.id === id) connection.close();
    }
  };
  server.on('error', () => {});
  const port = await listening(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    recipients: () => recipients,
    connections: () => peers.size,
    mostAtOnce: () => most,
    close: closerOf(server),
  };
}

/** A server that asks for a login. */
export async function loginServer(
  accepts: (login: SMTPServerAuthentication) => boolean,
  disabled: string[] = [],
) {
  const logins: string[] = [];
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'XOAUTH2'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS', ...disabled],
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth: (auth, _session, done) => {
      if (!accepts(auth)) {
        const challenge = { data: { status: '401', schemes: 'bearer', scope: 'mail' } };
        return auth.method === 'XOAUTH2' ? done(null, challenge) : done(new Error('no'));
      }
      logins.push(auth.username ?? '');
      done(null, { user: auth.username ?? '' });
    },
    onData: (stream, _session, done) => {
      stream.resume();
      stream.once('end', () => done());
    },
  });
  server.on('error', () => {});
  const port = await listening(server);
  return {
    close: closerOf(server),
    port,
    logins,
    url: (user: string) => `smtp://${user}127.0.0.1:${port}`,
  };
}

async function listening(server: SMTPServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return portOf(server.server.address());
}

/** An OAuth 2.0 token endpoint: each asking brings the next token. */
export async function tokenService(error?: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked.push(body);
      response.writeHead(error === undefined ? 200 : 400, { 'content-type': 'application/json' });
      const answer = { access_token: `token-${asked.length}`, expires_in: 3600 };
      response.end(JSON.stringify(error === undefined ? answer : { error }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const account: OAuthAccount = {
    accessUrl: `http://127.0.0.1:${portOf(server.address())}/token`,
    clientId: 'duban',
    clientSecret: null,
    refreshToken: 'r',
    scope: null,
    accessToken: null,
  };
  return { account, asked, close: closerOf(server) };
}

function closerOf(server: { close: (done: () => void) => unknown }): () => Promise<void> {
  return () => new Promise((resolve) => void server.close(() => resolve()));
}
