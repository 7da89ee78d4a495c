import { aliasesAmong } from '../aliases.ts';
import type { ExtractedTask } from '../extracted.ts';
import type { Conflict } from '../findings.ts';
import { unitsWithRoles, wordsOfCount } from '../task-words.ts';
import { type ConflictSources, sayingOf } from './sources.ts';

/** Where the annex states an obligation otherwise than the body: its number, date, units or roles. */
export function bodyAndAnnex({ doubled, sides }: ConflictSources): Conflict[] {
  return doubled.flatMap(({ row, body }) =>
    [
      countsDiffer(row, body),
      differing('时间', timeText(row), timeText(body)),
      unitsDiffer(row, body, (names) => aliasesAmong(names, sides).some(({ slip }) => slip)),
    ].flatMap((difference) => (difference ? [conflictOf(row, body, difference)] : [])),
  );
}

type Difference = { what: string; inRow: string; inBody: string; both?: string };

function conflictOf(row: ExtractedTask, body: ExtractedTask, difference: Difference): Conflict {
  const { what, inRow, inBody, both } = difference;
  return {
    kind: 'body-and-annex',
    tasks: [row.id],
    says: [sayingOf(row, `清单：${inRow}`), sayingOf(body, `正文：${inBody}`)],
    question: `同一事项的${what}，清单与正文写得不同，以哪个为准？`,
    choices: ['以清单为准', '以正文为准', ...(both ? [both] : [])],
  };
}

/** What the two say, or null where one is silent or both say the same. */
function differing(what: string, inRow: string, inBody: string): Difference | null {
  return inRow === '' || inBody === '' || inRow === inBody ? null : { what, inRow, inBody };
}

/** Figures of one unit: 25万元 and 500节 say different things of one project. */
function countsDiffer({ count: inRow }: ExtractedTask, body: ExtractedTask): Difference | null {
  if (!inRow) return null;
  const alike = [body.count, ...body.otherCounts].filter((count) => count?.unit === inRow.unit);
  const [inBody] = alike;
  // 800万元 and 800万元以上 are one figure
  if (!inBody || alike.some((count) => count?.value === inRow.value)) return null;
  return differing('数量', wordsOfCount(inRow), wordsOfCount(inBody));
}

/** The last date, or how many there are: a window and a date may mean the same. */
function timeText({ deadline }: ExtractedTask): string {
  const { kind, due, inherited, assumed } = deadline;
  if (inherited || assumed) return '';
  return kind === 'recurring' ? `${due.length}个日期` : (due.at(-1) ?? '');
}

/** Units that one of the two lacks or names in another role; a name misspelt is asked about apart. */
function unitsDiffer(
  row: ExtractedTask,
  body: ExtractedTask,
  isSlip: (names: string[]) => boolean,
): Difference | null {
  const [inRow, inBody] = [unitsWithRoles(row), unitsWithRoles(body)];
  if (inRow.length === 0 || inBody.length === 0) return null;
  const onlyRow = inRow.filter((name) => !inBody.includes(name));
  const onlyBody = inBody.filter((name) => !inRow.includes(name));
  const [one, other] = [onlyRow[0], onlyBody[0]];
  if (one === undefined && other === undefined) return null;
  const misspelt = onlyRow.length === 1 && onlyBody.length === 1 && one && other;
  if (misspelt && isSlip([one, other])) return null;
  return {
    what: unitsOf(row) === unitsOf(body) ? '牵头、配合分工' : '责任单位',
    inRow: inRow.join('、'),
    inBody: inBody.join('、'),
    both: '两处所列单位都算，另定牵头',
  };
}

function unitsOf({ lead, support }: ExtractedTask): string {
  return [...lead, ...support].toSorted().join('、');
}
