// `node scripts/web.ts`: builds the desk into web/dist, when its sources have changed since.
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const web = join(root, 'web');
const stamp = join(web, 'dist/.built-of');

/** Builds the desk unless it stands as its sources are; says whether it built. */
export async function buildDesk(): Promise<boolean> {
  const sources = hashOfSources();
  if (read(stamp) === sources) return false;
  rmSync(stamp, { force: true });
  await buildForProduction();
  compress();
  mkdirSync(join(web, 'dist'), { recursive: true });
  writeFileSync(stamp, sources);
  return true;
}

/** Whoever builds: under a test runner the libraries would bring what they have for developers. */
async function buildForProduction(): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'error' });
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = globSync('**/*', { cwd: web, exclude: ['dist/**', 'unit/**'], withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of [...files, join(root, 'package-lock.json')]) {
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
}
