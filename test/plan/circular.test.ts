import { expect, it } from 'vitest';
import {
  checkWords,
  circularDraft,
  circularRefusal,
  type CircularStanding,
  type CircularStep,
} from '../../plan/circular.ts';

const TODAY = '2024-04-10';
const DRAFTED: CircularStanding = {
  state: 'draft',
  checks: [],
  checkUntil: null,
  submittedBy: null,
};
const asked = (answered: boolean) => [{ unit: '县教育局', asked: true, answered }];
const UNASKED = [{ unit: '县教育局', asked: false, answered: false }];

it.each<[string, Partial<CircularStanding>, CircularStep, string, string | null]>([
  ['names nobody', {}, 'submit', '', null],
  ['names a unit that was not asked', { checks: UNASKED }, 'submit', '', '还没有送核对：县教育局'],
  [
    'names a unit that was not asked, for a reason',
    { checks: UNASKED },
    'submit',
    '已当面核对',
    null,
  ],
  ['waits for an answer', { checks: asked(false), checkUntil: TODAY }, 'submit', '', '还没有答复'],
  [
    'waited as long as it must',
    { checks: asked(false), checkUntil: '2024-04-09' },
    'submit',
    '',
    null,
  ],
  ['was answered', { checks: asked(true), checkUntil: '2024-04-12' }, 'submit', '', null],
  ['was handed in by another', { state: 'submitted', submittedBy: 2 }, 'review', '', null],
  ['was handed in by the same', { state: 'submitted', submittedBy: 1 }, 'review', '', '送审人以外'],
  ['was not reviewed', { state: 'submitted' }, 'sign', '', '不能签发'],
  ['was reviewed', { state: 'reviewed' }, 'sign', '', null],
  ['was not signed', { state: 'reviewed' }, 'issue', '', '不能登记印发'],
  ['was signed', { state: 'signed' }, 'issue', '', null],
  ['is sent back without a reason', { state: 'reviewed' }, 'return', '', '请写明理由'],
  ['was handed in', { state: 'submitted' }, 'edit', '', '不能修改'],
  ['was issued', { state: 'issued' }, 'drop', '印错', '不能作废'],
])('a circular that %s (%o) takes %s with %j: %s', (_which, standing, kind, words, says) => {
  const refused = circularRefusal({ ...DRAFTED, ...standing }, { kind, personId: 1, words }, TODAY);
  if (says === null) expect(refused).toBeNull();
  else expect(refused).toContain(says);
});

const LATE = {
  number: '1',
  title: '报送名单',
  unit: '县教育局',
  dueOn: '2024-03-20',
  daysLate: 14,
  reason: '人员调整。',
  newDate: '2024-04-30',
};

it('begins with how it goes and whom it praises, and ranks nobody', () => {
  const { paragraphs, sections, number } = circularDraft({
    planTitle: '协作方案',
    office: '县协作办',
    on: TODAY,
    figures: { all: 10, done: 4, onTime: 3, overdue: 1 },
    praised: [
      { unit: '县财政局', count: 2, early: 0 },
      { unit: '县人社局', count: 1, early: 2 },
      { unit: '县妇联', count: 0, early: 1 },
    ],
    late: [LATE],
  });
  expect(paragraphs[1]).toContain(
    '共 10 项，已完成 4 项，其中按时完成 3 项；正在推进 6 项，其中超过时限 1 项',
  );
  expect(sections.map(({ heading }) => heading)).toEqual(['推进较好的单位', '需要加快推进的事项']);
  expect(sections[0]?.items.map(({ text }) => text)).toEqual([
    '到期的 2 项工作均按时完成。',
    '到期的 1 项工作均按时完成，另提前完成 2 项。',
    '提前完成 1 项工作。',
  ]);
  expect(sections[1]?.items[0]?.text).toBe(
    '时限为2024年3月20日，已超过 14 个工作日；单位说明：人员调整。新的完成时间为2024年4月30日。',
  );
  expect(number).toBe('〔2024〕　　号');
});

it('tells a unit what is to be said of it', () => {
  expect(checkWords([LATE])).toMatch(/^1 报送名单：时限为2024年3月20日/);
});
