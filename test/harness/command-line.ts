import { run } from '../../cli/index.ts';
import type { TestYear } from './year.ts';

/** Runs one command line of the office in a test year, on the day that the year has come to. */
export async function dubanIn(
  year: TestYear,
  folder: string,
  args: string[],
): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const output = {
    out: (text: string) => lines.push(text),
    error: (text: string) => lines.push(text),
  };
  const env = {
    DATABASE_URL: year.databaseUrl,
    TEMPORAL_ADDRESS: year.temporalAddress,
    DUBAN_EMBEDDED: '1',
    DATA_DIR: folder,
    DUBAN_SHIFT: String(year.now() - Date.now()),
  };
  return { code: await run(args, env, output), out: lines.join('\n') };
}
