import { createHash, randomBytes } from 'node:crypto';

/** A secret that somebody keeps, and its hash, which is all that we keep. */
export function makeToken(prefix = ''): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { token, hash: tokenHash(token) };
}

/** The hash by which a secret is found; it is long and random, so that one round is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
