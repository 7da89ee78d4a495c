import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { forgetWho } from '../db/devices.ts';
import { renewLink } from '../db/link-renewal.ts';
import { officesOfLink } from '../db/unit-desk.ts';
import { InputError, NotFoundError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';
import { changeContact, confirmContact, contactForm, moveAway } from './contact.ts';
import { linksPath, openDesk } from './desk.ts';
import { admit, keepToken } from './devices.ts';
import { messagePage } from './pages.ts';
import { channelForm, changeChannel } from './reader.ts';

type Link = { Params: { token: string }; Querystring: { done?: unknown; do?: unknown } };

/** The pages of a post: who acts from this device, how its holder is reached, and who holds it. */
export function postRoutes(app: FastifyInstance, parts: AppParts): void {
  app.post<Link>('/:token/device', async (request, reply) => {
    const desk = await openDesk(parts, request);
    if (desk.device?.confirmedAt != null) {
      keepToken(reply, desk, await forgetWho(parts.commander.db, desk.device, desk.now));
    }
    return reply.redirect(`${desk.base}?done=device`, 303);
  });
  app.post<Link>('/:token/again', (request, reply) => sendAgain(parts, request, reply));
  app.get<Link>('/:token/contact', async (request, reply) => {
    const desk = await openDesk(parts, request);
    return html(reply, await contactForm(parts, desk, notesOf(request)));
  });
  app.post<Link>('/:token/contact', (request, reply) => contact(parts, request, reply));
  app.post<Link>('/:token/moved', async (request, reply) => {
    const admitted = await admit(parts, await openDesk(parts, request), request, reply);
    if (admitted === null) return reply;
    return html(reply, await moveAway(parts, admitted.desk, admitted.form));
  });
  app.get<Link>('/:token/channel', async (request, reply) => {
    const desk = await openDesk(parts, request);
    return html(reply, await channelForm(parts, desk, notesOf(request)));
  });
  app.post<Link>('/:token/channel', async (request, reply) => {
    const admitted = await admit(parts, await openDesk(parts, request), request, reply);
    if (admitted === null) return reply;
    const { desk, form } = admitted;
    try {
      await changeChannel(parts, desk, form);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const page = await channelForm(parts, desk, { faults: error.faults }, form);
      return html(reply.code(422), page);
    }
    return reply.redirect(`${desk.base}/channel?done=channel`, 303);
  });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

function notesOf({ query }: FastifyRequest<Link>): { done?: string } {
  return typeof query.done === 'string' ? { done: query.done } : {};
}

/** Offers a new link for one that has expired; the answer is the same whether one was sent or not. */
async function sendAgain(
  parts: AppParts,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, now } = parts.commander;
  const id = parts.signer.check(request.params.token);
  if (id === null) throw new NotFoundError('链接', '请核对是否复制完整');
  await renewLink(db, id, { now: now(), domain: parts.letters.domain });
  const lines = [
    '登记的联系人会在几分钟内收到新链接。',
    '没有收到的，请看垃圾邮件；十分钟后可以再试，或者联系办公室更正邮箱。',
  ];
  const offices = await officesOfLink(db, id);
  return html(reply, messagePage(linksPath(parts), '已经受理', { lines, offices }));
}

/** 信息正确, or what is to be corrected; an address is taken once the code sent to it comes back. */
async function contact(
  parts: AppParts,
  request: FastifyRequest<Link>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const admitted = await admit(parts, await openDesk(parts, request), request, reply);
  if (admitted === null) return reply;
  const { desk, form } = admitted;
  if (request.query.do === 'right') {
    await confirmContact(parts, desk);
    return reply.redirect(`${desk.base}/contact?done=contact-right`, 303);
  }
  const page = await changeContact(parts, desk, form);
  if (page !== null) return html(reply, page);
  return reply.redirect(`${desk.base}/contact?done=contact-changed`, 303);
}
