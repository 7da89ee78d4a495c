import type { ReceivedMail } from './received-mail.ts';

/**
 * Whether our own mail server found that a mail is not from whom it names: what it writes into
 * Authentication-Results (RFC 8601) under its `server` name. Headers of other servers prove nothing.
 */
export function isForged(
  { headers }: Pick<ReceivedMail, 'headers'>,
  server: string | null,
): boolean {
  if (server === null) return false;
  const ours = headers['authentication-results']?.find(
    (value) => serverOf(value) === server.toLowerCase(),
  );
  if (ours === undefined) return false;
  const result = (method: string) =>
    new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*(\\w+)`, 'i').exec(ours)?.[1]?.toLowerCase() ?? null;
  const dmarc = result('dmarc');
  if (dmarc !== null && dmarc !== 'none') return dmarc === 'fail' || dmarc === 'permerror';
  if (result('dkim') === 'pass') return false;
  return result('spf') === 'fail' || result('dkim') === 'fail';
}

function serverOf(value: string): string {
  return /^\s*([^\s;]+)/.exec(value)?.[1]?.toLowerCase() ?? '';
}
