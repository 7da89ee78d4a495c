import { chineseDate, type PlainDate } from './date.ts';
import type { Deadline, Tracking } from './extracted.ts';
import { InputError, RefusedError } from './errors.ts';
import type { TaskChanges } from './review/changes.ts';

// 任务分解: who is to do what, what the units say to it, and what becomes of that (docs/office-rules.md, 14).

/** What the division of work needs of a task. */
export type DivisionTask = {
  key: string;
  number: string | null;
  title: string;
  quote: string;
  section: string | null;
  lead: string[];
  support: string[];
  deadline: Deadline;
  tracking: Tracking;
  dismissed: string | null;
};

/** A row of the table. */
export type DivisionRow = {
  key: string;
  number: string;
  title: string;
  quote: string;
  section: string | null;
  lead: string[];
  support: string[];
  due: string;
};

export type DivisionRole = 'lead' | 'support';

/** A row as a unit was asked about it; `written`: the name by which the row means the unit. */
export type AskedRow = DivisionRow & { role: DivisionRole; written: string };

export type AnswerKind = 'agree' | 'object' | 'propose';
export type AnswerDoor = 'link' | 'office';
export type AnswerOutcome = 'taken' | 'kept';

/** How a unit stands to a row; `unreachable` and `unasked` are nobody's silence. */
export type RowStanding = 'agreed' | 'objected' | 'proposed' | 'silent' | 'unreachable' | 'unasked';

/** By which ways an office hears of an answer that did not come by a link. */
export const ANSWER_SOURCES = ['电话', '微信', '纸质', 'OA', '当面'] as const;

/** The rows of the table in the document's order: what is only kept on record belongs to nobody. */
export function divisionRows(tasks: readonly DivisionTask[]): DivisionRow[] {
  return tasks
    .filter(({ dismissed, tracking }) => dismissed === null && tracking !== 'record')
    .map(({ key, number, title, quote, section, lead, support, deadline }) => {
      return {
        key,
        number: number ?? key,
        title,
        quote,
        section,
        lead,
        support,
        due: dueWords(deadline),
      };
    });
}

/**
 * The time of a row as people write it, the document's own words before what they were read as.
 * @example dueWords({ text: '11月底前', kind: 'once', due: ['2024-11-30'] }) // '11月底前（2024年11月30日）'
 */
export function dueWords({ text, kind, due, inherited, assumed }: Deadline): string {
  const own = inherited === true || assumed === true ? '' : (text ?? '');
  const [first, ...rest] = due.map(dayWords);
  if (first === undefined) return own || '按要求';
  const last = rest.at(-1);
  const days =
    kind === 'window' || last === undefined
      ? (last ?? first)
      : severalWords(first, last, due.length);
  return own === '' ? days : `${own}（${days}）`;
}

function severalWords(first: string, last: string, count: number): string {
  return count === 2 ? `${first}、${last}` : `共${count}次，${first}起，${last}止`;
}

