import { inChinese } from '../../plan/fault-words.ts';

/** What one check found; `mend` says what to do about it. */
export type Finding = {
  name: string;
  state: 'good' | 'warning' | 'broken';
  found: string;
  mend?: string;
};

/** How to mend a service that cannot be reached at all. */
export const startOrSet = (variable: string) =>
  `先运行 npm start；用外部服务时检查 ${variable}、网络和防火墙`;

/** The reason in an error, for one line of people's. */
export function reasonOf(error: unknown): string {
  return inChinese(rawReason(error));
}

/** The reason in an error in its own words, to judge it by. */
export function rawReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return (error.message || code || error.name).split('\n')[0] ?? '';
}
