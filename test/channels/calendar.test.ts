import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calendarFeed, calendarParts } from '../../channels/calendar.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { type CalendarItem, calendarItem, type ItemRow } from '../../plan/calendar-item.ts';
import { parseIcs } from '../harness/ics.ts';

const ROW: ItemRow = {
  id: 'plan/1/1/joint/once',
  number: '2.1',
  title: '互访，分两次；含“\\”',
  quote: '组织<互访>，\n不少于2次',
  reportingPeriod: null,
  unit: '县教育局',
  planTitle: '2024年协作方案',
  dueOn: '2024-11-30',
  state: 'acknowledged',
  light: 'green',
  daysLate: 0,
  beforeStart: false,
  completedOn: null,
};

function itemOf(row: Partial<ItemRow>, seq = 1): CalendarItem {
  const item = calendarItem({ ...ROW, ...row }, { seq, at: 1e12 }, calendarOf(), '2024-11-01');
  if (item === null) throw new Error('the calendar does not show it');
  return item;
}

function eventOf(row: Partial<ItemRow>, seq = 1) {
  const feed = { name: '县教育局督办事项', domain: 'duban.example.cn', pageOf: () => null };
  return parseIcs(calendarFeed({ ...feed, items: [itemOf(row, seq)] })).events[0];
}

describe('a due date in a calendar', () => {
  it('is a day without hours, with all that the ledger says', () => {
    expect(eventOf({}, 7)).toMatchObject({
      UID: expect.stringMatching(/^[0-9a-f]{32}@duban\.example\.cn$/),
      SEQUENCE: '7',
      DTSTAMP: '20010909T014640Z',
      'DTSTART;VALUE=DATE': '20241130',
      'DTEND;VALUE=DATE': '20241201',
      SUMMARY: '2.1 互访，分两次；含“\\”',
      STATUS: 'CONFIRMED',
      TRANSP: 'OPAQUE',
      DESCRIPTION: expect.stringMatching(
        /^时限：11月30日（周六），请于11月29日（周五）下班前办理，还有 29 天\n状态：已签收\n[^]*原文：组织<互访>，\n不少于2次$/,
      ),
    });
  });

  it('keeps its name when it moves', () => {
    expect(eventOf({ dueOn: '2024-12-31' }, 9)?.UID).toBe(eventOf({})?.UID);
    expect(eventOf({ dueOn: '2024-12-31' })?.['DTEND;VALUE=DATE']).toBe('20250101');
  });

  it.each([
    ['completed', 'CONFIRMED', '［已报办结］'],
    ['closed', 'CANCELLED', '［已销号］'],
    ['waived', 'CANCELLED', '［'],
    ['cancelled', 'CANCELLED', '［'],
  ] as const)('that is %s is %s and takes no time', (state, status, mark) => {
    const found = eventOf({ state, completedOn: '2024-10-30' });
    expect(found).toMatchObject({ STATUS: status, TRANSP: 'TRANSPARENT' });
    expect(found?.SUMMARY?.startsWith(mark)).toBe(true);
  });

  it.each([{ dueOn: null }, { beforeStart: true }])('is not shown with %j', (row) => {
    expect(
      calendarItem({ ...ROW, ...row }, { seq: 1, at: 0 }, calendarOf(), '2024-11-01'),
    ).toBeNull();
  });

  it.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
    'stays on its day where the machine is in %s',
    (zone) => {
      const path = join(import.meta.dirname, '../../channels/calendar.ts');
      const items = JSON.stringify([itemOf({ dueOn: '2024-02-29' })]);
      const code = `import { calendarFeed } from ${JSON.stringify(path)};
        process.stdout.write(calendarFeed({ name: 'n', domain: 'd', pageOf: () => null, items: ${items} }))`;
      const text = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(parseIcs(text).events[0]?.['DTSTART;VALUE=DATE']).toBe('20240229');
    },
  );
});

it('is one attachment to a mail with due dates, and none to one without', () => {
  const [part, ...more] = calendarParts([itemOf({}), itemOf({ id: 'other' })], { domain: 'd' });
  expect(more).toEqual([]);
  expect(part).toMatchObject({
    name: 'duban.ics',
    mediaType: expect.stringContaining('method=PUBLISH'),
  });
  const { head, events } = parseIcs(String(part?.content));
  expect(head['METHOD']).toBe('PUBLISH');
  expect(new Set(events.map(({ UID }) => UID)).size).toBe(2);
  expect(calendarParts([], { domain: 'd' })).toEqual([]);
});
