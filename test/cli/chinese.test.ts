import { expect, it } from 'vitest';
import { openContext } from '../../cli/context.ts';
import { program, run } from '../../cli/index.ts';

/** What a command line that never gets as far as a database is answered. */
async function said(line: string): Promise<{ code: number; text: string }> {
  let text = '';
  const hear = (words: string) => void (text += `${words}\n`);
  const code = await run(line.split(' '), {}, { out: hear, error: hear });
  return { code, text };
}

it.each([
  ['nope', '没有命令 nope'],
  ['tsks', '没有命令 tsks；是不是 tasks？'],
  ['tasks 1 --aply x', '没有选项 --aply；是不是 --apply？'],
  ['why', '还缺 <item>（事项编号'],
  ['tasks 1 2 3', '参数多了：至多 1 个，现有 3 个（1, 2, 3）'],
  ['why 1:1 --unit', '--unit <单位> 后面还缺内容'],
  ['text x', '<plan>（方案编号）不能是“x”：应为方案编号（一个数），用 duban status 查看'],
  ['devices revoke x', '应为设备编号（一个数），用 duban devices 查看'],
  ['messages show x', '应为消息编号（一个数），用 duban messages 查看'],
  ['messages --most -3', '--most <条数> 不能是“-3”：应为条数，1 以上的整数'],
  ['contact 王芳 --quiet 午休', '应为形如 12:00-14:30 的时段；none 取消免打扰'],
  ['contact 王芳 --quiet 12:00', '应为形如 12:00-14:30 的时段'],
  ['contact 王芳 --prefers fax', '不能是“fax”：应为 mail 或 sms'],
  ['why 1:1 --on 2024-02-30', '应为存在的日期'],
])('answers “duban %s” in Chinese', async (line, words) => {
  const { code, text } = await said(line);
  expect(code).toBe(1);
  expect(text).toContain(words);
  expect(text).toContain('（加 --help 查看用法）');
  expect(text).not.toMatch(/error|argument|invalid|option|command|expected/i);
});

it('has help in Chinese for every command', async () => {
  const names = program(openContext({}, () => {})).commands.map((command) => command.name());
  for (const line of ['--help', ...names.map((name) => `${name} --help`)]) {
    const { code, text } = await said(line);
    expect(code).toBe(0);
    expect(text).toMatch(/^用法： duban /);
    expect(text, line).not.toMatch(
      /Usage|Options|Arguments|Commands|default|display|\[options\]|\[command\]/,
    );
  }
});
