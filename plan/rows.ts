import { type Column, columnsOf } from './columns.ts';
import type { Place, SourceDocument } from './document.ts';
import type { Draft, Outcome, PartReading } from './draft.ts';
import type { Count, ExtractedSide, Issue } from './extracted.ts';
import { obligationsIn, trimEnd } from './obligations.ts';
import { bounded, type Piece, splitSentences } from './text/sentences.ts';
import { amountIn, isSumRow } from './sums.ts';
import { onOneLine, type TornRow, withoutTornRows } from './torn-rows.ts';
import { parseUnits } from './units.ts';

/** A row with its cells by column; `budget`: its table has a row of sums. */
type Row = {
  block: TornRow;
  columns: Map<Column, number>;
  cell: (column: Column) => string;
  budget: boolean;
};

/** The obligations that the rows of task and budget tables state. */
export function readRows(document: SourceDocument, sides: readonly ExtractedSide[]): PartReading {
  const reading: PartReading = { drafts: [], outcomes: [], issues: [] };
  const budgets = new Set(
    document.blocks.flatMap((block) =>
      block.kind === 'row' && isSumRow(block.cells) ? [block.table] : [],
    ),
  );
  let section: string | null = null;
  for (const block of withoutTornRows(document.blocks)) {
    if (block.kind === 'title' || block.kind === 'heading') section = block.text.slice(0, 30);
    if (ANNEX.test(block.text)) section = null;
    if (block.kind !== 'row') continue;
    const row = rowOf(block, budgets);
    section = sectionNamedBy(row) ?? section;
    const drafts = draftsOf(row, section, sides);
    reading.drafts.push(...drafts);
    reading.outcomes.push(...outcomesOf(row, drafts));
    reading.issues.push(...faultsOf(row, drafts));
  }
  return reading;
}

const ANNEX = /^附[件表录]\s*\d*\s*[：:]?/;

function rowOf(block: TornRow, budgets: ReadonlySet<number>): Row {
  const columns = columnsOf(block.head);
  return {
    block,
    columns,
    cell: (column) => block.cells[columns.get(column) ?? -1] ?? '',
    budget: budgets.has(block.table),
  };
}

/** True for a row of sums. */
function isSum({ block }: Row): boolean {
  return isSumRow(block.cells);
}

/** The section that a row names: one of its own, or beside a task in a column merged over rows. */
function sectionNamedBy(row: Row): string | null {
  return sectionOf(row)?.slice(0, 30) ?? (row.cell('section').slice(0, 30) || null);
}

/** The only words of a row that names a section; null for any other row. */
function sectionOf({ block, columns, cell }: Row): string | null {
  if (!columns.has('time') && !columns.has('lead')) return null;
  const numberAt = columns.get('number');
  // 一、组织领导 in the number's column, with nothing beside it
  if (cell('number') === block.text && /[\u4E00-\u9FA5]{2}/.test(block.text)) return block.text;
  const filled = [...block.cells.entries()].filter(([at, text]) => text !== '' && at !== numberAt);
  const [at, words] = filled[0] ?? [];
  // a number like 2.1 marks a task, 2 or 二 a section
  if (filled.length !== 1 || words === undefined || /\d[.．]\d/.test(cell('number'))) return null;
  if (at !== undefined && at >= block.head.length) return null; // words beyond the head belong nowhere
  const inOwnColumn = at === columns.get('section');
  return inOwnColumn || (!columns.has('section') && obligationsIn(words).length === 0)
    ? words
    : null;
}

function draftsOf(row: Row, section: string | null, sides: readonly ExtractedSide[]): Draft[] {
  const support = row.cell('support');
  const units = parseUnits(row.cell('lead') + (support && `；配合单位：${support}`), sides);
  return wordsOf(row).map((words) => ({
    quote: onOneLine(words, linesOf(row)),
    words,
    context: taskText(row),
    place: placeOf(row),
    block: row.block.place,
    section,
    number: row.cell('number') || null,
    stated: row.cell('time') || null,
    units,
    remark: row.cell('remark'),
    amount: amountOf(row),
  }));
}

/** The place of the task's cell; a cell merged over rows stands above the row. */
function placeOf({ block, columns }: Row): Place {
  const span = block.spans[columns.get('task') ?? -1];
  if (!span || span.end <= span.start) return block.place;
  const above = span.start < block.place.start;
  return above ? block.place : { ...block.place, start: span.start, end: span.end };
}

