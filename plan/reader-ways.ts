import { type CodeWay, isMobile } from './devices.ts';

/** What of a reader and of the installation decides by which way messages can go. */
export type ReaderWays = { smsReady: boolean; email: string | null; phone: string | null };

/** Why a reader cannot be told by a way, and what is to be done about it; null: it works. */
export function wayLacks(way: CodeWay, { smsReady, email, phone }: ReaderWays): string | null {
  if (way === 'mail') return email === null ? '没有登记邮箱' : null;
  if (!smsReady) return '短信还没有开通，目前只能用邮件';
  return phone !== null && isMobile(phone) ? null : '没有登记手机号码';
}
