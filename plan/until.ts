import { isPlainDate, type PlainDate, plainDate, yearOf } from './date.ts';

/**
 * Why a day that somebody asks for or grants cannot be meant; null when it can: it exists, has not
 * passed, and lies no later than the year after the plan's period.
 */
export function untilRefusal(
  until: PlainDate,
  today: PlainDate,
  periodTo: PlainDate,
): string | null {
  const latest = plainDate(yearOf(periodTo) + 1, 12, 31);
  if (!isPlainDate(until)) return `“${until}”不是存在的日期，应写成 YYYY-MM-DD`;
  if (until < today) return `日期 ${until} 已经过去`;
  return until > latest ? `日期 ${until} 太晚，不能晚于 ${latest}` : null;
}
