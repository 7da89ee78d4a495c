import { addWords } from './own-words.ts';

export const zh = {
  hint: '数字是当月到期的事项；不适用、撤销的和只需对方协调的不计。点柱子或数字，打开台账里的这些事项。',
  chart: '{{year}}年各月到期事项的办理结果（柱形图），全年：{{sum}}。各月数字见下表。',
  numbers: '各月数字',
  month: '月份',
  all: '合计',
  year: '全年',
  part: '{{name}} {{count}}',
  join: '，',
  none: '{{year}}年没有到期的事项。',
};

const en: typeof zh = {
  hint: 'What was due in each month; what was waived, cancelled or is for the other side to do is left out. A bar or a number opens these rows of the ledger.',
  chart:
    'How what was due in {{year}} turned out (bars), the whole year: {{sum}}. The numbers stand in the table below.',
  numbers: 'Numbers by month',
  month: 'Month',
  all: 'All',
  year: 'Year',
  part: '{{name}} {{count}}',
  join: ', ',
  none: 'Nothing is due in {{year}}.',
};

/** The words of the year's course. */
export const COURSE = addWords('course', zh, en);
