import type { AgendaEntry } from './agenda.ts';
import type { PlainDate } from './date.ts';

/** The state of one duty: 交办, 签收, 办结, 退回, 销号, 不适用, 撤销. */
export type OccurrenceState =
  | 'scheduled'
  | 'assigned'
  | 'acknowledged'
  | 'completed'
  | 'returned'
  | 'closed'
  | 'waived'
  | 'cancelled';

/** Who decides that a completion holds: nobody, the office, or the leader. */
export type Verification = 'auto' | 'office' | 'leader';

/**
 * Through which door an act came in; `web`: somebody logged in; `mail`, `sms`: the unit answered a
 * message; `behalf`: the office entered what a unit told it.
 */
export type Door = 'link' | 'web' | 'mail' | 'sms' | 'cli' | 'behalf' | 'system';

/** The doors through which units act, themselves or by the office's hand. */
export const UNIT_DOORS: readonly Door[] = ['link', 'web', 'mail', 'sms', 'behalf'];

/** By what means a unit told the office, or was told: 电话, 微信, 纸质, OA, 邮件, 短信. */
export type Source = 'telephone' | 'wechat' | 'paper' | 'oa' | 'mail' | 'sms';

/** What the unit that answers says of its duty. */
export type UnitCommand =
  | 'acknowledge'
  | 'decline'
  | 'report'
  | 'report-risk'
  | 'enter'
  | 'set-opening'
  | 'promise'
  | 'complete'
  | 'request-extension'
  | 'ask-contribution'
  | 'hand-on';

/** What the office, the supervising leader or the other side says. */
export type OfficeCommand =
  | 'uphold'
  | 'reassign'
  | 'urge'
  | 'instruct'
  | 'rectify'
  | 'summon'
  | 'take-note'
  | 'record-telling'
  | 'receive'
  | 'return'
  | 'close'
  | 'waive'
  | 'cancel'
  | 'reopen'
  | 'endorse-extension'
  | 'decide-extension'
  | 'set-due'
  | 'set-event'
  | 'pause'
  | 'resume';

/** `contribute` comes from those who take part, `confirm` from the other side, `amend` from a change of the plan. */
export type CommandKind = UnitCommand | OfficeCommand | 'contribute' | 'confirm' | 'amend';

/** What the ledger records: every command, and what happens by itself. */
export type EventKind = CommandKind | 'assign' | 'moment';

/**
 * What somebody asks of an occurrence. Names, addresses and free text are not in it: `noteId` and
 * `fileIds` point into PostgreSQL, so that they never enter a workflow's history.
 */
export type Command = {
  commandId: string;
  kind: CommandKind;
  personId: number | null;
  unitId: number | null;
  door: Door;
  /** The device from which it came; who sat before it stands in the device's row. */
  deviceId?: number;
  /** How the office was told what it enters on behalf, or how it told a unit. */
  source?: Source;
  noteId?: string;
  fileIds?: string[];
  /** The day asked for, granted, promised, or by which something is to be done. */
  until?: PlainDate;
  /** The day on which something was: of an entry, an event, a receipt; urge: the working day it counts for. */
  on?: PlainDate;
  /** decide-extension: granted or refused. */
  approve?: boolean;
  /** enter, complete: how much is added; set-opening, confirm: how much there is; report: the number so far. */
  amount?: number;
  /** report: of how many that were to be done (应完成); complete of a return: rows filled in. */
  outOf?: number;
  /** The unit to which a duty goes over, or which is asked. */
  toUnitId?: number;
  /** The colleague who is reminded from now on. */
  toPersonId?: number;
  /** report to a return: the task that this row tells of. */
  taskId?: number;
  /** The change of the plan by which it came. */
  changeId?: number;
  /** close: one of those looked at closely (抽查). */
  sampled?: boolean;
};

/** How much a counted duty asks for and has; a figure that does not bind (力争) is never refused. */
export type Tally = { target: number; sum: number; opening: number; binding: boolean };

/** The part of an occurrence that decides which commands it takes. */
export type Standing = {
  state: OccurrenceState;
  verification: Verification;
  extensionPending: boolean;
  /** Waits for the other side, or with its plan; nobody is reminded. */
  paused?: true;
  /** The unit says that it is not its duty, and the office has not answered. */
  declined?: true;
  /** The due date follows from an event, whose day somebody enters. */
  byEvent?: true;
  /** Papers that are still to be received before it can be closed. */
  papersDue?: number;
  tally?: Tally;
  /** The working day for which it was urged by hand last. */
  urgedFor?: PlainDate;
};

