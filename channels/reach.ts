import { isIPv4 } from 'node:net';

/** Who can open an address: this machine only, the same network only, or (as far as it shows) all. */
export type Reach = 'machine' | 'network' | 'everywhere';

/** Who can open a URL, judged by its host alone. */
export function reachOf(url: string): Reach {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (['localhost', '::1', '0.0.0.0'].includes(host) || host.startsWith('127.')) return 'machine';
  const isPrivate = isIPv4(host)
    ? /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host)
    : /^(f[cd]|fe80:)/i.test(host) && host.includes(':');
  return isPrivate || (!host.includes('.') && !host.includes(':')) ? 'network' : 'everywhere';
}

/** What a reach means for the people who get links by mail; null when there is nothing to say. */
export function reachWarning(url: string): string | null {
  const reach = reachOf(url);
  if (reach === 'everywhere') return null;
  return reach === 'machine'
    ? `PUBLIC_URL 是 ${url}：邮件里的链接只有本机能打开，手机打不开`
    : `PUBLIC_URL 是 ${url}：邮件里的链接只有同一内网能打开，外网的手机打不开`;
}

/**
 * Whether messages may carry links: an address of this machine opens on no phone, so it is sent to
 * the built-in mailbox beside it only (docs/office-rules.md, 16).
 */
export function linksMayLeave(publicUrl: string, smtpUrl: string): boolean {
  return reachOf(publicUrl) !== 'machine' || reachOf(smtpUrl) === 'machine';
}
