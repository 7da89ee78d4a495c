import { Command } from 'commander';
import { need } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import type { CliContext } from './context.ts';

/** `duban migrate`: brings the database to this version; npm start does it by itself. */
export function migrateCommand(context: CliContext): Command {
  return new Command('migrate')
    .description('把数据库升级到本版本（npm start 会自动做）')
    .option('--json', '以 JSON 输出')
    .action(async (options: { json?: true }) => {
      await migrate(need(context.config, 'databaseUrl'));
      if (options.json) return context.json({ migrated: true });
      context.out('✓ 数据库结构已是最新');
    });
}
