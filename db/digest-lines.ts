import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { practicalDay } from '../plan/agenda.ts';
import type { Calendar } from '../plan/calendar.ts';
import { beijingDate, daysBetween, type PlainDate } from '../plan/date.ts';
import type { AssignedTask, DigestLine } from '../plan/digest.ts';
import { workingDaysLate } from '../plan/light.ts';
import { EVENT_NAMES, type EventKind } from '../plan/occurrence.ts';
import { proposalOf } from '../plan/weekly-list.ts';
import type { Database } from './connect.ts';
import type { NoticeKind } from '../plan/notice.ts';
import { event, note, occurrence, party, person, plan, planUnit, task, unit } from './schema.ts';
import { remarkOf } from './list-review.ts';
import type { NoticeRow } from './notices.ts';
import { returnedTasks, servedUnits } from './returns.ts';
import { proofOf } from './told.ts';

/** What a message's notices say on a day, in the words of their tasks. */
export async function digestLines(
  db: Database,
  notices: NoticeRow[],
  calendar: Calendar,
  today: PlainDate,
): Promise<DigestLine[]> {
  const lines: DigestLine[] = [];
  for (const row of notices) lines.push(await digestLine(db, row, calendar, today));
  return lines;
}

async function digestLine(
  db: Database,
  row: NoticeRow,
  calendar: Calendar,
  today: PlainDate,
): Promise<DigestLine> {
  const found = row.occurrenceId === null ? null : await taskFacts(db, row.occurrenceId);
  if (found === null) return await planLine(db, row);
  const { redFrom, ...facts } = found;
  const { dueOn } = facts;
  const supervisors = ['call', 'escalate', 'list', 'list-review'].includes(row.kind);
  const lastAct = supervisors ? await lastActOf(db, row.occurrenceId ?? '') : null;
  const proof = supervisors ? await proofOf(db, row.occurrenceId ?? '') : null;
  return {
    ...facts,
    kind: row.kind,
    facts: row.facts,
    practicalOn: dueOn === null ? null : practicalDay(calendar, dueOn),
    daysLeft: dueOn === null ? null : daysBetween(today, dueOn),
    workingDaysLate: workingDaysLate(redFrom, calendar, today),
    ...(lastAct === null ? {} : { lastAct }),
    ...(proof === null ? {} : { proof }),
    ...(await wordsOf(db, row)),
    ...(row.kind === 'list' ? await listWords(db, row) : {}),
    ...(await otherName(db, row)),
  };
}

/** What stands beside a matter in a leader's list: what the office did, says and proposes. */
async function listWords(
  db: Database,
  { occurrenceId, listId }: NoticeRow,
): Promise<Pick<DigestLine, 'officeAct' | 'remark' | 'proposal'>> {
  if (occurrenceId === null) return {};
  const [row] = await db.select().from(occurrence).where(eq(occurrence.id, occurrenceId));
  const act = await lastOf(db, occurrenceId, OFFICE_ACTS);
  const acted = await lastOf(db, occurrenceId, UNIT_ACTS);
  const remark = listId === null ? null : await remarkOf(db, listId, occurrenceId);
  return {
    ...(act === null
      ? {}
      : { officeAct: `办公室：${beijingDate(act.at)} ${EVENT_NAMES[act.kind]}` }),
    ...(remark === null ? {} : { remark }),
    ...(row === undefined ? {} : { proposal: proposalOf({ ...row, acted: acted !== null }) }),
  };
}

const UNIT_ACTS: EventKind[] = [
  'acknowledge',
  'report',
  'report-risk',
  'enter',
  'promise',
  'complete',
  'request-extension',
  'decline',
];
const OFFICE_ACTS: EventKind[] = [
  'record-telling',
  'instruct',
  'rectify',
  'summon',
  'decide-extension',
  'endorse-extension',
  'uphold',
  'return',
  'set-due',
];

/** Notices that bring the words of the act that caused them. */
const WITH_WORDS: NoticeKind[] = [
  'returned',
  'declined',
  'upheld',
  'risk',
  'instructed',
  'rectify',
  'asked',
  'endorsed',
  'decided',
  'contribution',
  'moved',
  'paused',
  'reopened',
  'taken-over',
  'given-over',
  'ended',
];

async function wordsOf(db: Database, row: NoticeRow): Promise<{ words?: string }> {
  const { seq } = row.facts;
  if (row.occurrenceId === null || seq === undefined || !WITH_WORDS.includes(row.kind)) return {};
  const [found] = await db
    .select({ text: note.text })
    .from(event)
    .innerJoin(note, eq(note.id, event.noteId))
    .where(and(eq(event.occurrenceId, row.occurrenceId), eq(event.seq, seq)));
  return found === undefined ? {} : { words: found.text };
}

async function otherName(db: Database, { facts }: NoticeRow): Promise<{ otherName?: string }> {
  if (facts.otherUnitId === undefined) return {};
  return { otherName: await unitName(db, facts.otherUnitId) };
}

