import { twoDigits } from './desk.ts';

/** Minutes of a day between which a reader is told nothing; it may run over midnight. */
export type QuietHours = { from: number; to: number };

const DAY = 24 * 60;
const LONGEST = 12 * 60;
// told to people between 8:30 and 18:00; an hour of it must be left
const OFFICE = { from: 8 * 60 + 30, to: 18 * 60 };
const LEFT = 60;

/**
 * The minutes of a day of a clock time; null when it is none.
 *
 * @example minutesOf('12:30') // 750
 */
export function minutesOf(text: string): number | null {
  const found = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/.exec(text.normalize('NFKC').trim());
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

/** "12:30" */
export function clockOf(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** What must be mended in quiet hours before they can hold. */
export function quietFaults({ from, to }: QuietHours): string[] {
  const length = (to - from + DAY) % DAY;
  if (length === 0) return ['免打扰的开始和结束时间不能相同'];
  if (length > LONGEST) return ['免打扰时段最长 12 小时'];
  const spans =
    from < to
      ? [{ from, to }]
      : [
          { from, to: DAY },
          { from: 0, to },
        ];
  const covered = spans.reduce((sum, span) => sum + overlap(span), 0);
  return OFFICE.to - OFFICE.from - covered < LEFT
    ? ['免打扰时段不能占满工作时间（8:30–18:00 至少留出一小时）']
    : [];
}

function overlap({ from, to }: QuietHours): number {
  return Math.max(0, Math.min(to, OFFICE.to) - Math.max(from, OFFICE.from));
}

/** Quiet hours from what was typed; null: none; else what is wrong. */
export function readQuietHours(from: string, to: string): QuietHours | null | string[] {
  if (from === '' && to === '') return null;
  const begins = minutesOf(from);
  const ends = minutesOf(to);
  if (begins === null || ends === null) {
    return ['免打扰时段请写明开始和结束的时间，例如 12:00 和 14:30；不需要的都留空'];
  }
  const hours = { from: begins, to: ends };
  const faults = quietFaults(hours);
  return faults.length > 0 ? faults : hours;
}
