import type postgres from 'postgres';
import { TODAY } from './rows.ts';

// The answers of the desk as one would ask for them by hand, each by its best index and nothing more:
// no session, no scope worked out, no JSON.

const YEAR = TODAY.slice(0, 4);

/** What rows are asked for. */
type Asked = {
  office?: number;
  unit?: number;
  party?: number;
  open?: boolean;
  red?: boolean;
  words?: string[];
  offset?: number;
  byUnit?: boolean;
  latest?: boolean;
};

const LIGHT = `light(o.state, o.liaison, o.before_start, o.paused_on is not null
  or (o.waits_for is not null and o.due_on is null), o.papers_due, o.yellow_from, o.red_from, '${TODAY}')`;

/** Asks the database itself. */
export function bareAnswers(sql: postgres.Sql) {
  const ask = (text: string) => sql.unsafe(text, [], { prepare: true });
  return {
    ledger: async (asked: Asked) => {
      const which = where(asked);
      const order = orderBy(asked);
      const unit = asked.byUnit ? 'join unit u on u.id = o.answering_unit_id' : '';
      await Promise.all([
        ask(`with found as materialized (select o.id from occurrence o ${unit} where ${which}
               order by ${order} limit 50 offset ${asked.offset ?? 0})
             select o.*, t.key, t.number, t.title, t.quote, u.name, e.kind, e.at, e.door, e.data, p.name
             from found f join occurrence o on o.id = f.id join task t on t.id = o.task_id
               join unit u on u.id = o.answering_unit_id
               left join lateral (select * from event e where e.occurrence_id = o.id
                 and e.kind <> 'moment' order by e.seq desc limit 1) e on true
               left join person p on p.id = e.person_id
             order by ${order}`),
        ask(`select count(*) from (select 1 from occurrence o where ${which} limit 10001) counted`),
      ]);
    },
    board: async ({ office }: Asked) => {
      const mine = office === undefined ? 'true' : OF_OFFICE(office);
      await Promise.all([
        ask(`select answering_unit_id, to_char(due_on, 'YYYY-MM'), light, sum(rows) from (
             select o.answering_unit_id, o.due_on, ${LIGHT} as light, count(*) as rows
             from occurrence o where ${mine} and o.due_on between '${YEAR}-01-01' and '${YEAR}-12-31'
             group by 1, 2, 3) daily group by 1, 2, 3`),
        ask(`select answering_unit_id, due_on is null, light, count(*),
               count(*) filter (where light in ('red','yellow','green')
                 and due_on between '${TODAY}' and '${TODAY}'::date + 30),
               count(*) filter (where light = 'red'), count(*) filter (where light = 'grey'),
               count(*) filter (where state = 'completed'),
               count(*) filter (where extension_until is not null),
               count(*) filter (where declined_on is not null),
               count(*) filter (where risk_on is not null)
             from (select o.*, ${LIGHT} as light from occurrence o
               where ${mine} and state not in ('closed','waived','cancelled')) open
             group by 1, 2, 3`),
      ]);
    },
    plans: async ({ office }: Asked) => {
      await ask(`select p.id, p.title, l.light, l.count from plan p left join lateral (
           select ${LIGHT} as light, count(*) from occurrence o where o.plan_id = p.id group by 1) l on true
         where p.coordinator_unit_id = ${office}`);
    },
    unitPage: async (unit: number) => {
      await ask(`select o.*, t.key, t.number, t.title, t.quote, p.role from party p
           join occurrence o on o.id = p.occurrence_id join task t on t.id = o.task_id
         where p.unit_id = ${unit} and o.plan_id in (select id from plan where period_to >= '${TODAY}'::date - 60)`);
    },
  };
}

const OF_OFFICE = (office: number) =>
  `o.plan_id in (select id from plan where coordinator_unit_id = ${office})`;

function orderBy({ red, byUnit, latest }: Asked): string {
  if (byUnit) return 'u.name, o.due_on asc nulls last, o.id';
  if (latest) return 'o.due_on desc nulls last, o.id';
  return `${red ? 'o.red_from' : 'o.due_on'} asc nulls last, o.id`;
}

function where({ office, unit, party, open, red, words = [] }: Asked): string {
  return [
    'true',
    ...(office === undefined ? [] : [OF_OFFICE(office)]),
    ...(unit === undefined ? [] : [`o.answering_unit_id = ${unit}`]),
    ...(party === undefined
      ? []
      : [`o.id in (select occurrence_id from party where unit_id = ${party})`]),
    ...(open ? [`o.state not in ('closed','waived','cancelled')`] : []),
    ...(red
      ? [
          `o.state not in ('closed','waived','cancelled') and o.red_from <= '${TODAY}' and ${LIGHT} = 'red'`,
        ]
      : []),
    ...words.map((word) => `o.task_id in (select id from task where title ilike '%${word}%')`),
  ].join(' and ');
}
