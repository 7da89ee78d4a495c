import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { channelBacklogs, lastAnswer } from '../../db/channel-status.ts';
import { activeGroups, type ChatGroupRow, endGroup, lastPosts } from '../../db/chat-groups.ts';
import { unitNames } from '../../db/lookup.ts';
import { messageProof } from '../../db/message-proof.ts';
import { addressOfPerson } from '../../db/people.ts';
import { clockWords } from '../../plan/desk.ts';
import { ForbiddenError, NotFoundError, RefusedError } from '../../plan/errors.ts';
import { inChinese } from '../../plan/fault-words.ts';
import { groupStateWords, UNTRIED } from '../../plan/group-state.ts';
import { MESSAGE_STATE_NAMES } from '../../plan/message.ts';
import { mobileOf } from '../../plan/phone.ts';
import type { AdminParts } from '../admin.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { DONE, INSTANT, instantOf, maybeInstant, NUMBER, problems } from './schemas.ts';
import { WORDS } from './words.ts';

const NAME = z.enum(['mail', 'sms', 'chat']);
const SYSTEM = z.enum(['wecom', 'dingtalk', 'feishu']);

const CHANNEL = z
  .object({
    channel: NAME,
    name: WORDS,
    state: z.enum(['healthy', 'failing', 'paused', 'off']),
    setup: z.array(WORDS),
    lacks: z.array(WORDS).describe('还差什么设置'),
    variables: WORDS,
    pace: WORDS,
    lastSent: INSTANT.nullable(),
    fault: z.object({ at: INSTANT, words: WORDS }).nullable().describe('最近一次失败'),
    pausedUntil: INSTANT.nullable(),
    waiting: z.int().describe('到时候了还没有发出的'),
    waitingSince: INSTANT.nullable(),
    own: z.string().nullable().describe('试发会发到本人的这个地址'),
  })
  .meta({ id: 'Channel' });

const GROUP = z
  .object({
    id: z.int(),
    name: z.string(),
    system: SYSTEM,
    planId: z.int().nullable(),
    units: z.array(z.string()),
    state: z.enum(['works', 'untried', 'stopped']),
    words: WORDS,
  })
  .meta({ id: 'ChatGroup' });

const TEST = z
  .object({
    id: z.int().nullable().describe('消息编号；工作群的当场就有结果'),
    state: z.string(),
    stateName: WORDS,
    tried: z.boolean(),
    words: WORDS.describe('服务器最近的答复'),
  })
  .meta({ id: 'ChannelTest' });

const ID = z.object({ id: NUMBER });

