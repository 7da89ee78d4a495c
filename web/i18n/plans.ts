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
  first: '怎样开始',
  firstBook: '通讯录',
  firstBookHint: '导入各单位、联系人和督办办公室的协调员。',
  firstAccounts: '账号和权限',
  firstAccountsHint: '给协调员、督办领导登记账号，把登录链接交给本人。',
  firstImport: '导入方案',
  firstImportHint: '把文件拖到“方案”页，审核、分工，预演以后启动。',
  firstImportByOthers: '由协调员登录后，把文件拖到“方案”页；管理员不因此能导入。',
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
  first: 'How to begin',
  firstBook: 'Address book',
  firstBookHint: 'import the units, their contacts and the office’s coordinator.',
  firstAccounts: 'Accounts and rights',
  firstAccountsHint: 'make accounts for coordinator and leader, and give each the login link.',
  firstImport: 'Import a plan',
  firstImportHint: 'drop the file on “Plans”; review, divide, rehearse, then launch.',
  firstImportByOthers:
    ': the coordinator logs in and drops the file on “Plans”; administrators as such cannot.',
  review: 'Review',
};

/** The words of the list of plans. */
export const PLANS = addWords('plans', zh, en);
