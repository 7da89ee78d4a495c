import type { ChannelName } from './message.ts';

// A link shows its list to anybody who holds it; who acts by it says from which post's desk.

/** By what a code or a new link reaches the holder of a post. */
export type CodeWay = Exclude<ChannelName, 'chat'>;

/** Who sits before a browser, in their own words. */
export type Who = { name: string; room: string; phone: string };

const MINUTE = 60_000;
/** How many codes may be sent in how long. */
const CODE_LIMITS: readonly (readonly [within: number, most: number])[] = [
  [MINUTE, 1],
  [60 * MINUTE, 5],
  [24 * 60 * MINUTE, 10],
];
const CODE_VALID = 10 * MINUTE;
/** How often a code may be typed wrongly. */
export const CODE_TRIES = 5;
/** How far back codes that were sent still count. */
export const CODE_WINDOW = 24 * 60 * MINUTE;

/** When the next code may be sent, as so many were; not later than `now`: at once. */
export function nextCodeAt(sentAt: readonly number[], now: number): number {
  const waits = CODE_LIMITS.map(([within, most]) => {
    const recent = sentAt.filter((at) => at > now - within).toSorted((a, b) => a - b);
    const oldest = recent.at(-most);
    return recent.length < most || oldest === undefined ? now : oldest + within;
  });
  return Math.max(now, ...waits);
}

/** "请 40 秒后再获取", in the words of the page. */
export function waitWords(until: number, now: number): string {
  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 60) return `请 ${seconds} 秒后再获取`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 60
    ? `请 ${minutes} 分钟后再获取`
    : `请 ${Math.ceil(minutes / 60)} 小时后再获取，或请办公室确认`;
}

/** What stands against a code as it was typed; null: it may be compared. */
export function codeFault(
  sent: { codeAt: number | null; codeTries: number },
  typed: string,
  now: number,
): string | null {
  if (sent.codeAt === null) return '请先获取验证码';
  if (now - sent.codeAt > CODE_VALID) return '验证码已过 10 分钟，请重新获取';
  if (sent.codeTries >= CODE_TRIES) return '验证码已输错 5 次，请重新获取';
  return /^\d{6}$/.test(typed) ? null : '请填写 6 位数字的验证码';
}

/** A name that was chosen and another that was typed: whose the act is cannot be told. */
export function twoNamesFaults(chosen: string, typed: string): string[] {
  if (chosen === '' || typed === '' || chosen === typed) return [];
  return [`上面选了“${chosen}”，下面又填了“${typed}”：请只留您自己的`];
}

/** What must be mended in what somebody says of themselves; `mayChoose`: names were offered. */
export function whoFaults({ name, room, phone }: Who, mayChoose = false): string[] {
  return [
    ...(name === '' ? [mayChoose ? '请点选您是谁；没有您的，请填写姓名' : '请填写您的姓名'] : []),
    ...(name.length > 20 ? ['姓名请控制在 20 字以内'] : []),
    ...(room.length > 30 ? ['科室请控制在 30 字以内'] : []),
    ...(phone === '' ? ['请填写您的电话'] : []),
    ...(phone !== '' && !isPhone(phone) ? [`电话“${phone}”不像号码`] : []),
  ];
}

/** True of what looks like a telephone number, an extension included. */
export function isPhone(text: string): boolean {
  return /^\+?\d[\d-]{4,18}\d(转\d{1,6})?$/.test(text);
}

/** True of numbers that take short messages. */
export function isMobile(phone: string): boolean {
  return /^(\+?86-?)?1\d{10}$/.test(phone);
}

/**
 * An address that its owner recognises and nobody else learns.
 *
 * @example masked('13812345678') // '138****5678'
 * @example masked('wangfang@example.cn') // 'w***@example.cn'
 */
export function masked(address: string): string {
  const [name = '', domain] = address.split('@');
  if (domain !== undefined) return `${name.slice(0, 1)}***@${domain}`;
  return `${address.slice(0, -8)}****${address.slice(-4)}`;
}
