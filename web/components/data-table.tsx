import type { ReactNode } from 'react';
import { Scrolling } from './scrolling.tsx';

/** A column: what stands over it, and what of a row stands in it. */
export type Column<Row> = {
  key: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** A phone has no room for it; the row's own page has it. */
  isWideOnly?: boolean;
};

/**
 * Rows as a plain table: it prints whole and is read out as a table. (The library's table measures
 * scroll bars by a style that our content policy does not let in.)
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
  isStale = false,
}: {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string | number;
  /** Others were asked for and are on their way. */
  isStale?: boolean;
}) {
  return (
    <Scrolling label={label}>
      <table className="data" aria-busy={isStale}>
        <thead>
          <tr>
            {columns.map(({ key, head, isWideOnly }) => (
              <th scope="col" key={key} className={isWideOnly ? 'wide-only' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, isWideOnly }) => (
                <td key={key} className={isWideOnly ? 'wide-only' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
