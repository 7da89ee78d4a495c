import { expect, it } from 'vitest';
import { untilRefusal } from '../../plan/until.ts';

it.each([
  ['2024-06-20', null],
  ['2024-06-19', '已经过去'],
  ['2025-12-31', null],
  ['2026-01-01', '不能晚于 2025-12-31'],
  ['9999-12-31', '不是存在的日期'],
  ['2024-02-30', '不是存在的日期'],
  ['明天', '不是存在的日期'],
])('of a plan for 2024, asked on 20 June, %s: %s', (until, reason) => {
  const refused = untilRefusal(until, '2024-06-20', '2024-12-31');
  if (reason === null) expect(refused).toBeNull();
  else expect(refused).toContain(reason);
});
