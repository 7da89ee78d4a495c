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
import { event, note, occurrence, party, plan, planUnit, task, unit } from './schema.ts';
import { personNames, planTitles, unitNames } from './lookup.ts';
import { inboundWords } from './inbound.ts';
import { remarkOf } from './list-review.ts';
import type { NoticeRow } from './notices.ts';
import { returnedTasks, servedUnits } from './returns.ts';
import { proofOf } from './told.ts';

/**
 * What notices say on a day, in the words of their tasks; in a few queries however many they are,
 * but for what leaders and coordinators read of single matters. By the notice's id.
 */
export async function digestLines(
  db: Database,
  notices: NoticeRow[],
  calendar: Calendar,
  today: PlainDate,
): Promise<Map<number, DigestLine>> {
  const facts = await taskFacts(db, notices);
  const words = new Map([...(await wordsOf(db, notices)), ...(await notesOf(db, notices))]);
  const about = await namesOf(db, notices);
  const received = await inboundWords(db, notices);
  const lines = new Map<number, DigestLine>();
  for (const row of notices) {
    const found = facts.get(row.occurrenceId ?? '');
    const line =
      found === undefined
        ? planLine(row, about)
        : { ...dutyLine(row, found, calendar, today), ...(await supervisorWords(db, row)) };
    const said = words.get(row.facts.noteId ?? `${row.occurrenceId}#${row.facts.seq}`);
    const came = received.get(row.inboundId ?? 0);
    const other = about.units.get(row.facts.otherUnitId ?? 0);
    lines.set(row.id, {
      ...line,
      ...(said === undefined || !WITH_WORDS.includes(row.kind) ? {} : { words: said }),
      ...(came === undefined ? {} : { words: came }),
      ...(other === undefined ? {} : { otherName: other }),
    });
  }
  return lines;
}

function dutyLine(
  row: NoticeRow,
  { redFrom, ...facts }: TaskFacts,
  calendar: Calendar,
  today: PlainDate,
): DigestLine {
  const { dueOn } = facts;
  return {
    ...facts,
    kind: row.kind,
    facts: row.facts,
    practicalOn: dueOn === null ? null : practicalDay(calendar, dueOn),
    daysLeft: dueOn === null ? null : daysBetween(today, dueOn),
    workingDaysLate: workingDaysLate(redFrom, calendar, today),
  };
}

/** What those who supervise need beside a matter: proof that the unit was told, and its last act. */
async function supervisorWords(db: Database, row: NoticeRow): Promise<Partial<DigestLine>> {
  if (!['call', 'escalate', 'list', 'list-review'].includes(row.kind)) return {};
  const id = row.occurrenceId ?? '';
  const proof = await proofOf(db, id);
  return {
    lastAct: await lastActOf(db, id),
    ...(proof === null ? {} : { proof }),
    ...(row.kind === 'list' ? await listWords(db, row) : {}),
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
  'urge',
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
  'urged',
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
  'moved-away',
  'circular-check',
];

/** The words of the acts that caused notices, by occurrence and number of the event. */
async function wordsOf(db: Database, notices: NoticeRow[]): Promise<Map<string, string>> {
  const asked = notices.filter(
    ({ occurrenceId, facts, kind }) =>
      occurrenceId !== null && facts.seq !== undefined && WITH_WORDS.includes(kind),
  );
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({ id: event.occurrenceId, seq: event.seq, text: note.text })
    .from(event)
    .innerJoin(note, eq(note.id, event.noteId))
    .where(
      and(
        inArray(
          event.occurrenceId,
          asked.map(({ occurrenceId }) => occurrenceId ?? ''),
        ),
        inArray(
          event.seq,
          asked.map(({ facts }) => facts.seq ?? 0),
        ),
      ),
    );
  return new Map(rows.map(({ id, seq, text }) => [`${id}#${seq}`, text]));
}

/** Words that belong to no event: what a post's holder tells the office. By the note's id. */
async function notesOf(db: Database, notices: NoticeRow[]): Promise<Map<string, string>> {
  const ids = notices.flatMap(({ facts }) => facts.noteId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(note).where(inArray(note.id, ids));
  return new Map(rows.map(({ id, text }) => [id, text]));
}

type Names = {
  units: ReadonlyMap<number, string>;
  persons: ReadonlyMap<number, string>;
  plans: ReadonlyMap<number, string>;
};

/** The names of what notices are about. */
async function namesOf(db: Database, notices: NoticeRow[]): Promise<Names> {
  const ofPlans = notices.filter(({ occurrenceId }) => occurrenceId === null);
  return {
    units: await unitNames(
      db,
      notices.flatMap(({ facts, unitId }) => [facts.unitId, facts.otherUnitId, unitId]),
    ),
    persons: await personNames(
      db,
      notices.map(({ facts }) => facts.personId),
    ),
    plans: await planTitles(
      db,
      ofPlans.map(({ planId }) => planId),
    ),
  };
}

function planLine(row: NoticeRow, names: Names): DigestLine {
  const { facts } = row;
  const holder = names.persons.get(facts.personId ?? 0);
  const whose = names.units.get(facts.unitId ?? row.unitId ?? 0) ?? '';
  return {
    kind: row.kind,
    facts,
    planTitle: names.plans.get(row.planId) ?? '',
    title: '',
    quote: '',
    number: '',
    reportingPeriod: null,
    // whose address is meant, where a unit has several
    unitName: holder === undefined ? whose : `${whose}（${holder}）`,
    dueOn: null,
    practicalOn: null,
    daysLeft: null,
    workingDaysLate: 0,
  };
}

type TaskFacts = Pick<
  DigestLine,
  'planTitle' | 'title' | 'quote' | 'number' | 'reportingPeriod' | 'unitName' | 'dueOn'
> & { redFrom: PlainDate | null; provisional: boolean };

async function taskFacts(db: Database, notices: NoticeRow[]): Promise<Map<string, TaskFacts>> {
  const ids = [...new Set(notices.map(({ occurrenceId }) => occurrenceId))];
  const asked = ids.filter((id) => id !== null);
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({
      id: occurrence.id,
      planTitle: plan.title,
      title: task.title,
      quote: task.quote,
      number: sql<string>`coalesce(${task.number}, ${task.key})`,
      reportingPeriod: occurrence.reportingPeriod,
      unitName: unit.name,
      dueOn: occurrence.dueOn,
      redFrom: occurrence.redFrom,
      provisional: occurrence.provisional,
    })
    .from(occurrence)
    .innerJoin(task, eq(task.id, occurrence.taskId))
    .innerJoin(plan, eq(plan.id, occurrence.planId))
    .innerJoin(unit, eq(unit.id, occurrence.answeringUnitId))
    .where(inArray(occurrence.id, asked));
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

async function lastActOf(db: Database, occurrenceId: string): Promise<string> {
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
