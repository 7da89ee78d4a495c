import { DEFAULT_POLICY, type Policy, type StepTarget } from './policy.ts';

/** A policy with what was set in it; every fault is named, and with any nothing holds. */
export type SetPolicy = { policy: Policy; faults: string[] };

type Check = (value: unknown, where: string) => string[];

const TARGETS: readonly StepTarget[] = ['answering', 'leader', 'supervising-leader', 'circular'];

/** A whole number of the rules over all plans: by what it is set, what it is, how far it may go. */
export type OfficeNumber = {
  key: OfficeNumberKey;
  label: string;
  least: number;
  most: number;
};

type OfficeNumberKey =
  | 'moment.hour'
  | 'moment.minute'
  | 'mailsPerMonth'
  | 'smsPerMonth'
  | 'spreadMinutes'
  | 'bringForwardDays'
  | 'listItems';

/** The numbers of the rules over all plans, as people read and set them. */
export const OFFICE_NUMBERS: readonly OfficeNumber[] = [
  { key: 'moment.hour', label: '每个工作日从几点起发：时', least: 6, most: 17 },
  { key: 'moment.minute', label: '每个工作日从几点起发：分', least: 0, most: 59 },
  { key: 'mailsPerMonth', label: '每位联系人每月至多几封邮件', least: 1, most: 100 },
  { key: 'smsPerMonth', label: '每位联系人每月至多几条短信（0 为不发）', least: 0, most: 100 },
  { key: 'spreadMinutes', label: '早上的消息在几分钟内错开发出', least: 0, most: 240 },
  { key: 'bringForwardDays', label: '几个工作日内的提醒并入已要发出的邮件', least: 0, most: 20 },
  { key: 'listItems', label: '专报至多列几项', least: 1, most: 100 },
];

/** A fault in the words of the settings page, which shows labels and no keys. */
export function inLabels(fault: string): string {
  const label = OFFICE_NUMBERS.find(({ key }) => fault.startsWith(`${key} `));
  return label === undefined ? fault : `“${label.label}”${fault.slice(label.key.length + 1)}`;
}

const CHECKS: Record<keyof Policy, Check> = {
  moment: fields({ hour: office('moment.hour'), minute: office('moment.minute') }),
  remind: fields({ monthly: days(0), quarterly: days(0), long: days(0) }),
  milestoneDays: whole(0, 250),
  ladder: steps,
  repeatDays: whole(1, 250),
  verifyDays: days(1),
  officeDelayDays: whole(1, 250),
  declineDays: days(1),
  paperDays: whole(0, 250),
  extension: oneOf('office', 'two-level'),
  release: oneOf('automatic', 'required'),
  upward: oneOf('all', 'weighty'),
  samplePercent: whole(0, 100),
  rectifyDays: whole(1, 250),
  opensDays: fields({ monthly: whole(1, 366), other: whole(1, 366) }),
  toldWaits: whole(0, 30),
  acknowledge: fields({ chase: whole(1, 250), callList: whole(1, 250) }),
  mailsPerMonth: office('mailsPerMonth'),
  smsPerMonth: office('smsPerMonth'),
  spreadMinutes: office('spreadMinutes'),
  bringForwardDays: office('bringForwardDays'),
  urgentInQuiet: yesOrNo,
  listItems: office('listItems'),
};

/**
 * The policy with settings as a command line gives them.
 * @example withSettings(policy, ['ladder.0.afterDays=2', 'mailsPerMonth=3'])
 */
export function withSettings(policy: Policy, settings: readonly string[]): SetPolicy {
  const draft: Record<string, unknown> = structuredClone({ ...policy });
  const faults = settings.flatMap((setting) => putSetting(draft, setting));
  return checked(draft, faults);
}

/** What holds over all plans, since its readers are the same people whatever plan writes to them. */
export const OFFICE_KEYS: readonly (keyof Policy)[] = [
  'moment',
  'mailsPerMonth',
  'smsPerMonth',
  'spreadMinutes',
  'bringForwardDays',
  'urgentInQuiet',
  'listItems',
];

/** Settings of one plan that are set for the office, each with where that is done. */
export function planOnlyFaults(before: Policy, after: Policy): string[] {
  return changedKeys(before, after)
    .filter((key) => OFFICE_KEYS.includes(key))
    .map(
      (key) =>
        `${key} 是全机构的规则，各方案合计执行；请用 duban policy office --set ${key}=… 设置`,
    );
}

/** Settings for the office that each plan has its own of. */
export function officeOnlyFaults(before: Policy, after: Policy): string[] {
  return changedKeys(before, after)
    .filter((key) => !OFFICE_KEYS.includes(key))
    .map((key) => `${key} 由各方案自己设置；请用 duban policy 方案编号 --set ${key}=…`);
}

