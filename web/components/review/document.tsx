import { memo, type ReactNode, useMemo } from 'react';
import type { Review } from '../../api/client.ts';
import { type Mark, marksIn, marksOf } from './marks.ts';

type Block = Review['blocks'][number];
type Cell = NonNullable<Block['cells']>[number];

/** The document with what became of its clauses; choosing one finds it among the tasks. */
export const Document = memo(function Document({
  review,
  choose,
}: {
  review: Review;
  choose: (item: string) => void;
}) {
  const { text, blocks, tasks, clauses } = review;
  const marks = useMemo(() => marksOf(review), [tasks, clauses]); // oxlint-disable-line react-hooks/exhaustive-deps
  const groups = useMemo(() => grouped(blocks), [blocks]);
  const words = { text, marks, choose };
  return groups.map((group) => {
    const [first] = group;
    if (first === undefined) return null;
    if (first.kind === 'row') return <Rows key={first.start} rows={group} {...words} />;
    return <Paragraph key={first.start} block={first} {...words} />;
  });
});

type Words = { text: string; marks: Mark[]; choose: (item: string) => void };

function Paragraph({ block, ...words }: { block: Block } & Words) {
  const { kind, level = 1, start, end } = block;
  const content = <Marked start={start} end={end} {...words} />;
  if (kind === 'title')
    return (
      <p className="doc-title" lang="zh-CN">
        {content}
      </p>
    );
  if (kind !== 'heading')
    return (
      <p className="doc-paragraph" lang="zh-CN">
        {content}
      </p>
    );
  return (
    <p className="doc-heading" lang="zh-CN" role="heading" aria-level={Math.min(level + 2, 6)}>
      {content}
    </p>
  );
}

function Rows({ rows, ...words }: { rows: Block[] } & Words) {
  return (
    <div
      className="scrolling"
      lang="zh-CN"
      tabIndex={0}
      role="region"
      aria-label={rowName(rows, words.text)}
    >
      <table className="doc-table">
        <tbody>
          {rows.map(({ start, cells = [] }) => (
            <tr key={start}>
              {cells.filter(isShown).map((cell) => (
                <td key={`${cell.start}`} rowSpan={cell.rows} colSpan={cell.columns}>
                  <Marked start={cell.start} end={cell.end} {...words} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Cells that another covers take no place of their own. */
function isShown({ rows, columns }: Cell): boolean {
  return rows > 0 && columns > 0;
}

function rowName([first]: Block[], text: string): string {
  return first === undefined ? '' : text.slice(first.start, first.end).replaceAll('\t', ' ');
}

/** A stretch of the text with its marks. */
function Marked({ start, end, text, marks, choose }: { start: number; end: number } & Words) {
  const parts: ReactNode[] = [];
  let at = start;
  for (const mark of marksIn(marks, start, end)) {
    const from = Math.max(mark.start, start);
    const to = Math.min(mark.end, end);
    if (from > at) parts.push(text.slice(at, from));
    parts.push(
      <mark
        key={from}
        className={`doc-mark doc-${mark.as}${mark.settled ? '' : ' doc-open'}`}
        data-item={mark.item}
        onClick={() => choose(mark.item)}
      >
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  if (at < end) parts.push(text.slice(at, end));
  return parts;
}

/** Rows of one table stand together. */
function grouped(blocks: Block[]): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    const goesOn = block.kind === 'row' && before?.kind === 'row' && before.table === block.table;
    if (goesOn && last !== undefined) last.push(block);
    else groups.push([block]);
  }
  return groups;
}
