// Writes docs/deadlines.md from the patterns of plan/deadline: node scripts/deadlines.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Meaning, readingCard } from '../plan/deadline/card.ts';
import { parseDeadline } from '../plan/deadline/parse.ts';
import { DEADLINE_PATTERNS } from '../plan/deadline/patterns/index.ts';

const YEAR = 2024;
const CONTEXT = { periods: [YEAR], range: null, issued: `${YEAR}-03-04` };

/** The page on words of time, as the patterns in plan/deadline/patterns have them. */
export function deadlinesPage(): string {
  return [
    '# 时限怎样读 · How words of time are read',
    '',
    '由 `node scripts/deadlines.ts` 按 plan/deadline/patterns 写成，请勿手改；日期以 2024 年为例。',
    'Written from plan/deadline/patterns; do not edit by hand. Dates are those of a plan for 2024.',
    '',
    '- A deadline is read as a rule, never as a bare date: a period (the years it names, else those of the plan),',
    '  an anchor in it (days of the year, nth weeks and working days, festivals), maybe a window before it, how it',
    '  binds (by, within, about) and how strictly (firm, soft, advice). Rule × years × calendar give the dates.',
    '- The first pattern in this order that fits a clause gives its deadline, so that 每年6月30日前 is not read as 每年.',
    '- 底前, 前, 以前 include the day that they name. A month, quarter or half-year alone is due on its last day.',
    '- Words without a day wait: for an event (项目批复后30日内, until its date is entered), for a request, or for nothing.',
    '- No deadlines: names of documents 《…》, 〔2021〕10号, how long a service may take (压缩至3个工作日), 十四五时期.',
    '- A year before a rhythm, a month from which it runs (3月起每月…) and a window it keeps to (9月至11月，每月…) belong to it.',
    '- Where the words leave a doubt, the reading card shows the other readings; a person decides.',
    '',
    '| 写法 example | 名称 pattern | 读作 read as | 日期 first dates | 或为 or |',
    '|---|---|---|---|---|',
    ...DEADLINE_PATTERNS.map(({ name, example }) => rowOf(name, example)),
    '',
  ].join('\n');
}

function rowOf(name: string, example: string): string {
  const reading = parseDeadline(example);
  if (reading === null) throw new Error(`${name}: ${example} is not read`);
  const card = readingCard(reading, CONTEXT);
  const others = card.others.map(({ meaning }) => meaning).join('；');
  return `| ${example} | ${name} | ${card.meaning} | ${datesOf(card)} | ${others} |`;
}

function datesOf({ dates, count }: Meaning): string {
  const shown = dates.slice(0, 3).map((date) => date.replace(`${YEAR}-`, ''));
  return count > shown.length ? `${shown.join(' ')} … (${count})` : shown.join(' ');
}

if (import.meta.main)
  writeFileSync(join(import.meta.dirname, '../docs/deadlines.md'), deadlinesPage());
