import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { withFile, withSettings } from '../../plan/policy-settings.ts';
import { policyLines } from '../../plan/policy-words.ts';

describe('settings', () => {
  it('change what they name and leave the rest', () => {
    const set = [
      'ladder.0.afterDays=2',
      'mailsPerMonth=3',
      'remind.long=20,5,0',
      'extension=two-level',
    ];
    const { policy, faults } = withSettings(DEFAULT_POLICY, set);
    expect(faults).toEqual([]);
    expect(policy).toEqual({
      ...DEFAULT_POLICY,
      ladder: [{ afterDays: 2, to: 'answering' }, ...DEFAULT_POLICY.ladder.slice(1)],
      mailsPerMonth: 3,
      remind: { ...DEFAULT_POLICY.remind, long: [20, 5, 0] },
      extension: 'two-level',
    });
    expect(DEFAULT_POLICY.ladder[0]?.afterDays).toBe(1);
  });

  it('add a step to the ladder', () => {
    const { policy, faults } = withSettings(DEFAULT_POLICY, [
      'ladder.3={"afterDays":12,"to":"circular"}',
    ]);
    expect(faults).toEqual([]);
    expect(policy.ladder).toHaveLength(4);
  });

  it.each([
    ['mails=3', '没有“mails”这一项'],
    ['mailsPerMonth', '应写成 项目=值'],
    ['ladder.7.afterDays=2', '没有“ladder.7.afterDays”这一项'],
    ['ladder.0.days=2', '没有“ladder.0.days”这一项'],
    ['mailsPerMonth=-1', 'mailsPerMonth 应为 1 至 100 的整数，现为 -1'],
    ['mailsPerMonth=2.5', '整数'],
    ['mailsPerMonth=three', '现为 "three"'],
    ['ladder=[]', 'ladder 至少要有一级'],
    ['ladder=1', 'ladder 至少要有一级'],
    ['ladder.0.afterDays=0', 'ladder.0.afterDays 应为 1 至 250'],
    ['ladder.0.afterDays=9', 'ladder 各级的天数应逐级增加，现为 9、3、7'],
    ['ladder.0.to=mayor', 'ladder.0.to 应为 answering 或'],
    ['remind.monthly=[]', 'remind.monthly 应为若干个天数'],
    ['remind.monthly=3,-1', 'remind.monthly'],
    ['remind.monthly=3,3', '重复'],
    ['verifyDays=[0]', 'verifyDays.0 应为 1 至 250'],
    ['moment.hour=20', 'moment.hour 应为 6 至 17'],
    ['release=maybe', 'release 应为 automatic 或 required'],
    ['__proto__.x=1', '没有“__proto__.x”这一项'],
    ['constructor=1', '没有“constructor”这一项'],
  ])('%s is refused', (setting, fault) => {
    const { faults } = withSettings(DEFAULT_POLICY, [setting]);
    expect(faults.join('\n')).toContain(fault);
  });

  it('name all their faults at once', () => {
    const { faults } = withSettings(DEFAULT_POLICY, ['x=1', 'listItems=0', 'repeatDays=0']);
    expect(faults).toHaveLength(3);
  });
});

describe('a file', () => {
  it('changes the keys that it gives', () => {
    const { policy, faults } = withFile(DEFAULT_POLICY, { samplePercent: 20 });
    expect([policy.samplePercent, policy.listItems, faults]).toEqual([20, 10, []]);
  });

  it.each([
    [[], '文件应为一个对象'],
    [{ remind: { monthly: [3], quarterly: [3] } }, 'remind.long'],
    [{ remind: { ...DEFAULT_POLICY.remind, weekly: [1] } }, '没有“remind.weekly”这一项'],
    [{ mail: 1 }, '没有“mail”这一项'],
    [{ ladder: [{ afterDays: 1 }] }, 'ladder.0.to'],
    [{ ladder: null }, 'ladder 至少要有一级'],
  ])('is refused: %j', (file, fault) => {
    expect(withFile(DEFAULT_POLICY, file).faults.join('\n')).toContain(fault);
  });
});

it('tells the rules in words with the key of each', () => {
  const lines = policyLines(DEFAULT_POLICY);
  expect(lines).toContain(
    '时间更长的事项：时限前 30 个工作日、时限前 10 个工作日、时限前 3 个工作日、最后一个工作日提醒（remind.long）',
  );
  expect(lines).toContain('逾期第 3 个工作日：报单位分管领导（ladder.1）');
  const keys = lines.map((line) => /（([\w.]+)）$/.exec(line)?.[1]?.split('.')[0]);
  expect(new Set(keys)).toEqual(new Set(Object.keys(DEFAULT_POLICY)));
});
