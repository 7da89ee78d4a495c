import { practicalDay } from './agenda.ts';
import type { Calendar } from './calendar.ts';
import {
  beijingDate,
  beijingMinutes,
  chineseDate,
  daysBetween,
  type PlainDate,
  yearOf,
} from './date.ts';
import { BEHIND, isBehind, type Light } from './light.ts';
import {
  BEFORE_START,
  type Door,
  EVENT_NAMES,
  type EventKind,
  isEnded,
  isOwed,
  type OccurrenceState,
  SOURCE_NAMES,
} from './occurrence.ts';

/** What a unit's list shows of an occurrence, and sorts it by. */
export type DeskRow = {
  dueOn: PlainDate | null;
  state: OccurrenceState;
  light: Light;
  /** Working days. */
  daysLate: number;
  beforeStart: boolean;
  completedOn: PlainDate | null;
};

/** A part of a unit's list; a folded one asks nothing of the unit now. */
export type DeskGroup<T> = { title: string; folded: boolean; rows: T[] };

type Placing = {
  title: string;
  folded?: true;
  holds: (row: DeskRow, today: PlainDate) => boolean;
};

const ENDED = '已结束';

/** Where a row stands: in the first group that holds it. */
const GROUPS: Placing[] = [
  { title: BEFORE_START, folded: true, holds: (row) => row.beforeStart },
  { title: ENDED, folded: true, holds: ({ state }) => isEnded(state) },
  { title: '已逾期，请立即办理', holds: ({ light }) => light === 'red' },
  { title: '被退回，请整改', holds: ({ state }) => state === 'returned' },
  { title: BEHIND, holds: isBehind },
  { title: '即将到期', holds: ({ light }) => light === 'yellow' },
  { title: '已报办结，等待销号', holds: ({ state }) => state === 'completed' },
  { title: '以后各期', folded: true, holds: ({ state }) => state === 'scheduled' },
  { title: '在办', holds: () => true },
];

const ORDER = [
  '已逾期，请立即办理',
  '被退回，请整改',
  '即将到期',
  BEHIND,
  '在办',
  '已报办结，等待销号',
  '配合事项',
  '以后各期',
  BEFORE_START,
  ENDED,
];

/** A unit's rows of one plan in groups, the most urgent first, each by due day; what it takes part in comes after. */
export function deskGroups<T extends DeskRow>(
  answering: T[],
  takingPart: T[],
  today: PlainDate,
): DeskGroup<T>[] {
  const taking = { title: '配合事项', folded: false };
  const placed = [
    ...answering.map((row) => ({ row, ...groupOf(row, today) })),
    ...takingPart.map((row) => ({
      row,
      ...(groupOf(row, today).folded ? groupOf(row, today) : taking),
    })),
  ];
  return ORDER.flatMap((title) => {
    const held = placed.filter((entry) => entry.title === title);
    const [first] = held;
    const rows = held.map(({ row }) => row).toSorted(byDue);
    // of what has ended the last is looked for first
    if (title === ENDED) rows.reverse();
    return first === undefined ? [] : [{ title, folded: first.folded, rows }];
  });
}

/** What is due first stands first, what has no date last. */
function byDue(one: DeskRow, other: DeskRow): number {
  if (one.dueOn === other.dueOn) return 0;
  if (one.dueOn === null) return 1;
  return other.dueOn === null || one.dueOn < other.dueOn ? -1 : 1;
}

function groupOf(row: DeskRow, today: PlainDate): { title: string; folded: boolean } {
  const found = GROUPS.find(({ holds }) => holds(row, today));
  return { title: found?.title ?? '在办', folded: found?.folded ?? false };
}

/**
 * When an occurrence is due, in the words of a clerk.
 *
 * @example '11月30日（周六），请于11月29日（周五）下班前办理，还有 12 天'
 */
export function dueWords(row: DeskRow, calendar: Calendar, today: PlainDate): string {
  if (row.dueOn === null) return '按要求办理，没有写明日期';
  const due = chineseDate(row.dueOn, yearOf(today));
  if (row.completedOn !== null) {
    return `${due}，${chineseDate(row.completedOn, yearOf(today))}已报办结`;
  }
  if (!isOwed(row.state) || row.beforeStart) return due;
  if (row.light === 'red') return `${due}，已逾期 ${row.daysLate} 个工作日`;
  const left = daysBetween(today, row.dueOn);
  if (left < 0) return `${due}，时限已过，请尽快办理`;
  return `${due}${practicalWords(row.dueOn, calendar, today)}，${left === 0 ? '今天到期' : `还有 ${left} 天`}`;
}

function practicalWords(dueOn: PlainDate, calendar: Calendar, today: PlainDate): string {
  const day = practicalDay(calendar, dueOn);
  if (day === null || day < today) return '';
  return `，请于${chineseDate(day, yearOf(today))}下班前办理`;
}

