import type { ReactNode } from 'react';
import { Scrolling } from './scrolling.tsx';

/** A column: what stands over it, and what of a row stands in it. */
export type Column<Row> = { key: string; head: string; cell: (row: Row) => ReactNode };

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
            {columns.map(({ key, head }) => (
              <th scope="col" key={key}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell }) => (
                <td key={key}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