/** The states in which the unit still owes the work. */
export const OPEN: readonly OccurrenceState[] = [
  'scheduled',
  'assigned',
  'acknowledged',
  'returned',
];
const ALIVE: readonly OccurrenceState[] = [...OPEN, 'completed'];

/** The states of a run in which nothing more can happen. */
export const ENDED: readonly OccurrenceState[] = ['closed', 'waived', 'cancelled'];

/** Each command: the states that take it, and the state that follows (null: it stays). */
export const TRANSITIONS: Record<
  CommandKind,
  { from: readonly OccurrenceState[]; to: OccurrenceState | null }
> = {
  acknowledge: { from: ['scheduled', 'assigned'], to: 'acknowledged' },
  decline: { from: ['scheduled', 'assigned', 'acknowledged'], to: null },
  uphold: { from: ['assigned', 'acknowledged'], to: null },
  report: { from: OPEN, to: null },
  'report-risk': { from: OPEN, to: null },
  enter: { from: OPEN, to: null },
  'set-opening': { from: OPEN, to: null },
  promise: { from: OPEN, to: null },
  contribute: { from: ALIVE, to: null },
  'ask-contribution': { from: OPEN, to: null },
  'hand-on': { from: ALIVE, to: null },
  complete: { from: OPEN, to: 'completed' },
  confirm: { from: ALIVE, to: null },
  receive: { from: ALIVE, to: null },
  return: { from: ['completed'], to: 'returned' },
  close: { from: ['completed'], to: 'closed' },
  waive: { from: ALIVE, to: 'waived' },
  cancel: { from: ALIVE, to: 'cancelled' },
  reopen: { from: ENDED, to: 'acknowledged' },
  'request-extension': { from: OPEN, to: null },
  'endorse-extension': { from: OPEN, to: null },
  'decide-extension': { from: OPEN, to: null },
  'set-due': { from: OPEN, to: null },
  'set-event': { from: OPEN, to: null },
  reassign: { from: OPEN, to: 'assigned' },
  urge: { from: ['assigned', 'acknowledged', 'returned'], to: null },
  instruct: { from: ALIVE, to: null },
  rectify: { from: OPEN, to: null },
  summon: { from: OPEN, to: null },
  'take-note': { from: OPEN, to: null },
  'record-telling': { from: ALIVE, to: null },
  pause: { from: OPEN, to: null },
  resume: { from: OPEN, to: null },
  amend: { from: ALIVE, to: null },
};

/** True when nothing more can happen to the occurrence in this run. */
export function isEnded(state: OccurrenceState): boolean {
  return ENDED.includes(state);
}

/** True while the unit still owes the work: reminders and urging may go out. */
export function isOwed(state: OccurrenceState): boolean {
  return OPEN.includes(state);
}

type Asked = Pick<Command, 'kind' | 'until' | 'on' | 'approve' | 'amount' | 'toUnitId'>;

/** Why the command cannot be taken now, for the person who gave it; null when it can. */
export function refusal(standing: Standing, command: Asked): string | null {
  const { from } = TRANSITIONS[command.kind];
  if (!from.includes(standing.state)) {
    return `该事项${STATE_NAMES[standing.state]}，不能${COMMAND_NAMES[command.kind]}`;
  }
  return missing(command) ?? conflict(standing, command);
}

/** Why a run that was not begun to reopen its occurrence cannot do so. */
export function refusalToReopen({ state }: Standing): string {
  return isEnded(state)
    ? '该事项刚刚结束，请稍后再重新启动'
    : `该事项${STATE_NAMES[state]}，不需重新启动`;
}

/** What a command must say besides its kind. */
function missing({ kind, until, on, amount, toUnitId }: Asked): string | null {
  const named = COMMAND_NAMES[kind];
  if (NEEDS_DAY.includes(kind) && until === undefined) return `${named}须写明到哪一天`;
  if (kind === 'set-event' && on === undefined) return `${named}须写明是哪一天`;
  if (NEEDS_AMOUNT.includes(kind) && (amount === undefined || !Number.isFinite(amount))) {
    return `${named}须写明数字`;
  }
  if (kind === 'enter' && amount === 0) return '填报的数字不能为 0';
  if (kind === 'set-opening' && (amount ?? 0) < 0) return '期初数不能是负数';
  if ((kind === 'reassign' || kind === 'ask-contribution') && toUnitId === undefined) {
    return `${named}须写明单位`;
  }
  return null;
}

