import { findLink, type OpenLink } from '../db/links.ts';
import { type Device, deviceOf } from '../db/devices.ts';
import { deskUnits, type Office, officesOf } from '../db/unit-desk.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate, type PlainDate } from '../plan/date.ts';
import { NotFoundError, SpentLinkError } from '../plan/errors.ts';
import type { LinkPurpose } from '../plan/message.ts';
import type { AppParts } from './app.ts';

/** The cookie in which a browser keeps its device's token. */
export const COOKIE = 'duban';

/** What a browser keeps of its device; null when it keeps nothing. */
function deviceToken(cookies: string | undefined): string | null {
  const found = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{20,60})(?:;|$)`).exec(cookies ?? '');
  return found?.[1] ?? null;
}

/** What a link opened: whose list it is, for whom it acts, where its pages lie, and the day. */
export type Desk = {
  link: OpenLink;
  unitIds: number[];
  /** The path of the list, also behind a PUBLIC_URL with a path of its own. */
  base: string;
  now: number;
  today: PlainDate;
  calendar: Calendar;
  /** The browser's device, where it has one; it may wait for its confirmation. */
  device: Device | null;
  /** The browser's device was revoked. */
  revoked: boolean;
  /** What the browser keeps to be known by, while it is no device yet. */
  token: string | null;
  /** Whom to ask. */
  offices: Office[];
  /** The pages are reached by https only. */
  secure: boolean;
};

/** A request for a page of a link. */
type Asked = { params: { token: string }; headers: { cookie?: string | undefined } };

/**
 * Opens the desk of a link. Nothing is changed by it: mail scanners open links too.
 *
 * @throws NotFoundError when the link is none of ours, SpentLinkError when it is expired or revoked
 */
export async function openDesk(parts: AppParts, { params, headers }: Asked): Promise<Desk> {
  const { db } = parts.commander;
  const opened = await openLink(parts, params.token, 'desk');
  const { id } = opened.link;
  const token = deviceToken(headers.cookie);
  const kept = token === null ? 'spent' : await deviceOf(db, id, token);
  return {
    ...opened,
    device: typeof kept === 'string' ? null : kept,
    revoked: kept === 'revoked',
    token: kept === 'free' ? token : null,
    offices: await officesOf(db, opened.unitIds),
    secure: parts.signer.address(id).startsWith('https:'),
    base: pathOf(parts, id),
  };
}

/**
 * Opens a link for what it was made for.
 *
 * @throws NotFoundError when the link is none of ours, SpentLinkError when it is expired or revoked
 */
export async function openLink(
  parts: AppParts,
  token: string,
  purpose: LinkPurpose,
): Promise<Pick<Desk, 'link' | 'unitIds' | 'now' | 'today' | 'calendar'>> {
  const { db, now: clock } = parts.commander;
  const now = clock();
  const id = parts.signer.check(token);
  const link = id === null ? 'unknown' : await findLink(db, id, now, purpose);
  if (id === null || link === 'unknown') throw new NotFoundError('链接', '请核对是否复制完整');
  if (link === 'expired' || link === 'revoked') {
    // a calendar cannot ask for a new address: its owner makes one on the page
    throw new SpentLinkError(id, purpose === 'calendar' ? 'revoked' : link);
  }
  const unitIds = await deskUnits(db, link.unitId);
  return { link, unitIds, now, today: beijingDate(now), calendar: await parts.calendar() };
}

/** The address of an occurrence's page below a list's; its id goes into the path as it is. */
export function addressOf(base: string, id: string): string {
  return `${base}/o/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address of the page that explains an occurrence's messages. */
export function whyAddress(base: string, id: string): string {
  return addressOf(base, id).replace(`${base}/o/`, `${base}/why/`);
}

/** The path under which all pages of links lie. */
export function linksPath(parts: AppParts): string {
  return pathOf(parts, 'x').replace(/\/[^/]*$/, '');
}

/** The path under which everything of ours lies: empty, unless PUBLIC_URL has one. */
export function sitePath(parts: AppParts): string {
  return linksPath(parts).replace(/\/u$/, '');
}

function pathOf(parts: AppParts, linkId: string): string {
  return new URL(parts.signer.address(linkId)).pathname;
}
