import type { PlainDate } from './date.ts';
import { COMMAND_NAMES, type Command, type CommandKind } from './occurrence.ts';

/** What changes while a plan runs; `close`: many matters are closed at once. */
export type ChangeKind =
  | 'calendar'
  | 'policy'
  | 'contact'
  | 'due'
  | 'merge'
  | 'pause'
  | 'resume'
  | 'end'
  | 'close';

/** What a change says: ids and days only, as it goes along with commands. */
export type ChangeData = {
  /** calendar: the year that was entered. */
  year?: number;
  /** calendar: the days of the moments ahead, by occurrence, as they were before. */
  moments?: Record<string, PlainDate[]>;
  /** policy: the keys that changed. */
  keys?: string[];
  /** due: whose date moves, of which period, and to which day; or the day of the event (`on`). */
  taskId?: number;
  period?: string;
  until?: PlainDate;
  on?: PlainDate;
  /** merge, contact: the unit meant; merge: into which it goes. */
  unitId?: number;
  toUnitId?: number;
  unitIds?: number[];
  /** resume: since when it was paused. */
  from?: PlainDate;
  /** close: those that were looked at closely. */
  sampled?: string[];
  /** close: the list that the leader signed. */
  fileIds?: string[];
  /** What the same order given again is known by. */
  key?: string;
};

/** A change as it is brought to an occurrence. */
export type ChangeOrder = {
  id: number;
  kind: ChangeKind;
  data: ChangeData;
  noteId: string | null;
  personId: number | null;
};

const COMMANDS: Record<Exclude<ChangeKind, 'due' | 'merge'>, CommandKind> = {
  calendar: 'amend',
  policy: 'amend',
  contact: 'amend',
  pause: 'pause',
  resume: 'resume',
  end: 'cancel',
  close: 'close',
};

/** The command that brings a change to an occurrence which has begun; a second try is the same one. */
export function commandOf(
  { id, kind, data, noteId, personId }: ChangeOrder,
  occurrence: { id: string; answeringUnitId: number },
): Command {
  const command: Command = {
    commandId: `change-${id}`,
    kind: 'amend',
    personId,
    unitId: null,
    door: 'system',
    changeId: id,
    ...(noteId === null ? {} : { noteId }),
  };
  if (kind === 'due') return { ...command, ...dateOf(data) };
  if (kind !== 'merge') {
    const sampled = data.sampled?.includes(occurrence.id) === true;
    const files = data.fileIds === undefined ? {} : { fileIds: data.fileIds };
    return { ...command, kind: COMMANDS[kind], ...files, ...(sampled ? { sampled } : {}) };
  }
  // where the old unit only takes part, another answers for the duty and goes on to
  return occurrence.answeringUnitId === data.unitId && data.toUnitId !== undefined
    ? { ...command, kind: 'reassign', toUnitId: data.toUnitId }
    : command;
}

function dateOf({ on, until }: ChangeData): Pick<Command, 'kind' | 'on' | 'until'> {
  if (on !== undefined) return { kind: 'set-event', on };
  return { kind: 'set-due', ...(until === undefined ? {} : { until }) };
}

export const CHANGE_NAMES: Record<ChangeKind, string> = {
  calendar: '节假日安排',
  policy: '督办规则',
  contact: '联系人',
  due: '时限',
  merge: '单位合并',
  pause: '暂停',
  resume: '恢复',
  end: '提前结束',
  close: '批量销号',
};

/** A change in a few words, without names. */
export function changeWords(kind: ChangeKind, data: ChangeData): string {
  switch (kind) {
    case 'calendar':
      return `${CHANGE_NAMES.calendar}：${data.year}年`;
    case 'policy':
      return `${CHANGE_NAMES.policy}：${(data.keys ?? []).join('、')}`;
    case 'due':
      return data.on === undefined
        ? `${CHANGE_NAMES.due}调整为 ${data.until}`
        : `${COMMAND_NAMES['set-event']} ${data.on}`;
    case 'resume':
      return `${CHANGE_NAMES.resume}（自 ${data.from} 起暂停）`;
    default:
      return CHANGE_NAMES[kind];
  }
}
