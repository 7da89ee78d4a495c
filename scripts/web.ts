// `node scripts/web.ts`: builds what browsers load when its sources have changed: the desk (web/dist) and
// the script of the unit's pages (web/unit/dist).
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type InlineConfig } from 'vite';

const root = join(import.meta.dirname, '..');
const web = join(root, 'web');
const unit = join(web, 'unit');

/** Builds the desk unless it stands as its sources are; says whether it built. */
export async function buildDesk(): Promise<boolean> {
  const sources = filesIn(web, ['dist/**', 'unit/**']);
  return await whenChanged(join(web, 'dist'), sources, async () => {
    await buildForProduction({ configFile: join(web, 'vite.config.ts') });
    compress();
  });
}

/** Builds web/unit/dist/unit.js unless it stands as its sources are; says whether it built. */
export async function buildUnitScript(): Promise<boolean> {
  const sources = filesIn(unit, ['dist/**']);
  return await whenChanged(join(unit, 'dist'), sources, () =>
    buildForProduction({
      configFile: false,
      root: unit,
      publicDir: false,
      build: {
        outDir: 'dist',
        target: 'es2019', // the browsers inside chat programs are years old
        lib: { entry: 'main.ts', formats: ['iife'], name: 'duban', fileName: () => 'unit.js' },
      },
    }),
  );
}

async function whenChanged(
  dist: string,
  sources: string[],
  make: () => Promise<void>,
): Promise<boolean> {
  const stamp = join(dist, '.built-of');
  const hash = hashOf([...sources, import.meta.filename, join(root, 'package-lock.json')]);
  if (read(stamp) === hash) return false;
  rmSync(stamp, { force: true });
  await make();
  writeFileSync(stamp, hash);
  return true;
}

/** Whoever builds: under a test runner the libraries would bring what they have for developers. */
async function buildForProduction(config: InlineConfig): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ ...config, logLevel: 'error' });
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
}

function filesIn(folder: string, exclude: string[]): string[] {
  return globSync('**/*', { cwd: folder, exclude, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Once here instead of at every request. */
function compress(): void {
  for (const file of globSync('dist/**/*.{js,css,svg,html}', { cwd: web })) {
    const path = join(web, file);
    const bytes = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) {
  console.log((await buildDesk()) ? '✓ 工作台已生成' : '✓ 工作台无变化');
  console.log((await buildUnitScript()) ? '✓ 单位页面脚本已生成' : '✓ 单位页面脚本无变化');
}
