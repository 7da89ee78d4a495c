import { addWords } from './own-words.ts';

export const zh = {
  title: '方案',
  state: '状态',
  period: '期限',
  openEnded: '{{from}} 起，逐年执行',
  office: '牵头督办',
  tasks: '任务',
  lights: '事项的灯',
  nothing: '还没有方案。',
  review: '审核',
};

const en: typeof zh = {
  title: 'Plan',
  state: 'State',
  period: 'Period',
  openEnded: 'from {{from}}, year by year',
  office: 'Coordinating office',
  tasks: 'Tasks',
  lights: 'Lights',
  nothing: 'No plan yet.',
  review: 'Review',
};

/** The words of the list of plans. */
export const PLANS = addWords('plans', zh, en);
