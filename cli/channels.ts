import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { linkSigner } from '../channels/links.ts';
import { type ChannelLine, channelOverview } from '../channels/overview.ts';
import { tryChannel } from '../channels/trying.ts';
import { mailDomain, secret } from '../config.ts';
import { makeAdminLink } from '../db/admin-page.ts';
import { planActor } from '../db/authority.ts';
import type { Database } from '../db/connect.ts';
import { messageProof } from '../db/message-proof.ts';
import { clockWords } from '../plan/desk.ts';
import { RefusedError } from '../plan/errors.ts';
import { inChinese } from '../plan/fault-words.ts';
import { type ChannelName, MESSAGE_STATE_NAMES } from '../plan/message.ts';
import type { CliContext } from './context.ts';
import { stepLine } from './messages.ts';

type Options = { to?: string; as?: string; json?: true };

const CHANNELS: readonly ChannelName[] = ['mail', 'sms', 'chat'];
const PATIENCE = 20; // seconds in which a worker that runs has sent a test

/** `duban channels [test CHANNEL|page]`: how each channel is set up and does, and trying it. */
export function channelsCommand(context: CliContext): Command {
  return new Command('channels')
    .description(
      '各渠道（邮件、短信、工作群）怎样配置、最近的成功和失败；test 试发；page 打开设置页',
    )
    .argument('[act]', 'list | test | page', 'list')
    .argument('[channel]', 'mail、sms、chat（test）')
    .option('--to <收件人>', '邮箱、手机号或群的名称（test）')
    .option('--as <人员>', '由谁打开设置页（协调员），记在改动上')
    .option('--json', '以 JSON 输出')
    .action(async (act: string, channel: string | undefined, options: Options) => {
      if (act === 'list') return await list(context, options);
      if (act === 'test') return await test(context, channel, options);
      if (act === 'page') return await page(context, options);
      throw new RefusedError(`没有“${act}”这个操作；可用：list、test、page`);
    });
}

async function list(context: CliContext, { json }: Options): Promise<void> {
  const { db } = await context.db();
  const lines = await channelOverview(db, context.config, context.clock.now());
  if (json) return context.json(lines);
  context.out(lines.flatMap(channelText).join('\n'));
}

function channelText(line: ChannelLine): string[] {
  const { name, ready, setup, variables, pace, lastSent, lastFault, pausedUntil } = line;
  return [
    `${name}：${ready ? '已设置' : '没有设置'}`,
    ...setup.map((text) => `  ${text}`),
    `  怎样设置：${variables}`,
    ...(pace === '' ? [] : [`  速度：${pace}`]),
    `  最近一次成功：${lastSent === null ? '还没有' : clockWords(lastSent)}`,
    ...(lastFault === null
      ? []
      : [`  最近一次失败：${clockWords(lastFault.at)} ${inChinese(lastFault.words)}`]),
    ...(pausedUntil === null ? [] : [`  暂停到：${clockWords(pausedUntil)}`]),
  ];
}

async function test(
  context: CliContext,
  written: string | undefined,
  { to }: Options,
): Promise<void> {
  const channel = CHANNELS.find((each) => each === written);
  if (channel === undefined) throw new RefusedError('请写明试哪一个：mail、sms 或 chat');
  if (to === undefined) throw new RefusedError('请用 --to 写明发到哪里（邮箱、手机号或群的名称）');
  const { db } = await context.db();
  const { config } = context;
  const sms = config.sms.account !== null;
  const trying = { db, domain: mailDomain(config), sms, now: context.clock.now() };
  const id = await tryChannel(trying, channel, to);
  if (id === null) return context.out(`✓ 已发到“${to}”，请在群里查看`);
  const { row, steps } = await settled(db, id);
  const head = row.state === 'sent' ? '✓ 服务商已接收，请查收' : MESSAGE_STATE_NAMES[row.state];
  const hint =
    row.attempts === 0
      ? ['  还没有取出发送：worker 在运行吗？稍后用 duban messages show 查看']
      : [];
  context.out([`${head}（消息 ${id}）`, ...steps.map(stepLine), ...hint].join('\n'));
}

/** The message once the worker has tried it, or as it stands after a while. */
async function settled(db: Database, id: number) {
  for (let second = 0; ; second += 1) {
    const proof = await messageProof(db, id);
    if (proof.row.attempts > 0 && proof.row.state !== 'sending') return proof;
    if (second >= PATIENCE) return proof;
    await pause(1_000);
  }
}

async function page(context: CliContext, { as }: Options): Promise<void> {
  const { db } = await context.db();
  const { config } = context;
  const actor =
    as === undefined ? null : await planActor(db, null, as, '打开设置页', ['coordinator']);
  const id = await makeAdminLink(db, actor?.personId ?? null, context.clock.now());
  const seal = linkSigner(config.publicUrl, secret(config)).seal(`admin/${id}`);
  context.out(
    [
      `${config.publicUrl}/admin/${id}.${seal}`,
      '一小时内有效，只能在一个浏览器里打开；请勿转发。再运行一次，以前的就不能用了。',
    ].join('\n'),
  );
}
