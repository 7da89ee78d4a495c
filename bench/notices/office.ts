import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';

/** The morning of the bench, half past eight in China. */
export const MORNING = Date.parse('2024-06-25T08:30:00+08:00');

const MORNING_SQL = sql.raw(`'2024-06-25T00:30:00Z'::timestamptz`);

/**
 * Fills a database with so many recipients, each the contact of a unit with so many duties, and one
 * due reminder for each duty.
 */
export async function fillOffice(db: Database, recipients: number, duties: number): Promise<void> {
  await db.execute(sql.raw('truncate plan, unit, person cascade'));
  await db.execute(sql`
    insert into unit (id, name, kind) overriding system value
    select n, '第' || n || '单位', 'unit' from generate_series(0, ${recipients}::int) n`);
  await db.execute(sql`
    insert into person (id, name, email) overriding system value
    select n, '联系人' || n, 'u' || n || '@example.cn' from generate_series(0, ${recipients}::int) n`);
  await db.execute(sql`
    insert into post (unit_id, person_id, role, from_day)
    select n, n, case when n = 0 then 'coordinator' else 'contact' end, '2024-01-01'
    from generate_series(0, ${recipients}::int) n`);
  await db.execute(sql`
    insert into plan (id, title, file_name, file_hash, source_text, home, period_from, period_to,
      state, policy, coordinator_unit_id, issues, imported_at)
    overriding system value values (1, '2024年工作方案', 'a.txt', 'a', '', '甲县', '2024-01-01',
      '2024-12-31', 'running', '{}', 0, '[]', ${MORNING_SQL})`);
  await db.execute(sql`
    insert into task (id, plan_id, key, quote, title, line, force, distribution, tracking,
      verification, deadline, other_counts, milestones, issues, reviewed)
    overriding system value
    select n, 1, 't' || n, '按要求完成第' || n || '项工作并及时报送进展情况。', '第' || n || '项工作', n,
      'firm', 'each', 'deadline', 'office', '{}', '[]', '[]', '[]', true
    from generate_series(1, ${duties}::int) n`);
  await db.execute(sql`
    insert into occurrence (id, plan_id, task_id, party_key, period, series, liaison, before_start,
      length, opens_on, original_due_on, due_on, yellow_from, red_from, state, run, seq, head_hash,
      agenda, provisional, answering_unit_id)
    select 'plan/1/' || d || '/' || u || '/once', 1, d, u::text, 'once', false, false, false, 'long',
      '2024-03-01', '2024-06-28', '2024-06-28', '2024-06-29', '2024-07-01', 'acknowledged', 1, 1, '',
      '[]', false, u
    from generate_series(1, ${recipients}::int) u, generate_series(1, ${duties}::int) d`);
  await db.execute(sql`
    insert into party (occurrence_id, unit_id, role, written)
    select id, answering_unit_id, 'answering', '' from occurrence`);
  await fillNotices(db);
}

/** One due reminder for each duty, and no message. */
export async function fillNotices(db: Database): Promise<void> {
  await db.execute(sql.raw('truncate notice, message, attempt, bucket cascade'));
  await db.execute(sql`
    insert into notice (key, plan_id, occurrence_id, audience, kind, facts, not_before, state, created_at)
    select id || '#2#answering', 1, id, 'answering', 'remind', '{"step":3}', ${MORNING_SQL}, 'open',
      ${MORNING_SQL} from occurrence`);
  await db.execute(sql.raw('vacuum analyze'));
}
