import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { CalendarItem } from '../plan/calendar-item.ts';
import { addDays } from '../plan/date.ts';
import type { Attachment } from './channel.ts';

export type Feed = {
  /** What the reader's calendar calls it. */
  name: string;
  items: readonly CalendarItem[];
  /** The domain of the events' names. */
  domain: string;
  /** The page of an item; null: no link is shown. */
  pageOf: (id: string) => string | null;
};

const REFRESH = 6 * 3600; // seconds

/** Due dates as an iCalendar: days without hours, under names that stay. */
export function calendarFeed({ name, items, domain, pageOf }: Feed): string {
  const feed = ical({
    name,
    prodId: { company: 'duban', product: 'duban', language: 'ZH' },
    ttl: REFRESH,
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const item of items) {
    const page = pageOf(item.id);
    feed.createEvent({
      id: `${nameOf(item.id)}@${domain}`,
      sequence: item.seq,
      stamp: new Date(item.at),
      // plain days: a Date would shift with the zone of this machine
      start: item.on,
      end: addDays(item.on, 1),
      allDay: true,
      summary: item.title,
      description: page === null ? item.description : `${item.description}\n办理：${page}`,
      ...(page === null ? {} : { url: page }),
      status: item.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: item.free ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return feed.toString();
}

/** One attachment with the due dates of a mail; none when it has none. */
export function calendarParts(
  items: readonly CalendarItem[],
  { domain, pageOf = () => null }: Partial<Feed> & Pick<Feed, 'domain'>,
): Attachment[] {
  if (items.length === 0) return [];
  const content = calendarFeed({ name: '督办事项', items, domain, pageOf });
  const mediaType = 'text/calendar; charset=utf-8; method=PUBLISH';
  return [{ name: 'duban.ics', mediaType, content }];
}

function nameOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}
