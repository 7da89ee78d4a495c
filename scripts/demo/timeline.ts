import { beijingDate } from '../../plan/date.ts';
import type { SavedMail } from './mailbox.ts';

/** What people did and what they were sent, a line per day, act and kind of mail. */
export function timelineOf(acts: { day: string; what: string }[], mails: SavedMail[]): string {
  const sent = new Map<string, { day: string; subject: string; to: string[] }>();
  for (const { date, subject, to } of mails) {
    const day = beijingDate(date.getTime());
    const key = `${day}|${subject}`;
    const known = sent.get(key) ?? { day, subject, to: [] };
    known.to.push(to.split('@')[0] ?? to);
    sent.set(key, known);
  }
  const lines = [
    ...[...sent.values()].map(({ day, subject, to }) => ({
      day,
      order: 0,
      text: `✉ ${subject} → ${shortened(to)}`,
    })),
    ...acts.map(({ day, what }) => ({ day, order: 1, text: `● ${what}` })),
  ];
  return lines
    .toSorted(
      (a, b) => a.day.localeCompare(b.day) || a.order - b.order || a.text.localeCompare(b.text),
    )
    .map(
      ({ day, text }, index, all) => `${day === all[index - 1]?.day ? '          ' : day}  ${text}`,
    )
    .join('\n');
}

function shortened(to: string[]): string {
  const names = to.toSorted();
  return names.length > 4
    ? `${names.slice(0, 3).join('、')} 等 ${names.length} 人`
    : names.join('、');
}
