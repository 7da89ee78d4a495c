import { createHash, randomUUID } from 'node:crypto';
import { assertUnitMay } from '../db/authority.ts';
import type { Database } from '../db/connect.ts';
import { isGiven } from '../db/giving.ts';
import { returnBook } from '../db/returns.ts';
import type { LedgerRow } from '../db/status.ts';
import { deskUnits } from '../db/unit-desk.ts';
import { beijingDate, chineseDate, isPlainDate, type PlainDate, yearOf } from '../plan/date.ts';
import { ForbiddenError, InputError, RefusedError } from '../plan/errors.ts';
import { refusal, isOwed, round, STATE_NAMES } from '../plan/occurrence.ts';
import { periodDays, presentWords } from '../plan/reporting.ts';
import { type BookOccurrence, possibleRows, type ReturnRow, returnRows } from '../plan/returns.ts';
import { figureOf, LONGEST_TEXT } from '../plan/unit-acts.ts';
import { assertForm, contents, formCommand, give, type Given } from './acts.ts';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import type { Input } from './forms.ts';
import { type Form, lostFiles, type Upload } from './upload.ts';

/** As many files as the form of a return takes. */
export const MOST_RETURN_FILES = 30;

/** A row of the form as the template draws it. */
type DrawnRow = {
  index: number;
  key: string;
  was: string;
  head: string;
  party: string;
  quote: string;
  facts: string[];
  inputs: Input[];
  open: boolean;
};

/** The form of a return as the template draws it; null where there is nothing to fill in. */
export type ReturnForm = {
  action: string;
  id: string;
  zeroId: string;
  on: PlainDate;
  present: string;
  rows: DrawnRow[];
  /** How much the return itself asks for, where it is counted. */
  counted: Input | null;
  remark: string;
  button: string;
  hadFiles: boolean;
};

/** The form of a return that is open; what was filled in before is filled in again. */
export async function returnForm(
  db: Database,
  desk: Desk,
  row: LedgerRow,
  action: string,
  filled?: Form,
): Promise<ReturnForm | null> {
  if (row.reportingPeriod === null || !isOwed(row.state) || row.beforeStart) return null;
  if (row.opensOn > desk.today) return null;
  const { book, own } = await openReturn(db, row);
  const present = presentWords(row.reportingPeriod);
  const begins = periodDays(row.reportingPeriod)?.from ?? '';
  return {
    action,
    // the same form again is the same sending: what was given of it is not given twice
    id: filled?.id ?? randomUUID(),
    zeroId: randomUUID(),
    on: enteredOn(row, desk.today),
    present,
    rows: returnRows(book, own, desk.today).map((each, index) =>
      drawnRow(each, index, { present, begins, today: desk.today }, filled),
    ),
    counted: countedInput(row, present, filled),
    remark: filled?.field('remark') ?? '',
    button: `报送${row.reportingPeriod}进展`,
    hadFiles: filled !== undefined && lostFiles(filled),
  };
}

function countedInput(
  { standing: { tally }, countUnit }: LedgerRow,
  present: string,
  filled: Form | undefined,
): Input | null {
  if (tally === undefined) return null;
  const unit = countUnit === null ? '' : `（${countUnit}）`;
  return {
    ...BLANK,
    id: 'amount',
    name: 'amount',
    label: `${present}报送数量${unit}`,
    type: 'number',
    value: filled?.field('amount') ?? String(Math.max(0, round(tally.target - tally.sum))),
  };
}

/** What is entered of a period that is over counts for its last day. */
function enteredOn({ reportingPeriod }: LedgerRow, today: PlainDate): PlainDate {
  const ends = periodDays(reportingPeriod ?? '')?.to ?? today;
  return ends < today ? ends : today;
}

async function openReturn(db: Database, row: LedgerRow) {
  const unitIds = await deskUnits(db, row.unitId);
  const book = await returnBook(db, row.planId, [row.unitId, ...unitIds]);
  const own = book.occurrences.find(({ id }) => id === row.id);
  if (own === undefined) throw new ForbiddenError('该报表不由本单位填报');
  return { book, own };
}

type Setting = { present: string; begins: PlainDate; today: PlainDate };

function drawnRow(
  row: ReturnRow,
  index: number,
  setting: Setting,
  filled: Form | undefined,
): DrawnRow {
  const before = beforeOf(row);
  const again = filled === undefined ? null : typedFor(filled, row.key);
  const shown = again ?? before;
  return {
    index,
    key: row.key,
    was: wasOf(before),
    head: `${row.number} ${row.title}`,
    party: row.party,
    quote: row.quote,
    facts: factsOf(row, setting),
    inputs: inputsOf(row, index, shown, setting.present),
    open: again !== null && isTyped(again) && wasOf(again) !== wasOf(before),
  };
}

/** What stands in the fields of a row before anybody types. */
type Typed = { text: string; amount: string; outOf: string };

