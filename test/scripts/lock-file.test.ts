import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

type Package = { optionalDependencies?: Record<string, string> };

const file = join(import.meta.dirname, '../../package-lock.json');
const packages: Record<string, Package> = JSON.parse(readFileSync(file, 'utf8')).packages;

/** Where npm looks for a package: in the folder of whoever asks, and in every one above. */
function places(asking: string, name: string): string[] {
  const above = asking.split('/node_modules/').map((_, depth, parts) => {
    const folder = parts.slice(0, depth + 1).join('/node_modules/');
    return `${folder}/node_modules/${name}`;
  });
  return [`node_modules/${name}`, ...above];
}

// A registry that lacks one platform's package makes npm drop it from the file; npm ci then refuses
// the file everywhere else.
it('lists the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) =>
      places(path, name).every((place) => !(place in packages)),
    ),
  );
  expect(missing).toEqual([]);
});
