// `npm start`: every part on this machine, in order; Ctrl-C stops them in reverse.
import { relative } from 'node:path';
import { readConfig, type Services } from '../config.ts';
import { takeLock } from './services/lock.ts';
import { linksOpen, reachWarning } from '../channels/reach.ts';
import { linkFaults } from '../plan/link-choice.ts';
import { loginLines } from './login-links.ts';
import { superviseParts } from './services/supervisor.ts';
import { bringUp, unpublish } from './services/system.ts';
import { buildDesk, buildUnitScript } from './web.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
process.stdout.on('error', () => {}); // whoever read it may be gone; the services go on
process.stderr.on('error', () => {});

let stopping: number | null = null;
let finish = async (code: number) => process.exit(code);
let killAll = () => process.exit(130);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
followParent();

try {
  await start();
} catch (error) {
  say(`✗ ${inWords(error)}`);
  await finish(1);
}

async function start(): Promise<void> {
  const began = Date.now();
  const config = readConfig(process.env, () => null);
  const { dataDir } = config;
  const lock = takeLock(dataDir);
  const supervisor = superviseParts(say, (reason) => {
    say(`✗ ${reason}；全部停止，日志在 ${dataDir}/log`);
    void finish(1);
  });
  finish = async (code) => {
    stopping ??= Date.now();
    unpublish(dataDir);
    await supervisor.stop();
    lock.release();
    process.exit(code);
  };
  killAll = () => {
    supervisor.kill();
    lock.release();
    process.exit(130);
  };
  const system = { config, env: process.env, supervisor, say, afterKill: lock.takenOver };
  if (await buildDesk()) say('✓ 工作台页面');
  if (await buildUnitScript()) say('✓ 单位页面脚本');
  const services = await bringUp(system);
  // who keeps accounts on a database of his own finds no link in his logs
  const login = process.env['DATABASE_URL']
    ? []
    : await loginLines(services, Date.now() + config.shift);
  say(nextSteps(services, dataDir, Date.now() - began, login));
}

/** An error's message and those of its causes: drivers and drizzle keep the reason in the cause. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n  ${inWords(error.cause)}`;
}

/** One Ctrl-C may arrive several times (terminal, npm, set-up): only a later one means "at once". */
function onSignal(signal: NodeJS.Signals): void {
  if (signal === 'SIGINT' && stopping !== null && Date.now() - stopping > 1000) {
    say('立即终止');
    killAll();
  }
  if (stopping !== null) return;
  stopping = Date.now();
  say('\n正在停止（再按一次 Ctrl-C 立即终止）……');
  void finish(0).catch((error: Error) => {
    say(`✗ ${error.message}`);
    killAll();
  });
}

/** When the process that started this one is killed, nobody would stop it: it stops by itself. */
function followParent(): void {
  const parent = Number(process.env['DUBAN_PARENT'] ?? 0);
  if (parent === 0) return;
  setInterval(() => process.ppid !== parent && onSignal('SIGTERM'), 1000).unref();
}

function nextSteps(
  { publicUrl: url, smtpUrl }: Services,
  dataDir: string,
  took: number,
  login: string[],
): string {
  const warning = reachWarning(url);
  return [
    '',
    `督办已启动（${(took / 1000).toFixed(1)} 秒）：${url}    数据：${relative('.', dataDir) || '.'}`,
    ...(warning === null ? [] : [`注意：${warning}；正式使用请设置 PUBLIC_URL`]),
    ...(linkFaults(undefined, linksOpen(url, smtpUrl)).length === 0
      ? []
      : [
          '注意：接了正式邮件，启动方案时须用 --links 说明链接怎么办（npx duban launch 1 --check 会说明）',
        ]),
    ...login,
    '下一步（另开一个终端）：',
    '  npx duban import 方案.txt --home 本县   导入方案，找出其中的任务和时限',
    '  npx duban units 通讯录.xlsx             登记单位和联系人（--template 给样表）',
    '  npx duban launch 1                      核对后启动',
    '  npx duban status                        查看进度',
    '  npx duban doctor                        检查各部分是否正常',
    '按 Ctrl-C 停止。',
  ].join('\n');
}
