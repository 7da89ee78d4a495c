import { wallClock } from '../clock.ts';

/**
 * An account with an OAuth 2.0 service: by a refresh token, by its own secret (client credentials),
 * or with an access token that somebody else keeps fresh.
 */
export type OAuthAccount = {
  accessUrl: string | null;
  clientId: string | null;
  clientSecret: string | null;
  refreshToken: string | null;
  scope: string | null;
  accessToken: string | null;
};

export type AccessToken = { token: string; expiresAt: number };

/** Gives an access token; `renew`: the last one was not taken. */
export type TokenSource = (renew: boolean) => Promise<AccessToken>;

const EARLY = 60_000; // a token that ends while it is in use is no token
const PATIENCE = 15_000;

/** Access tokens of an account, kept until shortly before they end and asked for once at a time. */
export function tokenSource(account: OAuthAccount, now = wallClock().now): TokenSource {
  const { accessToken } = account;
  if (account.accessUrl === null) {
    if (accessToken === null)
      throw new RangeError('an account without a token or a way to get one');
    return () => Promise.resolve({ token: accessToken, expiresAt: Number.POSITIVE_INFINITY });
  }
  const url = account.accessUrl;
  let kept: AccessToken | null = null;
  let asking: Promise<AccessToken> | null = null;
  return async (renew) => {
    if (!renew && kept !== null && kept.expiresAt - EARLY > now()) return kept;
    asking ??= askFor(url, account, now).finally(() => (asking = null));
    kept = await asking;
    return kept;
  };
}

async function askFor(url: string, account: OAuthAccount, now: () => number): Promise<AccessToken> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(grantOf(account)),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  const answer: unknown = await response.json().catch(() => null);
  const token = textOf(answer, 'access_token');
  if (!response.ok || token === null) {
    const why = textOf(answer, 'error_description') ?? textOf(answer, 'error') ?? '没有给出令牌';
    throw new Error(`OAuth2 ${response.status}：${why.slice(0, 300)}`);
  }
  return { token, expiresAt: now() + lifeOf(answer) * 1000 };
}

function grantOf({ clientId, clientSecret, refreshToken, scope }: OAuthAccount) {
  const grant =
    refreshToken === null
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'refresh_token', refresh_token: refreshToken };
  return {
    ...grant,
    ...(clientId === null ? {} : { client_id: clientId }),
    ...(clientSecret === null ? {} : { client_secret: clientSecret }),
    ...(scope === null ? {} : { scope }),
  };
}

function lifeOf(answer: unknown): number {
  const seconds = Number(fieldOf(answer, 'expires_in'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 3600;
}

function textOf(answer: unknown, name: string): string | null {
  const value = fieldOf(answer, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldOf(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
}
