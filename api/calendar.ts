import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { calendarOfUnits } from '../db/calendar-items.ts';
import { calendarLink, endCalendar, makeCalendar } from '../db/calendar-links.ts';
import type { AppParts } from './app.ts';
import { openDesk, openLink } from './desk.ts';
import { admit } from './devices.ts';

type Link = { Params: { token: string }; Querystring: { do?: unknown } };

/** The calendar of a unit for its contact, under a link of its own that opens nothing else. */
export function calendarRoutes(app: FastifyInstance, parts: AppParts): void {
  app.get<Link>('/:token/calendar.ics', async (request, reply) => {
    const { link, unitIds, today, calendar } = await openLink(
      parts,
      request.params.token,
      'calendar',
    );
    const { db } = parts.commander;
    const items = await calendarOfUnits(db, unitIds, calendar, today);
    const body = parts.feed({
      name: `${link.unitName}督办事项`,
      items,
      domain: parts.letters.domain,
      // a calendar is shared more easily than a mail: it opens nobody's pages
      pageOf: () => null,
    });
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    void reply.headers({ 'cache-control': 'private, no-cache', etag: tag });
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="duban.ics"')
      .send(body);
  });
  app.post<Link>('/:token/calendar', async (request, reply) => {
    const admitted = await admit(parts, await openDesk(parts, request), request, reply);
    if (admitted === null) return reply;
    const { desk } = admitted;
    const { db } = parts.commander;
    if (request.query.do === 'end') await endCalendar(db, desk.link, desk.now);
    else await makeCalendar(db, desk.link, desk.now);
    return reply.redirect(`${desk.base}/channel?done=channel`, 303);
  });
}

/** Where the calendar of a desk's holder lies; null while there is none. */
export async function calendarAddress(
  { commander: { db }, signer }: AppParts,
  { personId, unitId }: { personId: number; unitId: number },
  now: number,
): Promise<string | null> {
  const id = await calendarLink(db, { personId, unitId }, now);
  return id === null ? null : `${signer.address(id)}/calendar.ics`;
}
