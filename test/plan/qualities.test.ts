import { expect, it } from 'vitest';
import { readMilestones } from '../../plan/milestones.ts';
import { distributionOf, evidenceOf, forceOf, titleOf, trackingOf } from '../../plan/qualities.ts';

it.each([
  ['原则上每年召开2次会议', 'soft'],
  ['力争达到1000人', 'soft'],
  ['建议7月15日左右', 'advice'],
  ['可结合丰收节举办', 'advice'],
  ['每年召开2次会议', 'firm'],
])('%s binds: %s', (text, force) => {
  expect(forceOf(text)).toBe(force);
});

it.each([
  ['两地联合举办1期招聘会', ['甲县人社局', '乙县人社局'], 'joint'],
  ['联合举办两次产销对接活动', ['县商务局', '各乡镇'], 'joint'],
  ['联合举办培训班', ['各乡镇'], 'joint'],
  ['举办培训班', ['各乡镇'], 'each'],
  ['互访共4次', ['甲县委办', '乙县委办'], 'joint'],
  ['各责任单位每年至少组织1次活动', ['各责任单位'], 'each'],
  ['党委、政府分别召开2次以上会议', ['县委办', '县政府办'], 'each'],
  ['每月1日前上报进展情况', ['各帮扶单位'], 'each'],
  ['举办培训班', ['县教育局', '县财政局'], 'joint'],
])('%s is owed by %j: %s', (text, lead, distribution) => {
  expect(distributionOf(text, lead)).toBe(distribution);
});

it('sends rhythms per household and undated duties into the return', () => {
  expect(trackingOf('召开2次会议', true)).toBe('deadline');
  expect(trackingOf('建立台账', false)).toBe('return');
  expect(trackingOf('对监测对象每月开展1次入户走访', true)).toBe('return');
});

it('reads the dates of a remark as advice', () => {
  expect(readMilestones('建议5月和9月各办1期，提供签到表', [2024])).toEqual([
    { text: '建议5月和9月', date: '2024-05-31', force: 'advice' },
    { text: '建议5月和9月', date: '2024-09-30', force: 'advice' },
  ]);
  expect(readMilestones('2024年任务数另行分解', [2024])).toEqual([]);
});

it.each([
  ['建议7月完成，提供会议材料、会议纪要', ['会议材料', '会议纪要']],
  ['将资料纸质版、电子版报县办公室归档', ['资料纸质版', '电子版']],
  ['将全年工作总结盖章后报县办公室', ['盖章的全年工作总结']],
  ['举办培训班', []],
])('asks for proof: %s', (text, evidence) => {
  expect(evidenceOf(text)).toEqual(evidence);
});

it.each([
  ['每月1日前上报进展情况', '每月1日前', '上报进展情况'],
  ['各责任单位于6月底前报送总结', '6月底前', '报送总结'],
  ['促进就业，联合举办1期招聘会', null, '联合举办1期招聘会'],
])('titles %s', (quote, time, title) => {
  expect(titleOf(quote, time)).toBe(title);
});

it('keeps a title within 25 characters', () => {
  const long = '组织农业龙头企业和专业合作社参加名优特农产品及旅游产品宣传推广活动';
  expect(titleOf(long, null)).toHaveLength(25);
});
