import { chineseDate, isPlainDate, type PlainDate } from './date.ts';
import type { Force } from './extracted.ts';
import { type CommandKind, refusal, type Standing } from './occurrence.ts';
import { foldWidth } from './text/numerals.ts';

// What a unit may do on the page of a duty, and what must be mended in its forms.

/** The part that a unit has in a duty. */
export type DeskRole = 'answering' | 'participant' | 'counterpart';

/** What a unit does by a form of its own; returns have a form for all tasks at once. */
export const UNIT_ACTS = [
  'acknowledge',
  'promise',
  'set-opening',
  'enter',
  'report',
  'complete',
  'request-extension',
  'contribute',
  'confirm',
  'report-risk',
  'ask-contribution',
  'hand-on',
  'decline',
] as const satisfies readonly CommandKind[];

export type UnitAct = (typeof UNIT_ACTS)[number];

/** What a form asks for. */
export type Field = 'until' | 'on' | 'amount' | 'unit' | 'colleague' | 'text' | 'files';

/** What the form of each act asks for, in order. */
export const FIELDS: Record<UnitAct, readonly Field[]> = {
  acknowledge: [],
  promise: ['until', 'text'],
  'set-opening': ['amount', 'text'],
  enter: ['on', 'amount', 'text', 'files'],
  report: ['text', 'files'],
  complete: ['amount', 'text', 'files'],
  'request-extension': ['until', 'text'],
  contribute: ['amount', 'text', 'files'],
  confirm: ['amount', 'text', 'files'],
  'report-risk': ['text'],
  'ask-contribution': ['unit', 'text'],
  'hand-on': ['colleague'],
  decline: ['text'],
};

const SELDOM: readonly UnitAct[] = ['report-risk', 'ask-contribution', 'hand-on', 'decline'];

/** True for what is done seldom and stands folded below the rest. */
export function isSeldom(act: UnitAct): boolean {
  return SELDOM.includes(act);
}

/** What of a duty decides which forms its page has. */
export type ActingRow = {
  standing: Standing;
  beforeStart: boolean;
  force: Force;
  dueOn: PlainDate | null;
  /** A recurring progress report: its own form reports on all tasks and completes it. */
  isReturn: boolean;
  /** Its count began before supervision, so that something may have been done already. */
  countsFromBefore: boolean;
  participants: number;
};

const ACTS: Record<DeskRole, readonly UnitAct[]> = {
  answering: UNIT_ACTS.filter((act) => act !== 'contribute' && act !== 'confirm'),
  participant: ['contribute'],
  counterpart: ['confirm'],
};

const NOT_ON_RETURNS: readonly UnitAct[] = ['report', 'report-risk', 'complete', 'promise'];

/** A command with all that any may lack: it is refused for what the state forbids only. */
export const COMPLETE_ASKED = { until: '9999-12-31', on: '9999-12-31', amount: 1e9, toUnitId: 0 };

/** The acts that a unit's page offers on a day: those of its roles that the present state takes. */
export function offeredActs(row: ActingRow, roles: DeskRole[], today: PlainDate): UnitAct[] {
  if (row.beforeStart) return [];
  return roles
    .flatMap((role) => ACTS[role])
    .filter((kind) => refusal(row.standing, { ...COMPLETE_ASKED, kind }) === null)
    .filter((kind) => isCalledFor(kind, row, today));
}

/** Some acts are taken at any time and asked for only now and then. */
function isCalledFor(kind: UnitAct, row: ActingRow, today: PlainDate): boolean {
  if (row.isReturn && NOT_ON_RETURNS.includes(kind)) return false;
  switch (kind) {
    case 'promise':
      return row.force === 'soft' && row.dueOn !== null && row.dueOn < today;
    case 'set-opening':
      return row.countsFromBefore;
    case 'ask-contribution':
      return row.participants > 0;
    default:
      return true;
  }
}

/** What a form brought, as it was typed. */
export type FilledForm = {
  text: string;
  until: string;
  on: string;
  amount: string;
  unit: string;
  name: string;
  phone: string;
  email: string;
  files: number;
};

export const LONGEST_TEXT = 5000;

/** What a form is checked against. */
export type FormSetting = {
  dueOn: PlainDate | null;
  today: PlainDate;
  /** The units that may be asked for a contribution. */
  partnerIds: readonly number[];
};

