import { expect, it } from 'vitest';
import { calendarOf } from '../../plan/calendar.ts';
import { beijingInstant } from '../../plan/date.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import {
  outcomeOf,
  type WhyMessage,
  type WhyNotice,
  type WhySetting,
} from '../../plan/why-outcome.ts';

const at = (day: string, hour = 9) => beijingInstant(day, hour);

const NOTICE: WhyNotice = {
  id: 1,
  seq: 3,
  audience: 'answering',
  kind: 'urge',
  state: 'open',
  untrue: false,
  waitsFor: null,
  notBefore: at('2024-06-26'),
  createdAt: at('2024-06-26', 1),
  facts: {},
  held: null,
  unitId: null,
  unit: null,
  messages: [],
};

const SETTING: WhySetting = {
  calendar: calendarOf(),
  office: DEFAULT_POLICY,
  planState: 'running',
  events: [],
  notices: [],
  liaison: false,
  now: at('2024-06-26', 10),
};

const MESSAGE: WhyMessage = {
  id: 7,
  channel: 'mail',
  state: 'sent',
  beside: false,
  nextAt: at('2024-06-26'),
  reader: '王芳',
  prefers: 'mail',
  hasMail: true,
  quiet: null,
  steps: [],
};

const sms = { ...MESSAGE, channel: 'sms' as const };
const waiting = { ...MESSAGE, state: 'ready' as const, quiet: { from: 720, to: 870 } };

it.each<[string, Partial<WhyNotice>, Partial<WhySetting>, string, string]>([
  ['left', { state: 'tied', messages: [MESSAGE] }, {}, 'told', ''],
  ['failed', { state: 'tied', messages: [{ ...MESSAGE, state: 'failed' }] }, {}, 'not-told', ''],
  [
    'is told beside a mail',
    { messages: [MESSAGE, { ...sms, beside: true }] },
    {},
    'told',
    '另发短信',
  ],
  [
    'goes as its reader chose',
    { messages: [{ ...sms, state: 'ready', prefers: 'sms' }] },
    {},
    'waits',
    '收件人选择用短信提醒',
  ],
  [
    'goes as it can',
    { messages: [{ ...sms, state: 'ready', hasMail: false }] },
    {},
    'waits',
    '没有可用的邮箱，改发短信',
  ],
  [
    'went by short message, whatever the address book says today',
    { messages: [{ ...sms, prefers: 'mail', hasMail: false }] },
    {},
    'told',
    '收件人当时选择短信，或没有可用的邮箱',
  ],
  [
    'left on a later day than its own',
    { state: 'tied', messages: [MESSAGE], waitsFor: 'budget', notBefore: at('2024-06-27') },
    { events: [{ seq: 3, at: at('2024-06-26', 1), kind: 'moment', moment: 'urge' }] },
    'told',
    '收件人的邮件当时已到上限，当天没有发出，推迟到2024年6月27日（周四）',
  ],
  [
    'goes by mail instead',
    { messages: [{ ...MESSAGE, state: 'ready', prefers: 'sms' }] },
    {},
    'waits',
    '改发邮件',
  ],
  ['keeps quiet hours', { messages: [waiting] }, {}, 'waits', '免打扰时段 12:00–14:30'],
  ['waits for the budget', { waitsFor: 'budget' }, {}, 'waits', '每月 4 封'],
  ['rides along', { waitsFor: 'ride', kind: 'pace' }, {}, 'waits', '随下一封提醒一起发'],
  ['came too late', { waitsFor: 'window' }, {}, 'waits', '当天的邮件已经发出'],
  ['is to come', { notBefore: at('2024-06-27') }, {}, 'waits', '2024年6月27日（周四） 09:00起发出'],
  [
    'is a leader’s and waits for the week',
    { waitsFor: 'budget', audience: 'leader' },
    {},
    'waits',
    '单位领导每周至多一封',
  ],
  ['waits for the hour', {}, { now: at('2024-06-26', 19) }, 'waits', '工作日 8:30–18:00'],
  ['is due in office hours', {}, {}, 'waits', '一般几分钟内'],
  ['waits out a pause', {}, { planState: 'paused' }, 'waits', '方案已暂停'],
  [
    'is kept from the day before a leave',
    { notBefore: at('2024-04-30') },
    { now: at('2024-04-30', 10) },
    'waits',
    '长假前后',
  ],
  ['reaches nobody', { state: 'unreachable' }, {}, 'waits', '联系不上'],
  ['is the other side’s', { state: 'withdrawn' }, { liaison: true }, 'not-told', '由对方单位办理'],
  [
    'is held back',
    { state: 'withdrawn', kind: 'list', held: '正在核实' },
    {},
    'not-told',
    '正在核实',
  ],
  [
    'was for a date that has passed',
    { state: 'withdrawn', kind: 'remind', facts: { dueOn: '2024-06-25' } },
    {},
    'not-told',
    '2024年6月25日（周二）',
  ],
  [
    'was made untrue by an act',
    { state: 'withdrawn', untrue: true },
    { events: [{ seq: 4, at: at('2024-06-26'), kind: 'complete' }] },
    'not-told',
    '报办结，这条通知不再需要',
  ],
  [
    'is not made untrue by what came before it',
    { state: 'withdrawn', untrue: true },
    { events: [{ seq: 2, at: at('2024-06-25'), kind: 'complete' }] },
    'not-told',
    '内容已经失效',
  ],
  [
    'gave way to a graver one',
    { state: 'withdrawn', kind: 'remind' },
    { notices: [{ ...NOTICE, seq: 5, createdAt: at('2024-06-28') }] },
    'not-told',
    '被2024年6月28日（周五）的“逾期催办”取代',
  ],
  [
    'is the other side’s, though a graver one follows it',
    { state: 'withdrawn', kind: 'remind' },
    { liaison: true, notices: [{ ...NOTICE, seq: 5, state: 'withdrawn' }] },
    'not-told',
    '由对方单位办理',
  ],
])('a notice that %s', (_what, notice, setting, outcome, words) => {
  const found = outcomeOf({ ...NOTICE, ...notice }, { ...SETTING, ...setting });
  expect(found.outcome).toBe(outcome);
  expect(found.lines.join('\n')).toContain(words);
});
