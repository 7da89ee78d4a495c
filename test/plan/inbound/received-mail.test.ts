import { describe, expect, it } from 'vitest';
import { beijingInstant } from '../../../plan/date.ts';
import { dayWritten } from '../../../plan/inbound/received-mail.ts';

const NOW = beijingInstant('2024-12-16', 9);

describe('the day on which a mail was written', () => {
  it.each([
    ['Tue, 10 Dec 2024 09:00:00 +0800', '2024-12-10'],
    ['Tue, 10 Dec 2024 23:30:00 +0000 (UTC)', '2024-12-11'],
    ['Tue, 10 Dec 2024 09:00:00 +0800 (CST)', '2024-12-10'],
    ['Tue, 10 Dec 2024 01:00:00 GMT', '2024-12-10'],
    ['Tue, 17 Dec 2024 09:00:00 +0800', '2024-12-16'], // a clock that is ahead
    ['Thu, 01 Jan 1970 09:00:00 +0800', '2024-12-16'], // one that was never set
    ['Tue, 10 Dec 2024 09:00:00', '2024-12-16'], // of which zone?
    ['yesterday', '2024-12-16'],
  ])('of %s is %s', (date, day) => {
    expect(dayWritten({ headers: { date: [date] } }, NOW)).toBe(day);
  });

  it('is today without a date', () => {
    expect(dayWritten({ headers: {} }, NOW)).toBe('2024-12-16');
  });
});
