import { describe, expect, it } from 'vitest';
import { deliveryOf } from '../../plan/delivery.ts';
import type { Delivery } from '../../plan/findings.ts';
import { planWith } from './plan-of.ts';

const sides = [
  { name: '青禾县', short: '青禾' },
  { name: '云岭县', short: '云岭' },
];

const NOTHING: Delivery = { forms: [], copies: null, recipients: [], mailbox: null };

function delivery(quote: string, context = quote): Delivery | null {
  return deliveryOf({ quote, context, sides });
}

describe('delivery', () => {
  it.each<[string, Partial<Delivery>]>([
    [
      '将总结纸质版、电子版报县帮扶办归档',
      { forms: ['paper', 'electronic'], recipients: ['县帮扶办'] },
    ],
    ['于6月底前将总结盖章后报县教育局', { forms: ['stamped'], recipients: ['县教育局'] }],
    ['提交加盖单位公章的扫描件', { forms: ['stamped', 'scan'] }],
    ['将合同原件送县财政局备案', { forms: ['original'], recipients: ['县财政局'] }],
    ['报送纸质材料一式三份', { forms: ['paper'], copies: 3 }],
    ['报送纸质版2份至县委组织部', { forms: ['paper'], copies: 2, recipients: ['县委组织部'] }],
    [
      '工作总结报送至两地协作领导小组办公室',
      { recipients: ['青禾县协作领导小组办公室', '云岭县协作领导小组办公室'] },
    ],
    ['每月5日前向县发展改革局报送进展', { recipients: ['县发展改革局'] }],
    [
      '将名单报县人社局，抄送县财政局、县民政局',
      { recipients: ['县人社局', '县财政局', '县民政局'] },
    ],
    ['每月1日前上报工作进展情况至县乡村振兴局', { recipients: ['县乡村振兴局'] }],
    ['将自查报告报县农业农村局', { recipients: ['县农业农村局'] }],
    ['将统计表报县卫生健康局医政科', { recipients: ['县卫生健康局医政科'] }],
    ['将方案报县委、县政府', { recipients: ['县委', '县政府'] }],
    [
      '将台账电子档发至邮箱 bangfu@qinghe.example',
      { forms: ['electronic'], mailbox: 'bangfu@qinghe.example' },
    ],
  ])('of %s', (quote, terms) => {
    expect(delivery(quote)).toEqual({ ...NOTHING, ...terms });
  });

  it.each([
    '举办招聘会2期',
    '通报各单位进展',
    '向云岭县推送岗位信息',
    '开展送医下乡活动',
    '在县融媒体中心播报',
    '举报线索由公安局办理',
  ])('of %s is not spoken of', (quote) => {
    expect(delivery(quote)).toBeNull();
  });

  it('takes the mailbox from the bracket behind the clause', () => {
    const quote = '将计划报县乡村振兴局';
    expect(delivery(quote, `各单位${quote}（邮箱：plan@qinghe.example）。`)).toEqual({
      ...NOTHING,
      recipients: ['县乡村振兴局'],
      mailbox: 'plan@qinghe.example',
    });
  });

  it('takes nothing from what the sentence asks for besides', () => {
    const quote = '将计划报县乡村振兴局';
    expect(delivery(quote, `${quote}；将总结盖章报县财政局。`)?.forms).toEqual([]);
    expect(delivery(quote, `${quote}，12月5日前报送总结（纸质版）。`)?.forms).toEqual([]);
    expect(delivery('召开会议', '召开会议，并将总结盖章报县财政局。')).toBeNull();
  });

  it('stands on the task', () => {
    const { tasks } = planWith('各单位于11月15日前将总结盖章报送至两地协作办公室。');
    expect(tasks[0]?.delivery).toEqual({
      ...NOTHING,
      forms: ['stamped'],
      recipients: ['青禾县协作办公室', '云岭县协作办公室'],
    });
  });
});
