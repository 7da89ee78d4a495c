import { addWords } from './own-words.ts';

export const zh = {
  title: '进度图',
  back: '回到方案',
  print: '打印',
  nothing: '还没有有时限的事项。方案启动后，这里显示各项任务的进度。',
  task: '任务',
  time: '时间（{{from}} 至 {{to}}）',
  noSection: '没有章节的',
  legend: '图例',
  bar: '横条：从可以办理到时限',
  mark: '时限，形状和颜色是灯',
  milestone: '节点',
  today: '今天 {{day}}',
  due: '{{day}} 到期：{{lights}}',
  one: '{{light}} {{count}} 项',
  at: '{{day}} 节点：{{text}}',
};

const en: typeof zh = {
  title: 'Gantt chart',
  back: 'Back to the plan',
  print: 'Print',
  nothing: 'Nothing has a date yet. Once the plan is launched, its tasks show here.',
  task: 'Task',
  time: 'Time ({{from}} to {{to}})',
  noSection: 'Without a section',
  legend: 'Legend',
  bar: 'Bar: from opening to due date',
  mark: 'Due date; shape and colour are its light',
  milestone: 'Milestone',
  today: 'Today, {{day}}',
  due: 'due {{day}}: {{lights}}',
  one: '{{light}} {{count}}',
  at: 'milestone {{day}}: {{text}}',
};

/** The words of the Gantt chart. */
export const GANTT = addWords('gantt', zh, en);
