import { type Column, columnsOf } from './columns.ts';
import type { RowBlock, SourceDocument } from './document.ts';
import type { Draft, Outcome, PartReading } from './draft.ts';
import type { Count, ExtractedSide, Issue } from './extracted.ts';
import { obligationsIn, trimEnd } from './obligations.ts';
import { splitSentences } from './text/sentences.ts';
import { readNumber } from './text/numerals.ts';
import { parseUnits } from './units.ts';

/** A row with its cells by column. */
type Row = { block: RowBlock; columns: Map<Column, number>; cell: (column: Column) => string };

/** The obligations that the rows of task and budget tables state. */
export function readRows(document: SourceDocument, sides: readonly ExtractedSide[]): PartReading {
  const reading: PartReading = { drafts: [], outcomes: [], issues: [] };
  let section: string | null = null;
  for (const block of document.blocks) {
    if (block.kind === 'title' || block.kind === 'heading') section = block.text.slice(0, 30);
    if (block.kind !== 'row') continue;
    const row = rowOf(block);
    section = sectionNamedBy(row) ?? section;
    const drafts = draftsOf(row, section, sides);
    reading.drafts.push(...drafts);
    reading.outcomes.push(...outcomesOf(row, drafts));
    reading.issues.push(...faultsOf(row, drafts));
  }
  return reading;
}

function rowOf(block: RowBlock): Row {
  const columns = columnsOf(block.head);
  return { block, columns, cell: (column) => block.cells[columns.get(column) ?? -1] ?? '' };
}

const SUM = /^(?:合计|总计|小计|共计)$/;

/** True for a row of sums. */
function isSum({ block }: Row): boolean {
  return block.cells.some((cell) => SUM.test(cell.replace(/\s/g, '')));
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
  const inOwnColumn = at === columns.get('section');
  return inOwnColumn || (!columns.has('section') && obligationsIn(words).length === 0)
    ? words
    : null;
}

function draftsOf(row: Row, section: string | null, sides: readonly ExtractedSide[]): Draft[] {
  const text = row.cell('task') || row.cell('section');
  if (text === '' || isSum(row) || sectionOf(row) !== null) return [];
  const support = row.cell('support');
  const units = parseUnits(row.cell('lead') + (support && `；配合单位：${support}`), sides);
  return quotesOf(text).map((quote) => ({
    quote,
    context: text,
    place: row.block.place,
    section,
    number: row.cell('number') || null,
    stated: row.cell('time') || null,
    units,
    remark: row.cell('remark'),
    amount: amountOf(row),
  }));
}

/** The deliverables of a task cell. A row is a task: words that ask for nothing are one none the less. */
function quotesOf(text: string): string[] {
  const quotes = splitSentences(text).flatMap((sentence) => {
    const found = obligationsIn(sentence.text);
    return found.length === 1 ? [trimEnd(sentence.text)] : found.map((piece) => piece.text);
  });
  return (quotes.length > 0 ? quotes : [trimEnd(text)]).map((quote) =>
    quote.replace(/^\d{1,2}[.．、](?!\d)/, ''),
  );
}

function amountOf({ cell, block, columns }: Row): Count | null {
  const value = readNumber(cell('amount').replace(/[,，\s]|[万亿]?元$/g, ''));
  if (value === null || columns.has('lead')) return null;
  const unit = /[万亿]?元/.exec(cell('amount') + (block.head[columns.get('amount') ?? -1] ?? ''));
  return { op: '=', value, unit: unit?.[0] ?? '万元', per: 'plan' };
}

function outcomesOf(row: Row, drafts: Draft[]): Outcome[] {
  const { line } = row.block.place;
  if (drafts.length > 0) {
    return drafts.map(({ quote }) => ({ line, text: quote, outcome: 'task' }));
  }
  // a section or a sum says something about other rows
  const outcome = sectionOf(row) !== null || isSum(row) ? 'rule' : 'dismissed';
  return [{ line, text: row.block.text, outcome }];
}

function faultsOf(row: Row, drafts: Draft[]): Issue[] {
  const { block, columns, cell } = row;
  const { line } = block.place;
  const where = `清单第 ${line} 行`;
  const found = block.text.slice(0, 40);
  if (isSum(row) || sectionOf(row) !== null) return [];
  if (!columns.has('task')) {
    const expected = '表头中有“具体事项”“完成时限”“责任单位”等列';
    return [{ where, line, expected, found: block.head.join('、') || found }];
  }
  if (drafts.length === 0) return [{ where, line, expected: '工作内容', found }];
  const needed = Math.max(
    ...[...columns].filter(([name]) => name !== 'remark').map(([, at]) => at),
  );
  if (block.cells.length <= needed || block.cells.length > block.head.length + 1) {
    return [
      {
        where,
        line,
        expected: `${block.head.length} 列`,
        found: `${block.cells.length} 列：${found}`,
      },
    ];
  }
  const empty = (['time', 'lead'] as const).filter(
    (name) => columns.has(name) && cell(name) === '',
  );
  return empty.map((name) => ({
    where,
    line,
    expected: name === 'time' ? '完成时限' : '责任单位',
    found: '空白',
  }));
}
