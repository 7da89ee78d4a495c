import { randomUUID } from 'node:crypto';
import type { LedgerRow } from '../db/status.ts';
import type { Partner } from '../db/unit-desk.ts';
import { addDays, type PlainDate } from '../plan/date.ts';
import { handingOnHint } from '../plan/handing-on.ts';
import { COMMAND_NAMES } from '../plan/occurrence.ts';
import { lackingWords } from '../plan/unit-words.ts';
import {
  type Field,
  fieldFaults,
  FIELDS,
  type FilledForm,
  isSeldom,
  LONGEST_TEXT,
  type UnitAct,
} from '../plan/unit-acts.ts';
import { LARGEST_FILE, MOST_FILES } from '../plan/evidence-files.ts';

/** What a form that was not taken had been filled with. */
export type Filled = { kind: UnitAct; field: (name: string) => string; hadFiles: boolean };

/** One input of a form, as the template draws it. */
export type Input = {
  id: string;
  name: string;
  label: string;
  type: 'date' | 'number' | 'select' | 'line' | 'tel' | 'email' | 'area' | 'files';
  value: string;
  required: boolean;
  hint: string;
  /** Why what was filled in was not taken. */
  wrong?: string[];
  min?: PlainDate;
  max?: PlainDate;
  longest?: number;
  /** Files: pictures have a field of their own; the label of the other. */
  photos?: string;
  options?: { value: string; words: string; chosen: boolean }[];
};

/** A form of a page; one without inputs is a button. */
export type PageForm = {
  id: string;
  name: string;
  action: string;
  button: string;
  inputs: Input[];
  takesFiles: boolean;
  seldom: boolean;
  open: boolean;
};

/** What a form is drawn for. */
export type FormPlace = {
  address: string;
  row: LedgerRow;
  partners: Partner[];
  /** How people of the unit without a mailbox of their own are reminded. */
  ways: { sms: boolean; mailbox: boolean };
  today: PlainDate;
  filled?: Filled | undefined;
  /** Why it was not taken. */
  faults: string[];
};

const BUTTONS: Record<UnitAct, string> = {
  acknowledge: '签收本项',
  promise: '告知预计完成时间',
  'set-opening': '报送期初数',
  enter: '填报',
  report: '报送进展',
  complete: '报办结',
  'request-extension': '提交延期申请',
  contribute: '报送配合情况',
  confirm: '确认',
  'report-risk': '报告困难',
  'ask-contribution': '发出请求',
  'hand-on': '转交',
  decline: '退回给办公室',
};

const WORDS: Partial<Record<UnitAct, string>> = {
  promise: '说明（可不填）',
  'set-opening': '说明（可不填）',
  enter: '做了什么（可不填）',
  report: '进展情况',
  complete: '完成情况',
  'request-extension': '延期理由',
  contribute: '配合情况',
  confirm: '确认意见（可不填）',
  'report-risk': '遇到什么困难，需要什么支持',
  'ask-contribution': '需要对方配合什么',
  decline: '为什么不属于本单位职责',
};

const WORDS_REQUIRED: readonly UnitAct[] = [
  'report',
  'request-extension',
  'report-risk',
  'ask-contribution',
  'decline',
];

/** The form of an act on the page of one duty. */
export function formOf(kind: UnitAct, place: FormPlace): PageForm {
  const mine = place.filled?.kind === kind ? place.filled : null;
  const value = (name: string) => mine?.field(name) ?? '';
  const inputs = FIELDS[kind].flatMap((field) => {
    const wrong = mine === null ? [] : faultsOf(kind, field, place, value);
    const drawn = INPUTS[field](kind, place, value);
    return drawn.map((input, index) => (index === 0 ? { ...input, wrong } : input));
  });
  const again = mine?.hadFiles === true ? '；刚才选的文件需要重新选择' : '';
  return {
    id: randomUUID(),
    name: COMMAND_NAMES[kind],
    action: `${place.address}?act=${kind}`,
    button: BUTTONS[kind],
    inputs: inputs.map((input) => ({
      ...input,
      id: `${kind}-${input.name}`,
      hint: input.type === 'files' ? `${input.hint}${again}` : input.hint,
    })),
    takesFiles: inputs.some(({ type }) => type === 'files'),
    seldom: isSeldom(kind),
    open: mine !== null,
  };
}

