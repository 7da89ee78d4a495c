import { Command } from 'commander';

/** `duban worker` and `duban server`: one part each, for those who run the parts themselves. */
export function serviceCommands(): Command[] {
  return [
    new Command('worker')
      .description('单独运行 worker：流程、发信（npm start 会自动运行）')
      .action(async () => {
        await import('../worker/index.ts');
      }),
    new Command('server')
      .description('单独运行接口：单位页面、健康检查（npm start 会自动运行）')
      .action(async () => {
        await import('../api/index.ts');
      }),
  ];
}
