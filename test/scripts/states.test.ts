import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statesPage } from '../../scripts/states.ts';

it('keeps docs/states.md as the transition table has it', () => {
  const page = join(import.meta.dirname, '../../docs/states.md');
  expect(readFileSync(page, 'utf8')).toBe(statesPage());
});
