import { and, asc, eq, sql } from 'drizzle-orm';
import type { Command } from '../plan/occurrence.ts';
import { round } from '../plan/occurrence.ts';
import type { Database } from './connect.ts';
import { event, returnRow } from './schema.ts';

/**
 * Keeps what a report to a return says of one task: the sum over all for whom the unit answers, each
 * by its latest report. Other commands leave the rows alone.
 */
export async function keepReturnRow(
  tx: Database,
  act: { id: string; seq: number; command: Command },
): Promise<void> {
  const { kind, taskId } = act.command;
  if (kind !== 'report' || taskId === undefined) return;
  const latest = await latestByParty(tx, act.id, taskId);
  const row = { seq: act.seq, done: sumOf(latest, 'amount'), outOf: sumOf(latest, 'outOf') };
  await tx
    .insert(returnRow)
    .values({ occurrenceId: act.id, taskId, ...row })
    .onConflictDoUpdate({ target: [returnRow.occurrenceId, returnRow.taskId], set: row });
}

async function latestByParty(
  tx: Database,
  occurrenceId: string,
  taskId: number,
): Promise<Record<string, unknown>[]> {
  const rows = await tx
    .select({ data: event.data })
    .from(event)
    .where(
      and(
        eq(event.occurrenceId, occurrenceId),
        eq(event.kind, 'report'),
        sql`${event.data} ->> 'taskId' = ${String(taskId)}`,
      ),
    )
    .orderBy(asc(event.seq));
  return [...new Map(rows.map(({ data }) => [data['toUnitId'] ?? null, data])).values()];
}

function sumOf(rows: Record<string, unknown>[], field: string): number | null {
  const values = rows.map((row) => row[field]).filter((value) => typeof value === 'number');
  return values.length === 0 ? null : round(values.reduce((sum, value) => sum + value, 0));
}
