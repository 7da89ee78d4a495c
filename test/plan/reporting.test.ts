import { expect, it } from 'vitest';
import { planWith } from './plan-of.ts';

it.each([
  ['每月1日前向县教育局报送进展情况', 'before'],
  ['每月10日前向县教育局报送进展情况', 'before'],
  ['每月11日前向县教育局报送进展情况', 'ask'],
  ['每月20日前向县教育局报送进展情况', 'ask'],
  ['每月25日前向县教育局报送进展情况', 'same'],
  ['每季度末向县教育局报送进展情况', 'same'],
  ['每月15日前向县教育局报送上月进展情况', 'before'],
  ['每月20日前向县教育局报送本月进展情况', 'same'],
  ['每月20日前召开1次会议', null],
  ['每月20日前听取1次工作汇报', null],
  ['11月20日前向县教育局报送总结', null],
])('%s tells of: %s', (words, reporting) => {
  expect(planWith(`各单位${words}。`).tasks[0]?.reporting).toBe(reporting);
});
