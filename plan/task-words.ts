import type { Count, ExtractedTask } from './extracted.ts';

/** A count in words: 不少于2次. */
export function wordsOfCount({ op, value, unit }: Count): string {
  return `${{ '>=': '不少于', '=': '', '~': '约' }[op]}${value}${unit}`;
}

/** The units of a task in order, those that support marked: 县财政局（配合）. */
export function unitsWithRoles({
  lead,
  support,
}: Pick<ExtractedTask, 'lead' | 'support'>): string[] {
  return [...lead, ...support.map((name) => `${name}（配合）`)];
}
