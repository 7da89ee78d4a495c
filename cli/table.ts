/** A table in which Chinese characters take two columns; cells are cut at 36 columns. */
export function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cut(cell, 36)));
  const widths = head.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ''))));
  const line = (row: string[]) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [first = '', ...rest] = all.map(line);
  return [first, '─'.repeat(widths.reduce((sum, each) => sum + each + 2, -2)), ...rest].join('\n');
}

function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);
}

function isWide(character: string): boolean {
  return /[ᄀ-ᅟ⺀-〿ぁ-㏿㐀-䶿一-鿿豈-﫿︰-﹏＀-｠￠-￦]/.test(character);
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

function cut(text: string, columns: number): string {
  if (width(text) <= columns || text.startsWith('plan/')) return text;
  let kept = '';
  for (const character of text) {
    if (width(kept) + width(character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
