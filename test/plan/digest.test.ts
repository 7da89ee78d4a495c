import { describe, expect, it } from 'vitest';
import {
  assignmentDigest,
  type AssignedTask,
  type DigestLine,
  digestSubject,
  sectionsOf,
} from '../../plan/digest.ts';
import { calendarOf } from '../../plan/calendar.ts';
import type { NoticeKind } from '../../plan/notice.ts';
import { listDigest } from '../../plan/weekly-list.ts';

function line(kind: NoticeKind, fields: Partial<DigestLine> = {}): DigestLine {
  return {
    kind,
    facts: {},
    planTitle: '2024年协作方案',
    title: '选派党政干部挂职',
    quote: '选派2名党政干部到云岭县挂职',
    number: '2.1',
    reportingPeriod: null,
    unitName: '县教育局',
    dueOn: '2024-11-30',
    practicalOn: '2024-11-29',
    daysLeft: 4,
    workingDaysLate: 0,
    ...fields,
  };
}

const late = { daysLeft: -4, workingDaysLate: 3, practicalOn: null };
const details = (given: DigestLine) => sectionsOf([given])[0]?.items[0]?.details;

describe('what a line says', () => {
  it('names the task, its clause, the due date and the day by which it can be done', () => {
    expect(sectionsOf([line('remind')])).toEqual([
      {
        title: '即将到期',
        items: [
          {
            head: '2.1 选派党政干部挂职',
            details: ['时限：2024年11月30日（周六），请于11月29日（周五）下班前办理（还有 4 天）'],
            quote: '选派2名党政干部到云岭县挂职',
          },
        ],
      },
    ]);
  });

  it.each([
    ['of a worked day', { practicalOn: null, daysLeft: 0 }, '时限：2024年11月30日（周六）（今天）'],
    ['late', late, '时限：2024年11月30日（周六），已逾期 3 个工作日（日历 4 天）'],
    [
      'of a new year',
      { dueOn: '2025-01-01', practicalOn: '2024-12-31', daysLeft: 1 },
      '时限：2025年1月1日（周三），请于2024年12月31日（周二）下班前办理（还有 1 天）',
    ],
    [
      'past its day and not late yet',
      { practicalOn: null, daysLeft: -1 },
      '时限：2024年11月30日（周六）',
    ],
  ])('writes a due date %s', (_name, fields, text) => {
    expect(details(line('remind', fields))).toEqual([text]);
  });

  it('says of what month a report tells', () => {
    const [section] = sectionsOf([line('remind', { reportingPeriod: '2024年10月份' })]);
    expect(section?.items[0]?.head).toBe('2.1 选派党政干部挂职（2024年10月份）');
  });

  it.each([
    ['enquiry', {}, '原则上的时限已过，请告知预计何时完成'],
    ['urge', {}, '已逾期，请立即办理'],
    ['escalate', {}, '下属事项逾期，请督促'],
  ] as const)('stands under the heading of its kind: %s', (kind, fields, title) => {
    expect(sectionsOf([line(kind, fields)])[0]?.title).toBe(title);
  });

  it('never calls a soft date late before its firm limit', () => {
    const enquiry = line('enquiry', { practicalOn: null, daysLeft: -2 });
    expect(JSON.stringify(sectionsOf([enquiry]))).not.toContain('逾期');
    expect(digestSubject([enquiry])).toBe('【督办提醒】1项请告知预计完成时间');
  });

  it.each([
    ['returned', { until: '2024-12-09' }, '请于2024年12月9日（周一）前整改'],
    ['returned', {}, '请按退回意见整改后再报'],
    ['decided', { approved: true }, '延期申请已同意'],
    ['decided', { approved: false }, '延期申请未获同意，请按原时限办理'],
    ['asked', { until: '2024-12-09' }, '申请延至2024年12月9日（周一）'],
    [
      'milestone',
      { milestone: '建议9月', milestoneOn: '2024-09-15' },
      '备注要求：建议9月（2024年9月15日（周日））',
    ],
    ['ended', {}, '该事项已撤销或认定不适用，不需再办'],
    ['escalate', { untold: true }, '注意：没有凭据证明该单位已知晓此事项'],
    ['remind', { merged: 3 }, '系统中断期间的 3 次提醒合并为本条'],
  ] as const)('%s with %j says: %s', (kind, facts, text) => {
    expect(details(line(kind, { facts }))).toContain(text);
  });

  it('of a unit that never acknowledged tells the office to call', () => {
    const given = line('call', { title: '', quote: '', number: '', dueOn: null });
    const [section] = sectionsOf([given]);
    expect(section?.items[0]?.head).toBe('县教育局');
    expect(section?.items[0]?.details).toContain(
      '《2024年协作方案》交办通知一直没有签收，请电话联系',
    );
  });

  it.each([
    ['nobody', 'contact:4', '没有可用的联系人邮箱'],
    ['nobody', 'supervising-leader', '没有可用的分管领导邮箱'],
    ['address', 'contact:4', '邮箱被对方服务器拒收'],
    ['unclear', 'contact:4', '两次发送都没有收到对方服务器的答复'],
    ['undelivered', 'contact:4', '连续三天发送未成功'],
  ] as const)('of a broken contact (%s of %s) says what is wrong', (fault, audience, text) => {
    expect(details(line('mend-contact', { facts: { fault, audience } }))?.join()).toContain(text);
  });

  it('shows supervisors who owes it, what proves that it was told and what was answered', () => {
    const given = line('escalate', { proof: '11月26日已发邮件', lastAct: '至今没有任何回应' });
    expect(details(given)).toEqual(
      expect.arrayContaining(['责任单位：县教育局', '11月26日已发邮件', '至今没有任何回应']),
    );
  });
});