/** The words of a row's task; '' for a row that names a section or a sum. */
function taskText(row: Row): string {
  if (isSum(row) || sectionOf(row) !== null) return '';
  const task = row.cell('task') || row.cell('section');
  // a figure is no task: the table is no list of tasks
  if (/^[\d.,%]*$/.test(task)) return '';
  const target = row.cell('target');
  return target === '' || task === '' ? task : `${task} ${target}`;
}

/** The words of each deliverable of a task cell. A row is a task: words that ask for nothing are one none the less. */
function wordsOf(row: Row): string[] {
  const text = taskText(row);
  const quotes = sentencesIn(text).flatMap((sentence) => {
    const found = obligationsIn(sentence.text);
    return found.length === 1 ? [trimEnd(sentence.text)] : found.map((piece) => piece.text);
  });
  const all = quotes.length > 0 ? quotes : text.split('\n').flatMap(bounded).map(trimEnd);
  return all
    .map((quote) => quote.replace(/^\d{1,2}[.．、](?!\d)/, ''))
    .filter((quote) => quote !== '');
}

/** The task's cell line by line; one line where the row is whole. */
function linesOf({ block, columns }: Row): string[] {
  const at = columns.get('task') ?? -1;
  return block.lines?.map((cells) => cells[at] ?? '').filter((line) => line !== '') ?? [];
}

/** The sentences of a cell; its paragraphs end one, whether they have a full stop or not. */
function sentencesIn(text: string): Piece[] {
  return text.split('\n').flatMap(bounded).flatMap(splitSentences);
}

function amountOf(row: Row): Count | null {
  const { cell, block, columns } = row;
  const value = amountIn(cell('amount'));
  // in a list of tasks an amount is what one of them costs; a budget ends in a sum
  if (value === null || (columns.has('lead') && !row.budget)) return null;
  const unit = /[万亿]?元/.exec(cell('amount') + (block.head[columns.get('amount') ?? -1] ?? ''));
  return { op: '=', value, unit: unit?.[0] ?? '万元', per: 'plan' };
}

function outcomesOf(row: Row, drafts: Draft[]): Outcome[] {
  const { line } = row.block.place;
  if (drafts.length === 0) {
    // a section or a sum says something about other rows
    const { text } = row.block;
    return sectionOf(row) !== null || isSum(row)
      ? [{ line, text, outcome: 'rule' }]
      : [{ line, text, outcome: 'dismissed', reason: 'nothing' }];
  }
  const asking = sentencesIn(taskText(row)).filter(({ text }) => obligationsIn(text).length > 0);
  const rest = sentencesIn(taskText(row)).filter(({ text }) => obligationsIn(text).length === 0);
  return [
    ...drafts.map(({ quote }): Outcome => ({ line, text: quote, outcome: 'task' })),
    ...(asking.length > 0 ? rest : []).map(
      ({ text }): Outcome => ({ line, text, outcome: 'part' }),
    ),
  ];
}

function faultsOf(row: Row, drafts: Draft[]): Issue[] {
  if (isSum(row) || sectionOf(row) !== null) return [];
  const { line } = row.block.place;
  const faults = shapeFaults(row, drafts);
  return (faults.length > 0 ? faults : emptyCells(row)).map(([expected, found]) => ({
    where: `清单第 ${line} 行`,
    line,
    expected,
    found,
  }));
}

/** What was expected of a row or its head, and what is there. */
type Fault = [expected: string, found: string];

function shapeFaults({ block, columns }: Row, drafts: Draft[]): Fault[] {
  const found = block.text.slice(0, 40);
  if (!columns.has('task')) {
    return [['表头中有“具体事项”“完成时限”“责任单位”等列', block.head.join('、') || found]];
  }
  if (drafts.length === 0) return [['工作内容', found]];
  // what a PDF leaves out at a row's end are empty remarks
  const needed = [...columns].filter(([name]) => name !== 'remark').map(([, at]) => at + 1);
  const { length } = block.cells;
  const fits = length >= Math.max(...needed) && length <= block.head.length + 1;
  return fits ? [] : [[`${block.head.length} 列`, `${length} 列：${found}`]];
}

function emptyCells({ columns, cell }: Row): Fault[] {
  const names = { time: '完成时限', lead: '责任单位' } as const;
  return (['time', 'lead'] as const)
    .filter((column) => columns.has(column) && cell(column) === '')
    .map((column) => [names[column], '空白']);
}
