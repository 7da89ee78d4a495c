import type { PlainDate } from '../date.ts';
import { foldWidth } from '../text/numerals.ts';
import { dayNamed } from './day.ts';

/** A task that the answered mail told of. */
export type MailTask = { occurrenceId: string; number: string; title: string; isReturn: boolean };

/** What somebody asks by mail; `no-change` is the report of nothing in a periodic return. */
export type MailCommand = {
  kind: 'acknowledge' | 'complete' | 'report' | 'request-extension' | 'no-change';
  /** Null: all that the mail told of, or the whole assignment. */
  occurrenceId: string | null;
  /** What its author said with it. */
  text: string;
  until?: PlainDate;
};

/** The commands of a mail; or why it has none, for the coordinator and its author. */
export type Reading = { commands: MailCommand[] } | { unread: string };

/** How answers are written so that they can be read. */
export const HOW_TO_ANSWER =
  '可以这样回复（写在最前面）：签收；已完成；进展：……；申请延期至12月15日：理由……。一封邮件有多项时写上编号，例如“2.1 已完成；3.2 进展：……”';

/** How a mail may be answered, for its closing. */
export const MAY_ANSWER =
  '也可以直接回复本邮件办理，写在最前面：签收；已完成；进展：……；申请延期至某月某日：理由。有多项时写编号，如“2.1 已完成”。';

/**
 * The commands in the words that somebody wrote above the answered mail. What may mean two things
 * is none.
 *
 * @example commandsIn('2.1 已完成；3.2 申请延期至12月15日：场地未落实', tasks, '2026-11-02')
 */
export function commandsIn(words: string, tasks: readonly MailTask[], today: PlainDate): Reading {
  const items = itemsOf(words, tasks);
  if (items.length === 0) return { unread: '来信没有写办理什么' };
  const commands: MailCommand[] = [];
  for (const item of items) {
    const verb = verbOf(item, today);
    if (typeof verb === 'string') return { unread: verb };
    const target = targetOf(item, verb.kind, tasks);
    if (typeof target === 'string') return { unread: target };
    commands.push({ text: item.words, ...verb, occurrenceId: target.id });
  }
  const keys = commands.map(({ kind, occurrenceId }) => `${kind}/${occurrenceId}`);
  return new Set(keys).size < keys.length ? { unread: '对同一事项写了两遍' } : { commands };
}

/** What is said of one task: its first words, and all of them. */
type Item = { task: MailTask | null; number: string | null; said: string; words: string };

const GREETING =
  /^(?:尊敬的.{0,20}|各位.{0,12}|.{0,16}(?:您好|你好|大家好)|.{0,12}(?:领导|同志|主任|科长|股长|老师|办公室|协作办|督办办?))[\s!！,，。.~：:]*$/;

function itemsOf(words: string, tasks: readonly MailTask[]): Item[] {
  const lines = words.split('\n').map((line) => line.trim());
  const first = lines.findIndex((line) => line !== '' && !GREETING.test(line));
  if (first < 0) return [];
  const items: Item[] = [];
  for (const line of lines.slice(first)) {
    for (const [index, piece] of piecesOf(line, tasks).entries()) {
      const begun = numbered(piece, tasks);
      const last = items.at(-1);
      if (begun !== null) items.push(begun);
      else if (last === undefined)
        items.push({ task: null, number: null, said: piece, words: piece });
      else last.words = `${last.words}${index === 0 ? '\n' : '；'}${piece}`.trim();
    }
  }
  return items;
}

/** A line at its semicolons, where another task begins after one. */
function piecesOf(line: string, tasks: readonly MailTask[]): string[] {
  const pieces: string[] = [];
  for (const part of line.split(/[；;]/)) {
    if (pieces.length === 0 || numbered(part, tasks) !== null) pieces.push(part.trim());
    else pieces.push(`${pieces.pop()}；${part.trim()}`);
  }
  return pieces.map((piece) => piece.replace(/；$/, ''));
}

/** A piece that begins with a number and says something of that task. */
function numbered(piece: string, tasks: readonly MailTask[]): Item | null {
  const written = piece.trim();
  const text = foldWidth(written);
  const known = tasks
    .filter(({ number }) => number !== '')
    .toSorted((one, other) => other.number.length - one.number.length);
  for (const task of known) {
    const rest = afterNumber(text, task);
    if (rest !== null && VERBS.some(({ form }) => form.test(rest))) {
      // widths fold sign by sign: what is left of both is as long
      return { task, number: task.number, said: rest, words: written.slice(-rest.length) };
    }
  }
  const unknown = /^第?(\d{1,4}(?:\.\d{1,4}){1,6})(?!\d|\.\d)/.exec(text);
  const rest = text.slice(unknown?.[0].length ?? 0).replace(/^\s*[项号条]?[\s、.:,)-]*/, '');
  if (unknown === null || !VERBS.some(({ form }) => form.test(rest))) return null;
  return { task: null, number: unknown[1] ?? '', said: rest, words: rest };
}

