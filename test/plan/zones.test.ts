import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, '../harness/agenda-digest.ts');

function answersIn(TZ: string): { hash: string; offset: number; length: number } {
  const { stdout, stderr } = spawnSync(process.execPath, [program], {
    env: { ...process.env, TZ },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

it('answers alike in China and in New York', () => {
  const [china, newYork] = [answersIn('Asia/Shanghai'), answersIn('America/New_York')];
  expect([china.offset, newYork.offset]).toEqual([-480, 300]);
  expect(china.length).toBeGreaterThan(50_000);
  expect(newYork.hash).toBe(china.hash);
});