const NEEDS_DAY: readonly CommandKind[] = ['promise', 'rectify', 'take-note', 'set-due'];
const NEEDS_AMOUNT: readonly CommandKind[] = ['enter', 'set-opening'];

/** What in the standing, beside the state, forbids a command. */
function conflict(standing: Standing, command: Asked): string | null {
  const { paused, declined, tally, papersDue = 0, extensionPending } = standing;
  switch (command.kind) {
    case 'decline':
      return declined ? '已经提出退回，请等候办公室答复' : null;
    case 'uphold':
      return declined ? null : '单位没有提出退回';
    case 'pause':
      return paused ? '该事项已经暂停' : null;
    case 'resume':
      return paused ? null : '该事项没有暂停';
    case 'urge':
      return urgingConflict(standing, command.on);
    case 'rectify':
    case 'take-note':
      return paused ? `该事项已暂停，恢复后再${COMMAND_NAMES[command.kind]}` : null;
    case 'set-event':
      return standing.byEvent === undefined ? '该事项的时限不取决于其他事项' : null;
    case 'enter':
      return enteringFault(tally, command.amount ?? 0);
    case 'set-opening':
      return tally === undefined ? '该事项没有数量要求，不需填期初数' : null;
    case 'complete':
      return completingFault(tally, command.amount ?? 0);
    case 'close':
      return papersDue > 0 ? `还有 ${papersDue} 份纸质件没有收件登记，不能销号` : null;
    case 'receive':
      return papersDue > 0 ? null : '没有待收的纸质件';
    case 'request-extension':
      if (paused) return '该事项已暂停，恢复时时限自动顺延，不需申请延期';
      if (extensionPending) return '已有一项延期申请在等待答复，请等候办公室答复';
      return command.until === undefined ? '申请延期须写明延至哪一天' : null;
    case 'endorse-extension':
      return extensionPending ? null : '没有待答复的延期申请';
    case 'decide-extension': {
      const granting = command.approve === true && command.until !== undefined;
      return extensionPending || granting ? null : '没有待答复的延期申请';
    }
    default:
      return null;
  }
}

/** What waits for the office is not the unit's to hurry; who was urged today hears no more today. */
function urgingConflict(
  { paused, declined, extensionPending, urgedFor }: Standing,
  on: PlainDate | undefined,
): string | null {
  if (paused) return '该事项已暂停，恢复后再催办';
  if (declined) return '单位提出不属于本单位职责，请先答复，再催办';
  if (extensionPending) return '单位申请了延期，请先答复，再催办';
  const again = on !== undefined && urgedFor !== undefined && on <= urgedFor;
  return again ? '该事项已经催办过，一个工作日只催办一次' : null;
}

function enteringFault(tally: Tally | undefined, amount: number): string | null {
  if (tally === undefined) return '该事项没有数量要求，请用“报进展”';
  const sum = tally.sum + amount;
  return sum < 0 ? `更正后的合计为 ${sum}，不能小于 0` : null;
}

function completingFault(tally: Tally | undefined, amount: number): string | null {
  if (tally === undefined) return null;
  const { target, binding } = tally;
  const sum = round(tally.sum + amount);
  if (sum < 0) return `更正后的合计为 ${sum}，不能小于 0`;
  if (!binding || sum >= target) return null;
  return `要求 ${target}，已填报 ${sum}，还差 ${round(target - sum)}，不能报办结；如已完成请补填数量`;
}

/** A figure without the dust of binary fractions. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The standing after a command that was not refused. */
export function nextStanding(
  standing: Standing,
  command: Pick<Command, 'kind' | 'amount' | 'on'>,
): Standing {
  const { kind, on } = command;
  const { paused, declined, tally, papersDue, ...rest } = standing;
  const papers = papersDue !== undefined && kind === 'receive' ? papersDue - 1 : papersDue;
  const to = TRANSITIONS[kind].to ?? standing.state;
  const claimed = to === 'completed' && standing.verification === 'auto';
  const state = claimed && (papers ?? 0) === 0 ? 'closed' : to;
  const stays = isOwed(state);
  const isPaused = stays && (kind === 'pause' || (paused === true && kind !== 'resume'));
  const isDeclined =
    stays &&
    (kind === 'decline' || (declined === true && kind !== 'uphold' && kind !== 'reassign'));
  const asked = kind === 'request-extension';
  const settled = DATES_ANEW.includes(kind) || !stays;
  return {
    ...rest,
    state,
    extensionPending: asked || (standing.extensionPending && !settled),
    ...(isPaused ? { paused: true } : {}),
    ...(isDeclined ? { declined: true } : {}),
    ...(papers === undefined ? {} : { papersDue: papers }),
    ...(tally === undefined ? {} : { tally: tallyAfter(tally, command) }),
    ...(kind === 'urge' && on !== undefined ? { urgedFor: on } : {}),
  };
}