/** What must be mended in a form before it can be taken. */
export function formFaults(kind: UnitAct, form: FilledForm, setting: FormSetting): string[] {
  const faults = FIELDS[kind].flatMap((field) => fieldFaults(kind, field, form, setting));
  if (form.text.length > LONGEST_TEXT)
    faults.push(`文字请控制在 ${LONGEST_TEXT} 字以内，更长的内容请作为附件`);
  return faults;
}

/** What must be mended in one field of a form. */
export function fieldFaults(
  kind: UnitAct,
  field: Field,
  form: FilledForm,
  setting: FormSetting,
): string[] {
  return FAULTS[field](kind, form, setting);
}

type FindFaults = (kind: UnitAct, form: FilledForm, setting: FormSetting) => string[];

const FAULTS: Record<Field, FindFaults> = {
  until: (kind, { until }, { dueOn, today }) =>
    kind === 'promise' ? promiseFaults(until, today) : extensionFaults(until, dueOn, today),
  on: (_kind, { on }, { today }) => dayFaults(on, today),
  amount: (kind, { amount }) => amountFaults(kind, amount),
  unit: (_kind, { unit }, { partnerIds }) =>
    partnerIds.some((id) => String(id) === unit) ? [] : ['请选择请哪个单位配合'],
  colleague: (_kind, form) => colleagueFaults(form),
  text: textFaults,
  files: () => [],
};

const WORDS_NEEDED: Partial<Record<UnitAct, string>> = {
  report: '请写明进展情况',
  'report-risk': '请写明遇到什么困难、需要什么支持',
  'request-extension': '请写明延期理由',
  'ask-contribution': '请写明需要对方配合什么',
  decline: '请写明为什么不属于本单位职责',
};

function textFaults(kind: UnitAct, { text, files, amount }: FilledForm): string[] {
  if (text.trim() !== '') return [];
  const needed = WORDS_NEEDED[kind];
  if (needed !== undefined) return [needed];
  const bare = files === 0 && amount === '' && (kind === 'complete' || kind === 'contribute');
  return bare ? ['请写明情况，或附上佐证材料'] : [];
}

function extensionFaults(until: string, dueOn: PlainDate | null, today: PlainDate): string[] {
  if (!isPlainDate(until)) return ['请选择延至哪一天（要是日历上有的日期）'];
  if (until <= today) return ['延至的日期须在今天之后'];
  if (dueOn !== null && until <= dueOn) return [`延至的日期须在现时限${chineseDate(dueOn)}之后`];
  return [];
}

function promiseFaults(until: string, today: PlainDate): string[] {
  if (!isPlainDate(until)) return ['请选择预计哪一天完成'];
  return until < today ? ['预计完成的日期不能早于今天'] : [];
}

function dayFaults(on: string, today: PlainDate): string[] {
  if (!isPlainDate(on)) return ['请选择是哪一天做的'];
  return on > today ? ['日期不能晚于今天'] : [];
}

function amountFaults(kind: UnitAct, typed: string): string[] {
  if (typed === '' && (kind === 'contribute' || kind === 'complete')) return [];
  const amount = figureOf(typed);
  if (amount === null) return ['请用数字填写数量，例如 2'];
  if (kind === 'complete') return [];
  if (kind === 'enter') return amount === 0 ? ['数量不能为 0'] : [];
  return amount < 0 ? ['数量不能是负数'] : [];
}

function colleagueFaults({ name, phone, email }: FilledForm): string[] {
  const faults = name === '' || name.length > 20 ? ['请写明承办人姓名'] : [];
  if (phone === '' && email === '') faults.push('请至少写明承办人的电话或邮箱');
  if (phone !== '' && !/^\+?\d[\d-]{4,18}\d$/.test(phone)) faults.push(`电话“${phone}”不像号码`);
  if (email !== '' && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email))
    faults.push(`邮箱“${email}”不完整`);
  return faults;
}

/**
 * A figure as people type it; null when it is none.
 * @example figureOf('１，２００') // 1200
 */
export function figureOf(typed: string): number | null {
  const plain = foldWidth(typed).replace(/[,，\s]/g, '');
  return /^-?\d{1,12}(?:\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
}
