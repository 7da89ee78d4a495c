import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type postgres from 'postgres';
import { wallClock } from '../../clock.ts';
import { addDays, beijingDate, beijingInstant, type PlainDate, yearOf } from '../../plan/date.ts';
import { agendaOf, type AgendaEntry } from '../../plan/agenda.ts';
import type { Calendar } from '../../plan/calendar.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { termsOf } from '../../test/plan/terms-of.ts';

// What five years of a prefecture come to: ten offices, sixty units under each, two plans of each
// office a year. Everything is derived from a row's number, so that two runs have the same rows.

/** How much is made; the rest follows from it. */
export type Size = { occurrences: number; eventsEach: number };

const OFFICES = 10;
const UNITS = 60; // of an office
const YEARS = 5; // the last of them is to come
const PLANS_A_YEAR = 2; // of an office
const TASKS = 60; // of a plan
export const TODAY: PlainDate = beijingDate(wallClock().now());
const FIRST_YEAR = yearOf(TODAY) - YEARS + 2;

/** The person who coordinates for an office, and the contact of a unit: their ids are the unit's. */
export const officeId = (index: number) => index + 1;
const unitId = (index: number, unit: number) => 100 + index * UNITS + unit + 1;
export const aUnit = unitId(3, 7);

const PLANS = OFFICES * YEARS * PLANS_A_YEAR;

/** Fills empty tables by COPY; returns seconds. */
export async function fill(
  sql: postgres.Sql,
  { occurrences, eventsEach }: Size,
  calendar: Calendar,
): Promise<number> {
  const began = performance.now();
  await office(sql);
  await copy(sql, 'occurrence', rowsOf(occurrences, calendar));
  await copy(sql, 'party', parties(occurrences));
  await copy(sql, 'event', events(occurrences, eventsEach));
  await sql`vacuum analyze`;
  return (performance.now() - began) / 1000;
}

async function office(sql: postgres.Sql): Promise<void> {
  const units = OFFICES * UNITS;
  await sql`insert into unit (id, name, kind, side) overriding system value
    select n, '第' || n || '协调办公室', 'unit', '甲市' from generate_series(1, ${OFFICES}) n`;
  await sql`insert into unit (id, name, kind, side) overriding system value
    select 100 + n, '第' || n || '责任单位', 'unit', '甲市' from generate_series(1, ${units}) n`;
  await sql`insert into person (id, name, email) overriding system value
    select id, '联系人' || id, 'u' || id || '@example.cn' from unit`;
  await sql`insert into post (unit_id, person_id, role, from_day)
    select id, id, case when id <= ${OFFICES} then 'coordinator' else 'contact' end, make_date(${FIRST_YEAR}::int - 1, 12, 1)
    from unit`;
  await sql`insert into plan (id, title, file_name, file_hash, source_text, home, period_from,
      period_to, state, policy, coordinator_unit_id, issues, imported_at, launched_at, supervise_from)
    overriding system value
    select n + 1, y || '年第' || n || '号工作方案', n || '.docx', 'hash' || n, '', '甲市',
      make_date(y, 1, 1), make_date(y, 12, 31), case when y < ${yearOf(TODAY)}::int then 'ended' else 'running' end,
      '{}', n % ${OFFICES} + 1, '[]', make_date(y, 1, 1), make_date(y, 1, 2), make_date(y, 1, 2)
    from (select n, ${FIRST_YEAR}::int + n / ${OFFICES * PLANS_A_YEAR} as y
      from generate_series(0, ${PLANS - 1}) n) numbered`;
  await sql`insert into task (id, plan_id, key, number, quote, title, section, line, lead, force,
      distribution, tracking, verification, deadline, other_counts, milestones, issues, reviewed)
    overriding system value
    select p.id * ${TASKS} + t, p.id, 't' || t, t::text,
      '各单位应按要求完成第' || t || '项工作，并于每月底前报送进展情况，牵头单位汇总。',
      (array['组织干部互访','开展技能培训','修缮校舍','建设产业园','劳务对接','消费帮扶'])[t % 6 + 1]
        || '（第' || t || '项）',
      (array['一、组织领导','二、人才交流','三、资金使用','四、产业合作'])[t % 4 + 1], t, '{}', 'firm',
      'each', 'deadline', 'office', '{}', '[]', '[]', '[]', true
    from plan p, generate_series(0, ${TASKS - 1}) t`;
}

type Row = {
  id: string;
  plan: number;
  task: number;
  unit: number;
  due: PlainDate | null;
  opens: PlainDate;
  state: string;
  ended: boolean;
};

const two = (value: number | undefined) => String(value).padStart(2, '0');

/** What the n-th occurrence is. */
function rowAt(n: number, of: number): Row {
  const each = Math.ceil(of / PLANS); // of a plan
  const planIndex = Math.floor(n / each);
  const year = FIRST_YEAR + Math.floor(planIndex / (OFFICES * PLANS_A_YEAR));
  const within = n % each;
  const plan = planIndex + 1;
  const task = plan * TASKS + (within % TASKS);
  const unit = unitId(planIndex % OFFICES, Math.floor(within / TASKS) % UNITS);
  const month = (Math.floor(within / TASKS / UNITS) * 5 + within) % 12;
  const day = [10, 15, 20, 25, 28][(within * 7 + planIndex) % 5];
  const date = `${year}-${two(month + 1)}-${two(day)}`;
  const due = within % 97 === 0 ? null : date;
  const state = stateOf(scattered(n), due ?? '9999-12-31', date <= TODAY);
  return {
    id: `plan/${plan}/${task}/${unit}/${date}-${within}`,
    plan,
    task,
    unit,
    due,
    opens: `${year}-01-02`,
    state,
    ended: ['closed', 'waived', 'cancelled'].includes(state),
  };
}

