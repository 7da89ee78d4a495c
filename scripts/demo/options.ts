import { Command } from 'commander';
import { dayOption } from '../../cli/options.ts';
import type { PlainDate } from '../../plan/date.ts';

/** What the demo lives through: the sample plan with its story, or a document of one's own. */
export type DemoOptions = {
  out: string;
  file?: string;
  home: string;
  start: PlainDate;
  until: PlainDate;
  /** How the units of a document of one's own behave. */
  units: 'silent' | 'punctual';
};

const SAMPLE = { home: '青禾县', start: '2024-01-17', until: '2025-01-15' };

/** Reads the words after `npm run demo --`. */
export function demoOptions(args: string[]): DemoOptions {
  const command = new Command('demo')
    .description('一分钟走完一个方案的一年；不写文件则用示范方案和它的故事')
    .argument('[file]', '自己的方案文件（单位都按原文名称虚设联系人）')
    .option('--home <一方>', '本方', SAMPLE.home)
    .option('--start <日期>', '启动的那一天', dayOption, SAMPLE.start)
    .option('--until <日期>', '走到哪一天（默认启动后一年）', dayOption)
    .option('--units <表现>', 'silent 都不回应，punctual 都按时办结', 'silent')
    .option('--out <目录>', '结果写到哪里', 'demo-out')
    .parse(args, { from: 'user' });
  const { home, start, until, units, out } = command.opts<Record<string, string>>();
  const [file] = command.args;
  return {
    out: out ?? 'demo-out',
    home: home ?? SAMPLE.home,
    start: start ?? SAMPLE.start,
    until: until ?? (file === undefined ? SAMPLE.until : yearAfter(start ?? SAMPLE.start)),
    units: units === 'punctual' ? 'punctual' : 'silent',
    ...(file === undefined ? {} : { file }),
  };
}

function yearAfter(day: PlainDate): PlainDate {
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
}