/** What a form was filled with, for the rules that it is checked by. */
export function filledForm(field: (name: string) => string, files: number): FilledForm {
  return {
    text: field('text'),
    until: field('until'),
    on: field('on'),
    amount: field('amount'),
    unit: field('unit'),
    name: field('name'),
    phone: field('phone'),
    email: field('email'),
    files,
  };
}

/** Those of the page's faults that belong to a field. */
function faultsOf(
  kind: UnitAct,
  field: Field,
  { row, partners, today, faults }: FormPlace,
  value: (name: string) => string,
): string[] {
  const setting = { dueOn: row.dueOn, today, partnerIds: partners.map(({ id }) => id) };
  const found = fieldFaults(kind, field, filledForm(value, 0), setting);
  return found.filter((words) => faults.includes(words));
}

type Drawn = Omit<Input, 'id'>;
type Draw = (kind: UnitAct, place: FormPlace, value: (name: string) => string) => Drawn[];

function plain(name: string, label: string, type: Input['type'], value: string): Drawn {
  return { name, label, type, value, required: false, hint: '' };
}

const INPUTS: Record<Field, Draw> = {
  until: (kind, { row: { dueOn }, today }, value) => {
    const later = dueOn !== null && dueOn > today ? dueOn : today;
    const promise = kind === 'promise';
    return [
      {
        ...plain('until', promise ? '预计何时完成' : '延至', 'date', value('until')),
        required: true,
        min: promise ? today : addDays(later, 1),
      },
    ];
  },
  on: (_kind, { today }, value) => [
    {
      ...plain('on', '哪一天做的', 'date', value('on') || today),
      required: true,
      max: today,
    },
  ],
  amount: (kind, { row }, value) => {
    if (kind === 'complete' && row.standing.tally === undefined) return [];
    const lacks = kind === 'complete' ? lackingWords(row.standing.tally, row.countUnit) : null;
    return [
      {
        ...plain('amount', amountLabel(kind, row), 'number', value('amount')),
        required: kind === 'enter' || kind === 'set-opening' || lacks !== null,
        hint: lacks ?? AMOUNT_HINTS[kind] ?? '',
      },
    ];
  },
  unit: (_kind, { partners }, value) => [
    {
      ...plain('unit', '请哪个单位配合', 'select', value('unit')),
      required: true,
      options: partners.map(({ id, name }) => ({
        value: String(id),
        words: name,
        chosen: String(id) === value('unit'),
      })),
    },
  ],
  colleague: (_kind, { ways }, value) => [
    {
      ...plain('name', '承办人姓名', 'line', value('name')),
      required: true,
      longest: 20,
      hint: '本单位联系人仍可办理',
    },
    { ...plain('phone', '电话', 'tel', value('phone')), longest: 20 },
    {
      ...plain('email', '邮箱', 'email', value('email')),
      longest: 120,
      hint: handingOnHint(ways),
    },
  ],
  text: (kind, _place, value) => [
    {
      ...plain('text', WORDS[kind] ?? '情况', 'area', value('text')),
      required: WORDS_REQUIRED.includes(kind),
      longest: LONGEST_TEXT,
    },
  ],
  files: () => [
    {
      ...plain('files', '附件：拍照或选照片', 'files', ''),
      // of its own: browsers of chat programs understand no list of kinds, and offer the camera for pictures only
      photos: '附件：盖章件等其他文件',
      hint: `最多 ${MOST_FILES} 个，每个不超过 ${LARGEST_FILE / 1024 / 1024} MB`,
    },
  ],
};

const AMOUNT_HINTS: Partial<Record<UnitAct, string>> = {
  enter: '只填这一次新增的；以前多报了的，填负数更正',
  complete: '已经填报过的不再填；没有新增的不填',
};

function amountLabel(kind: UnitAct, { countUnit }: LedgerRow): string {
  const unit = countUnit === null || countUnit === '' ? '' : `（${countUnit}）`;
  if (kind === 'enter') return `本次数量${unit}`;
  if (kind === 'complete') return `另有没填报过的数量${unit}`;
  return kind === 'set-opening' ? `督办开始前已完成多少${unit}` : `数量${unit}（可不填）`;
}