function beforeOf({ asks, last }: ReturnRow): Typed {
  const keeps = asks === 'pair' || asks === 'so-far';
  return {
    text: last?.text ?? '',
    amount: keeps && last?.amount != null ? String(last.amount) : '',
    outOf: asks === 'pair' && last?.outOf != null ? String(last.outOf) : '',
  };
}

function factsOf({ tally, countUnit, dueOn, last, asks }: ReturnRow, setting: Setting): string[] {
  const { begins, today, present } = setting;
  const on = last === null ? null : beijingDate(last.at);
  const when = on === null ? '' : chineseDate(on, yearOf(today));
  return [
    tally === null ? '' : `已完成 ${tally.sum}/${tally.target} ${countUnit}`.trim(),
    asks === 'so-far' && last?.amount != null ? `已完成 ${last.amount} ${countUnit}`.trim() : '',
    asks === 'pair' && last?.amount != null
      ? `应完成 ${last.outOf ?? '未填'}，已完成 ${last.amount}`
      : '',
    dueOn === null ? '' : `时限${chineseDate(dueOn, yearOf(today))}`,
    on === null ? '还没有报过' : on >= begins ? `${present}已报过（${when}）` : `上次报于${when}`,
  ].filter(Boolean);
}

function inputsOf(row: ReturnRow, index: number, shown: Typed, present: string): Input[] {
  const unit = row.countUnit === '' ? '' : `（${row.countUnit}）`;
  const number = (name: string, label: string, value: string): Input => ({
    ...BLANK,
    id: `${name}-${index}`,
    name: `${name}-${index}`,
    label,
    type: 'number',
    value,
  });
  const numbers: Record<ReturnRow['asks'], Input[]> = {
    more: [
      {
        ...number('amount', `${present}新增${unit}`, shown.amount),
        hint: `只填${present}新增的，不填累计；没有新增的不填`,
      },
    ],
    'so-far': [number('amount', `累计已完成${unit}`, shown.amount)],
    pair: [
      number('outof', `应完成${unit}`, shown.outOf),
      number('amount', `已完成${unit}`, shown.amount),
    ],
    words: [],
  };
  return [
    ...numbers[row.asks],
    {
      ...BLANK,
      id: `text-${index}`,
      name: `text-${index}`,
      label: '进展（一句话）',
      type: 'area',
      value: shown.text,
      hint: row.last === null ? '' : '这是上次报的，不改就按无变化报',
      longest: LONGEST_TEXT,
    },
    {
      ...BLANK,
      id: `files-${index}`,
      name: `files-${index}`,
      label: '附件（可不附）',
      type: 'files',
      value: '',
    },
  ];
}

const BLANK = { required: false, hint: '' } as const;

/** What was not taken of a return that was sent, row by row. */
export type RefusedRow = { head: string; reason: string; text: string };

/**
 * Sends a return: one command for each row that something was typed into, then the completion. The
 * ids of all follow from the form, so that a form which was cut off goes on where it stopped.
 *
 * @throws InputError when a row has faults, RefusedError when the return takes nothing any more
 */
export async function sendReturn(
  parts: AppParts,
  desk: Desk,
  row: LedgerRow,
  form: Form,
): Promise<RefusedRow[]> {
  assertForm(form);
  const { book, own } = await openReturn(parts.commander.db, row);
  const zero = form.field('zero') !== '';
  const sent = zero ? [] : sentRows(form, possibleRows(book, own));
  const faults = [...form.refused, ...sent.flatMap(rowFaults), ...remarkFaults(form, desk.today)];
  if (faults.length > 0) throw new InputError('报表', faults);
  const remark = form.field('remark');
  const filled = [zero, remark, form.field('amount'), sent.map(basisOf)];
  const claim = formCommand(desk.link.id, row.id, form, filled);
  if (await isGiven(parts.commander.db, row.id, claim)) return [];
  assertOpen(row);
  // what the return itself lacks is said before any row of it is given
  const lacks = refusal(row.standing, { kind: 'complete', ...countedWith(row, form) });
  if (lacks !== null) throw new RefusedError(lacks);
  const refused: RefusedRow[] = [];
  for (const each of sent) {
    const reason = await giveRow(parts, desk, own, each, form);
    if (reason !== null) refused.push({ head: each.head, reason, text: each.typed.text });
  }
  await assertUnitMay(parts.commander.db, desk.link.unitId, row.id, 'complete');
  await give(parts, desk, row.id, claim, {
    kind: 'complete',
    text: remark,
    files: [],
    ...countedWith(row, form),
    outOf: sent.length - refused.length,
  });
  return refused;
}

/** A return that is itself counted (每月报送信息2条) takes its number with the completion. */
function countedWith({ standing: { tally } }: LedgerRow, form: Form): { amount?: number } {
  const amount = figureOf(form.field('amount'));
  return tally === undefined || amount === null || amount === 0 ? {} : { amount };
}

