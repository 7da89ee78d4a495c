import { and, inArray, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { LinkChoice } from '../plan/plan-state.ts';
import type { Database } from './connect.ts';
import { occurrence, person, plan, unit } from './schema.ts';

type Ids = readonly (number | null | undefined)[];

/** The names of units. */
export async function unitNames(db: Database, ids: Ids): Promise<Map<number, string>> {
  return await namesIn(db, unit, unit.name, ids);
}

/** The offices' own telephones, those that have one. */
export async function unitPhones(db: Database, ids: Ids): Promise<Map<number, string>> {
  const asked = [...new Set(ids)].filter((id) => id != null);
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({ id: unit.id, phone: unit.phone })
    .from(unit)
    .where(inArray(unit.id, asked));
  return new Map(rows.flatMap(({ id, phone }) => (phone === null ? [] : [[id, phone]])));
}

/** The names of all units of the address book, in order. */
export async function allUnitNames(db: Database): Promise<string[]> {
  const rows = await db.select({ name: unit.name }).from(unit).orderBy(unit.name);
  return rows.map(({ name }) => name);
}

/** The side on which a unit stands; null: none is known. */
export async function unitSide(db: Database, id: number): Promise<string | null> {
  const [row] = await db
    .select({ side: unit.side })
    .from(unit)
    .where(inArray(unit.id, [id]));
  return row?.side ?? null;
}

/** The names of people. */
export async function personNames(db: Database, ids: Ids): Promise<Map<number, string>> {
  return await namesIn(db, person, person.name, ids);
}

/** The titles of plans. */
export async function planTitles(db: Database, ids: Ids): Promise<Map<number, string>> {
  return await namesIn(db, plan, plan.title, ids);
}

/** Those of some occurrences of which something holds. */
export async function occurrencesIn(
  db: Database,
  ids: readonly string[],
  which: SQL | undefined,
): Promise<string[]> {
  const rows = await db
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(and(inArray(occurrence.id, [...ids]), which));
  return rows.map(({ id }) => id);
}

/** What plans chose to do with links in their messages. */
export async function linkChoices(db: Database, ids: number[]): Promise<Map<number, LinkChoice>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: plan.id, links: plan.links })
    .from(plan)
    .where(inArray(plan.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, links }) => [id, links]));
}

/** A unit's name; empty when there is none. */
export async function unitName(db: Database, id: number | null): Promise<string> {
  return (await unitNames(db, [id])).get(id ?? 0) ?? '';
}

async function namesIn(
  db: Database,
  table: typeof unit | typeof person | typeof plan,
  name: AnyPgColumn,
  ids: Ids,
): Promise<Map<number, string>> {
  const asked = [...new Set(ids)].filter((id) => id != null);
  if (asked.length === 0) return new Map();
  const rows = await db.execute<{ id: number; name: string }>(
    sql`select id, ${name} as name from ${table} where ${inArray(table.id, asked)}`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
