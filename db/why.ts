import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { agendaOf } from '../plan/agenda.ts';
import { type Calendar, isProvisional } from '../plan/calendar.ts';
import { isUrgent } from '../plan/budget.ts';
import { beijingInstant, type PlainDate } from '../plan/date.ts';
import { describeRule } from '../plan/deadline/describe.ts';
import { waitingWords } from '../plan/deadline/event-due.ts';
import { tellingsOfMoment } from '../plan/moments.ts';
import type { WhyFacts } from '../plan/why.ts';
import type { WhyEvent, WhyMessage, WhyNotice } from '../plan/why-outcome.ts';
import { answeringThrough } from './audience.ts';
import type { Database } from './connect.ts';
import { messageSteps } from './message-proof.ts';
import type { MessageRow } from './messages.ts';
import { officePolicy } from './office-policy.ts';
import { change, event, listItem, message, notice, person, plan, side, unit } from './schema.ts';
import { type Loaded, look, termsOf, toldOf } from './terms.ts';

/** The clause from which everything follows, and how its time was read. */
export type WhyClause = {
  planTitle: string;
  documentNumber: string | null;
  section: string | null;
  number: string;
  title: string;
  quote: string;
  /** The words of time, what they mean, and the date. */
  words: string | null;
  meaning: string | null;
  dueOn: PlainDate | null;
  originalDueOn: PlainDate | null;
  provisional: boolean;
  unit: string;
};

/** What explains the messages of an occurrence; reading it locks and changes nothing. */
export async function whyFacts(
  db: Database,
  id: string,
  calendar: Calendar,
  now: number,
): Promise<{ clause: WhyClause; facts: WhyFacts }> {
  const loaded = await look(db, id);
  const { row, policy } = loaded;
  const [of] = await db.select().from(plan).where(eq(plan.id, row.planId));
  const [owner] = await db.select().from(unit).where(eq(unit.id, row.answeringUnitId));
  const events = await eventsOf(db, id);
  const terms = termsOf(loaded);
  const told = toldOf(loaded, terms, calendar);
  const tells = (entry: Parameters<typeof tellingsOfMoment>[0][number]) =>
    tellingsOfMoment([entry], told, false);
  const facts: WhyFacts = {
    calendar,
    office: await officePolicy(db),
    planState: of?.state ?? 'running',
    events,
    notices: await noticesOf(db, loaded),
    liaison: row.liaison || (await isLiaisonSide(db, row.planId, owner?.side ?? null)),
    now,
    terms,
    policy,
    amended: await amendedAt(db, row.planId),
    planned: plannedAtFirst(loaded, events, calendar),
    toCome: row.agenda
      .filter(({ at }) => at > now)
      .map((entry) => ({ entry, tells: tells(entry) })),
    wouldTell: tells,
  };
  return { clause: clauseOf(loaded, of, owner?.name ?? '', calendar), facts };
}

function clauseOf(
  { row, task }: Loaded,
  of: typeof plan.$inferSelect | undefined,
  unitName: string,
  calendar: Calendar,
): WhyClause {
  const { number, key, title, quote, section, deadline, reading } = task;
  const waiting = row.waitsFor === null ? null : waitingWords(row.waitsFor, reading);
  return {
    planTitle: of?.title ?? '',
    documentNumber: of?.documentNumber ?? null,
    section,
    number: number ?? key,
    title,
    quote,
    words: deadline.text,
    meaning: waiting ?? (reading === null ? null : describeRule(reading.rule)),
    dueOn: row.dueOn,
    originalDueOn: row.originalDueOn,
    provisional: row.dueOn !== null && isProvisional(calendar, row.dueOn),
    unit: unitName,
  };
}

/** When the rules of a plan, or the rest days of a year, were changed. */
async function amendedAt(
  db: Database,
  planId: number,
): Promise<{ at: number; year: number | null }[]> {
  const rows = await db
    .select({ at: change.at, kind: change.kind, data: change.data })
    .from(change)
    .where(
      and(
        inArray(change.kind, ['policy', 'calendar']),
        or(isNull(change.planId), eq(change.planId, planId)),
      ),
    );
  return rows
    .filter(({ kind, data }) => kind === 'calendar' || (data.keys ?? []).length > 0)
    .map(({ at, data }) => ({ at, year: data.year ?? null }));
}

async function isLiaisonSide(db: Database, planId: number, name: string | null): Promise<boolean> {
  if (name === null) return false;
  const of = and(eq(side.planId, planId), eq(side.name, name), eq(side.mode, 'liaison'));
  return (await db.$count(side, of)) > 0;
}

async function eventsOf(db: Database, id: string): Promise<WhyEvent[]> {
  const rows = await db
    .select({ seq: event.seq, at: event.at, kind: event.kind, data: event.data })
    .from(event)
    .where(eq(event.occurrenceId, id))
    .orderBy(asc(event.seq));
  return rows.map(({ seq, at, kind, data }) => ({
    seq,
    at,
    kind,
    ...(typeof data['approve'] === 'boolean' ? { approve: data['approve'] } : {}),
    ...(typeof data['until'] === 'string' ? { until: data['until'] } : {}),
    ...(kind === 'moment'
      ? { moment: String(data['moment']), step: Number(data['step'] ?? 0) }
      : {}),
    ...(typeof data['moments'] === 'number' ? { moments: data['moments'] } : {}),
    ...(typeof data['waits'] === 'number' ? { waits: data['waits'] } : {}),
  }));
}