/** "2024年3月5日（周二）", in China. */
export function dayWords(at: number): string {
  return chineseDate(beijingDate(at));
}

/** "2024年3月5日（周二） 10:05", in China. */
export function clockWords(at: number): string {
  const minutes = beijingMinutes(at);
  return `${dayWords(at)} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** @example twoDigits(7) // '07' */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const MOMENT_WORDS: Record<string, string> = {
  remind: '系统提醒',
  urge: '系统催办',
  escalate: '已请本单位领导督促',
  milestone: '提示建议节点',
};

/** What an event says to the unit; null for what is the office's business only. */
export function eventWords(kind: EventKind, data: Record<string, unknown>): string | null {
  const until = typeof data.until === 'string' ? chineseDate(data.until) : null;
  switch (kind) {
    case 'moment':
      return data.waits === undefined ? (MOMENT_WORDS[String(data.moment)] ?? null) : null;
    case 'request-extension':
      return until === null ? EVENT_NAMES[kind] : `申请延期至${until}`;
    case 'decide-extension':
      if (data.approve !== true) return '未同意延期';
      return until === null ? '同意延期' : `同意延期至${until}`;
    case 'enter':
      return `${EVENT_NAMES[kind]} ${Number(data['amount'])}`;
    case 'set-opening':
      return `填期初数 ${Number(data['amount'])}`;
    case 'promise':
      return until === null ? EVENT_NAMES[kind] : `告知预计${until}完成`;
    case 'report':
    case 'contribute':
      return `${EVENT_NAMES[kind]}${figuresWords(data)}`;
    case 'complete':
      return `${EVENT_NAMES[kind]}${claimWords(data)}`;
    case 'urge':
      return '办公室催办';
    case 'reassign':
      return typeof data['toUnit'] === 'string' ? `改交${data['toUnit']}办理` : EVENT_NAMES[kind];
    case 'return':
      return until === null ? EVENT_NAMES[kind] : `退回，请于${until}前整改`;
    default:
      return EVENT_NAMES[kind];
  }
}

/** "（应完成 12，已完成 9）" */
function figuresWords({ amount, outOf }: Record<string, unknown>): string {
  const figures = [
    typeof outOf === 'number' ? `应完成 ${outOf}` : '',
    typeof amount === 'number' ? `已完成 ${amount}` : '',
  ].filter(Boolean);
  return figures.length === 0 ? '' : `（${figures.join('，')}）`;
}

/** What a completion adds to a count, or how many rows of a return were filled in. */
function claimWords({ amount, outOf }: Record<string, unknown>): string {
  if (typeof outOf === 'number') {
    return outOf === 0 ? '（零报告，全部无变化）' : `（填报 ${outOf} 项，其余无变化）`;
  }
  return typeof amount === 'number' ? `（新增 ${amount}）` : '';
}

/**
 * Who entered something on behalf of a unit, "县协作办（王某）代填": whoever did belongs to the office, not
 * to the unit for which it stands. Null: nobody did, it came from where it says.
 */
export function enteredByWords(
  door: Door,
  office: string | null,
  person: string | null,
): string | null {
  if (door !== 'behalf') return null;
  return `${office ?? '督办办公室'}${person === null ? '' : `（${person}）`}代填`;
}

/**
 * How the office heard or told: "（代填，电话）" of what it entered, "（电话）" of a telling, "（回复邮件）"
 * of what a unit answered; else empty.
 */
export function sourceWords(data: Record<string, unknown>, door: Door): string {
  if (door === 'mail' || door === 'sms') return `（回复${SOURCE_NAMES[door]}）`;
  const source = Object.entries(SOURCE_NAMES).find(([key]) => key === data['source']);
  if (source === undefined) return '';
  return door === 'behalf' ? `（代填，${source[1]}）` : `（${source[1]}）`;
}

/** What the office is told besides; a unit's page leaves these moments out. */
const OFFICE_MOMENTS: Record<string, string> = {
  list: '列入督办领导专报',
  verify: '提醒核验人',
  quarter: '每季度提示在办',
  liaison: '提示协调员过问',
};

/** What an event says to the office: every moment, and whether it waited or went up unproven. */
export function officeEventWords(kind: EventKind, data: Record<string, unknown>): string {
  const moment = String(data['moment']);
  if (kind !== 'moment') return eventWords(kind, data) ?? EVENT_NAMES[kind];
  const words = OFFICE_MOMENTS[moment] ?? MOMENT_WORDS[moment] ?? EVENT_NAMES.moment;
  if (data['waits'] !== undefined) return `${words}：没有凭据证明单位已知晓，等到下一个工作日`;
  const merged = Number(data['moments'] ?? 1);
  return [
    words,
    data['untold'] === true ? '（未证实单位已知晓）' : '',
    merged > 1 ? `（系统中断期间 ${merged} 次合并）` : '',
  ].join('');
}