describe('a digest', () => {
  const lines = [
    line('quarter', { number: '1' }),
    line('remind', { number: '2' }),
    line('urge', { number: '3', ...late }),
    line('returned', { number: '4' }),
    line('remind', { number: '5' }),
  ];

  it('puts what is urgent first', () => {
    expect(sectionsOf(lines).map(({ title, items }) => [title, items.length])).toEqual([
      ['已逾期，请立即办理', 1],
      ['被退回，请整改', 1],
      ['即将到期', 2],
      ['在办事项（每季度一次）', 1],
    ]);
  });

  it('counts in its subject what its sections hold', () => {
    expect(digestSubject(lines)).toBe('【督办提醒】1项逾期、1项退回、2项即将到期、1项在办');
  });

  it('says the same thing once, in its sections and in its subject', () => {
    const twice = [line('remind'), line('remind'), line('remind', { number: '9' })];
    expect(sectionsOf(twice)[0]?.items).toHaveLength(2);
    expect(digestSubject(twice)).toBe('【督办提醒】2项即将到期');
  });

  it('has a section for every kind of line', () => {
    const kinds: NoticeKind[] = [
      'assign',
      'chase',
      'remind',
      'milestone',
      'quarter',
      'enquiry',
      'urge',
      'urged',
      'escalate',
      'list',
      'list-review',
      'call',
      'verify',
      'returned',
      'decided',
      'asked',
      'ended',
      'liaison',
      'mend-contact',
    ];
    const held = sectionsOf(kinds.map((kind, index) => line(kind, { number: `${index}` })));
    expect(held.flatMap(({ items }) => items)).toHaveLength(kinds.length);
  });
});

describe('the weekly list', () => {
  const lines = Array.from({ length: 13 }, (_, index) =>
    line('list', {
      number: `${index}`,
      unitName: index < 9 ? '县教育局' : '县财政局',
      daysLeft: -(index + 9),
      workingDaysLate: index + 7,
    }),
  );
  const list = listDigest(lines, '2024-12-10');

  it('counts first, all of them and for each unit', () => {
    expect(list.subject).toBe('【督办专报】13项事项逾期，涉及2个单位');
    expect(list.sections[0]).toEqual({
      title: '截至2024年12月10日（周二）逾期情况',
      items: [
        {
          head: '共 13 项逾期，涉及 2 个单位',
          details: ['县教育局：9项', '县财政局：4项'],
          quote: null,
        },
      ],
    });
  });

  it('shows ten items, the longest overdue on top, and says how many it leaves out', () => {
    const items = list.sections[1]?.items ?? [];
    expect(items.map(({ head }) => head.split(' ')[0]).join()).toBe('12,11,10,9,8,7,6,5,4,3');
    expect(items[0]?.details.join()).toContain('已逾期 19 个工作日（日历 21 天）');
    expect(list.closing[0]).toContain('另有 3 项逾期时间较短');
  });

  it('carries no link and leaves nothing out when there are ten', () => {
    expect(list.links).toEqual([]);
    expect(listDigest(lines.slice(0, 10), '2024-12-10').closing.join()).not.toContain('另有');
  });
});

const task = (fields: Partial<AssignedTask>): AssignedTask => ({
  number: '1.1',
  title: '举办培训',
  quote: '全年举办培训不少于2次',
  role: 'answering',
  dates: [],
  answeringName: '县教育局',
  ...fields,
});

describe('the assignment', () => {
  it.each([
    [[], '时限：按要求'],
    [['2024-11-29'], '时限：2024年11月29日（周五）'],
    [['2024-11-30'], '时限：2024年11月30日（周六），请于11月29日（周五）下班前办理'],
    [
      ['2024-04-01', '2024-05-01', '2025-01-01'],
      '时限：共 3 次；首次 2024年4月1日（周一）；末次 2025年1月1日（周三），请于2024年12月31日（周二）下班前办理',
    ],
  ])('due on %j says: %s', (dates, text) => {
    const [section] = assignmentDigest('方案', '县教育局', [task({ dates })], calendarOf());
    expect(section?.items[0]?.details).toEqual([text]);
  });

  it('keeps apart what a unit answers for and what it takes part in', () => {
    const tasks = [task({}), task({ role: 'participant', answeringName: '县财政局' })];
    const sections = assignmentDigest('方案', '县教育局', tasks, calendarOf());
    expect(sections.map(({ title }) => title)).toEqual([
      '《方案》县教育局负责办理',
      '《方案》县教育局配合办理',
    ]);
    expect(sections[1]?.items[0]?.details).toEqual(['配合，由县财政局负责办理和填报']);
  });
});