function stateOf(chance: number, due: PlainDate, past: boolean): string {
  if (!past && due > TODAY) {
    return chance < 50 ? 'acknowledged' : chance < 75 ? 'assigned' : 'scheduled';
  }
  if (due < addDays(TODAY, -60)) {
    return chance < 97 ? 'closed' : chance < 98 ? 'waived' : 'cancelled';
  }
  return chance < 80 ? 'closed' : chance < 90 ? 'completed' : 'acknowledged';
}

/** A number from 0 to 99 that looks like chance and is the same each time. */
function scattered(n: number): number {
  return Math.floor(((n * 2_654_435_761) % 4_294_967_296) / 42_949_673);
}

function* rowsOf(count: number, calendar: Calendar): Generator<Values> {
  const agendas = new Map<string, string>();
  for (let n = 0; n < count; n += 1) {
    const row = rowAt(n, count);
    const { due } = row;
    const yellow = due === null ? null : addDays(due, -5);
    const red = due === null ? null : addDays(due, 1);
    const agenda = agendas.get(due ?? '') ?? JSON.stringify(agendaFor(row, calendar));
    agendas.set(due ?? '', agenda);
    const extension = !row.ended && n % 211 === 0 ? addDays(TODAY, 30) : null;
    const risk = !row.ended && n % 307 === 0 ? TODAY : null;
    const period = due === null ? null : `${Number(due.slice(5, 7))}月份`;
    yield {
      id: row.id,
      plan_id: row.plan,
      task_id: row.task,
      party_key: String(row.unit),
      period: due ?? 'once',
      reporting_period: period,
      series: 'f',
      liaison: 'f',
      before_start: 'f',
      length: 'long',
      opens_on: row.opens,
      original_due_on: due,
      due_on: due,
      yellow_from: yellow,
      red_from: red,
      state: row.state,
      run: 1,
      seq: 6,
      head_hash: 'x'.repeat(64),
      ended_on: row.ended ? due : null,
      waits_for: due === null ? '项目批复' : null,
      agenda,
      provisional: 'f',
      answering_unit_id: row.unit,
      extension_until: extension,
      risk_on: risk,
    };
  }
}

function agendaFor({ due, opens }: Row, calendar: Calendar): AgendaEntry[] {
  if (due === null) return [];
  const terms = termsOf({ dueOn: due, opensOn: opens, length: 'long', firmLimit: due });
  return agendaOf(terms, DEFAULT_POLICY, calendar, beijingInstant(opens, 9));
}

function* parties(count: number): Generator<Values> {
  for (let n = 0; n < count; n += 1) {
    const { id, unit } = rowAt(n, count);
    yield { occurrence_id: id, unit_id: unit, role: 'answering', written: '责任单位' };
    const other = 101 + ((unit - 101 + 1) % (OFFICES * UNITS));
    if (n % 2 === 0) {
      yield { occurrence_id: id, unit_id: other, role: 'participant', written: '配合单位' };
    }
  }
}

const LIFE = [
  ['assign', 'assigned', 'system'],
  ['acknowledge', 'acknowledged', 'link'],
  ['moment', 'acknowledged', 'system'],
  ['report', 'acknowledged', 'link'],
  ['complete', 'completed', 'link'],
] as const;

function* events(count: number, each: number): Generator<Values> {
  for (let n = 0; n < count; n += 1) {
    const { id, unit, opens } = rowAt(n, count);
    for (let seq = 1; seq <= each; seq += 1) {
      const [kind, state, door] = LIFE[(seq - 1) % LIFE.length] ?? LIFE[0];
      const hash = `${n}.${seq}`.padStart(64, '0');
      const byUnit = door === 'link';
      const at = `${opens} 0${seq % 10}:00:00+00`;
      yield {
        occurrence_id: id,
        seq,
        run: 1,
        kind,
        state,
        command_id: byUnit ? `c${seq}` : null,
        at,
        person_id: byUnit ? unit : null,
        unit_id: byUnit ? unit : null,
        door,
        data: '{}',
        previous_hash: 'y'.repeat(64),
        hash,
      };
    }
  }
}

type Values = Record<string, string | number | null>;

/** All rows have the columns of the first. */
async function copy(sql: postgres.Sql, table: string, rows: Generator<Values>): Promise<void> {
  const { value: first, done } = rows.next();
  if (done === true) return;
  const columns = Object.keys(first);
  const line = (row: Values) => columns.map((name) => row[name] ?? '\\N').join('\t');
  await sql.begin(async (tx) => {
    // what is made here needs no checking, and nobody is to hear of it
    await tx`set local session_replication_role = replica`;
    const into: Writable = await tx
      .unsafe(`copy ${table} (${columns.join(',')}) from stdin`)
      .writable();
    let lines = [line(first)];
    for (const row of rows) {
      lines.push(line(row));
      if (lines.length < 2_000) continue;
      if (!into.write(`${lines.join('\n')}\n`)) await once(into, 'drain');
      lines = [];
    }
    into.end(lines.map((each) => `${each}\n`).join(''));
    await once(into, 'finish');
  });
}
