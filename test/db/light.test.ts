import * as fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { addDays } from '../../plan/date.ts';
import { lightOf, type LightRow } from '../../plan/light.ts';
import { sharedDatabase } from '../harness/shared-database.ts';

const database = sharedDatabase();

const day = fc.integer({ min: 0, max: 12 }).map((days) => addDays('2024-02-25', days));
const rows: fc.Arbitrary<LightRow & { today: string }> = fc.record({
  state: fc.constantFrom(
    'scheduled',
    'assigned',
    'acknowledged',
    'completed',
    'returned',
    'closed',
    'waived',
    'cancelled',
  ),
  liaison: fc.boolean(),
  beforeStart: fc.boolean(),
  waiting: fc.boolean(),
  papersDue: fc.nat(1),
  yellowFrom: fc.option(day),
  redFrom: fc.option(day),
  today: day,
});

it('shows the same light in SQL as in plan/', async () => {
  const drawn = fc.sample(rows, 2000);
  const found = await database().execute<{ light: string }>(sql`
    select light(r.state, r.liaison, r."beforeStart", r.waiting, r."papersDue",
      r."yellowFrom", r."redFrom", r.today)
    from rows from (jsonb_to_recordset(${JSON.stringify(drawn)}::jsonb) as (state text,
      liaison boolean, "beforeStart" boolean, waiting boolean, "papersDue" int, "yellowFrom" date, "redFrom" date, today date))
      with ordinality as r(state, liaison, "beforeStart", waiting, "papersDue", "yellowFrom", "redFrom", today, n)
    order by r.n`);
  const lights = drawn.map((row) => lightOf(row, row.today));
  expect(found.map(({ light }) => light)).toEqual(lights);
  expect(new Set(lights)).toEqual(new Set(['done', 'grey', 'green', 'yellow', 'red']));
});
