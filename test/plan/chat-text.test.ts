import { describe, expect, it } from 'vitest';
import { CHAT_LIMIT, type ChatItem, chatName, chatText } from '../../plan/chat-text.ts';
import { isConfidential } from '../../plan/confidential.ts';

const item = (given: Partial<ChatItem> = {}): ChatItem => ({
  unitName: '县教育局',
  name: '2.1',
  dueOn: '2024-06-28',
  practicalOn: null,
  daysLeft: 3,
  workingDaysLate: 0,
  ...given,
});

describe('the text for a chat group', () => {
  it('names units, numbers and dates, what is overdue first', () => {
    const items = [
      item({ unitName: '县财政局', name: '4', daysLeft: 0, dueOn: '2024-06-25' }),
      item(),
      item({ name: '3', practicalOn: '2024-06-27' }),
      item({ name: '1', workingDaysLate: 2 }),
      item({ unitName: '县农业局', name: '9', workingDaysLate: 5 }),
    ];
    expect(chatText([{ title: '2024年协作方案', items }], '2024-06-25')).toBe(
      [
        '【督办提醒】6月25日（周二）',
        '《2024年协作方案》',
        '已逾期：',
        '@县农业局 1项：9（逾期5个工作日）',
        '@县教育局 1项：1（逾期2个工作日）',
        '即将到期：',
        '@县财政局 1项：4（6月25日，今天）',
        '@县教育局 2项：2.1（6月28日）、3（6月27日）',
        '请点开督办邮件里的链接办理；已办结的请报办结，有困难请联系办公室。',
      ].join('\n'),
    );
  });

  it('says nothing when there is nothing to say', () => {
    expect(chatText([], '2024-06-25')).toBeNull();
    expect(chatText([{ title: '方案', items: [] }], '2024-06-25')).toBeNull();
  });

  it.each([12, 60, 200])(
    'stays within 500 characters with %i units, and counts the rest',
    (many) => {
      const items = Array.from({ length: many }, (_, index) =>
        item({ unitName: `第${index + 1}镇人民政府`, workingDaysLate: index % 3 }),
      );
      const text = chatText([{ title: '很长的标题'.repeat(20), items }], '2024-06-25') ?? '';
      expect(text.length).toBeLessThanOrEqual(CHAT_LIMIT);
      const told = text.match(/@/g)?.length ?? 0;
      const left = Number(/另有 (\d+) 项/.exec(text)?.[1] ?? 0);
      expect(told + left).toBe(many);
      expect(text).not.toMatch(/：\n另有/);
    },
  );

  it('names six duties of a unit, and how many there are', () => {
    const items = Array.from({ length: 100 }, (_, index) => item({ name: `${index}` }));
    const text = chatText([{ title: '方案', items }], '2024-06-25') ?? '';
    expect(text).toContain('@县教育局 100项：0（6月28日）');
    expect(text).toContain('、5（6月28日）等');
    expect(text).not.toContain('、6（');
  });
});

it.each([
  ['2.1', '2.1'],
  ['t02', '举办教师培训'],
])('calls a task with the number %s by %s', (number, name) => {
  expect(chatName({ number, key: 't02', title: '举办教师培训' })).toBe(name);
});

it('cuts a title that would fill the group', () => {
  const long = { number: 't02', key: 't02', title: '联合举办两次以上脱贫地区农副产品产销对接活动' };
  expect(chatName(long)).toBe('联合举办两次以上脱贫地…');
});

describe('a document that is not for everybody', () => {
  it.each([
    ['内部资料 注意保存\n2024年工作方案', true],
    ['（此件不公开发布）', true],
    ['秘密★1年', true],
    ['工作秘密', true],
    ['一、总体要求\n整理内部资料，建立台账', false],
    ['保守工作秘密是每个人的责任', false],
    ['2024年协作方案', false],
  ])('%s: %s', (text, confidential) => {
    expect(isConfidential(text)).toBe(confidential);
  });
});
