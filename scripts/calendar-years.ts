// Writes plan/calendar-years.ts from the data of the package chinese-days and the notices below.
// Run it when the State Council's notice for a new year is out and the package has the year:
//   node scripts/calendar-years.ts && npm run format
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const NOTICES: Record<number, string> = {
  2014: '国办发明电〔2013〕28号',
  2015: '国办发明电〔2014〕28号',
  2016: '国办发明电〔2015〕18号',
  2017: '国办发明电〔2016〕17号',
  2018: '国办发明电〔2017〕12号',
  2019: '国办发明电〔2018〕15号、〔2019〕3号',
  2020: '国办发明电〔2019〕16号、〔2020〕1号',
  2021: '国办发明电〔2020〕27号',
  2022: '国办发明电〔2021〕11号',
  2023: '国办发明电〔2022〕16号',
  2024: '国办发明电〔2023〕7号',
  2025: '国办发明电〔2024〕12号',
  2026: '国办发明电〔2025〕7号',
};

const data = join(dirname(createRequire(import.meta.url).resolve('chinese-days')), 'years');

function days(of: object): string {
  return JSON.stringify(Object.keys(of).toSorted());
}

function yearEntry(year: number, source: string): string {
  const { holidays, workdays } = JSON.parse(readFileSync(join(data, `${year}.json`), 'utf8'));
  return `  { year: ${year}, source: '${source}', rest: ${days(holidays)}, work: ${days(workdays)} },`;
}

const entries = Object.entries(NOTICES).map(([year, source]) => yearEntry(Number(year), source));
const text = `// Written by scripts/calendar-years.ts; do not edit by hand.
import type { CalendarYear } from './calendar.ts';

/** Rest days and make-up working days (调休) as the State Council's notices set them. */
export const CALENDAR_YEARS: CalendarYear[] = [
${entries.join('\n')}
];
`;
writeFileSync(join(import.meta.dirname, '..', 'plan', 'calendar-years.ts'), text);
