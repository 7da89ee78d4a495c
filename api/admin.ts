import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GivenGroup } from '../channels/chat/registering.ts';
import type { ChannelLine } from '../channels/overview.ts';
import { adminVisit, openAdminPage } from '../db/admin-page.ts';
import { activeGroups } from '../db/chat-groups.ts';
import { officePolicy, setOfficePolicy } from '../db/office-policy.ts';
import { clockWords } from '../plan/desk.ts';
import { InputError, RefusedError } from '../plan/errors.ts';
import { inChinese } from '../plan/fault-words.ts';
import type { ChannelName } from '../plan/message.ts';
import type { Policy } from '../plan/policy.ts';
import {
  inLabels,
  OFFICE_NUMBERS,
  type OfficeNumber,
  withSettings,
} from '../plan/policy-settings.ts';
import type { AppParts } from './app.ts';
import { linksPath, sitePath } from './desk.ts';
import { errorPages } from './error-pages.ts';
import { barePage, messagePage, render } from './pages.ts';

/** What the settings page shows and tries; the composition root knows the configuration. */
export type AdminParts = {
  overview: (now: number) => Promise<ChannelLine[]>;
  /** Sends a test: the number of its message, null when it was posted at once. */
  tryChannel: (channel: ChannelName, to: string, now: number) => Promise<number | null>;
  /** Registers a chat group; it gets nothing before a test. */
  addGroup: (group: GivenGroup) => Promise<void>;
};

type Asked = { Params: { token: string }; Querystring: { done?: unknown } };
type Sent = Asked & { Body: Record<string, unknown> };

const COOKIE = 'duban-admin';
const HOUR = 3_600; // seconds

/** The settings behind a link that opens once; a GET changes nothing, not even the link. */
export function adminRoutes(app: FastifyInstance, parts: AppParts, admin: AdminParts): void {
  errorPages(app, parts);
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
  });
  app.get<Asked>('/:token', async (request, reply) => {
    const visit = await visitOf(parts, request);
    if (visit.state === 'spent') return spent(parts, reply);
    if (visit.state === 'unopened') return html(reply, doorPage(parts, visit.base));
    const { done } = request.query;
    return html(
      reply,
      await settingsPage(parts, admin, visit, typeof done === 'string' ? done : ''),
    );
  });
  app.post<Sent>('/:token', async (request, reply) => {
    const visit = await visitOf(parts, request);
    const { db, now } = parts.commander;
    const token = await openAdminPage(db, visit.id, now());
    if (token === null) return spent(parts, reply);
    const secure = parts.signer.address('x').startsWith('https:') ? '; Secure' : '';
    void reply.header(
      'set-cookie',
      `${COOKIE}=${token}; Path=${visit.base}; Max-Age=${HOUR}; HttpOnly; SameSite=Strict${secure}`,
    );
    return reply.redirect(visit.base, 303);
  });
  app.post<Sent>('/:token/test', async (request, reply) => {
    return await changed(parts, admin, request, reply, async (visit) => {
      const channel = CHANNELS.find((each) => each === request.body['channel']);
      if (channel === undefined) throw new RefusedError('请写明试哪一个渠道');
      const id = await admin.tryChannel(channel, fieldOf(request.body, 'to'), visit.now);
      return id === null ? 'posted' : `test-${id}`;
    });
  });
  app.post<Sent>('/:token/rules', async (request, reply) => {
    return await changed(parts, admin, request, reply, async (visit) => {
      const { db } = parts.commander;
      const { policy, faults } = withSettings(await officePolicy(db), settingsIn(request.body));
      if (faults.length > 0) throw new InputError('全机构规则', faults.map(inLabels));
      await setOfficePolicy(db, policy, visit.personId, visit.now);
      return 'rules';
    });
  });
}

const CHANNELS: readonly ChannelName[] = ['mail', 'sms', 'chat'];

type Visit = {
  state: 'unopened' | 'open' | 'spent';
  id: string;
  /** The path of the page, also behind a PUBLIC_URL with a path of its own. */
  base: string;
  personId: number | null;
  now: number;
};

