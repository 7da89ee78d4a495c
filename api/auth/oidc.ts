import * as oidc from 'openid-client';
import type { OidcSettings } from '../../plan/identity.ts';

/** What a browser keeps while its owner is with the identity provider. */
export type Visit = { state: string; nonce: string; verifier: string; after: string };

/** Who the provider says somebody is; `login` is null when it names none. */
export type Identity = { issuer: string; subject: string; login: string | null };

/** The identity provider does not answer, or answers what nobody can work with. */
export class ProviderAwayError extends Error {
  override name = 'ProviderAwayError';
}

/** What the provider sent back is not to be believed, or says no. */
export class IdentityRefusedError extends Error {
  override name = 'IdentityRefusedError';
}

export type Provider = {
  /** Where somebody is sent to say who it is, and what the browser keeps meanwhile. */
  begin: (redirectUri: string, after: string) => Promise<{ address: string; visit: Visit }>;
  /** Who came back. @throws IdentityRefusedError, ProviderAwayError */
  finish: (cameTo: URL, visit: Visit) => Promise<Identity>;
  /** Where one logs out of the provider too; null where it has no such page. */
  leave: (returnTo: string) => Promise<string | null>;
};

/** As long, in seconds, an answer of the provider is waited for. */
const PATIENCE = 8;

/** The provider that is set up; it is asked what it can do when somebody first needs it. */
export function providerOf(settings: OidcSettings): Provider {
  let found: Promise<oidc.Configuration> | null = null;
  const configuration = () => {
    found ??= discover(settings).catch((error: unknown) => {
      found = null; // asked again by the next one who comes
      throw new ProviderAwayError('no discovery', { cause: error });
    });
    return found;
  };
  return {
    begin: async (redirectUri, after) => {
      const visit = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        after,
      };
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: visit.state,
        nonce: visit.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(visit.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, visit };
    },
    finish: async (cameTo, visit) => {
      const config = await configuration();
      try {
        return await identityOf(config, settings, cameTo, visit);
      } catch (error) {
        if (isAnswer(error)) throw new IdentityRefusedError('refused', { cause: error });
        throw new ProviderAwayError('no answer', { cause: error });
      }
    },
    leave: async (returnTo) => {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href;
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings) {
  const server = new URL(issuer);
  const execute = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
  const timeout = PATIENCE;
  const known = await oidc.discovery(server, clientId, undefined, oidc.None(), {
    execute,
    timeout,
  });
  const metadata = known.serverMetadata();
  const proof = proofOf(clientSecret, metadata.token_endpoint_auth_methods_supported);
  const config = new oidc.Configuration(metadata, clientId, undefined, proof);
  config.timeout = timeout;
  for (const each of [...execute, oidc.enableNonRepudiationChecks]) each(config);
  return config;
}

/** How the provider is shown that it is us; by the standard the header, unless it says otherwise. */
function proofOf(secret: string | null, methods: string[] | undefined): oidc.ClientAuth {
  if (secret === null) return oidc.None();
  const inBody = methods !== undefined && !methods.includes('client_secret_basic');
  return inBody ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret);
}

async function identityOf(
  config: oidc.Configuration,
  { loginClaim }: OidcSettings,
  cameTo: URL,
  { state, nonce, verifier }: Visit,
): Promise<Identity> {
  const tokens = await oidc.authorizationCodeGrant(config, cameTo, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new IdentityRefusedError('no id token');
  const hasMore = config.serverMetadata().userinfo_endpoint !== undefined;
  const all =
    claims[loginClaim] === undefined && hasMore
      ? { ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims }
      : claims;
  return { issuer: claims.iss, subject: claims.sub, login: loginIn(all, loginClaim) };
}

/** An address that nobody has proved to be theirs names nobody. */
function loginIn(claims: Record<string, unknown>, name: string): string | null {
  const value = claims[name];
  if (typeof value !== 'string' || value.trim() === '') return null;
  return name === 'email' && claims['email_verified'] === false ? null : value;
}

/** The provider answered, and what it said does not do; else the line or the provider is down. */
function isAnswer(error: unknown): boolean {
  if (error instanceof IdentityRefusedError || error instanceof oidc.AuthorizationResponseError) {
    return true;
  }
  if (error instanceof oidc.ResponseBodyError) return error.status < 500;
  return error instanceof oidc.ClientError && !OUT_OF_REACH.includes(error.code ?? '');
}

const OUT_OF_REACH = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];
