import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import {
  answerTo,
  type AskedRow,
  type DivisionRole,
  type DivisionRow,
  divisionRows,
  rowsByUnit,
  type RowStanding,
  standingOf,
  type Touched,
  touchedOf,
} from '../plan/division.ts';
import type { Candidate } from '../plan/findings.ts';
import type { Database } from './connect.ts';
import { unitNames } from './lookup.ts';
import { findPlan, type PlanRow, tasksOf } from './plans.ts';
import {
  deliveryReport,
  divisionAnswer,
  divisionAsk,
  divisionRound,
  file,
  message,
  notice,
  partyName,
  partyNameUnit,
  person,
  side,
  unit,
} from './schema.ts';

type AnswerRow = typeof divisionAnswer.$inferSelect;

/** What was said to a row, by whom, and what the office made of it. */
export type ShownAnswer = AnswerRow & { by: string; repliedName: string | null };

/** A unit in a row, how it stands to it, and all that it has said. */
export type RowUnit = {
  unitId: number;
  name: string;
  written: string;
  role: DivisionRole;
  standing: RowStanding;
  answer: ShownAnswer | null;
  /** To what the row said before. */
  earlier: ShownAnswer[];
};

export type ShownRow = DivisionRow & {
  revision: number;
  reviewed: boolean;
  candidates: Candidate[];
  units: RowUnit[];
  /** Names for which nobody knows a unit. */
  unknown: string[];
  /** What was said by units that it names no more. */
  past: (ShownAnswer & { name: string })[];
};

export type Reach = 'waiting' | 'sent' | 'read' | 'unreachable';

/** What a unit was asked, whether that arrived, and what has changed for it since. */
export type UnitAsked = {
  unitId: number;
  name: string;
  /** Null: it was never asked. */
  askedAt: number | null;
  until: string | null;
  reach: Reach | null;
  rows: number;
  lead: number;
  open: number;
  touched: Touched | null;
};

export type ShownRound = Pick<typeof divisionRound.$inferSelect, 'id' | 'kind' | 'until' | 'at'> & {
  by: string;
  units: number;
  sha256: { docx: string; xlsx: string };
};

/** The division of a plan's work as its office sees it. */
export type Division = {
  plan: PlanRow;
  office: string;
  rows: ShownRow[];
  units: UnitAsked[];
  rounds: ShownRound[];
  /** Units of a side that nothing is sent to. */
  liaison: string[];
};

