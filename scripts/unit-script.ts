// `node scripts/unit-script.ts`: builds the script of the unit's pages, when its sources have changed.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'web/unit');
const stamp = join(folder, 'dist/.built-of');

/** Builds web/unit/dist/unit.js unless it stands as its sources are; says whether it built. */
export async function buildUnitScript(): Promise<boolean> {
  const sources = hashOfSources();
  if (read(stamp) === sources) return false;
  rmSync(stamp, { force: true });
  const { build } = await import('vite'); // not needed where it stands built
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: 'dist',
      target: 'es2019', // the browsers inside chat programs are years old
      lib: { entry: 'main.ts', formats: ['iife'], name: 'duban', fileName: () => 'unit.js' },
    },
  });
  writeFileSync(stamp, sources);
  return true;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = [...globSync('*.ts', { cwd: folder }).toSorted(), '../../package-lock.json'];
  for (const file of [...files, '../../scripts/unit-script.ts']) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) {
  console.log((await buildUnitScript()) ? '✓ 单位页面脚本已生成' : '✓ 单位页面脚本无变化');
}
