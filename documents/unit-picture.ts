import type { MissingTable } from '../plan/missing-table.ts';

// Measures of a phone's width: a picture that is put into a group is read without turning the phone.
const WIDTH = 1080;
const MARGIN = 48;
const CELL_HEIGHT = 30; // of one line of a name
const CELL_GAP = 22;
const NAME = 26;
const TITLE = 44;
const SMALL = 26;
const FONTS =
  "'Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Zen Hei','Microsoft YaHei','PingFang SC',sans-serif";

/** The table drawn as SVG: title, a grid of units that wraps long names, a line of time. */
export function missingSvg(table: MissingTable): string {
  const columns = columnsOf(table.units);
  const width = (WIDTH - 2 * MARGIN) / columns;
  const perLine = Math.max(4, Math.floor((width - 66) / NAME));
  const cells = table.units.map((name) => wrap(name, perLine));
  const rows = chunks(cells, columns);
  const subtitle = wrap(table.subtitle, Math.floor((WIDTH - 2 * MARGIN) / SMALL));
  const parts: string[] = [];
  let y = MARGIN + TITLE;
  parts.push(line(WIDTH / 2, y, TITLE, table.title, 'text-anchor="middle" font-weight="bold"'));
  for (const each of subtitle) {
    y += SMALL + 16;
    parts.push(line(WIDTH / 2, y, SMALL, each, 'text-anchor="middle" fill="#555"'));
  }
  y += 28;
  rows.forEach((row, index) => {
    const height = Math.max(...row.map(({ length }) => length)) * CELL_HEIGHT + CELL_GAP;
    row.forEach((lines, column) => {
      const x = MARGIN + column * width;
      parts.push(
        `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${index % 2 ? '#fff' : '#f5f7fa'}" stroke="#d0d5dd"/>`,
        line(
          x + 44,
          y + CELL_HEIGHT + 4,
          SMALL - 4,
          `${index * columns + column + 1}`,
          'text-anchor="end" fill="#999"',
        ),
        ...lines.map((text, step) =>
          line(x + 56, y + (step + 1) * CELL_HEIGHT + 4, NAME, text, 'fill="#b42318"'),
        ),
      );
    });
    y += height;
  });
  y += SMALL + 24;
  parts.push(line(WIDTH - MARGIN, y, SMALL - 4, table.footer, 'text-anchor="end" fill="#555"'));
  const height = y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONTS}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
}

/** The same as a page that can be printed or opened anywhere. */
export function missingHtml(table: MissingTable): string {
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(table.title)}</title></head><body style="margin:0;text-align:center">`,
    missingSvg(table).replace('<svg ', '<svg style="max-width:100%;height:auto" '),
    '</body></html>',
  ].join('\n');
}

/** Few units stand one below the other with their whole names; many share a line. */
function columnsOf(units: string[]): number {
  if (units.length <= 8) return 1;
  return units.length <= 40 ? 2 : 3;
}

/** No line begins with a mark that belongs to the one before. */
function wrap(text: string, perLine: number): string[] {
  const lines: string[] = [];
  for (const character of text) {
    const last = lines.at(-1);
    const fits =
      last !== undefined && (last.length < perLine || '，。；：、）》'.includes(character));
    if (fits) lines[lines.length - 1] = last + character;
    else lines.push(character);
  }
  return lines;
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function line(x: number, y: number, size: number, text: string, more: string): string {
  return `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
