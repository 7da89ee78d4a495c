import { type PlainDate, isPlainDate } from './date.ts';
import type { Count, DeadlineKind, Distribution, Force, Milestone, Tracking } from './extracted.ts';
import type { Verification } from './occurrence.ts';

export const KIND_WORDS: Record<DeadlineKind, string> = {
  once: '一次',
  recurring: '定期',
  window: '时段',
  none: '无期限',
};

export const FORCE_WORDS: Record<Force, string> = { firm: '刚性', soft: '柔性', advice: '建议' };

export const DISTRIBUTION_WORDS: Record<Distribution, string> = { joint: '共同', each: '各自' };

export const TRACKING_WORDS: Record<Tracking, string> = {
  deadline: '限时',
  return: '随报表',
  record: '仅记录',
};

export const VERIFICATION_WORDS: Record<Verification, string> = {
  auto: '自动',
  office: '办公室',
  leader: '领导',
};

const PER_WORDS: Record<Count['per'], string> = {
  year: '年',
  'half-year': '半年',
  quarter: '季度',
  month: '月',
  each: '各单位',
  plan: '计划期',
};

const OP_WORDS: Record<Count['op'], string> = { '>=': '不少于', '=': '', '~': '约' };

/** The key whose word this is, in Chinese or as the key itself; null when there is none. */
export function keyOf<Key extends string>(cell: string, words: Record<Key, string>): Key | null {
  const isKey = (text: string): text is Key => text in words;
  const found = Object.keys(words).find(
    (key) => isKey(key) && [key, words[key]].includes(cell.trim()),
  );
  return found !== undefined && isKey(found) ? found : null;
}

/**
 * A day as people write it.
 * @example dateOf('2024年6月3日') // '2024-06-03'
 * @example dateOf('2024/6/31') // null
 */
export function dateOf(cell: string): PlainDate | null {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell.trim());
  const [year, month, day] = parts?.slice(1).map((part) => part.padStart(2, '0')) ?? [];
  const date = `${year}-${month}-${day}`;
  return isPlainDate(date) ? date : null;
}

/** @example countText({ op: '>=', value: 2, unit: '次', per: 'year' }) // '不少于2次/年' */
export function countText({ op, value, unit, per }: Count): string {
  return `${OP_WORDS[op]}${value}${unit}/${PER_WORDS[per]}`;
}

/** @example countOf('不少于2次/年') // { op: '>=', value: 2, unit: '次', per: 'year' } */
export function countOf(text: string): Count | null {
  const pattern = /^(不少于|至少|≥|>=|约|~|=)?\s*(\d+(?:\.\d+)?)\s*([^\d\s/／]*)\s*[/／]\s*(\S+)$/;
  const [, op = '', value, unit = '', perWord = ''] = pattern.exec(text.trim()) ?? [];
  const per = keyOf(perWord.replace(/^每(?=.)/, ''), PER_WORDS);
  if (value === undefined || per === null) return null;
  return { op: opOf(op), value: Number(value), unit, per };
}

function opOf(word: string): Count['op'] {
  if (word === '' || word === '=') return '=';
  return word === '约' || word === '~' ? '~' : '>=';
}

/** @example milestoneText({ date: '2024-07-15', text: '7月中旬', force: 'soft' }) // '2024-07-15 7月中旬（柔性）' */
export function milestoneText({ date, text, force }: Milestone): string {
  return `${date} ${text}（${FORCE_WORDS[force]}）`;
}

/** A day, its words, and in brackets how strictly it binds (left out: strictly). */
export function milestoneOf(text: string): Milestone | null {
  const [, day = '', words = '', forceWord] =
    /^(\S+)\s+(.+?)\s*(?:[（(](刚性|柔性|建议)[）)])?$/.exec(text.trim()) ?? [];
  const date = dateOf(day);
  const force = forceWord === undefined ? 'firm' : keyOf(forceWord, FORCE_WORDS);
  return date === null || force === null ? null : { text: words, date, force };
}

/** Every line read; null when one cannot be. */
export function linesOf<Value>(cell: string, read: (line: string) => Value | null): Value[] | null {
  const lines = cell.split(/[\n；;]/).filter((line) => line.trim() !== '');
  const values = lines.map(read).filter((value) => value !== null);
  return values.length === lines.length ? values : null;
}
