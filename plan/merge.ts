import type { Count, ExtractedTask, Issue } from './extracted.ts';
import { comparison } from './same.ts';
import { placed } from './task.ts';

// the same figure or the same units make fewer common words enough
const SAME = 0.6;
const SAME_WITH_MORE = 0.3;

/**
 * The tasks of the annex with those of the body that it does not state again. A row wins over the
 * body's sentence for the same obligation; the sentence is kept with it, and where the two differ
 * in number or units the row gets an issue, for people to settle.
 */
export function mergeTasks(body: ExtractedTask[], rows: ExtractedTask[]): ExtractedTask[] {
  const alike = comparison(
    rows.map(({ quote }) => quote),
    [...body, ...rows].map(({ quote }) => quote),
  );
  const rowsBy = Map.groupBy(rows, ({ quote }) => quote);
  const said = new Map<ExtractedTask, ExtractedTask>();
  const onlyInBody = body.filter((task) => {
    const [row] = alike(task.quote)
      .flatMap(({ text, like }) =>
        (rowsBy.get(text) ?? []).map((candidate) => ({ candidate, like })),
      )
      .filter(({ candidate, like }) => like >= (agree(task, candidate) ? SAME_WITH_MORE : SAME))
      .toSorted((one, other) => other.like - one.like);
    if (row && !said.has(row.candidate)) said.set(row.candidate, task);
    return row === undefined;
  });
  return [...onlyInBody, ...rows.map((row) => withBody(row, said.get(row)))];
}

function agree(one: ExtractedTask, other: ExtractedTask): boolean {
  const sameCount = one.count !== null && countText(one.count) === countText(other.count);
  return sameCount || (one.lead.length > 0 && unitsText(one) === unitsText(other));
}

function withBody(row: ExtractedTask, body: ExtractedTask | undefined): ExtractedTask {
  if (!body) return row;
  return {
    ...row,
    alsoInBody: body.quote,
    bodyPlace: body.place,
    count: row.count ?? body.count,
    issues: [...row.issues, ...differences(row, body)],
  };
}

function differences(row: ExtractedTask, body: ExtractedTask): Issue[] {
  const found: [name: string, said: string | null][] = [
    ['数量', unequal(countText(row.count), countText(body.count))],
    ['时间', unequal(timeText(row), timeText(body))],
    ['责任单位', unequal(unitsOnlyIn(row, body), unitsOnlyIn(body, row))],
  ];
  return found.flatMap(([name, said]) =>
    said === null
      ? []
      : [{ ...placed(row), expected: `${name}与正文第 ${body.place.line} 行一致`, found: said }],
  );
}

/** What the annex and the body say, or null where one is silent or both say the same. */
function unequal(inRow: string, inBody: string): string | null {
  return inRow === '' || inBody === '' || inRow === inBody
    ? null
    : `清单：${inRow}；正文：${inBody}`;
}

function countText(count: Count | null): string {
  return count === null
    ? ''
    : `${{ '>=': '不少于', '=': '', '~': '约' }[count.op]}${count.value}${count.unit}`;
}

/** The last date, or how many there are: a window and a date may mean the same. */
function timeText({ deadline }: ExtractedTask): string {
  const { kind, due } = deadline;
  return kind === 'recurring' ? `${due.length}个日期` : (due.at(-1) ?? '');
}

function unitsText(task: ExtractedTask): string {
  return rolesOf(task).toSorted().join('、');
}

/** The units of one task that the other lacks or names in another role; '' where one names none. */
function unitsOnlyIn(one: ExtractedTask, other: ExtractedTask): string {
  const [names, others] = [rolesOf(one), rolesOf(other)];
  if (names.length === 0 || others.length === 0) return '';
  const [only, missing] = [
    names.filter((name) => !others.includes(name)),
    others.filter((name) => !names.includes(name)),
  ];
  return only.length + missing.length === 0 ? '' : only.join('、') || '无';
}

function rolesOf({ lead, support }: ExtractedTask): string[] {
  return [...lead, ...support.map((name) => `${name}（配合）`)];
}
