import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../cli/index.ts';

const sample = join(import.meta.dirname, '../../docs/sample');

const MEMBERS = [
  '农业农村局',
  '教育局',
  '卫健局',
  '商务局',
  '财政局',
  '人社局',
  '工商联',
  '文旅局',
  '妇联',
];

/** Import, address book, names and review of the sample, by the commands that a coordinator types. */
export async function prepareSample(env: Record<string, string>): Promise<number> {
  const [document = ''] = globSync('*.txt', { cwd: sample });
  await duban(env, 'import', join(sample, document), '--home', '青禾县');
  await duban(env, 'units', join(sample, 'units.csv'));
  const members = MEMBERS.map((name) => `青禾县${name}`).join('、');
  await duban(env, 'names', '1', '--settle', `各责任单位=${members}`);
  await duban(env, 'tasks', '1', '--review-all');
  return 1;
}

async function duban(env: Record<string, string>, ...args: string[]): Promise<void> {
  const lines: string[] = [];
  const output = {
    out: (text: string) => void lines.push(text),
    error: (text: string) => void lines.push(text),
  };
  const code = await run(args, env, output);
  if (code !== 0) throw new Error(`duban ${args.join(' ')}\n${lines.join('\n')}`);
  const shown = args.map((each) => each.replace(`${sample}/`, 'docs/sample/')).join(' ');
  process.stdout.write(`$ duban ${shown}\n`);
}
