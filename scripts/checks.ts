import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

const checks = [
  { name: '类型 tsc', command: ['tsc'] },
  { name: '类型 tsc（工作台）', command: ['tsc', '-p', 'web'] },
  { name: '类型 tsc（单位页面）', command: ['tsc', '-p', 'web/unit'] },
  { name: '规则 oxlint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: '格式 biome', command: ['biome', 'format', '.'] },
  { name: '死代码 knip', command: ['knip'] },
];

/** Runs the static checks one after the other, a line for each; returns how many passed and failed. */
export function runChecks(): { passed: number; failed: number } {
  const failed = checks.filter((check) => !runCheck(check)).length;
  return { passed: checks.length - failed, failed };
}

function runCheck({ name, command: [program = '', ...args] }: (typeof checks)[number]): boolean {
  const began = Date.now();
  const { status, stdout, stderr, error } = spawnSync(
    join(root, 'node_modules/.bin', program),
    args,
    { cwd: root, encoding: 'utf8', maxBuffer: 50_000_000 },
  );
  console.log(
    `${status === 0 ? '✓' : '✗'} ${name}（${((Date.now() - began) / 1000).toFixed(1)} 秒）`,
  );
  if (status !== 0) console.log(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`);
  return status === 0;
}