function dayWords(day: PlainDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** What a unit agrees to or not: when this changes its answer is to another question. */
export function termsOf({
  lead,
  support,
  due,
}: Pick<DivisionRow, 'lead' | 'support' | 'due'>): string {
  return JSON.stringify([lead, support, due]);
}

/** For which units a written name stands. */
export type NameUnits = ReadonlyMap<string, readonly number[]>;

/** The rows of each unit that the table names, by the unit's id; one named twice in a row leads. */
export function rowsByUnit(
  rows: readonly DivisionRow[],
  names: NameUnits,
): Map<number, AskedRow[]> {
  const found = new Map<number, AskedRow[]>();
  for (const row of rows) {
    const seen = new Set<number>();
    for (const role of ['lead', 'support'] as const) {
      for (const written of row[role]) {
        for (const unitId of names.get(written) ?? []) {
          if (seen.has(unitId)) continue;
          seen.add(unitId);
          found.set(unitId, [...(found.get(unitId) ?? []), { ...row, role, written }]);
        }
      }
    }
  }
  return found;
}

/** How a unit's rows differ from those it was asked about last. */
export type Touched = { added: string[]; changed: string[]; removed: string[] };

/** What has changed for a unit since it was asked; null: nothing. */
export function touchedOf(now: readonly AskedRow[], asked: readonly AskedRow[]): Touched | null {
  const before = new Map(asked.map((row) => [row.key, row]));
  const keys = new Set(now.map(({ key }) => key));
  const added = now.filter(({ key }) => !before.has(key)).map(({ key }) => key);
  const removed = asked.filter(({ key }) => !keys.has(key)).map(({ key }) => key);
  const changed = now
    .filter((row) => {
      const old = before.get(row.key);
      return old !== undefined && !isSameRow(row, old);
    })
    .map(({ key }) => key);
  return added.length + removed.length + changed.length === 0 ? null : { added, changed, removed };
}

function isSameRow(one: AskedRow, other: AskedRow): boolean {
  return termsOf(one) === termsOf(other) && one.role === other.role;
}

/** An answer as far as its standing asks. */
export type GivenAnswer = { task: string; terms: string; kind: AnswerKind };

const OF_KIND: Record<AnswerKind, RowStanding> = {
  agree: 'agreed',
  object: 'objected',
  propose: 'proposed',
};

/** The answer of a unit that holds for a row: the last to what the row says; null: none. */
export function answerTo<Answer extends GivenAnswer>(
  row: Pick<DivisionRow, 'key' | 'lead' | 'support' | 'due'>,
  answers: readonly Answer[],
): Answer | null {
  const terms = termsOf(row);
  return answers.findLast((each) => each.task === row.key && each.terms === terms) ?? null;
}

/** How a unit stands to a row of the table. Silence stays silence: nobody agrees by saying nothing. */
export function standingOf(
  row: DivisionRow,
  {
    asked,
    answers,
    reached,
  }: {
    /** The rows that it was asked about last; null: none. */
    asked: readonly AskedRow[] | null;
    answers: readonly GivenAnswer[];
    /** False where what was sent cannot have arrived. */
    reached: boolean;
  },
): RowStanding {
  const answer = answerTo(row, answers);
  if (answer !== null) return OF_KIND[answer.kind];
  const last = asked?.find(({ key }) => key === row.key);
  if (last === undefined || termsOf(last) !== termsOf(row)) return 'unasked';
  return reached ? 'silent' : 'unreachable';
}

/** What a unit says to a row. */
export type AnswerInput = {
  kind: AnswerKind;
  words: string;
  unit: string;
  time: string;
};

const LONGEST_WORDS = 500;
const LONGEST_NAME = 60;

/** What is wrong with an answer; [] when it can be taken. `read` says what is wrong with words of time. */
export function answerFaults(
  { kind, words, unit, time }: AnswerInput,
  read: (words: string) => string | null,
): string[] {
  if (kind === 'agree') return [];
  const fault = time === '' ? null : read(time);
  return [
    ...(kind === 'object' && words === '' ? ['请写明为什么有异议，例如 非本单位职责'] : []),
    ...(kind === 'propose' && unit === '' && time === ''
      ? ['请写明建议由哪个单位负责，或者建议的完成时限']
      : []),
    ...(words.length > LONGEST_WORDS ? [`理由请控制在 ${LONGEST_WORDS} 字以内`] : []),
    ...(unit.length > LONGEST_NAME ? [`单位名称请控制在 ${LONGEST_NAME} 字以内`] : []),
    ...(fault === null ? [] : [`建议的时限：${fault}`]),
  ];
}

/** What of a form is said: with another unit or time it is a proposal. */
export function answerKind({ unit, time }: Pick<AnswerInput, 'unit' | 'time'>): AnswerKind {
  return unit === '' && time === '' ? 'object' : 'propose';
}

/** A proposal, and where in the row it stands. */
export type Proposal = {
  proposedUnit: string | null;
  proposedTime: string | null;
  written: string;
};

/**
 * The change of a row that takes a proposal over: the proposed unit in the place of the one that
 * proposes, the proposed time as its words.
 *
 * @throws RefusedError when it cannot be carried out as it is
 */
export function changesOfProposal(
  row: Pick<DivisionRow, 'key' | 'lead' | 'support'>,
  { proposedUnit, proposedTime, written }: Proposal,
  names: NameUnits,
): TaskChanges {
  const time = proposedTime === null ? {} : { deadline: { words: proposedTime } };
  if (proposedUnit === null) return time;
  if ((names.get(written) ?? []).length > 1) {
    throw new RefusedError(
      `任务 ${row.key} 里写的是“${written}”，换掉它会换掉其中所有单位：请直接修改这一行，再答复该单位`,
    );
  }
  const role = (['lead', 'support'] as const).find((each) => row[each].includes(written));
  if (role === undefined) {
    throw new RefusedError(`任务 ${row.key} 里已经没有“${written}”，不用再采纳：请核对后答复`);
  }
  const placed = row[role].map((name) => (name === written ? proposedUnit : name));
  const lead = role === 'lead' ? [...new Set(placed)] : row.lead;
  const support = role === 'support' ? [...new Set(placed)] : row.support;
  return { ...time, lead, support: support.filter((name) => !lead.includes(name)) };
}

/** Makes sure that a day until when answers are asked for lies ahead. @throws InputError otherwise */
export function assertUntil(until: PlainDate, today: PlainDate): void {
  if (until > today) return;
  throw new InputError('回复期限', [`${chineseDate(until)}已经到了，请选今天以后的日期`]);
}