/** The division of a plan's work: rows, what the units say to them, and what went out. */
export async function divisionOf(db: Database, planId: number): Promise<Division> {
  const plan = await findPlan(db, planId);
  const tasks = await tasksOf(db, planId);
  const rows = divisionRows(tasks);
  const { names, liaison } = await askable(db, planId);
  const byUnit = rowsByUnit(rows, names);
  const asks = await lastAsks(db, planId);
  const answers = await answersOf(db, planId);
  const ids = [...new Set([...byUnit.keys(), ...asks.keys(), ...answers.map((a) => a.unitId)])];
  const called = await unitNames(db, [...ids, plan.coordinatorUnitId]);
  const reaches = await reachOf(db, [...asks.values()]);
  const byKey = new Map(tasks.map((each) => [each.key, each]));
  const standing = (row: DivisionRow, unitId: number) =>
    standingOf(row, {
      asked: asks.get(unitId)?.rows ?? null,
      answers: answers.filter((each) => each.unitId === unitId),
      reached: reaches.get(unitId) !== 'unreachable',
    });
  const shown = rows.map((row): ShownRow => {
    const task = byKey.get(row.key);
    const said = answers.filter((each) => each.task === row.key);
    const units = [...byUnit].flatMap(([unitId, own]): RowUnit[] => {
      const mine = own.find(({ key }) => key === row.key);
      if (mine === undefined) return [];
      const theirs = said.filter((each) => each.unitId === unitId);
      const answer = answerTo(row, theirs);
      const { written, role } = mine;
      return [
        {
          unitId,
          name: called.get(unitId) ?? '',
          written,
          role,
          standing: standing(row, unitId),
          answer,
          earlier: theirs.filter((each) => each !== answer),
        },
      ];
    });
    const present = new Set(units.map(({ unitId }) => unitId));
    return {
      ...row,
      revision: task?.revision ?? 0,
      reviewed: task?.reviewed ?? false,
      candidates: task?.candidates ?? [],
      units: inOrder(units, row),
      unknown: [...row.lead, ...row.support].filter(
        (name) => !names.has(name) && !liaison.has(name),
      ),
      past: said
        .filter(({ unitId }) => !present.has(unitId))
        .map((each) => ({ ...each, name: called.get(each.unitId) ?? '' })),
    };
  });
  return {
    plan,
    office: called.get(plan.coordinatorUnitId ?? 0) ?? '',
    rows: shown,
    units: ids
      .filter((id) => byUnit.has(id) || (asks.get(id)?.rows.length ?? 0) > 0)
      .map((unitId) => {
        const own = byUnit.get(unitId) ?? [];
        const ask = asks.get(unitId);
        const open = own.filter((row) => ['silent', 'unreachable'].includes(standing(row, unitId)));
        return {
          unitId,
          name: called.get(unitId) ?? '',
          askedAt: ask?.at ?? null,
          until: ask?.until ?? null,
          reach: reaches.get(unitId) ?? null,
          rows: own.length,
          lead: own.filter(({ role }) => role === 'lead').length,
          open: open.length,
          touched: ask === undefined ? null : touchedOf(own, ask.rows),
        };
      }),
    rounds: await roundsOf(db, planId),
    liaison: [...liaison],
  };
}

/** As the row names them, those that lead first. */
function inOrder(units: RowUnit[], { lead, support }: DivisionRow): RowUnit[] {
  const places = [...lead, ...support];
  return units.toSorted((a, b) => places.indexOf(a.written) - places.indexOf(b.written));
}

/** The units that a plan's names stand for and that may be written to, and the names of others. */
export async function askable(
  db: Database,
  planId: number,
): Promise<{ names: Map<string, number[]>; liaison: Set<string> }> {
  const rows = await db
    .select({ written: partyName.written, unitId: unit.id, mode: side.mode })
    .from(partyName)
    .innerJoin(partyNameUnit, eq(partyNameUnit.partyNameId, partyName.id))
    .innerJoin(unit, eq(unit.id, partyNameUnit.unitId))
    .leftJoin(side, and(eq(side.planId, planId), eq(side.name, unit.side), eq(side.home, false)))
    .where(eq(partyName.planId, planId))
    .orderBy(asc(partyName.id), asc(partyNameUnit.position));
  const names = new Map<string, number[]>();
  const liaison = new Set<string>();
  for (const { written, unitId, mode } of rows) {
    // no office assigns work to the units of another
    if (mode !== null) liaison.add(written);
    else names.set(written, [...(names.get(written) ?? []), unitId]);
  }
  return { names, liaison };
}

export type LastAsk = {
  id: number;
  unitId: number;
  roundId: number;
  rows: AskedRow[];
  until: string | null;
  at: number;
};

/** What each unit was asked last, by unit. */
export async function lastAsks(
  db: Database,
  planId: number,
  unitIds?: number[],
): Promise<Map<number, LastAsk>> {
  const rows = await db
    .selectDistinctOn([divisionAsk.unitId], {
      id: divisionAsk.id,
      unitId: divisionAsk.unitId,
      roundId: divisionAsk.roundId,
      rows: divisionAsk.rows,
      until: divisionRound.until,
      at: divisionRound.at,
    })
    .from(divisionAsk)
    .innerJoin(divisionRound, eq(divisionRound.id, divisionAsk.roundId))
    .where(
      and(
        eq(divisionRound.planId, planId),
        unitIds === undefined ? undefined : inArray(divisionAsk.unitId, unitIds),
      ),
    )
    .orderBy(asc(divisionAsk.unitId), desc(divisionAsk.id));
  return new Map(rows.map((row) => [row.unitId, row]));
}

