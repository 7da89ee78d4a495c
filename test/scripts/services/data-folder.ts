import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { removeCluster } from '../../../scripts/services/state-place.ts';

/** A data folder for each test, that PostgreSQL's account may enter, and the lines that were said. */
export function useDataFolder() {
  const state = {
    dataDir: '',
    said: [] as string[],
    say: (line: string) => void state.said.push(line),
  };
  beforeEach(() => {
    state.dataDir = mkdtempSync(join(tmpdir(), 'duban-services-'));
    chmodSync(state.dataDir, 0o755);
    state.said = [];
  });
  afterEach(() => {
    removeCluster(state.dataDir);
    rmSync(state.dataDir, { recursive: true });
  });
  return state;
}
