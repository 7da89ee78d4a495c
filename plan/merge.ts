import type { Count, ExtractedTask, Issue } from './extracted.ts';
import { likeness } from './same.ts';
import { placed } from './task.ts';

// the same figure makes fewer common words enough
const SAME = 0.6;
const SAME_WITH_FIGURE = 0.4;

/**
 * The tasks of the annex with those of the body that it does not state again. A row wins over the
 * body's sentence for the same obligation; the sentence is kept with it, and where the two differ
 * in number or units the row gets an issue, for people to settle.
 */
export function mergeTasks(body: ExtractedTask[], rows: ExtractedTask[]): ExtractedTask[] {
  const said = new Map<ExtractedTask, ExtractedTask>();
  const onlyInBody = body.filter((task) => {
    const [row] = rows
      .map((candidate) => ({ candidate, like: likeness(task.quote, candidate.quote) }))
      .filter(
        ({ candidate, like }) => like >= (sameFigure(task, candidate) ? SAME_WITH_FIGURE : SAME),
      )
      .toSorted((one, other) => other.like - one.like);
    if (row && !said.has(row.candidate)) said.set(row.candidate, task);
    return row === undefined;
  });
  return [...onlyInBody, ...rows.map((row) => withBody(row, said.get(row)))];
}

function sameFigure(one: ExtractedTask, other: ExtractedTask): boolean {
  return one.count !== null && countText(one.count) === countText(other.count);
}

function withBody(row: ExtractedTask, body: ExtractedTask | undefined): ExtractedTask {
  if (!body) return row;
  return {
    ...row,
    alsoInBody: body.quote,
    count: row.count ?? body.count,
    issues: [...row.issues, ...differences(row, body)],
  };
}

function differences(row: ExtractedTask, body: ExtractedTask): Issue[] {
  const pairs: [name: string, inRow: string, inBody: string][] = [
    ['数量', countText(row.count), countText(body.count)],
    ['责任单位', unitsText(row), unitsText(body)],
    ['最后期限', row.deadline.due.at(-1) ?? '', body.deadline.due.at(-1) ?? ''],
  ];
  return pairs
    .filter(([, inRow, inBody]) => inRow !== '' && inBody !== '' && inRow !== inBody)
    .map(([name, inRow, inBody]) => ({
      ...placed(row),
      expected: `${name}与正文一致（正文第 ${body.place.line} 行：${inBody}）`,
      found: inRow,
    }));
}

function countText(count: Count | null): string {
  return count === null
    ? ''
    : `${{ '>=': '不少于', '=': '', '~': '约' }[count.op]}${count.value}${count.unit}`;
}

function unitsText({ lead, support }: ExtractedTask): string {
  const names = lead.toSorted().join('、');
  return support.length === 0 ? names : `${names}；配合：${support.toSorted().join('、')}`;
}
