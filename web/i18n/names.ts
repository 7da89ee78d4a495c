import { addWords } from './own-words.ts';

export const zh = {
  page: '单位名称',
  of: '《{{title}}》里的名称各指哪个单位',
  back: '回到审核',
  book: '通讯录里没有的单位，先登记再来确定',
  left: '还有 {{count}} 个名称没有确定',
  allSettled: '全部名称都已确定',
  open: '未确定',
  settled: '已确定',
  tasks: '{{count}} 项任务',
  take: '就是这些',
  several: '指哪些单位（可选几个）',
  set: '确定',
  leaveOut: '不纳入',
  why: '不纳入的理由，例如 对方单位',
  reopen: '改为未确定',
  none: '没有相近的单位：请选择，或者不纳入',
  exact: '名称一致',
  alias: '别名',
  person: '人工确定',
  isLeftOut: '不纳入：{{reason}}',
  choose: '请至少选一个单位',
  nothing: '方案里没有单位名称。',
};

const en: typeof zh = {
  page: 'Names of units',
  of: 'Which units the names in “{{title}}” stand for',
  back: 'Back to the review',
  book: 'A unit that is not in the address book is entered there first',
  left: '{{count}} names to settle',
  allSettled: 'All names are settled',
  open: 'To settle',
  settled: 'Settled',
  tasks: '{{count}} tasks',
  take: 'Take this',
  several: 'Which units (several for a collective)',
  set: 'Settle',
  leaveOut: 'Leave out',
  why: 'Why it is left out',
  reopen: 'Open again',
  none: 'No unit is like it: choose one, or leave it out',
  exact: 'same name',
  alias: 'other name',
  person: 'settled by hand',
  isLeftOut: 'Left out: {{reason}}',
  choose: 'Choose at least one unit',
  nothing: 'The plan names no units.',
};

/** The words of the names of a plan. */
export const NAMES = addWords('names', zh, en);