/** A row of the form into which something was typed. */
type SentRow = {
  /** null: it is no row of this unit, or no more. */
  row: ReturnRow | null;
  key: string;
  head: string;
  typed: Typed;
  /** The words are others than those that stood there. */
  newWords: boolean;
  files: Upload[];
};

function sentRows(form: Form, possible: ReturnRow[]): SentRow[] {
  const sent: SentRow[] = [];
  for (let index = 0; form.field(`row-${index}`) !== ''; index += 1) {
    const key = form.field(`row-${index}`);
    const typed = typedAt(form, index);
    const files = form.files.filter(({ field }) => field === `files-${index}`);
    const was = form.field(`was-${index}`);
    const changed = isTyped(typed) && wasOf(typed) !== was;
    if (files.length === 0 && !changed) continue;
    const row = possible.find((each) => each.key === key) ?? null;
    const head = row === null ? `第 ${index + 1} 行` : `${row.number} ${row.title}`;
    const newWords = was.split('/')[0] !== wasOf(typed).split('/')[0];
    sent.push({ row, key, head, typed, newWords, files });
  }
  return sent;
}

function typedAt(form: Form, index: number): Typed {
  return {
    text: form.field(`text-${index}`),
    amount: form.field(`amount-${index}`),
    outOf: form.field(`outof-${index}`),
  };
}

function typedFor(form: Form, key: string): Typed | null {
  for (let index = 0; form.field(`row-${index}`) !== ''; index += 1) {
    if (form.field(`row-${index}`) === key) return typedAt(form, index);
  }
  return null;
}

function isTyped({ text, amount, outOf }: Typed): boolean {
  return text !== '' || amount !== '' || outOf !== '';
}

/** What stood in a row, so that a form alone tells which rows were changed. */
function wasOf({ text, amount, outOf }: Typed): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return [hash, amount, outOf].join('/');
}

function basisOf({ key, typed, files }: SentRow): unknown {
  return [key, typed, contents(files)];
}

function rowFaults({ head, typed }: SentRow): string[] {
  const { text, amount, outOf } = typed;
  const wrong = [amount, outOf].filter((each) => each !== '' && figureOf(each) === null);
  return [
    ...wrong.map((each) => `${head}：“${each}”不是数字，请用数字填写，例如 2`),
    ...(text.length > LONGEST_TEXT ? [`${head}：文字请控制在 ${LONGEST_TEXT} 字以内`] : []),
    ...((figureOf(outOf) ?? 0) < 0 ? [`${head}：应完成不能是负数`] : []),
  ];
}

function remarkFaults(form: Form, today: PlainDate): string[] {
  const on = form.field('on');
  const amount = form.field('amount');
  return [
    ...(amount === '' || figureOf(amount) !== null ? [] : [`“${amount}”不是数字，请用数字填写`]),
    ...(form.field('remark').length > LONGEST_TEXT ? [`说明请控制在 ${LONGEST_TEXT} 字以内`] : []),
    ...(isPlainDate(on) && on <= today ? [] : ['表单不完整，请返回上一页刷新后再办理']),
  ];
}

/** Gives one row's command; why it was not taken, or null when it was. */
async function giveRow(
  parts: AppParts,
  desk: Desk,
  own: BookOccurrence,
  sent: SentRow,
  form: Form,
): Promise<string | null> {
  if (sent.row === null) return '该事项已不由本单位填报';
  const id = sent.row.occurrenceId ?? own.id;
  const given = rowCommand(sent.row, own, sent, form.field('on'));
  try {
    await assertUnitMay(parts.commander.db, desk.link.unitId, id, given.kind);
    await give(parts, desk, id, formCommand(desk.link.id, id, form, basisOf(sent)), given);
    return null;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof ForbiddenError) return error.message;
    throw error;
  }
}

function rowCommand(row: ReturnRow, own: BookOccurrence, sent: SentRow, on: PlainDate): Given {
  const { typed, files } = sent;
  const amount = figureOf(typed.amount);
  if (row.occurrenceId === null) {
    const outOf = figureOf(typed.outOf);
    return {
      kind: 'report',
      taskId: row.taskId,
      ...(row.unitId === own.unitId ? {} : { toUnitId: row.unitId }),
      ...(amount === null ? {} : { amount }),
      ...(outOf === null ? {} : { outOf }),
      text: typed.text,
      files,
    };
  }
  if (row.asks === 'more' && amount !== null && amount !== 0) {
    // the words of last time do not belong to what is new
    return { kind: 'enter', amount, on, text: sent.newWords ? typed.text : '', files };
  }
  const soFar = row.asks === 'so-far' && amount !== null ? { amount } : {};
  return { kind: 'report', ...soFar, text: typed.text, files };
}

function assertOpen(row: LedgerRow): void {
  if (isOwed(row.state) && !row.beforeStart) return;
  throw new RefusedError(
    `本期报表${STATE_NAMES[row.state]}，不能再报；需要补充的，请在各事项的页面上报进展`,
  );
}
