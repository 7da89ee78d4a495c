import type { PlainDate } from '../extracted.ts';
import { isPlainDate } from '../date.ts';

const FIXED: Record<string, string> = {
  元旦: '01-01',
  五一: '05-01',
  七一: '07-01',
  八一: '08-01',
  国庆: '10-01',
};

// The first day of the first lunar month; the tests compare it with a lunar calendar.
const SPRING_FESTIVAL: Record<number, string> = {
  2004: '01-22',
  2005: '02-09',
  2006: '01-29',
  2007: '02-18',
  2008: '02-07',
  2009: '01-26',
  2010: '02-14',
  2011: '02-03',
  2012: '01-23',
  2013: '02-10',
  2014: '01-31',
  2015: '02-19',
  2016: '02-08',
  2017: '01-28',
  2018: '02-16',
  2019: '02-05',
  2020: '01-25',
  2021: '02-12',
  2022: '02-01',
  2023: '01-22',
  2024: '02-10',
  2025: '01-29',
  2026: '02-17',
  2027: '02-06',
  2028: '01-26',
  2029: '02-13',
  2030: '02-03',
};

/**
 * The day of a festival in a year, or null for one unknown or beyond the table.
 * @example festivalDate('春节', 2024) // '2024-02-10'
 */
export function festivalDate(festival: string, year: number): PlainDate | null {
  const date = `${year}-${festival === '春节' ? SPRING_FESTIVAL[year] : FIXED[festival]}`;
  return isPlainDate(date) ? date : null;
}
