import { asc, eq } from 'drizzle-orm';
import { chainHash, sha256 } from './canonical.ts';
import type { Database } from './connect.ts';
import { event, note, occurrence } from './schema.ts';

type EventRow = typeof event.$inferSelect;

/** Where a ledger was changed afterwards: the first event of an occurrence that does not fit. */
export type BrokenLink = { occurrenceId: string; seq: number };

/** The occurrences whose chain of events is broken; empty when nothing was changed. */
export async function brokenChains(db: Database): Promise<BrokenLink[]> {
  const rows = await db
    .select({ event, head: occurrence.headHash, text: note.text })
    .from(event)
    .innerJoin(occurrence, eq(occurrence.id, event.occurrenceId))
    .leftJoin(note, eq(note.id, event.noteId))
    .orderBy(asc(event.occurrenceId), asc(event.seq));
  const chains = Map.groupBy(rows, (row) => row.event.occurrenceId);
  const broken = [...chains.values()].map((chain) =>
    chain.find((row, index) => {
      const previous = chain[index - 1]?.event.hash ?? '';
      const next = chain[index + 1];
      return !fits(row.event, previous, row.text) || (!next && row.event.hash !== row.head);
    }),
  );
  return broken.flatMap((row) =>
    row === undefined ? [] : [{ occurrenceId: row.event.occurrenceId, seq: row.event.seq }],
  );
}

/** A note that was erased proves nothing any more; one that was changed breaks the chain. */
function fits(row: EventRow, previous: string, text: string | null): boolean {
  if (text !== null && sha256(text) !== row.noteHash) return false;
  return row.previousHash === previous && row.hash === eventHash(previous, row);
}

/** What an event is chained by: all that it says, free text by its hash only. */
export function eventHash(
  previous: string,
  row: Omit<EventRow, 'commandId' | 'noteId' | 'previousHash' | 'hash'>,
): string {
  const { occurrenceId, run, kind, state, at, personId, unitId, door, data, noteHash } = row;
  const content = { occurrenceId, run, kind, state, at, personId, unitId, door, data, noteHash };
  return chainHash(previous, row.seq, content);
}
