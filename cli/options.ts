import { InvalidArgumentError } from 'commander';
import { isPlainDate, type PlainDate } from '../plan/date.ts';

/** A day given on the command line. */
export function dayOption(text: string): PlainDate {
  if (!isPlainDate(text)) throw new InvalidArgumentError(`应为存在的日期，写成 YYYY-MM-DD`);
  return text;
}