/** The agenda as its terms were when it began: nothing done, moved, paused or declined yet. */
function plannedAtFirst(loaded: Loaded, events: readonly WhyEvent[], calendar: Calendar) {
  const begun = events.find(({ kind }) => kind === 'assign');
  if (begun === undefined) return [];
  const { row, policy } = loaded;
  const untouched = {
    dueOn: row.originalDueOn ?? row.dueOn,
    completedOn: null,
    pausedOn: null,
    declinedOn: null,
    rectifyBy: null,
    notedUntil: null,
    promisedOn: null,
    countSum: row.countOpening,
  };
  const from = row.series ? Math.min(begun.at, beijingInstant(row.opensOn, 0)) : begun.at;
  return agendaOf(termsOf(loaded, untouched), policy, calendar, from);
}

type NoticeRow = typeof notice.$inferSelect;

/** The notices of an occurrence, and those of launch to the units that have a part in it. */
async function noticesOf(db: Database, { row, participants }: Loaded): Promise<WhyNotice[]> {
  const units = [await unitAtFirst(db, row), ...participants];
  const through = await Promise.all(units.map((id) => answeringThrough(db, id)));
  const lists = [...units, ...through].flatMap((id) =>
    ['assign', 'chase'].map((kind) => `plan/${row.planId}/${kind}/${id}`),
  );
  const rows = await db
    .select({ notice, held: listItem.held, unit: unit.name })
    .from(notice)
    .leftJoin(unit, eq(unit.id, notice.unitId))
    .leftJoin(listItem, and(eq(listItem.listId, notice.listId), eq(listItem.occurrenceId, row.id)))
    .where(or(eq(notice.occurrenceId, row.id), inArray(notice.key, lists)))
    .orderBy(asc(notice.id));
  const messages = await messagesOf(
    db,
    rows.map((each) => each.notice),
  );
  return rows.map(({ notice: { facts, ...own }, held, unit: unitName }) => ({
    ...own,
    facts,
    seq: own.occurrenceId === null ? null : (facts.seq ?? null),
    held: own.state === 'withdrawn' ? held : null,
    unit: unitName,
    messages: messages.get(own.id) ?? [],
  }));
}

/** The unit to which the duty was assigned at launch: a later one heard of it by a notice of its own. */
async function unitAtFirst(db: Database, row: Loaded['row']): Promise<number> {
  const [first] = await db
    .select({ facts: notice.facts })
    .from(notice)
    .where(and(eq(notice.occurrenceId, row.id), eq(notice.kind, 'taken-over')))
    .orderBy(asc(notice.id))
    .limit(1);
  return first?.facts.otherUnitId ?? row.answeringUnitId;
}

/** The messages that tell notices, or are to take them; those beside a mail included. */
async function messagesOf(db: Database, notices: NoticeRow[]): Promise<Map<number, WhyMessage[]>> {
  if (notices.length === 0) return new Map();
  const ids = `{${notices.map(({ id }) => id).join(',')}}`;
  const tied = notices.flatMap(({ messageId }) => messageId ?? []);
  const found = await db
    .select({ row: message, person })
    .from(message)
    .leftJoin(person, eq(person.id, message.personId))
    .where(
      or(
        tied.length === 0 ? undefined : inArray(message.id, tied),
        tied.length === 0 ? undefined : inArray(message.besideId, tied),
        sql`(${message.noticeIds} <> '{}' and ${message.noticeIds} && ${ids}::int[])`,
        sql`${message.besideId} in (select w.id from message w where w.notice_ids <> '{}' and w.notice_ids && ${ids}::int[])`,
      ),
    )
    .orderBy(asc(message.id));
  const steps = await messageSteps(
    db,
    found.map(({ row }) => row),
  );
  const taking = (row: MessageRow, own: NoticeRow, all: typeof found): boolean => {
    const { id, messageId, audience, kind, facts } = own;
    const main =
      row.besideId === null ? row : all.find((each) => each.row.id === row.besideId)?.row;
    if (main === undefined || !(main.id === messageId || main.noticeIds.includes(id))) return false;
    return row.besideId === null || isUrgent({ audience, kind, step: facts.step ?? null });
  };
  return new Map(
    notices.map((each) => [
      each.id,
      found
        .filter(({ row }) => taking(row, each, found))
        .map(({ row, person: reader }) => whyMessage(row, reader, steps.get(row.id) ?? [])),
    ]),
  );
}

function whyMessage(
  { id, channel, state, besideId, nextAt }: MessageRow,
  reader: typeof person.$inferSelect | null,
  steps: WhyMessage['steps'],
): WhyMessage {
  const { quietFrom = null, quietTo = null } = reader ?? {};
  return {
    id,
    channel,
    state,
    beside: besideId !== null,
    nextAt,
    reader: reader?.name ?? null,
    prefers: reader?.prefers ?? 'mail',
    hasMail: reader !== null && reader.email !== null && reader.emailFault === null,
    quiet: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
    steps,
  };
}
