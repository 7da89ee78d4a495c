import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type MailDesk, openMailDesk, wordsOf } from '../harness/mail-desk.ts';

let desk: MailDesk;

beforeAll(async () => {
  desk = await openMailDesk([
    {
      due: ['2024-04-01', '2024-05-01', '2024-06-01'],
      title: '报送工作进展情况',
      lead: ['县财政局'],
      distribution: 'each',
    },
    { due: ['2024-03-29'], title: '选派教师', lead: ['县教育局'] },
  ]);
  await desk.year.liveUntil('2024-03-27');
});

afterAll(() => desk.close());

beforeEach(() => desk.year.mailbox.clear());

async function answer(unit: string, text: string) {
  const { messageId } = await desk.sentTo(unit, 'digest');
  return await desk.exchange(unit, await desk.written(unit, text, { inReplyTo: messageId }));
}

it('a return is not completed by a word that says nothing of its rows', async () => {
  const { row, answer: told } = await answer('县财政局', '已完成');
  expect(row).toMatchObject({ outcome: 'refused', occurrenceIds: [] });
  expect(wordsOf(told)).toContain('这是定期报表，请点开提醒里的链接逐项填报');
});

it('a return of nothing is one line, and is recorded as the form would', async () => {
  const { row, answer: told } = await answer('县财政局', '本月无变化。');
  expect(row?.occurrenceIds).toHaveLength(1);
  expect(wordsOf(told)).toContain('已按“无变化”报送');
  const events = await desk.eventsOf('县财政局');
  expect(events.filter(({ door }) => door === 'mail')).toMatchObject([
    { kind: 'complete', data: { outOf: 0 }, text: '本月无变化。' },
  ]);
});

it('is for returns alone', async () => {
  const { row, answer: told } = await answer('县教育局', '无变化');
  expect(row).toMatchObject({ outcome: 'refused', occurrenceIds: [] });
  expect(wordsOf(told)).toContain('2.2 选派教师：没有记上，该事项不是定期报表');
});