/** How messages leave: how each channel does, what it lacks, a test to oneself, the chat groups. */
export function channelRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const installed = (request: FastifyRequest): AdminParts => {
    const { admin, coordinates } = visitorOf(request).standing;
    if (!admin && coordinates.length === 0) {
      throw new ForbiddenError('渠道由协调员和系统管理员查看、试发');
    }
    if (parts.admin === undefined) throw new RefusedError('这里看不到渠道的设置');
    return parts.admin;
  };
  /** Where a test to oneself goes; the address as it is registered. */
  const ownAddress = async (request: FastifyRequest, channel: z.infer<typeof NAME>) => {
    if (channel === 'chat') return null;
    const { email, phone } = await addressOfPerson(db, visitorOf(request).account.personId);
    return channel === 'mail' ? email : mobileOf(phone ?? '');
  };
  api.get(
    '/channels',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listChannels',
        summary: '各渠道：好不好、最近的成功和失败、积压、还差什么设置',
        tags: ['channels'],
        response: { 200: z.array(CHANNEL), ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      const at = now();
      const backlogs = await channelBacklogs(db, at);
      const rows: z.infer<typeof CHANNEL>[] = [];
      for (const line of await installed(request).overview(at)) {
        const { lastFault, lastSent, pausedUntil, ready, ...rest } = line;
        const setup = rest.setup.filter((words) => !/^(没有|不收)/.test(words)); // stands in lacks
        const { waiting = 0, since = null } = backlogs.get(line.channel) ?? {};
        const failing = lastFault !== null && (lastSent === null || lastFault.at > lastSent);
        const working = failing ? 'failing' : 'healthy';
        rows.push({
          ...rest,
          setup,
          state: ready ? (pausedUntil === null ? working : 'paused') : 'off',
          lastSent: maybeInstant(lastSent),
          fault:
            lastFault === null
              ? null
              : { at: instantOf(lastFault.at), words: inChinese(lastFault.words) },
          pausedUntil: maybeInstant(pausedUntil),
          waiting,
          waitingSince: maybeInstant(since),
          own: await ownAddress(request, line.channel),
        });
      }
      return await reply.send(rows);
    },
  );
  api.post(
    '/channels/:channel/test',
    {
      config: { access: 'session', rateLimit: { max: 10, timeWindow: 60_000 } },
      schema: {
        operationId: 'tryChannel',
        summary: '试发一条：邮件、短信发给本人，工作群写明群的名称',
        tags: ['channels'],
        params: z.object({ channel: NAME }),
        body: z.object({ group: z.string().max(100).optional() }),
        response: { 201: TEST, ...problems(401, 403, 404, 409, 422, 429) },
      },
    },
    async (request, reply) => {
      const { channel } = request.params;
      const admin = installed(request);
      const to = channel === 'chat' ? request.body.group : await ownAddress(request, channel);
      if (to === null || to === undefined) throw new RefusedError(NO_ADDRESS[channel]);
      const id = await admin.tryChannel(channel, to, now());
      const posted = { id: null, state: 'sent', stateName: '已发到群里', tried: true, words: '' };
      return await reply.code(201).send(id === null ? posted : await testShown(id));
    },
  );
  api.get(
    '/channels/tests/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getChannelTest',
        summary: '试发的那一条怎么样了',
        tags: ['channels'],
        params: ID,
        response: { 200: TEST, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      installed(request);
      return await reply.send(await testShown(request.params.id));
    },
  );
  api.get(
    '/channels/groups',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'listChatGroups',
        summary: '工作群和它们的状态；不含地址和密钥',
        tags: ['channels'],
        response: { 200: z.array(GROUP), ...problems(401, 403, 409) },
      },
    },
    async (request, reply) => {
      installed(request);
      const groups = await activeGroups(db);
      const posted = await lastPosts(db);
      const names = await unitNames(
        db,
        groups.flatMap(({ unitIds }) => unitIds),
      );
      return await reply.send(groups.map((group) => groupShown(group, posted, names)));
    },
  );
  api.post(
    '/channels/groups',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'addChatGroup',
        summary: '登记工作群；试发成功以后才发送。地址和密钥不会再显示',
        tags: ['channels'],
        body: z.object({
          name: z.string().trim().min(1).max(100),
          url: z.string().trim().min(1).max(500),
          secret: z.string().trim().max(200).nullable(),
          system: SYSTEM.nullable(),
          planId: z.int().positive().nullable(),
          units: z.array(z.string()).max(200),
        }),
        response: { 204: DONE, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { units, secret, ...given } = request.body;
      const group = { ...given, secret: secret === '' ? null : secret, unitNames: units };
      await installed(request).addGroup(group);
      return await reply.code(204).send();
    },
  );
  api.delete(
    '/channels/groups/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'endChatGroup',
        summary: '停用工作群，不再发送',
        tags: ['channels'],
        params: ID,
        response: { 204: DONE, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      installed(request);
      const { id } = request.params;
      const known = (await activeGroups(db)).some((group) => group.id === id);
      if (!known) throw new NotFoundError('群', String(id));
      await endGroup(db, id, now());
      return await reply.code(204).send();
    },
  );

  /** A test alone: no other message is shown by its number. */
  async function testShown(id: number): Promise<z.infer<typeof TEST>> {
    const { row } = await messageProof(db, id);
    if (row.kind !== 'test') throw new NotFoundError('试发的消息', String(id));
    const heard = await lastAnswer(db, id);
    const tried = row.attempts > 0 && row.state !== 'sending';
    const words = heard === null ? '' : inChinese(heard);
    return { id, state: row.state, stateName: MESSAGE_STATE_NAMES[row.state], tried, words };
  }
}

const NO_ADDRESS = {
  mail: '您没有登记可用的邮箱，不能试发给自己；请先在通讯录里补上',
  sms: '您没有登记手机号码，不能试发给自己；请先在通讯录里补上',
  chat: '请写明发到哪个群',
};

function groupShown(
  group: ChatGroupRow,
  posted: Map<number, number>,
  names: Map<number, string>,
): z.infer<typeof GROUP> {
  const { id, name, system, planId, unitIds, fault } = group;
  const last = posted.get(id);
  const untried = fault === UNTRIED ? 'untried' : 'stopped';
  return {
    id,
    name,
    system,
    planId,
    units: unitIds.map((unitId) => names.get(unitId) ?? ''),
    state: fault === null ? 'works' : untried,
    words: groupStateWords(group, last === undefined ? null : clockWords(last)),
  };
}
