import { AFTER_PERIODS } from './after.ts';
import { DAYS } from './days.ts';
import type { DeadlinePattern } from './forms.ts';
import { RHYTHMS } from './rhythms.ts';
import { EVENTS, UNDATED } from './waiting.ts';

export type { DeadlinePattern, Parts } from './forms.ts';

/**
 * All patterns, the more telling first: the first that matches a clause gives its deadline, so that
 * 每年6月30日前 is not read as 每年, 每季度结束后10日内 not as waiting for an event, and
 * 全年4次（每季度1次） as quarterly.
 */
export const DEADLINE_PATTERNS: readonly DeadlinePattern[] = [
  ...AFTER_PERIODS,
  ...EVENTS,
  ...RHYTHMS,
  ...DAYS,
  ...UNDATED,
];