function afterNumber(text: string, { number, title }: MailTask): string | null {
  const written = foldWidth(number).replace(/\s/g, '');
  const bare = text.replace(/^第/, '');
  if (!bare.startsWith(written)) return null;
  const rest = bare.slice(written.length).replace(/^\s*[项号条]?[\s、.:,)-]*/, '');
  const named = foldWidth(title);
  return named !== '' && rest.startsWith(named)
    ? rest.slice(named.length).replace(/^[\s、.:,-]*/, '')
    : rest;
}

type Verb = Pick<MailCommand, 'kind' | 'until'> & { text?: string };

const END = '(?=$|[\\s。!,;:(、~])';
const VERBS: readonly { kind: MailCommand['kind']; form: RegExp }[] = [
  {
    kind: 'complete',
    form: new RegExp(
      `^(?:(?:该|此|本|这|以上)?(?:项|件)?(?:工作|任务|事项)?(?:已经|已)(?:按时|按期|如期|按要求|圆满|全部|顺利|办理)?(?:完成|办结|办理完毕|落实到位|完毕)|(?:报)?办结|完成)了?${END}`,
    ),
  },
  {
    kind: 'acknowledge',
    form: new RegExp(
      `^(?:我(?:单位|局|办|镇|乡))?(?:已经|已)?(?:签收|收到|收悉|知悉|已阅)(?:并签收)?了?(?:全部|此|该|本|交办|督办|通知|邮件|任务|事项|提醒|\\d+项)*${END}`,
    ),
  },
  {
    kind: 'report',
    form: /^(?:工作|目前|当前|最新|本月)?(?:进展|进度)(?:情况)?(?:(?:如下|汇报)?\s*[:,]|如下)/,
  },
  {
    kind: 'request-extension',
    form: /^(?:现|特|拟|我(?:单位|局|办|镇|乡))?(?:申请|请求)?(?:将)?(?:办理|完成)?(?:时限|期限)?(?:延期|延长|推迟|顺延)(?:办理|完成)?(?:至|到)/,
  },
  {
    kind: 'no-change',
    form: new RegExp(`^(?:本月|本期|本季度?|全部)?均?(?:无变化|没有变化|零报告)${END}`),
  },
];

// what takes back, limits or asks: then it is for a person to read
const LIMITS =
  /但|不过|然而|尚|仍|未(?!成年)|没|待(?!遇)|差|剩|除|部分|基本|大部|初步|预计|计划|将[于在]|准备|拟|一半|[%?]|吗|怎|如何|请问|是否|能否|非|不(?:是|能|属|清楚|知道|同意)|退回/;
const ASKS = /[?]|吗|能否|可否|是否|请问|怎么?/;

/** What the first words of an item ask; or why that cannot be told. */
function verbOf({ said, words }: Item, today: PlainDate): Verb | string {
  const text = foldWidth(said).trim();
  const verb = VERBS.find(({ form }) => form.test(text));
  if (verb === undefined) return '来信开头不是能识别的办理用语';
  const { kind } = verb;
  if (kind === 'request-extension') {
    const from = verb.form.exec(text)?.[0].length ?? 0;
    return extension(text.slice(from), words.slice(from), today);
  }
  if (kind === 'report') return ASKS.test(text) ? '来信带有疑问，请办公室答复' : { kind };
  return { kind };
}

/** `rest`: what follows, as it is read; `written`: the same and all further words, as they stand. */
function extension(rest: string, written: string, today: PlainDate): Verb | string {
  if (ASKS.test(rest)) return '来信带有疑问，请办公室答复';
  const day = /^[^:,。;(]*?(?=[:,。;(]|因|理由|原因|由于|$)/.exec(rest)?.[0] ?? '';
  const until = dayNamed(day, today);
  if (until === null) return `看不出要延期到哪一天（“${day.trim().slice(0, 20)}”）`;
  const text = written
    .slice(day.length)
    .replace(/^[\s：:，,。；;（(]*(?:(?:理由|原因)[是为]?[：:，,\s]*)?/, '');
  return { kind: 'request-extension', until, text: text.replace(/^([^（(]*)[）)]\s*$/, '$1') };
}

/** The task that an item means; or why that cannot be told. */
function targetOf(
  { task, number, words }: Item,
  kind: MailCommand['kind'],
  tasks: readonly MailTask[],
): { id: string | null } | string {
  const settles = kind === 'complete' || kind === 'acknowledge' || kind === 'no-change';
  if (settles && LIMITS.test(foldWidth(words))) return '来信带有保留、疑问或其他情况，须由人来看';
  if (task === null && number !== null) return `来信写的编号 ${number} 不在这封邮件的事项里`;
  if (task !== null) {
    const same = tasks.filter((each) => each.number === task.number);
    return same.length === 1
      ? { id: task.occurrenceId }
      : `编号 ${task.number} 在邮件里有 ${same.length} 项`;
  }
  if (kind === 'acknowledge') return { id: null };
  const [only] = tasks;
  if (only === undefined) return '这封邮件不是单项任务的提醒，看不出办理哪一项';
  return tasks.length === 1
    ? { id: only.occurrenceId }
    : `邮件里有 ${tasks.length} 项任务，没有写明是哪一项的编号`;
}
