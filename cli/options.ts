import { InvalidArgumentError } from 'commander';
import { isPlainDate, type PlainDate } from '../plan/date.ts';
import { SOURCE_NAMES, type Source } from '../plan/occurrence.ts';

/** A day given on the command line. */
export function dayOption(text: string): PlainDate {
  if (!isPlainDate(text)) throw new InvalidArgumentError(`应为存在的日期，写成 YYYY-MM-DD`);
  return text;
}

/**
 * Reads a number from 1 on; `expected` says which one is wanted, and where it is found.
 *
 * @example .argument('<id>', '来信编号', wholeNumber('来信编号，用 duban inbox 查看'))
 */
export function wholeNumber(expected: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    throw new InvalidArgumentError(`应为${expected}`);
  };
}

/** A number given on the command line; a correction may have a minus. */
export function amountOption(text: string): number {
  const amount = Number(text);
  if (text.trim() === '' || !Number.isFinite(amount)) throw new InvalidArgumentError('应为数字');
  return amount;
}

/** 电话, 微信, 纸质, OA, 邮件 or 短信. */
export function sourceOption(text: string): Source {
  const found = SOURCES.find((source) => [source, SOURCE_NAMES[source]].includes(text));
  if (found !== undefined) return found;
  const names = SOURCES.map((source) => SOURCE_NAMES[source]).join('、');
  throw new InvalidArgumentError(`应为 ${names} 之一`);
}

const SOURCES: readonly Source[] = ['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms'];

/** An option that may be given several times. */
export function collectOption(value: string, before: string[]): string[] {
  return [...before, value];
}
