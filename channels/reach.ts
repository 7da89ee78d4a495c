import { isIPv4 } from 'node:net';
import type { Reach } from '../plan/link-choice.ts';
import type { LinkChoice } from '../plan/plan-state.ts';

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

/** Where mail servers listen: what answers there may pass mail on, also on this machine. */
const RELAY_PORTS = ['', '25', '465', '587'];

/** True of the mailbox that stays on this machine: no mail leaves through it. */
function isBuiltIn(smtpUrl: string): boolean {
  return reachOf(smtpUrl) === 'machine' && !RELAY_PORTS.includes(new URL(smtpUrl).port);
}

/** Who of those who get mail can open links; the built-in mailbox stands beside the pages. */
export function linksOpen(publicUrl: string, smtpUrl: string): Reach {
  return isBuiltIn(smtpUrl) ? 'everywhere' : reachOf(publicUrl);
}

/**
 * Whether a plan's messages carry links, and what they say of them: an address of this machine opens
 * on no phone, so it leaves for the built-in mailbox only, whatever the plan chose
 * (docs/office-rules.md, 16).
 */
export function linksFor(choice: LinkChoice, publicUrl: string, smtpUrl: string): LinkChoice {
  const opens = linksOpen(publicUrl, smtpUrl);
  if (opens === 'machine') return 'none';
  return choice === 'open' && opens === 'network' ? 'internal' : choice;
}
