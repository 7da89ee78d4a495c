import { describe, expect, it } from 'vitest';
import { actInEnglish } from '../../../plan/english/acts.ts';
import { inEnglish } from '../../../plan/english/translate.ts';

describe('a sentence of ours in English', () => {
  it.each([
    ['没有找到方案：7', 'Not found: Plan 7'],
    ['节点4月20日（周六）是周六', 'Milestone 20 Apr (Sat), a Saturday'],
    [
      '时限前 30 个工作日提醒；规则：时间更长的事项：时限前 30 个工作日、最后一个工作日提醒；时限11月30日（周六）是周六，以此前最后一个工作日11月29日（周五）为准',
      'Reminder 30 working days before the due date; rule: Longer duties: reminders 30 working days before, last working day; Due on 30 Nov (Sat), a Saturday: the last working day before it counts, 29 Nov (Fri)',
    ],
    [
      '2024年4月10日（周三）报办结，原定的这一次不再执行',
      '10 Apr 2024 (Wed) Report completion: this one is no longer due',
    ],
    [
      '告知凭据：2024-01-18 签收交办通知，2024-12-02 邮件已被对方服务器接收',
      'Proof that the unit was told: 2024-01-18 assignment notice acknowledged, 2024-12-02 mail taken by its server',
    ],
    ['text：没有填；kind：应为 a、b 之一', 'text: missing; kind: should be one of a、b'],
    [
      '通讯录有 2 处需要改正，未作任何修改：\n  - 请填姓名\n  - 电话应为手机号（11 位）或座机（如 0771-1234567）',
      'Address book: 2 to mend, and nothing was changed:\n- Enter a name\n- The telephone should be a mobile (11 figures) or a line such as 0771-1234567',
    ],
    [
      'a.zip：这是压缩包。请解压后选择其中的方案文件再试',
      'a.zip: An archive: unpack it and choose the plan’s file',
    ],
  ])('%s', (chinese, english) => {
    expect(inEnglish(chinese)).toBe(english);
  });

  it('keeps names, titles and quotes in it as they were written', () => {
    expect(inEnglish('负责教育、卫生的张三不是方案 3 的协调员，不能催办')).toBe(
      '负责教育、卫生的张三 is not a coordinator of plan 3, so this is not possible: Urge',
    );
    expect(inEnglish('文件：《2024年工作，要点：一》某办〔2024〕1号')).toBe(
      'Document: 《2024年工作，要点：一》某办〔2024〕1号',
    );
  });

  it('leaves what is not ours as it is', () => {
    for (const words of ['组织两县骨干教师，开展教研；共3次。', '青禾县教育局（本级）', 'a（b']) {
      expect(inEnglish(words)).toBe(words);
    }
  });

  it('tells an act as done, with what stands beside it', () => {
    expect(actInEnglish('报办结（新增 1）（代填，电话）')).toBe(
      'Completion reported (1 more) (entered by the office, telephone)',
    );
    expect(actInEnglish('申请延期至2025年1月17日（周五）（代填，电话）')).toBe(
      'Extension asked for until 17 Jan 2025 (Fri) (entered by the office, telephone)',
    );
    expect(actInEnglish('填报数量 3')).toBe('Number entered: 3');
  });

  it('comes to an end where a stranger repeats our words', () => {
    const text = `写明的合计是 ${' ，各项相加是 '.repeat(500)}${' ，相差 '.repeat(500)}完`;
    expect(inEnglish(text)).toContain('完');
  });
});