function changedKeys(before: Policy, after: Policy): (keyof Policy)[] {
  const keys = Object.keys(CHECKS).filter((key): key is keyof Policy => key in before);
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** The policy with the keys that a file gives; each stands for the whole of it. */
export function withFile(policy: Policy, file: unknown): SetPolicy {
  if (!isRecord(file)) return { policy, faults: ['文件应为一个对象，例如 {"mailsPerMonth": 3}'] };
  return checked({ ...policy, ...file }, []);
}

function checked(draft: Record<string, unknown>, before: string[]): SetPolicy {
  const unknown = Object.keys(draft).filter((key) => !(key in CHECKS));
  const faults = [
    ...before,
    ...unknown.map((key) => `没有“${key}”这一项；可用：${Object.keys(CHECKS).join('、')}`),
    ...Object.entries(CHECKS).flatMap(([key, check]) => check(draft[key], key)),
  ];
  return { policy: isPolicy(draft, faults) ? draft : DEFAULT_POLICY, faults };
}

/** What every check has passed is a policy. */
function isPolicy(draft: unknown, faults: string[]): draft is Policy {
  return faults.length === 0 && isRecord(draft);
}

/** Puts `ladder.0.afterDays=2` where it belongs; a place that does not exist is a fault. */
function putSetting(draft: Record<string, unknown>, setting: string): string[] {
  const [, path = '', text = ''] = /^([\w.]+)=(.*)$/s.exec(setting) ?? [];
  if (path === '') return [`“${setting}”应写成 项目=值，例如 mailsPerMonth=3`];
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place: unknown = draft;
  for (const key of keys) place = isContainer(place) ? Reflect.get(place, key) : undefined;
  const appends = Array.isArray(place) && last === String(place.length);
  if (!isContainer(place) || !(Object.hasOwn(place, last) || appends)) {
    return [`没有“${path}”这一项；可用：${Object.keys(CHECKS).join('、')}`];
  }
  Reflect.set(place, last, valueOf(text));
  return [];
}

/** A number, list or object as JSON; a bare list of numbers (3,0); else the words themselves. */
function valueOf(text: string): unknown {
  if (/^\d+(?:,\d+)+$/.test(text)) return text.split(',').map(Number);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}

function office(key: OfficeNumberKey): Check {
  const { least, most } = OFFICE_NUMBERS.find((each) => each.key === key) ?? { least: 0, most: 0 };
  return whole(least, most);
}

function whole(least: number, most: number): Check {
  return (value, where) => {
    const fits = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
    return fits ? [] : [`${where} 应为 ${least} 至 ${most} 的整数，现为 ${shown(value)}`];
  };
}

/** A list of working days, at least one, none twice. */
function days(least: number): Check {
  return (value, where) => {
    if (!Array.isArray(value) || value.length === 0) {
      return [`${where} 应为若干个天数，例如 [10,3,0]，现为 ${shown(value)}`];
    }
    const each = value.flatMap((day, index) => whole(least, 250)(day, `${where}.${index}`));
    const twice =
      new Set(value).size < value.length ? [`${where} 有重复的天数：${shown(value)}`] : [];
    return [...each, ...twice];
  };
}

function oneOf(...words: string[]): Check {
  return (value, where) =>
    words.some((word) => word === value)
      ? []
      : [`${where} 应为 ${words.join(' 或 ')}，现为 ${shown(value)}`];
}

function yesOrNo(value: unknown, where: string): string[] {
  return typeof value === 'boolean' ? [] : [`${where} 应为 true 或 false，现为 ${shown(value)}`];
}

function fields(checks: Record<string, Check>): Check {
  return (value, where) => {
    if (!isRecord(value)) return [`${where} 应为一个对象，现为 ${shown(value)}`];
    const extra = Object.keys(value).filter((key) => !(key in checks));
    return [
      ...extra.map((key) => `没有“${where}.${key}”这一项`),
      ...Object.entries(checks).flatMap(([key, check]) => check(value[key], `${where}.${key}`)),
    ];
  };
}

/** The steps of a ladder go up: each later than the one before. */
function steps(value: unknown, where: string): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    return [`${where} 至少要有一级，现为 ${shown(value)}`];
  }
  const step = fields({ afterDays: whole(1, 250), to: oneOf(...TARGETS) });
  const each = value.flatMap((entry: unknown, index) => step(entry, `${where}.${index}`));
  if (each.length > 0) return each;
  const after = value.map((entry) => Number(Reflect.get(entry, 'afterDays')));
  const rises = after.every((day, index) => index === 0 || day > (after[index - 1] ?? 0));
  return rises ? [] : [`${where} 各级的天数应逐级增加，现为 ${after.join('、')}`];
}

function shown(value: unknown): string {
  return value === undefined || value === '' ? '空' : JSON.stringify(value);
}
