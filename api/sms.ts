import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Where a provider of short messages reports to. */
export type SmsCallbackParts = {
  /** The last part of the address, which nobody can guess: a provider signs nothing. */
  path: string;
  /** Whose addresses may come in; none: everybody who knows the path. */
  addresses: string[];
  /** Writes down what came, and says what the provider wants to hear; null: it is none of theirs. */
  take: (body: unknown) => Promise<Record<string, unknown> | null>;
};

/** The provider's reports and uplinks. A stranger learns nothing, not even that there is such a page. */
export function smsRoutes(app: FastifyInstance, { path, addresses, take }: SmsCallbackParts): void {
  const allowed = listOf(addresses);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, parsed(String(body)));
  });
  app.post<{ Params: { path: string } }>('/:path', async (request, reply) => {
    const known = isSame(request.params.path, path);
    if (!known || !isAllowed(allowed, addresses, request.ip)) return reply.callNotFound();
    const answer = await take(request.body);
    if (answer === null) return await reply.code(400).send({ code: 1, msg: '内容不认识' });
    return await reply.send(answer);
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

const hash = (text: string) => createHash('sha256').update(text).digest();

function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(hash(given), hash(wanted));
}

function listOf(addresses: string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) {
    const [net = '', prefix] = address.split('/');
    const family = isIPv6(net) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(net, family);
    else list.addSubnet(net, Number(prefix), family);
  }
  return list;
}

/** The connection's own address counts: what a proxy says of somebody else can be made up. */
function isAllowed(list: BlockList, addresses: string[], ip: string): boolean {
  if (addresses.length === 0) return true;
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '');
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}