/** All that units have said, in order, with the names of people. */
export async function answersOf(
  db: Database,
  planId: number,
  unitIds?: number[],
): Promise<(ShownAnswer & { unitId: number })[]> {
  const rows = await db
    .select({
      answer: divisionAnswer,
      unitId: divisionAsk.unitId,
      by: person.name,
      repliedName: sql<
        string | null
      >`(select r.name from person r where r.id = ${divisionAnswer.repliedBy})`,
    })
    .from(divisionAnswer)
    .innerJoin(divisionAsk, eq(divisionAsk.id, divisionAnswer.askId))
    .innerJoin(divisionRound, eq(divisionRound.id, divisionAsk.roundId))
    .innerJoin(person, eq(person.id, divisionAnswer.personId))
    .where(
      and(
        eq(divisionRound.planId, planId),
        unitIds === undefined ? undefined : inArray(divisionAsk.unitId, unitIds),
      ),
    )
    .orderBy(asc(divisionAnswer.id));
  return rows.map(({ answer, ...rest }) => ({ ...answer, ...rest }));
}

/** The key of the notice by which a unit is asked. */
export function askKey(roundId: number, unitId: number): string {
  return `division/${roundId}/${unitId}`;
}

/** Whether what was sent to each unit arrived, by unit. */
async function reachOf(db: Database, asks: LastAsk[]): Promise<Map<number, Reach>> {
  if (asks.length === 0) return new Map();
  const rows = await db
    .select({
      key: notice.key,
      state: notice.state,
      sent: message.state,
      came: sql<string[]>`array(select ${deliveryReport.kind} from message own
        join ${deliveryReport} on ${deliveryReport.messageId} = own.id
        where own.id = ${notice.messageId} or own.beside_id = ${notice.messageId})`,
    })
    .from(notice)
    .leftJoin(message, eq(message.id, notice.messageId))
    .where(
      inArray(
        notice.key,
        asks.map(({ roundId, unitId }) => askKey(roundId, unitId)),
      ),
    );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return new Map(
    asks.map(({ roundId, unitId }) => {
      const row = byKey.get(askKey(roundId, unitId));
      return [unitId, row === undefined ? 'waiting' : reachIn(row)];
    }),
  );
}

type Sent = { state: string; sent: string | null; came: string[] };

function reachIn({ state, sent, came }: Sent): Reach {
  if (came.some((kind) => ['opened', 'answered'].includes(kind))) return 'read';
  const back = came.some((kind) => ['undelivered', 'bounced'].includes(kind));
  if (back && !came.includes('delivered')) return 'unreachable';
  if (state === 'unreachable' || sent === 'failed') return 'unreachable';
  return sent === 'sent' ? 'sent' : 'waiting';
}

async function roundsOf(db: Database, planId: number): Promise<ShownRound[]> {
  const rows = await db
    .select({
      id: divisionRound.id,
      kind: divisionRound.kind,
      until: divisionRound.until,
      at: divisionRound.at,
      by: person.name,
      units: sql<number>`(select count(*)::int from ${divisionAsk} where ${divisionAsk.roundId} = ${divisionRound.id})`,
      docx: hashOf(divisionRound.docxId),
      xlsx: hashOf(divisionRound.xlsxId),
    })
    .from(divisionRound)
    .innerJoin(person, eq(person.id, divisionRound.personId))
    .where(eq(divisionRound.planId, planId))
    .orderBy(desc(divisionRound.id));
  return rows.map(({ docx, xlsx, ...row }) => ({ ...row, sha256: { docx, xlsx } }));
}

function hashOf(column: typeof divisionRound.docxId | typeof divisionRound.xlsxId) {
  return sql<string>`(select ${file.sha256} from ${file} where ${file.id} = ${column})`;
}
