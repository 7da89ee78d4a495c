import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { portOf } from './smtp.ts';

/** A real identity provider on loopback, which asks nobody for a password. */
export type IdentityProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who comes next: the subject, and the login name that it is known by; null: it names none. */
  next: (subject: string, login: string | null) => void;
  /** For how many seconds ID tokens hold from now on. */
  lasting: (seconds: number) => void;
  /** Says no to whoever comes next. */
  deny: () => void;
  /** Follows the provider's pages from the address that somebody is sent to; where it sends back. */
  walk: (address: string) => Promise<string>;
  close: () => Promise<void>;
};

/** Opens it for a client whose pages lie at the given origin. */
export async function openIdentityProvider(site: string, port = 0): Promise<IdentityProvider> {
  const clientId = 'duban';
  const clientSecret = 'a secret for the provider only';
  let subject = 'nobody';
  let denies = false;
  let seconds = 3600;
  const logins = new Map<string, string | null>();
  const server = createServer((request, reply) => void provider?.callback()(request, reply));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const issuer = `http://127.0.0.1:${portOf(server.address())}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${site}/login/oidc/back`],
        post_logout_redirect_uris: [`${site}/desk/login`],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    features: {
      devInteractions: { enabled: false },
      // its own page fetches letters from elsewhere
      rpInitiatedLogout: {
        logoutSource: (context: { body: string }, form: string) => {
          context.body = `<!doctype html><title>退出</title>${form}
            <button form="op.logoutForm" name="logout" value="yes">确认退出</button>`;
        },
      },
    },
    pkce: { required: () => true },
    ttl: { IdToken: () => seconds },
    interactions: { url: (_context, { uid }) => `/ask/${uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: logins.get(sub) ?? undefined }),
    }),
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/ask/')) return await next();
    const { prompt, params, grantId } = await provider.interactionDetails(context.req, context.res);
    if (denies) {
      denies = false;
      const no = { error: 'access_denied', error_description: 'no' };
      return await provider.interactionFinished(context.req, context.res, no);
    }
    if (prompt.name === 'login') {
      const result = { login: { accountId: subject, remember: false } };
      return await provider.interactionFinished(context.req, context.res, result);
    }
    const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
    const grant =
      known ?? new provider.Grant({ accountId: subject, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const consent = { grantId: await grant.save() };
    return await provider.interactionFinished(
      context.req,
      context.res,
      { consent },
      { mergeWithLastSubmission: true },
    );
  });
  return {
    issuer,
    clientId,
    clientSecret,
    next: (sub, login) => {
      subject = sub;
      logins.set(sub, login);
    },
    lasting: (chosen) => {
      seconds = chosen;
    },
    deny: () => {
      denies = true;
    },
    walk: async (address) => {
      const cookies = new Map<string, string>();
      let at = address;
      while (at.startsWith(issuer)) {
        const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const each of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (each.split(';')[0] ?? '').split('=');
          cookies.set(name, value);
        }
        const to = answer.headers.get('location');
        if (to === null) throw new Error(`${answer.status} ${await answer.text()}`);
        at = new URL(to, at).href;
      }
      return at;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
