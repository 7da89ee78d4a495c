import { and, gte, lte, sql } from 'drizzle-orm';
import type { Calendar } from '../plan/calendar.ts';
import type { PlainDate } from '../plan/date.ts';
import type { LedgerQuery } from '../plan/ledger-query.ts';
import type { Light } from '../plan/light.ts';
import type { Sight } from '../plan/roles.ts';
import type { Database } from './connect.ts';
import { lightOn, queried } from './ledger-page.ts';
import { occurrence } from './schema.ts';
import { occurrenceScope } from './scope.ts';
import { type LedgerRow, ledgerRows } from './status.ts';

/** What is due on a day, as far as somebody sees it: how many of each light, and the first rows. */
export type DueDay = { day: PlainDate; lights: Partial<Record<Light, number>>; rows: LedgerRow[] };

/** The days of a span on which something is due; `most` rows of each, what is late first. */
export async function dueDays(
  db: Database,
  standing: Sight,
  { from, to, most, ...query }: { from: PlainDate; to: PlainDate; most: number } & LedgerQuery,
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): Promise<DueDay[]> {
  const which = and(
    gte(occurrence.dueOn, from),
    lte(occurrence.dueOn, to),
    queried(query, today),
    occurrenceScope(standing),
  );
  const counts = await db
    .select({
      day: sql<PlainDate>`${occurrence.dueOn}`.as('day'),
      light: sql<Light>`${lightOn(today)}`.as('light'),
      count: sql<number>`count(*)::int`,
    })
    .from(occurrence)
    .where(which)
    .groupBy(sql`1`, sql`2`)
    .orderBy(sql`1`);
  const first = await firstRows(db, which, most, { calendar, today });
  return [...Map.groupBy(counts, ({ day }) => day)].map(([day, of]) => ({
    day,
    lights: Object.fromEntries(of.map(({ light, count }) => [light, count])),
    rows: first.filter(({ dueOn }) => dueOn === day),
  }));
}

async function firstRows(
  db: Database,
  which: ReturnType<typeof and>,
  most: number,
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): Promise<LedgerRow[]> {
  const ranked = db
    .select({
      id: occurrence.id,
      place: sql<number>`row_number() over (partition by ${occurrence.dueOn} order by
        array_position(array['red','yellow','green','grey','done'], ${lightOn(today)}), ${occurrence.id})`.as(
        'place',
      ),
    })
    .from(occurrence)
    .where(which)
    .as('ranked');
  const chosen = await db
    .select({ id: ranked.id })
    .from(ranked)
    .where(lte(ranked.place, most))
    .orderBy(ranked.place);
  const ids = chosen.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await ledgerRows(db, { ids }, calendar, today);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