/** Another date, or another unit, settles a request for an extension. */
const DATES_ANEW: readonly CommandKind[] = ['decide-extension', 'reassign', 'set-due', 'set-event'];

function tallyAfter(tally: Tally, { kind, amount = 0 }: Pick<Command, 'kind' | 'amount'>): Tally {
  if (kind === 'enter' || kind === 'complete') return { ...tally, sum: round(tally.sum + amount) };
  if (kind !== 'set-opening') return tally;
  return { ...tally, opening: amount, sum: round(tally.sum - tally.opening + amount) };
}

const REARMING: readonly CommandKind[] = [
  'decline',
  'uphold',
  'enter',
  'set-opening',
  'promise',
  'complete',
  'receive',
  'return',
  'close',
  'waive',
  'cancel',
  'reopen',
  'set-due',
  'set-event',
  'reassign',
  'rectify',
  'take-note',
  'pause',
  'resume',
  'amend',
];

/** True when the command changes what must happen when, so that the agenda is made anew. */
export function rearms(command: Pick<Command, 'kind' | 'approve'>): boolean {
  if (command.kind === 'decide-extension') return command.approve === true;
  return REARMING.includes(command.kind);
}

/** Entries that are due at `now` or earlier, and the first one after. */
export function splitAgenda(
  agenda: readonly AgendaEntry[],
  now: number,
): { due: AgendaEntry[]; next: AgendaEntry | null } {
  return {
    due: agenda.filter((entry) => entry.wake <= now),
    next: agenda.find((entry) => entry.wake > now) ?? null,
  };
}

/** The state of an occurrence in a word; what was due before supervision began is in none of them. */
export function stateWords(row: { state: OccurrenceState; beforeStart: boolean }): string {
  return row.beforeStart && !isEnded(row.state) ? BEFORE_START : STATE_NAMES[row.state];
}

/** What is listed and neither urged nor done here, since it was due before supervision began. */
export const BEFORE_START = '督办开始前的，不催办';

export const STATE_NAMES: Record<OccurrenceState, string> = {
  scheduled: '待启动',
  assigned: '已交办',
  acknowledged: '已签收',
  completed: '已报办结、待销号',
  returned: '已退回、待整改',
  closed: '已销号',
  waived: '已认定不适用',
  cancelled: '已撤销',
};

export const COMMAND_NAMES: Record<CommandKind, string> = {
  acknowledge: '签收',
  decline: '退回任务',
  uphold: '维持交办',
  report: '报进展',
  'report-risk': '报告困难',
  enter: '填报数量',
  'set-opening': '填期初数',
  promise: '告知预计完成时间',
  contribute: '报送配合情况',
  'ask-contribution': '请配合报送',
  'hand-on': '转交承办人',
  complete: '报办结',
  confirm: '对方确认',
  receive: '收件登记',
  return: '退回',
  close: '销号',
  waive: '认定不适用',
  cancel: '撤销',
  reopen: '重新启动',
  'request-extension': '申请延期',
  'endorse-extension': '同意延期并报领导审批',
  'decide-extension': '答复延期申请',
  'set-due': '调整时限',
  'set-event': '填报事件日期',
  reassign: '改交其他单位',
  urge: '催办',
  instruct: '批示',
  rectify: '限期整改',
  summon: '登记约谈',
  'take-note': '批阅',
  'record-telling': '登记告知',
  pause: '暂停',
  resume: '恢复',
  amend: '按方案变更调整',
};

export const SOURCE_NAMES: Record<Source, string> = {
  telephone: '电话',
  wechat: '微信',
  paper: '纸质',
  oa: 'OA',
  mail: '邮件',
  sms: '短信',
};

export const EVENT_NAMES: Record<EventKind, string> = {
  ...COMMAND_NAMES,
  assign: '交办',
  moment: '到期提醒',
};
