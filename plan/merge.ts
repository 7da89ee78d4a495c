import type { Count, ExtractedTask } from './extracted.ts';
import { comparison } from './same.ts';
import { unitsWithRoles, wordsOfCount } from './task-words.ts';

// the same figure or the same units make fewer common words enough
const SAME = 0.6;
const SAME_WITH_MORE = 0.3;

/** A task, with the body's sentence for it where it is a row that the body states too. */
export type MergedTask = { task: ExtractedTask; body: ExtractedTask | null };

/**
 * The tasks of the annex with those of the body that it does not state again. A row wins over the
 * body's sentence for the same obligation; the sentence is kept with it, so that people can
 * settle where the two differ.
 */
export function mergeTasks(body: ExtractedTask[], rows: ExtractedTask[]): MergedTask[] {
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
  return [
    ...onlyInBody.map((task) => ({ task, body: null })),
    ...rows.map((row) => withBody(row, said.get(row))),
  ];
}

function agree(one: ExtractedTask, other: ExtractedTask): boolean {
  const sameCount = one.count !== null && countText(one.count) === countText(other.count);
  return sameCount || (one.lead.length > 0 && unitsText(one) === unitsText(other));
}

function withBody(row: ExtractedTask, body: ExtractedTask | undefined): MergedTask {
  if (!body) return { task: row, body: null };
  const task = {
    ...row,
    alsoInBody: body.quote,
    bodyPlace: body.place,
    count: row.count ?? body.count,
  };
  return { task, body };
}

function countText(count: Count | null): string {
  return count === null ? '' : wordsOfCount(count);
}

function unitsText(task: ExtractedTask): string {
  return unitsWithRoles(task).toSorted().join('、');
}