async function visitOf(
  parts: AppParts,
  { params, headers }: FastifyRequest<Asked>,
): Promise<Visit> {
  const now = parts.commander.now();
  const [id = '', seal = ''] = params.token.split('.');
  const base = `${sitePath(parts)}/admin/${params.token}`;
  const nobody: Visit = { state: 'spent', id: '', base, personId: null, now };
  if (parts.signer.seal(`admin/${id}`) !== seal) return nobody;
  const found = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{20,60})(?:;|$)`).exec(
    headers.cookie ?? '',
  );
  const visit = await adminVisit(parts.commander.db, id, found?.[1] ?? null, now);
  return visit.state === 'spent' ? nobody : { ...visit, id, base, now };
}

/** Takes a form of the open page; what it cannot take it shows with the reason. */
async function changed(
  parts: AppParts,
  admin: AdminParts,
  request: FastifyRequest<Sent>,
  reply: FastifyReply,
  change: (visit: Visit) => Promise<string>,
): Promise<FastifyReply> {
  const visit = await visitOf(parts, request);
  if (visit.state !== 'open') return spent(parts, reply);
  try {
    const done = await change(visit);
    return reply.redirect(`${visit.base}?done=${done}`, 303);
  } catch (error) {
    if (!(error instanceof InputError) && !(error instanceof RefusedError)) throw error;
    const faults = error instanceof InputError ? error.faults : [error.message];
    return html(
      reply.code(422),
      await settingsPage(parts, admin, visit, '', { faults, typed: request.body }),
    );
  }
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

function spent(parts: AppParts, reply: FastifyReply): FastifyReply {
  const lines = [
    '这个链接已经用过、过期，或者有更新的链接。',
    '请在服务器上重新运行 npx duban channels page。',
  ];
  return html(reply.code(410), messagePage(linksPath(parts), '链接已失效', { lines }));
}

/** A page with a button: whoever only looks at the link does not use it up. */
function doorPage(parts: AppParts, base: string): string {
  return render('./admin-door', { ...barePage(linksPath(parts), '督办系统设置'), base });
}

async function settingsPage(
  parts: AppParts,
  admin: AdminParts,
  { base, now }: Visit,
  done: string,
  { faults = [], typed = {} }: { faults?: string[]; typed?: Record<string, unknown> } = {},
): Promise<string> {
  const { db } = parts.commander;
  const policy = await officePolicy(db);
  const channels = await admin.overview(now);
  const groups = await activeGroups(db);
  return render('./admin', {
    ...barePage(linksPath(parts), '督办系统设置'),
    base,
    done: doneWords(done),
    faults,
    channels: channels.map(shown),
    groups: groups.map(({ name }) => name),
    numbers: inputsOf(policy, typed),
    urgentInQuiet:
      fieldOf({ urgentInQuiet: String(policy.urgentInQuiet), ...typed }, 'urgentInQuiet') ===
      'true',
  });
}

function settingsIn(body: Record<string, unknown>): string[] {
  const keys = [...OFFICE_NUMBERS.map(({ key }) => key), 'urgentInQuiet'];
  return keys.map((key) => `${key}=${fieldOf(body, key)}`);
}

/** The inputs as they were typed, else as the rules stand. */
function inputsOf(policy: Policy, typed: Record<string, unknown>) {
  return OFFICE_NUMBERS.map((number) => ({
    ...number,
    value: number.key in typed ? fieldOf(typed, number.key) : String(valueOf(policy, number.key)),
  }));
}

function valueOf(policy: Policy, key: OfficeNumber['key']): number {
  if (key === 'moment.hour') return policy.moment.hour;
  return key === 'moment.minute' ? policy.moment.minute : policy[key];
}

function fieldOf(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.trim() : '';
}

function doneWords(done: string): string {
  if (done === 'rules') return '已保存，从下一条消息起执行。';
  if (done === 'posted') return '已发到群里，请查看。';
  const [, id] = /^test-(\d+)$/.exec(done) ?? [];
  return id === undefined
    ? ''
    : `测试消息 ${id} 已交给发送程序，几秒钟后应当收到；没有收到的，看下面的“最近一次失败”，或运行 npx duban messages show ${id}。`;
}

const TO: Record<ChannelName, { label: string; type: string }> = {
  mail: { label: '发到哪个邮箱', type: 'email' },
  sms: { label: '发到哪个手机号', type: 'tel' },
  chat: { label: '发到哪个群', type: 'text' },
};

function shown({ lastSent, lastFault, pausedUntil, ...line }: ChannelLine) {
  return {
    ...line,
    to: TO[line.channel],
    sent: lastSent === null ? '还没有' : clockWords(lastSent),
    fault: lastFault === null ? '' : `${clockWords(lastFault.at)} ${inChinese(lastFault.words)}`,
    paused: pausedUntil === null ? '' : clockWords(pausedUntil),
  };
}
