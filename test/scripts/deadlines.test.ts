import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deadlinesPage } from '../../scripts/deadlines.ts';

it('keeps docs/deadlines.md as the patterns have it', () => {
  const page = join(import.meta.dirname, '../../docs/deadlines.md');
  expect(readFileSync(page, 'utf8')).toBe(deadlinesPage());
});
