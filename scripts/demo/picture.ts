import { eq } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import { event, occurrence, task } from '../../db/schema.ts';
import { beijingDate, type PlainDate } from '../../plan/date.ts';
import { COMMAND_NAMES, type EventKind } from '../../plan/occurrence.ts';

type Mark = { day: PlainDate; label: string; colour: string };

const WIDTH = 960;
const HEIGHT = 180;
const LEFT = 48;
const LINE = 104;

const MOMENTS: Record<string, [string, string]> = {
  quarter: ['季度在办', '#8c8c8c'],
  milestone: ['建议节点', '#8c8c8c'],
  pace: ['问进度', '#8c8c8c'],
  remind: ['提醒', '#1d39c4'],
  urge: ['催办', '#d46b08'],
  escalate: ['报分管领导', '#cf1322'],
  list: ['列入专报', '#820014'],
};

/** The life of one task's occurrence as an SVG: what was told and done, on a line of time. */
export async function lifePicture(db: Database, taskNumber: string): Promise<string> {
  const rows = await db
    .select({ event, title: task.title, dueOn: occurrence.dueOn })
    .from(event)
    .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .where(eq(task.number, taskNumber))
    .orderBy(event.seq);
  const [first] = rows;
  if (first?.dueOn == null) throw new Error(`no occurrence of task ${taskNumber} in the ledger`);
  const marks = [
    ...rows.map((row) => markOf(row.event.kind, row.event.data, beijingDate(row.event.at))),
    { day: first.dueOn, label: '到期', colour: '#000000' },
  ].toSorted((a, b) => a.day.localeCompare(b.day));
  return svg(`${taskNumber} ${first.title}`, marks);
}

function markOf(kind: EventKind, data: Record<string, unknown>, day: PlainDate): Mark {
  if (kind === 'assign') return { day, label: '交办', colour: '#389e0d' };
  if (kind !== 'moment') return { day, label: COMMAND_NAMES[kind], colour: '#389e0d' };
  const [label, colour] = MOMENTS[String(data['moment'])] ?? ['到点', '#8c8c8c'];
  return { day, label, colour };
}

/** Marks at equal distances, since most of a duty's life happens in its last weeks. */
function svg(title: string, marks: Mark[]): string {
  const step = (WIDTH - 2 * LEFT) / Math.max(1, marks.length - 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="'Noto Sans CJK SC','Microsoft YaHei',sans-serif" font-size="13" text-anchor="middle">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${WIDTH / 2}" y="28" font-size="16" font-weight="bold">${escaped(title)}</text>`,
    `<line x1="${LEFT}" y1="${LINE}" x2="${WIDTH - LEFT}" y2="${LINE}" stroke="#595959" stroke-width="2"/>`,
    ...marks.map((mark, index) => drawn(mark, Math.round(LEFT + index * step), index % 2 === 0)),
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ day, label, colour }: Mark, at: number, above: boolean): string {
  const y = above ? LINE - 36 : LINE + 34;
  return [
    `<circle cx="${at}" cy="${LINE}" r="6" fill="${colour}"/>`,
    `<text x="${at}" y="${y}" fill="${colour}">${escaped(label)}</text>`,
    `<text x="${at}" y="${y + 17}" fill="#595959" font-size="12">${day.slice(5)}</text>`,
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
