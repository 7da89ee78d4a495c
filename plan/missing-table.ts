import { chineseDate, type PlainDate } from './date.ts';

/** A table of units as a picture: a title, what is said under it, and the units in columns. */
export type MissingTable = { title: string; subtitle: string; units: string[]; footer: string };

/** The most units of one picture; a phone shows no more. */
export const MOST_UNITS = 200;

/** Who has not reported a period: for a picture that is put into a chat group. */
export function missingTable(
  given: { planTitle: string; period: string; dueOn: PlainDate | null; units: string[] },
  total: number,
  toldAt: string,
): MissingTable {
  const { planTitle, period, dueOn, units } = given;
  const shown = units.slice(0, MOST_UNITS);
  const due = dueOn === null ? '' : `${chineseDate(dueOn)}前报，`;
  const left = units.length - shown.length;
  return {
    title: `${period}未报送单位`,
    subtitle: `《${planTitle}》${due}应报 ${total} 个，未报 ${units.length} 个`,
    units: shown,
    footer: `${left > 0 ? `另有 ${left} 个单位未列出。` : ''}截至 ${toldAt}，请尽快报送`,
  };
}
