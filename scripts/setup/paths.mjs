import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The project's own folder. */
export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

const pinnedNode = join(root, 'node_modules/node/bin/node');
const wanted = 24;

/** The Node that runs the project: the pinned one, or this one where it is new enough; else null. */
export function projectNode() {
  if (existsSync(pinnedNode)) return pinnedNode;
  return Number(process.versions.node.split('.')[0]) >= wanted ? process.execPath : null;
}
