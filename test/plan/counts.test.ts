import { expect, it } from 'vitest';
import { readCounts } from '../../plan/counts.ts';

it.each([
  ['两地互访共4次', '=', 4, '次', 'plan'],
  ['召开2次以上会议', '>=', 2, '次', 'plan'],
  ['开展不少于2次活动', '>=', 2, '次', 'plan'],
  ['每年至少组织1次活动', '>=', 1, '次', 'year'],
  ['联合举办1期以上招聘会', '>=', 1, '期', 'plan'],
  ['培训20人次以上', '>=', 20, '人次', 'plan'],
  ['转移就业不低于155人', '>=', 155, '人', 'plan'],
  ['选派2名干部', '=', 2, '名', 'plan'],
  ['每年组织2-3批专家', '>=', 2, '批', 'year'],
  ['每年开展1至2次调研', '>=', 1, '次', 'year'],
  ['提供岗位100个左右', '~', 100, '个', 'plan'],
  ['约30名儿童', '~', 30, '名', 'plan'],
  ['服务群众5000余人', '>=', 5000, '人', 'plan'],
  ['举办两次对接活动', '=', 2, '次', 'plan'],
  ['每季度进行一次推送', '=', 1, '次', 'quarter'],
  ['每半年至少听取1次汇报', '>=', 1, '次', 'half-year'],
  ['对监测对象每月至少走访１次', '>=', 1, '次', 'month'],
  ['安排资金80万元', '=', 80, '万元', 'plan'],
  ['培训累计不少于1周', '>=', 1, '周', 'plan'],
] as const)('%s', (clause, op, value, unit, per) => {
  expect(readCounts(clause).map(({ count }) => count)).toEqual([{ op, value, unit, per }]);
});

it('reads several figures in order', () => {
  const counts = readCounts('举办培训班2期，培训60人次以上').map(({ count }) => count);
  expect(counts.map(({ value, unit }) => `${value}${unit}`)).toEqual(['2期', '60人次']);
});

it.each([
  '第一次会议',
  '两年一届的农博会',
  '办理时限压缩至3个工作日',
  '四个层面的交流',
  '一对一帮扶',
  '两地联合举办',
  '每名干部',
  '《十件实事1批》',
  '1-11月',
])('sees no demand in %s', (clause) => {
  expect(readCounts(clause)).toEqual([]);
});
