import type { FileRow } from '../db/evidence.ts';
import type { HistoryLine } from '../db/status.ts';
import { clockWords, dayWords, enteredByWords, eventWords } from '../plan/desk.ts';
import { isMisnamed, kindName, viewOf, whyUnseen } from '../plan/evidence-kinds.ts';
import type { BookTask } from '../plan/returns.ts';
import type { Desk } from './desk.ts';

/** What happened to an occurrence, as its unit is shown it. */
type Course = { history: HistoryLine[]; files: Map<number, FileRow[]>; tasks: BookTask[] };

/** The lines of a history on the page of a unit, the last first. */
export function historyLines(desk: Desk, { history, files, tasks }: Course) {
  return history.toReversed().flatMap((line) => {
    const words = eventWords(line.kind, line.data);
    if (words === null) return [];
    const what = `${toldOf(tasks, line.data)}${words}`;
    // the names of people stay within their own unit
    const own = line.unit === desk.link.unitName ? (line.user ?? line.person) : null;
    const who = whoOf(line, own);
    const attached = (files.get(line.seq) ?? []).map((file) => ({
      address: `${desk.base}/f/${encodeURIComponent(file.id)}`,
      name: file.name,
      otherKind: isMisnamed(file) ? kindName(file) : '',
      whyUnseen: whyUnseen(file),
      isPicture: viewOf(file.mediaType) === 'picture',
      size: sizeWords(file.size),
    }));
    // the hour at which the system woke is not the hour of its mail
    const when = line.kind === 'moment' ? dayWords(line.at) : clockWords(line.at);
    return [{ when, who, what, text: line.text ?? '', files: attached }];
  });
}

/** What the office entered for the unit is the office's doing, not that of one of its people. */
function whoOf({ unit, door, office }: HistoryLine, own: string | null): string {
  const enteredBy = enteredByWords(door, office, own);
  const isOwn = own !== null && enteredBy !== null;
  return (isOwn ? [enteredBy] : [unit, enteredBy ?? own]).filter(Boolean).join(' ');
}

/** The task, and whose it is, that a report to a return tells of. */
function toldOf(tasks: BookTask[], { taskId, toUnitId }: Record<string, unknown>): string {
  const task = tasks.find(({ id }) => id === taskId);
  if (task === undefined) return '';
  const party = task.parties.find(({ unitId }) => unitId === toUnitId);
  return `${task.number} ${task.title}${party === undefined ? '' : `（${party.written}）`}：`;
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
