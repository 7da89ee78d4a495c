/** One event of a calendar, its lines by name; parameters stand with the name. */
export type IcsEvent = Record<string, string>;

/** Reads an iCalendar as RFC 5545 says: folded lines joined, texts unescaped. */
export function parseIcs(text: string): { head: IcsEvent; events: IcsEvent[] } {
  if (/[^\r]\n/.test(text)) throw new Error('a line does not end in CRLF');
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line is too long: ${line}`);
  }
  const lines = text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-1) !== 'END:VCALENDAR')
    throw new Error('no calendar');
  const head: IcsEvent = {};
  const events: IcsEvent[] = [];
  let current = head;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push((current = {}));
    else if (line === 'END:VEVENT') current = head;
    else {
      const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(line) ?? [];
      current[name] = value.replace(/\\([\\,;nN])/g, (_, mark: string) =>
        /n/i.test(mark) ? '\n' : mark,
      );
    }
  }
  return { head, events };
}
