import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

// Who may import whom. `x*` allows `import type` only. Composition roots (cli/, scripts/, test/,
// worker/index.ts, api/index.ts) may import anything, and nothing imports them.
const allowed: Record<string, string[]> = {
  plan: [],
  documents: ['plan'],
  db: ['plan'],
  workflows: ['plan', 'activities*'],
  activities: ['plan', 'db', 'documents', 'channels*', 'workflows*', 'client*'],
  channels: ['plan', 'db'],
  client: ['plan', 'db', 'workflows*'],
  worker: ['plan', 'db', 'activities', 'channels', 'client'],
  api: ['plan', 'db', 'client', 'documents', 'channels*'],
  web: [],
};
const roots = ['cli', 'scripts', 'test', 'bench'];
const root = join(import.meta.dirname, '..');
const files = globSync('{*,!(node_modules|data|demo-out|.tools)/**/*}.{ts,tsx}', { cwd: root });

type Import = { file: string; target: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern =
    /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    target: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

const folder = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const isRoot = (file: string) =>
  roots.includes(folder(file)) ||
  file === 'worker/index.ts' ||
  file === 'api/index.ts' ||
  file.endsWith('.config.ts');

function fault({ file, target, typeOnly }: Import): string | null {
  const from = folder(file);
  if (!target.startsWith('.')) {
    return from === 'plan' || (from === 'workflows' && !target.startsWith('@temporalio/'))
      ? `${file} imports the package ${target}`
      : null;
  }
  if (isRoot(file)) return null;
  const path = relative(root, join(root, dirname(file), target));
  const to = folder(path);
  if (isRoot(path) || to === from)
    return isRoot(path) && to !== from ? `${file} imports ${path}` : null;
  if (path === 'clock.ts' && from !== 'plan' && from !== 'workflows') return null;
  const rules = allowed[from] ?? ['plan'];
  if (rules.includes(to) || (typeOnly && rules.includes(`${to}*`))) return null;
  return `${file} imports ${path}`;
}

it('keeps the import directions of the architecture', () => {
  expect(files.length).toBeGreaterThan(5);
  expect(
    files
      .flatMap(importsOf)
      .map(fault)
      .filter((text) => text !== null),
  ).toEqual([]);
});

it('asks for the time in clock.ts only, and never for local time in plan/ and workflows/', () => {
  const faults = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found: string[] = [];
    // a workflow's Date.now() is the engine's, by the SDK
    if (file !== 'clock.ts' && !['test', 'workflows', 'scripts'].includes(folder(file))) {
      if (/Date\.now\(\)|new Date\(\)/.test(text)) found.push(`${file} asks for the time`);
    }
    if (
      ['plan', 'workflows'].includes(folder(file)) &&
      /\.get(Date|Month|FullYear|Day|Hours)\(|\.toLocale/.test(text)
    ) {
      found.push(`${file} uses local time`);
    }
    if (folder(file) === 'db' && /default\s*now\(\)|\bnow\(\)/i.test(text))
      found.push(`${file} uses SQL's now()`);
    return found;
  });
  expect(faults).toEqual([]);
});
