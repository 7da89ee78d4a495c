import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiClient, CLIENT } from '../../scripts/api-client.ts';

it('keeps the client of the desk as the API describes itself', async () => {
  expect(readFileSync(CLIENT, 'utf8')).toBe(await apiClient());
});
