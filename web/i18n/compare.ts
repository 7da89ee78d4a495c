import { addWords } from './own-words.ts';

export const zh = {
  hint: '各单位作为责任单位的事项，按单位名称排列，不排名。党委部门等领导机关、对方单位和配合事项不计；到期不足 5 项的不算按时率。',
  from: '时限从',
  to: '到',
  rank: '按按时率排序（只供内部分析，不作通报和考核依据）',
  none: '没有可对比的事项。',
  unit: '单位',
  chart: '各单位办理情况图',
  chartWords: '{{count}} 个单位的办理情况（条形图），数字见下表。',
  extensions: '延期',
  rate: '按时率',
  tooFew: '不足 5 项',
  print: '打印',
};

const en: typeof zh = {
  hint: 'What each unit answers for, by name and unranked. Leading bodies, the other side and supporting parts are left out; no rate where fewer than 5 were due.',
  from: 'Due from',
  to: 'to',
  rank: 'Order by rate (for our own analysis, not for circulars or assessment)',
  none: 'Nothing to compare.',
  unit: 'Unit',
  chart: 'Units drawn as bars',
  chartWords: 'How {{count}} units did (bars). The numbers stand in the table below.',
  extensions: 'Extensions',
  rate: 'Rate',
  tooFew: 'fewer than 5',
  print: 'Print',
};

/** The words of the comparison. */
export const COMPARE = addWords('compare', zh, en);
