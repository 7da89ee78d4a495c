import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../plan/calendar.ts';
import { eventDue } from '../../../plan/deadline/event-due.ts';
import { parseDeadline } from '../../../plan/deadline/parse.ts';

const calendar = calendarOf();

describe('the due date after an event', () => {
  it.each([
    ['项目批复后30日内', '2024-03-15', '2024-04-14'],
    ['项目批复后10天内', '2024-12-25', '2025-01-04'],
    ['项目批复之日起1个月内', '2024-01-31', '2024-02-29'],
    ['项目批复之日起1个月内', '2023-01-31', '2023-02-28'],
    ['资金下达后3个月内', '2024-11-30', '2025-02-28'],
    ['资金下达后12个月内', '2024-02-29', '2025-02-28'],
    ['会议结束后2周内', '2024-02-20', '2024-03-05'],
    ['会议结束后5个工作日内', '2024-04-01', '2024-04-09'], // 4–6 April are days off, 7 is worked
    ['会议结束后1个工作日内', '2024-02-09', '2024-02-18'], // 春节 to the 17th, the 18th is a make-up day
    ['会议结束后5个工作日内', '2024-06-08', '2024-06-17'], // a rest day itself does not count
    ['事故发生后24小时内', '2024-03-15', '2024-03-16'],
    ['事故发生后36小时内', '2024-12-31', '2025-01-02'],
    ['开学前', '2024-09-01', '2024-08-31'],
    ['验收前', '2024-03-01', '2024-02-29'],
  ])('%s, with %s as its day, is %s', (words, on, due) => {
    const rule = parseDeadline(words)?.rule;
    expect(rule?.undated?.waitsFor).toBe('event');
    expect(eventDue(rule ?? {}, on, calendar)).toBe(due);
  });

  it.each(['11月底前', '按上级要求', '长期坚持'])('is none for %s', (words) => {
    expect(eventDue(parseDeadline(words)?.rule ?? {}, '2024-03-01', calendar)).toBeNull();
  });
});
