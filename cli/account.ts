import { Command } from 'commander';
import {
  accessEntries,
  accountCalled,
  addAccount,
  listAccounts,
  type ListedAccount,
  makeLoginLink,
  resetAccount,
  setAdmin,
  setDisabled,
} from '../db/accounts.ts';
import { personCalled } from '../db/leave.ts';
import { ACCESS_NAMES, loginFault, loginOf } from '../plan/accounts.ts';
import { clockWords } from '../plan/desk.ts';
import { RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { table } from './table.ts';

type Options = { login?: string; admin?: true; json?: true };

const ACTS = [
  'list',
  'add',
  'link',
  'reset',
  'disable',
  'enable',
  'admin',
  'no-admin',
  'log',
] as const;

/** `duban account`: who logs in to the desk. */
export function accountCommand(context: CliContext): Command {
  return new Command('account')
    .description(
      '工作台的账号：登记（add）、登录链接（link）、重置密码（reset）、停用（disable）、恢复（enable）、设为或取消系统管理员（admin、no-admin）、登录和权限记录（log）',
    )
    .argument('[act]', ACTS.join(' | '), 'list')
    .argument('[who]', 'add：人员的姓名、邮箱或编号；其他：登录名')
    .option('--login <登录名>', '登录名（add），例如姓名的拼音')
    .option('--admin', '同时是系统管理员（add）')
    .option('--json', '以 JSON 输出')
    .action(async (act: string, who: string | undefined, options: Options) => {
      const known = ACTS.find((each) => each === act);
      if (known === undefined) {
        throw new RefusedError(`没有“${act}”这个操作；可用：${ACTS.join('、')}`);
      }
      if (known === 'list') return await list(context, options);
      if (known === 'log') return await log(context, who, options);
      if (who === undefined) {
        throw new RefusedError(known === 'add' ? '请写明是哪位人员' : '请写明登录名');
      }
      await DO[known](context, who, options);
    });
}

const DO = { add, link, reset, disable, enable, admin: makeAdmin, 'no-admin': dropAdmin };

async function add(context: CliContext, who: string, { login, admin }: Options): Promise<void> {
  if (login === undefined) throw new RefusedError('请用 --login 写明登录名，例如姓名的拼音');
  const name = loginOf(login);
  const fault = loginFault(name);
  if (fault !== null) throw new RefusedError(fault);
  const { db } = await context.db();
  const person = await personCalled(db, who);
  const now = context.clock.now();
  const made = { personId: person.id, login: name, admin: admin === true, mustChange: true };
  const id = await addAccount(db, made, now);
  context.out(`✓ 已为${person.name}登记账号 ${name}${admin === true ? '（系统管理员）' : ''}`);
  await printLink(context, id, '请本人打开，设置自己的密码：');
}

async function link(context: CliContext, login: string): Promise<void> {
  const { db } = await context.db();
  const { id, disabledAt } = await accountCalled(db, loginOf(login));
  if (disabledAt !== null) {
    throw new RefusedError(`账号 ${login} 已停用；恢复：duban account enable ${login}`);
  }
  await printLink(context, id, '登录链接：');
}

async function reset(context: CliContext, login: string): Promise<void> {
  const { db } = await context.db();
  const { id } = await accountCalled(db, loginOf(login));
  await resetAccount(db, id, context.clock.now());
  context.out(`✓ 账号 ${login} 的密码已作废，登录都已退出，锁定已解除`);
  await printLink(context, id, '请本人打开，设置新密码：');
}

async function disable(context: CliContext, login: string): Promise<void> {
  await settle(context, login, true);
  context.out(`✓ 账号 ${login} 已停用，登录都已退出；恢复：duban account enable ${login}`);
}

async function enable(context: CliContext, login: string): Promise<void> {
  await settle(context, login, false);
  context.out(`✓ 账号 ${login} 已恢复，密码照旧`);
}

async function makeAdmin(context: CliContext, login: string): Promise<void> {
  await settleAdmin(context, login, true);
  context.out(`✓ 账号 ${login} 现在是系统管理员`);
}

async function dropAdmin(context: CliContext, login: string): Promise<void> {
  await settleAdmin(context, login, false);
  context.out(`✓ 账号 ${login} 不再是系统管理员`);
}

async function settleAdmin(context: CliContext, login: string, admin: boolean): Promise<void> {
  const { db } = await context.db();
  const { id } = await accountCalled(db, loginOf(login));
  await setAdmin(db, id, admin, context.clock.now());
}

async function settle(context: CliContext, login: string, disabled: boolean): Promise<void> {
  const { db } = await context.db();
  const { id } = await accountCalled(db, loginOf(login));
  await setDisabled(db, id, disabled, context.clock.now());
}

async function printLink(context: CliContext, id: number, says: string): Promise<void> {
  const { db } = await context.db();
  const token = await makeLoginLink(db, id, context.clock.now());
  context.out(
    [
      says,
      `  ${context.config.publicUrl}/login/${token}`,
      '半小时内有效，只能用一次；请只交给本人。过期了再运行 duban account link 登录名',
    ].join('\n'),
  );
}

/** As many entries of the log are printed. */
const LOGGED = 100;

async function log(context: CliContext, login: string | undefined, { json }: Options) {
  const { db } = await context.db();
  const of = login === undefined ? null : (await accountCalled(db, loginOf(login))).id;
  const entries = await accessEntries(db, of, LOGGED);
  if (json) return context.json(entries);
  if (entries.length === 0) return context.out('还没有登录记录');
  context.out(
    table(
      ['时间', '登录名', '经过', '由谁', '网络地址'],
      entries.map(({ at, login: name, outcome, detail, by, address }) => [
        clockWords(at),
        name ?? '（没有这个登录名）',
        [ACCESS_NAMES[outcome], detail].filter(Boolean).join('：'),
        by ?? '',
        address,
      ]),
    ),
  );
}

async function list(context: CliContext, { json }: Options): Promise<void> {
  const { db } = await context.db();
  const accounts = await listAccounts(db);
  if (json) return context.json(accounts);
  if (accounts.length === 0) {
    return context.out(
      '还没有账号；登记第一个管理员：duban account add 姓名 --login 登录名 --admin',
    );
  }
  const now = context.clock.now();
  context.out(
    table(
      ['登录名', '姓名', '管理员', '状态', '最近使用'],
      accounts.map((each) => [
        each.login,
        each.person,
        each.admin ? '是' : '',
        stateOf(each, now),
        each.lastSeenAt === null ? '还没有登录' : clockWords(each.lastSeenAt),
      ]),
    ),
  );
}

function stateOf(each: ListedAccount, now: number): string {
  const { disabledAt, lockedUntil, hasPassword } = each;
  if (disabledAt !== null) return '已停用';
  if (lockedUntil !== null && lockedUntil > now) return `锁定至 ${clockWords(lockedUntil)}`;
  return hasPassword ? '可以登录' : '还没有设密码';
}