async function planLine(db: Database, row: NoticeRow): Promise<DigestLine> {
  const [found] = await db
    .select({ planTitle: plan.title })
    .from(plan)
    .where(eq(plan.id, row.planId));
  return {
    kind: row.kind,
    facts: row.facts,
    planTitle: found?.planTitle ?? '',
    title: '',
    quote: '',
    number: '',
    reportingPeriod: null,
    unitName: `${await unitName(db, row.facts.unitId ?? row.unitId)}${await holderName(db, row)}`,
    dueOn: null,
    practicalOn: null,
    daysLeft: null,
    workingDaysLate: 0,
  };
}

/** Whose address is meant, where a unit has several; empty when nobody in particular is. */
async function holderName(db: Database, { facts: { personId } }: NoticeRow): Promise<string> {
  if (personId === undefined) return '';
  const [found] = await db
    .select({ name: person.name })
    .from(person)
    .where(eq(person.id, personId));
  return found === undefined ? '' : `（${found.name}）`;
}

/** A unit's name; empty when there is none. */
export async function unitName(db: Database, id: number | null): Promise<string> {
  if (id === null) return '';
  const [found] = await db.select({ name: unit.name }).from(unit).where(eq(unit.id, id));
  return found?.name ?? '';
}

async function taskFacts(db: Database, occurrenceId: string) {
  const [found] = await db
    .select({
      planTitle: plan.title,
      title: task.title,
      quote: task.quote,
      key: task.key,
      written: task.number,
      reportingPeriod: occurrence.reportingPeriod,
      unitName: unit.name,
      dueOn: occurrence.dueOn,
      redFrom: occurrence.redFrom,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(eq(occurrence.id, occurrenceId));
  if (found === undefined) return null;
  const { key, written, ...facts } = found;
  return { ...facts, number: written ?? key };
}

async function lastActOf(db: Database, occurrenceId: string): Promise<string | null> {
  const found = await lastOf(db, occurrenceId, UNIT_ACTS);
  if (found === null) return '该单位至今没有任何回应';
  return `最近回应：${beijingDate(found.at)} ${EVENT_NAMES[found.kind]}`;
}

/** The last event of some kinds. */
async function lastOf(
  db: Database,
  occurrenceId: string,
  kinds: EventKind[],
): Promise<{ kind: EventKind; at: number } | null> {
  const [found] = await db
    .select({ kind: event.kind, at: event.at })
    .from(event)
    .where(and(eq(event.occurrenceId, occurrenceId), inArray(event.kind, kinds)))
    .orderBy(desc(event.seq))
    .limit(1);
  return found ?? null;
}

/** Everything a unit owes or takes part in under a plan, a line per task. */
export async function assignedTasks(
  db: Database,
  planId: number,
  unitId: number,
): Promise<AssignedTask[]> {
  const answering = unit;
  const rows = await db
    .select({
      taskId: task.id,
      number: task.number,
      key: task.key,
      title: task.title,
      quote: task.quote,
      role: party.role,
      dueOn: occurrence.dueOn,
      answeringName: answering.name,
      fromBefore: sql<boolean>`coalesce(${occurrence.countFrom} < ${plan.superviseFrom}, false)`,
    })
    .from(party)
    .innerJoin(occurrence, eq(occurrence.id, party.occurrenceId))
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .innerJoin(answering, eq(answering.id, occurrence.answeringUnitId))
    .where(
      and(
        eq(occurrence.planId, planId),
        eq(party.unitId, unitId),
        eq(occurrence.beforeStart, false),
      ),
    )
    .orderBy(asc(task.id), asc(occurrence.dueOn));
  const found = new Map<number, AssignedTask>();
  for (const row of rows) {
    const known = found.get(row.taskId);
    const dates = row.dueOn === null ? [] : [row.dueOn];
    if (known !== undefined) known.dates.push(...dates);
    else found.set(row.taskId, toAssigned(row, dates));
  }
  return [...found.values(), ...(await inReturns(db, planId, unitId))];
}

/** What a unit tells of in its returns, for those too that answer through it and get no notice. */
async function inReturns(db: Database, planId: number, unitId: number): Promise<AssignedTask[]> {
  const told = await db
    .select({ unitId: planUnit.unitId })
    .from(planUnit)
    .where(and(eq(planUnit.planId, planId), ne(planUnit.unitId, unitId)));
  const others = new Set(told.map((row) => row.unitId));
  const units = (await servedUnits(db)).get(unitId) ?? [unitId];
  const silent = units.filter((id) => !others.has(id));
  const tasks = await returnedTasks(db, planId, silent);
  return tasks
    .filter(({ owed }) => owed)
    .map(({ number, title, quote, unitId: id, written }) => ({
      number,
      title: id === unitId ? title : `${title}（${written}）`,
      quote,
      role: 'in-returns',
      dates: [],
      answeringName: '',
    }));
}

function toAssigned(
  row: {
    number: string | null;
    key: string;
    title: string;
    quote: string;
    role: string;
    answeringName: string;
    fromBefore: boolean;
  },
  dates: PlainDate[],
): AssignedTask {
  return {
    number: row.number ?? row.key,
    title: row.title,
    quote: row.quote,
    role: row.role === 'answering' ? 'answering' : 'participant',
    dates,
    answeringName: row.answeringName,
    ...(row.fromBefore && row.role === 'answering' ? { asksOpening: true } : {}),
  };
}
