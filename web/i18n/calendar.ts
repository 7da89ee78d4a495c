import { addWords } from './own-words.ts';

export const zh = {
  before: '上个月',
  after: '下个月',
  now: '本月',
  month: '月份',
  unit: '责任单位',
  print: '打印',
  caption: '{{month}} 各天到期的事项',
  mark: { holiday: '休', 'make-up': '班' },
  markName: { holiday: '放假', 'make-up': '调休上班' },
  today: '今天',
  due: '{{count}} 项到期',
  dueOf: '{{day}}：{{count}} 项到期，在台账里看',
  more: '另有 {{count}} 项',
  none: '这个月没有到期的事项',
  provisional: '这一年的放假安排还没有公布，只按周末标出',
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  week: '{{from}} 至 {{to}}',
  sum: '共 {{count}} 项到期',
};

const en: typeof zh = {
  before: 'Month before',
  after: 'Next month',
  now: 'This month',
  month: 'Month',
  unit: 'Responsible unit',
  print: 'Print',
  caption: 'Due in {{month}}, day by day',
  mark: { holiday: 'off', 'make-up': 'on' },
  markName: { holiday: 'holiday', 'make-up': 'worked instead' },
  today: 'today',
  due: '{{count}} due',
  dueOf: '{{day}}: {{count}} due, in the ledger',
  more: '{{count}} more',
  none: 'Nothing is due in this month',
  provisional: 'Rest days of this year are not announced yet; only weekends are marked',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  week: '{{from}} to {{to}}',
  sum: '{{count}} due in all',
};

/** The words of the calendar. */
export const CALENDAR = addWords('calendar', zh, en);
