import { findLink, type OpenLink } from '../db/links.ts';
import { deskUnits } from '../db/unit-desk.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError, SpentLinkError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';

/** What a link opened: whose list it is, for whom it acts, where its pages lie, and the day. */
export type Desk = {
  link: OpenLink;
  unitIds: number[];
  /** The path of the list, also behind a PUBLIC_URL with a path of its own. */
  base: string;
  now: number;
  today: PlainDate;
  calendar: Calendar;
};

/**
 * Opens the desk of a link. Nothing is changed by it: mail scanners open links too.
 *
 * @throws NotFoundError when the link is none of ours, SpentLinkError when it is expired or revoked
 */
export async function openDesk(parts: AppParts, token: string): Promise<Desk> {
  const { db, now: clock } = parts.commander;
  const now = clock();
  const id = parts.signer.check(token);
  const link = id === null ? 'unknown' : await findLink(db, id, now);
  if (id === null || link === 'unknown') throw new NotFoundError('链接', '请核对是否复制完整');
  if (link === 'expired' || link === 'revoked') throw new SpentLinkError(id, link);
  return {
    link,
    unitIds: await deskUnits(db, link.unitId),
    base: pathOf(parts, link.id),
    now,
    today: beijingDate(now),
    calendar: await parts.calendar(),
  };
}

/** The path under which all pages of links lie. */
export function linksPath(parts: AppParts): string {
  return pathOf(parts, 'x').replace(/\/[^/]*$/, '');
}

function pathOf(parts: AppParts, linkId: string): string {
  return new URL(parts.signer.address(linkId)).pathname;
}
