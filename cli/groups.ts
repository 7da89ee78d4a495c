import { Command, InvalidArgumentError } from 'commander';
import { registerGroup } from '../channels/chat/registering.ts';
import { CHAT_SYSTEMS } from '../channels/chat/systems.ts';
import { tryGroup } from '../channels/trying.ts';
import {
  activeGroups,
  type ChatGroupRow,
  type ChatSystem,
  endGroup,
  findGroup,
  lastPosts,
} from '../db/chat-groups.ts';
import { clockWords } from '../plan/desk.ts';
import { RefusedError } from '../plan/errors.ts';
import { groupStateWords, UNTRIED } from '../plan/group-state.ts';
import type { CliContext } from './context.ts';
import { planNumber } from './files.ts';
import { collectOption } from './options.ts';
import { table } from './table.ts';

type Options = {
  url?: string;
  secret?: string;
  system?: ChatSystem;
  plan?: number;
  unit: string[];
  json?: true;
};

const ACTS = ['list', 'add', 'test', 'end'] as const;

/** `duban groups`: the chat groups that get the morning's post, and a test of each. */
export function groupsCommand(context: CliContext): Command {
  return new Command('groups')
    .description('工作群（企业微信、钉钉、飞书的群机器人）：登记、查看、试发、停用')
    .argument('[act]', ACTS.join(' | '), 'list')
    .argument('[name]', '群的名称')
    .option('--url <地址>', '群机器人的 Webhook 地址（add）；不会再显示')
    .option('--secret <密钥>', '加签的密钥（add；钉钉、飞书的机器人设了“加签”时）')
    .option('--system <系统>', 'wecom、dingtalk、feishu；专属部署的地址看不出时写明', systemOption)
    .option('--plan <编号>', '只发这个方案（默认各方案都发）', planNumber)
    .option('--unit <单位>', '只发这个单位的事项，可写多次', collectOption, [])
    .option('--json', '以 JSON 输出')
    .action(async (act: string, name: string | undefined, options: Options) => {
      const known = ACTS.find((each) => each === act);
      if (known === undefined) {
        throw new RefusedError(`没有“${act}”这个操作；可用：${ACTS.join('、')}`);
      }
      if (known === 'list') return await list(context, options);
      if (name === undefined) throw new RefusedError('请写明群的名称');
      await DO[known](context, name, options);
    });
}

const DO = { add, test, end };

async function list(context: CliContext, { json }: Options): Promise<void> {
  const { db } = await context.db();
  const groups = await activeGroups(db);
  const posted = await lastPosts(db);
  if (json) return context.json(groups.map(shown));
  if (groups.length === 0) return context.out('还没有登记工作群；duban groups add 群名 --url 地址');
  context.out(
    table(
      ['群', '系统', '方案', '单位', '状态'],
      groups.map((group) => [
        group.name,
        CHAT_SYSTEMS[group.system].name,
        group.planId === null ? '全部' : `${group.planId}`,
        group.unitIds.length === 0 ? '全部' : `${group.unitIds.length} 个`,
        groupStateWords(group, posted.has(group.id) ? clockWords(posted.get(group.id) ?? 0) : null),
      ]),
    ),
  );
  const untried = groups.find(({ fault }) => fault === UNTRIED);
  if (untried === undefined) return;
  context.out(`还没有试发的群什么也收不到；试发：duban groups test ${untried.name}`);
}

/** Never the webhook and never the secret: whoever has them can post. */
function shown({ id, system, name, planId, unitIds, fault }: ChatGroupRow) {
  return { id, system, name, planId, unitIds, fault };
}

async function add(context: CliContext, name: string, options: Options): Promise<void> {
  const { url, secret = null, unit } = options;
  if (url === undefined) throw new RefusedError('请用 --url 写明群机器人的 Webhook 地址');
  const { db } = await context.db();
  const planId = options.plan ?? null;
  const given = { system: options.system ?? null, name, url, secret, planId, unitNames: unit };
  const words = { url: '--url ', choose: '请加 --system 写明' };
  const system = await registerGroup(db, given, context.config.chatOrigins, words);
  context.out(
    `✓ 已登记${CHAT_SYSTEMS[system].name}群“${name}”；` +
      `现在还不会发：先运行 duban groups test ${name}，在群里看到测试消息以后，每个工作日早上至多一条`,
  );
}

async function test(context: CliContext, name: string): Promise<void> {
  const { db } = await context.db();
  await tryGroup(db, name, context.clock.now());
  context.out(`✓ 已发到“${name}”，请在群里查看；从下一个工作日早上起发送`);
}

async function end(context: CliContext, name: string): Promise<void> {
  const { db } = await context.db();
  const { id } = await findGroup(db, name);
  await endGroup(db, id, context.clock.now());
  context.out(`✓ 已停用“${name}”，不再发送`);
}

function systemOption(text: string): ChatSystem {
  if (text === 'wecom' || text === 'dingtalk' || text === 'feishu') return text;
  throw new InvalidArgumentError('应为 wecom、dingtalk、feishu 之一');
}
