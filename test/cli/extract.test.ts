import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { extractCommand } from '../../cli/extract.ts';
import { DocumentError } from '../../plan/errors.ts';

const sample = join(import.meta.dirname, '../../docs/sample/2024-结对帮扶工作方案.txt');

async function printed(...words: string[]): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await extractCommand().parseAsync(words, { from: 'user' });
  return log.mock.calls.flat().join('\n');
}

afterEach(() => vi.restoreAllMocks());

it('prints tasks with dates, units and coverage for people', async () => {
  const text = await printed(sample);
  expect(text).toContain('t01  两地党政负责同志每半年召开1次联席会议');
  expect(text).toContain('时限：2024-06-30、2024-12-31（每半年）');
  expect(text).toContain('单位：青禾县委组织部；配合：青禾县农业农村局');
  expect(text).toContain('等 12 个日期（每月5日前）');
  expect(text).toMatch(/共 21 项任务。全文 \d+ 条/);
});

it('prints the plan as JSON for programs', async () => {
  const plan: unknown = JSON.parse(await printed(sample, '--json'));
  expect(plan).toMatchObject({ source: '2024-结对帮扶工作方案.txt', periods: [2024] });
});

it('says in Chinese that a file cannot be opened', async () => {
  await expect(printed('没有这个文件.txt')).rejects.toThrow(DocumentError);
});
