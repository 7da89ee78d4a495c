import { describe, expect, it } from 'vitest';
import type { Standing } from '../../plan/occurrence.ts';
import {
  type ActingRow,
  figureOf,
  type FilledForm,
  formFaults,
  offeredActs,
  type UnitAct,
} from '../../plan/unit-acts.ts';

const TODAY = '2024-12-05';
const standing = (given: Partial<Standing> = {}): Standing => ({
  state: 'assigned',
  verification: 'office',
  extensionPending: false,
  ...given,
});
const PLAIN: ActingRow = {
  standing: standing(),
  beforeStart: false,
  force: 'firm',
  dueOn: '2024-12-20',
  isReturn: false,
  countsFromBefore: false,
  participants: 0,
};
const counted = standing({ tally: { target: 3, sum: 1, opening: 0, binding: true } });

function offered(
  given: Partial<ActingRow>,
  roles: ('answering' | 'participant')[] = ['answering'],
) {
  return offeredActs({ ...PLAIN, ...given }, roles, TODAY).join(' ');
}

describe('a page offers', () => {
  const plain = 'acknowledge report complete request-extension';
  const seldom = 'report-risk hand-on decline';

  it.each<[string, string, Partial<ActingRow>]>([
    ['what the state takes', `${plain} ${seldom}`, {}],
    [
      'a contribution to be asked for',
      `${plain} report-risk ask-contribution hand-on decline`,
      { participants: 2 },
    ],
    [
      'no second request for an extension',
      `acknowledge report complete ${seldom}`,
      { standing: standing({ extensionPending: true }) },
    ],
    [
      'no second decline',
      `${plain} report-risk hand-on`,
      { standing: standing({ declined: true }) },
    ],
    [
      'entries, and a completion that may bring the rest',
      `acknowledge enter report complete request-extension ${seldom}`,
      { standing: counted },
    ],
    [
      'the opening number of a count that began before',
      `acknowledge set-opening enter report complete request-extension ${seldom}`,
      { standing: counted, countsFromBefore: true },
    ],
    [
      'a promise once a soft date has passed',
      `acknowledge promise report complete request-extension ${seldom}`,
      { force: 'soft', dueOn: '2024-12-04' },
    ],
    ['no promise before', `${plain} ${seldom}`, { force: 'soft' }],
    [
      'nothing that a return says in its own form',
      'acknowledge request-extension hand-on decline',
      { isReturn: true },
    ],
    ['nothing before supervision', '', { beforeStart: true }],
    ['nothing after the end', '', { standing: standing({ state: 'closed' }) }],
    [
      'a hand-over only while the claim waits',
      'hand-on',
      { standing: standing({ state: 'completed' }) },
    ],
  ])('%s', (_, acts, given) => {
    expect(offered(given)).toBe(acts);
  });

  it('contributions to those who take part', () => {
    expect(offered({ standing: standing({ state: 'completed' }) }, ['participant'])).toBe(
      'contribute',
    );
  });
});

const BLANK: FilledForm = {
  text: '',
  until: '',
  on: '',
  amount: '',
  unit: '',
  name: '',
  phone: '',
  email: '',
  files: 0,
};

function faults(kind: UnitAct, form: Partial<FilledForm>, dueOn: string | null = '2024-11-30') {
  return formFaults(kind, { ...BLANK, ...form }, { dueOn, today: TODAY, partnerIds: [7] });
}

describe('a form is taken', () => {
  it.each<[UnitAct, Partial<FilledForm>]>([
    ['request-extension', { text: '雨季', until: '2024-12-10' }],
    ['complete', { files: 1 }],
    ['contribute', { amount: '20' }],
    ['enter', { on: '2024-12-05', amount: '2' }],
    ['enter', { on: '2024-12-01', amount: '-1' }],
    ['set-opening', { amount: '0' }],
    ['promise', { until: '2024-12-05' }],
    ['ask-contribution', { unit: '7', text: '请提供名单' }],
    ['hand-on', { name: '何平', phone: '0771-1234567' }],
    ['hand-on', { name: '何平', email: 'he@example.cn' }],
    ['decline', { text: '属县财政局职责' }],
  ])('%s %o', (kind, form) => {
    expect(faults(kind, form)).toEqual([]);
  });
});

describe('a form is to be mended', () => {
  it.each<[UnitAct, Partial<FilledForm>, string]>([
    ['request-extension', { text: '雨季', until: '2024-12-05' }, '延至的日期须在今天之后'],
    [
      'request-extension',
      { text: '雨季', until: '2023-02-29' },
      '请选择延至哪一天（要是日历上有的日期）',
    ],
    ['request-extension', { until: '2024-12-10' }, '请写明延期理由'],
    ['report', { files: 1 }, '请写明进展情况'],
    ['complete', {}, '请写明情况，或附上佐证材料'],
    ['enter', { on: '2024-12-06', amount: '2' }, '日期不能晚于今天'],
    ['enter', { on: '2024-12-05', amount: '两次' }, '请用数字填写数量，例如 2'],
    ['set-opening', { amount: '-1' }, '数量不能是负数'],
    ['promise', { until: '2024-12-04' }, '预计完成的日期不能早于今天'],
    ['ask-contribution', { unit: '8', text: '名单' }, '请选择请哪个单位配合'],
    ['hand-on', { name: '何平' }, '请至少写明承办人的电话或邮箱'],
    ['hand-on', { name: '何平', email: 'he@example' }, '邮箱“he@example”不完整'],
    ['decline', {}, '请写明为什么不属于本单位职责'],
  ])('%s %o: %s', (kind, form, fault) => {
    expect(faults(kind, form)).toEqual([fault]);
  });

  it('asks for a day after the present due date', () => {
    expect(
      faults('request-extension', { text: '雨季', until: '2024-12-10' }, '2024-12-10'),
    ).toHaveLength(1);
    expect(faults('request-extension', { text: '雨季', until: '2024-12-10' }, null)).toEqual([]);
  });
});

it.each([
  ['１，２００', 1200],
  ['-1.5', -1.5],
  ['3次', null],
  ['', null],
])('reads %s as %s', (typed, figure) => {
  expect(figureOf(typed)).toBe(figure);
});
