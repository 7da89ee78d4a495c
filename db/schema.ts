import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AgendaEntry, TermLength } from '../plan/agenda.ts';
import type {
  Clause,
  Count,
  Deadline,
  Distribution,
  Force,
  Issue,
  Milestone,
  TimeReading,
  Tracking,
} from '../plan/extracted.ts';
import type { ChangeData, ChangeKind } from '../plan/plan-change.ts';
import type { Place } from '../plan/document.ts';
import type { Digest } from '../plan/digest.ts';
import type { Alias, Candidate, Conflict, Delivery, Reporting } from '../plan/findings.ts';
import type { Door, EventKind, OccurrenceState, Verification } from '../plan/occurrence.ts';
import type { Audience } from '../plan/moments.ts';
import type {
  ChannelName,
  DirectFacts,
  InboundOutcome,
  LinkPurpose,
  MessageKind,
  MessageState,
  WaitsFor,
} from '../plan/message.ts';
import type { NoticeFacts, NoticeKind } from '../plan/notice.ts';
import type { PostRole, UnitKind } from '../plan/address-book-heads.ts';
import type { LinkChoice, PlanState } from '../plan/plan-state.ts';
import type { Policy } from '../plan/policy.ts';
import { instant } from './columns.ts';

const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();
const list = (name: string) => text(name).array().notNull().default(sql`'{}'`);

/** A document taken in. Its source text stays, so that every task can be shown in its clause. */
export const plan = pgTable(
  'plan',
  {
    id: id(),
    title: text('title').notNull(),
    documentNumber: text('document_number'),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    sourceText: text('source_text').notNull(),
    home: text('home').notNull(),
    issued: date('issued'),
    superviseFrom: date('supervise_from'),
    periodFrom: date('period_from').notNull(),
    periodTo: date('period_to').notNull(),
    recipientOffice: text('recipient_office'),
    openEnded: boolean('open_ended').notNull().default(false), // 每年, without a last year
    pausedOn: date('paused_on'),
    endedOn: date('ended_on'),
    // whether its messages carry links, and where those open (docs/office-rules.md, 16)
    links: text('links').$type<LinkChoice>().notNull().default('open'),
    state: text('state').$type<PlanState>().notNull(),
    policy: jsonb('policy').$type<Policy>().notNull(),
    coordinatorUnitId: integer('coordinator_unit_id').references((): AnyPgColumn => unit.id),
    issues: jsonb('issues').$type<Issue[]>().notNull(),
    conflicts: jsonb('conflicts').$type<Conflict[]>().notNull().default([]),
    aliases: jsonb('aliases').$type<Alias[]>().notNull().default([]),
    clauses: jsonb('clauses').$type<Clause[]>().notNull().default([]), // what became of each
    importedAt: instant('imported_at').notNull(),
    launchedAt: instant('launched_at'),
  },
  (t) => [
    unique('plan_file').on(t.fileHash, t.home),
    check('plan_state', sql`${t.state} in ('draft','launching','running','paused','ended')`),
    check('plan_period', sql`${t.periodFrom} <= ${t.periodTo}`),
    check('plan_links', sql`${t.links} in ('open','internal','none')`),
  ],
);

/** A party to a two-sided plan. A side in liaison mode is never mailed (docs/office-rules.md, 13). */
export const side = pgTable(
  'side',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    name: text('name').notNull(),
    short: text('short').notNull(),
    home: boolean('home').notNull(),
    mode: text('mode').$type<'supervised' | 'liaison'>().notNull(),
    // the office of a side that uses the system itself; the home side's is the plan's
    coordinatorUnitId: integer('coordinator_unit_id').references((): AnyPgColumn => unit.id),
  },
  (t) => [
    unique('side_name').on(t.planId, t.name),
    uniqueIndex('side_one_home').on(t.planId).where(sql`${t.home}`),
    check('side_mode', sql`${t.mode} in ('supervised','liaison')`),
  ],
);

/** One obligation of a plan, tied to its clause, as read and then corrected by the coordinator. */
export const task = pgTable(
  'task',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    key: text('key').notNull(), // t01, t02 … as extracted: the number people use
    number: text('number'),
    quote: text('quote').notNull(),
    title: text('title').notNull(),
    section: text('section'),
    line: integer('line').notNull(),
    place: jsonb('place').$type<Place | null>(), // of the quote in the plan's source text
    alsoInBody: text('also_in_body'),
    bodyPlace: jsonb('body_place').$type<Place | null>(),
    reading: jsonb('reading').$type<TimeReading | null>(), // the words that set its time, as a rule
    lead: list('lead'),
    support: list('support'),
    actor: text('actor'),
    force: text('force').$type<Force>().notNull(),
    distribution: text('distribution').$type<Distribution>().notNull(),
    tracking: text('tracking').$type<Tracking>().notNull(),
    verification: text('verification').$type<Verification>().notNull(),
    weighty: boolean('weighty').notNull().default(false), // goes up to leaders under any policy
    deadline: jsonb('deadline').$type<Deadline>().notNull(),
    count: jsonb('count').$type<Count | null>(),
    otherCounts: jsonb('other_counts').$type<Count[]>().notNull(),
    milestones: jsonb('milestones').$type<Milestone[]>().notNull(),
    evidence: list('evidence'),
    delivery: jsonb('delivery').$type<Delivery | null>(),
    reporting: text('reporting').$type<Reporting | null>(),
    candidates: jsonb('candidates').$type<Candidate[]>().notNull().default([]),
    issues: jsonb('issues').$type<Issue[]>().notNull(),
    reviewed: boolean('reviewed').notNull(),
    dismissed: text('dismissed'), // the reason why this is no task after all
  },
  (t) => [
    unique('task_key').on(t.planId, t.key),
    check('task_force', sql`${t.force} in ('firm','soft','advice')`),
    check('task_distribution', sql`${t.distribution} in ('joint','each')`),
    check('task_tracking', sql`${t.tracking} in ('deadline','return','record')`),
    check('task_reporting', sql`${t.reporting} in ('before','same','ask')`),
    check('task_verification', sql`${t.verification} in ('auto','office','leader')`),
  ],
);

/** A name as the plan writes it, and what the coordinator says it means. */
export const partyName = pgTable(
  'party_name',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    written: text('written').notNull(),
    settled: text('settled').$type<'exact' | 'alias' | 'person' | 'left-out'>(),
    reason: text('reason'), // why it is left out
  },
  (t) => [
    unique('party_name_written').on(t.planId, t.written),
    check('party_name_settled', sql`${t.settled} in ('exact','alias','person','left-out')`),
  ],
);

/** The units that a written name stands for: one, or the members of a collective (各乡镇). */
export const partyNameUnit = pgTable(
  'party_name_unit',
  {
    partyNameId: integer('party_name_id')
      .notNull()
      .references(() => partyName.id, { onDelete: 'cascade' }),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    position: integer('position').notNull(),
  },
  (t) => [primaryKey({ columns: [t.partyNameId, t.unitId] })],
);

export const unit = pgTable(
  'unit',
  {
    id: id(),
    name: text('name').notNull().unique(),
    kind: text('kind').$type<UnitKind>().notNull(),
    side: text('side'), // the side's full name ("青禾县"); null: neither side
    aliases: list('aliases'),
    answersThroughId: integer('answers_through_id').references((): AnyPgColumn => unit.id),
    phone: text('phone'), // the office's own, which stays when people change
    mailbox: text('mailbox'), // shared by the office; used where the holder of a post has none
  },
  (t) => [
    check(
      'unit_kind',
      sql`${t.kind} in ('unit','role','group','village','leading-body','outside')`,
    ),
    check(
      'unit_answers_through',
      sql`${t.answersThroughId} is null or ${t.answersThroughId} <> ${t.id}`,
    ),
  ],
);

export const person = pgTable(
  'person',
  {
    id: id(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    emailFault: text('email_fault'), // the server's answer that showed the address to be wrong
    phoneFault: text('phone_fault'), // the provider's answer that showed the number to be wrong
    room: text('room'), // 科室
    prefers: text('prefers').$type<'mail' | 'sms'>().notNull().default('mail'),
    // minutes of a day between which nothing is delivered: 12:00 to 14:30 is 720 and 870
    quietFrom: integer('quiet_from'),
    quietTo: integer('quiet_to'),
  },
  (t) => [
    check('person_prefers', sql`${t.prefers} in ('mail','sms')`),
    check(
      'person_quiet',
      sql`(${t.quietFrom} is null) = (${t.quietTo} is null)
      and ${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`,
    ),
  ],
);

/** A post (岗位) of a unit and who holds it; messages go to posts, people change. */
export const post = pgTable(
  'post',
  {
    id: id(),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    role: text('role').$type<PostRole>().notNull(),
    from: date('from_day').notNull(),
    to: date('to_day'),
  },
  (t) => [
    uniqueIndex('post_held_once').on(t.unitId, t.role, t.personId).where(sql`${t.to} is null`),
    check(
      'post_role',
      sql`${t.role} in ('contact','handler','leader','supervising-leader','office','coordinator','verifier')`,
    ),
  ],
);

/** What launch told a unit, and that it acknowledged the whole list at once. */
export const planUnit = pgTable(
  'plan_unit',
  {
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    assignedAt: instant('assigned_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: integer('acknowledged_by').references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.planId, t.unitId] })],
);

/** One due date of one task for its parties; the primary key is the workflow's id. */
export const occurrence = pgTable(
  'occurrence',
  {
    id: text('id').primaryKey(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    taskId: integer('task_id')
      .notNull()
      .references(() => task.id),
    partyKey: text('party_key').notNull(),
    period: text('period').notNull(),
    reportingPeriod: text('reporting_period'), // "3月份" of a recurring report
    series: boolean('series').notNull(), // started by its task's series, not by launch
    liaison: boolean('liaison').notNull(), // lies with the other side: listed, never urged
    beforeStart: boolean('before_start').notNull(), // due before supervision began: listed only
    length: text('length').$type<TermLength>().notNull(),
    opensOn: date('opens_on').notNull(),
    originalDueOn: date('original_due_on'),
    dueOn: date('due_on'),
    yellowFrom: date('yellow_from'),
    redFrom: date('red_from'),
    state: text('state').$type<OccurrenceState>().notNull(),
    run: integer('run').notNull(),
    seq: integer('seq').notNull(),
    headHash: text('head_hash').notNull(),
    completedOn: date('completed_on'),
    endedOn: date('ended_on'),
    extensionUntil: date('extension_until'), // asked for and not yet decided
    waitsFor: text('waits_for'), // the event that its due date follows from (项目批复)
    eventOn: date('event_on'),
    pausedOn: date('paused_on'),
    declinedOn: date('declined_on'), // the unit says that it is not its duty
    riskOn: date('risk_on'), // reported to be at risk
    promisedOn: date('promised_on'), // until when the unit promised what is due in soft words
    rectifyBy: date('rectify_by'), // 限期整改
    notedUntil: date('noted_until'), // the leader has taken note and waits until then
    circularOn: date('circular_on'), // since when it is a candidate for the circular
    papersDue: integer('papers_due').notNull().default(0),
    countFrom: date('count_from'), // the period of a counted duty begins; it ends with the due date
    countTarget: doublePrecision('count_target'),
    countUnit: text('count_unit'),
    countOpening: doublePrecision('count_opening').notNull().default(0),
    countSum: doublePrecision('count_sum').notNull().default(0),
    confirmedOn: date('confirmed_on'), // by the other side
    confirmedSum: doublePrecision('confirmed_sum'),
    agenda: jsonb('agenda').$type<AgendaEntry[]>().notNull(),
    calendarVersion: text('calendar_version'),
    provisional: boolean('provisional').notNull(),
    answeringUnitId: integer('answering_unit_id')
      .notNull()
      .references(() => unit.id),
  },
  (t) => [
    index('occurrence_plan').on(t.planId, t.state),
    index('occurrence_task').on(t.taskId),
    index('occurrence_unit').on(t.answeringUnitId),
    check(
      'occurrence_state',
      sql`${t.state} in ('scheduled','assigned','acknowledged','completed','returned','closed','waived','cancelled')`,
    ),
  ],
);

export const party = pgTable(
  'party',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    role: text('role').$type<'answering' | 'participant' | 'counterpart'>().notNull(),
    written: text('written').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.occurrenceId, t.unitId] }),
    uniqueIndex('party_one_answers').on(t.occurrenceId).where(sql`${t.role} = 'answering'`),
    index('party_unit').on(t.unitId),
    check('party_role', sql`${t.role} in ('answering','participant','counterpart')`),
  ],
);

/** What was done of a counted duty, entry by entry; a correction is an entry with a minus. */
export const entry = pgTable(
  'entry',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(), // of the event that brought it
    on: date('on_day').notNull(),
    amount: doublePrecision('amount').notNull(),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.seq] })],
);

/** A row of a periodic return: what a unit says of one task. */
export const returnRow = pgTable(
  'return_row',
  {
    occurrenceId: text('occurrence_id') // the return's own
      .notNull()
      .references(() => occurrence.id),
    taskId: integer('task_id')
      .notNull()
      .references(() => task.id),
    seq: integer('seq').notNull(), // of the latest event that brought it
    done: doublePrecision('done'), // 已完成, null: no change or words only
    outOf: doublePrecision('out_of'), // 应完成
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.taskId] })],
);

/** What was received of a completion on paper: 收件登记. */
export const receipt = pgTable(
  'receipt',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(),
    on: date('on_day').notNull(),
    recipient: text('recipient'), // the office that received it, where the text names several
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.seq] })],
);

/** The colleague (承办人) who is reminded of a unit's part in a task. */
export const handler = pgTable(
  'handler',
  {
    taskId: integer('task_id')
      .notNull()
      .references(() => task.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.unitId] })],
);

/** Who is away, from one day to another, and who stands in. */
export const leave = pgTable(
  'leave',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    from: date('from_day').notNull(),
    to: date('to_day').notNull(),
    substituteId: integer('substitute_id').references(() => person.id),
  },
  (t) => [
    index('leave_person').on(t.personId, t.to),
    check('leave_days', sql`${t.from} <= ${t.to}`),
    check('leave_other', sql`${t.substituteId} is distinct from ${t.personId}`),
  ],
);

/** A change that reaches many occurrences, one by one; killed, it goes on where it stopped. */
export const change = pgTable(
  'change',
  {
    id: id(),
    planId: integer('plan_id').references(() => plan.id), // null: every plan
    kind: text('kind').$type<ChangeKind>().notNull(),
    data: jsonb('data').$type<ChangeData>().notNull(),
    noteId: text('note_id').references(() => note.id),
    personId: integer('person_id').references(() => person.id),
    at: instant('at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    check(
      'change_kind',
      sql`${t.kind} in ('calendar','policy','contact','due','merge','pause','resume','end','close')`,
    ),
  ],
);

/** The occurrences that a change reaches, and what became of each. */
export const changeRow = pgTable(
  'change_row',
  {
    changeId: integer('change_id')
      .notNull()
      .references(() => change.id),
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    outcome: text('outcome').$type<'done' | 'edited' | 'refused'>(), // edited: it has not begun yet
    reason: text('reason'),
    at: instant('at'),
  },
  (t) => [
    primaryKey({ columns: [t.changeId, t.occurrenceId] }),
    index('change_row_open').on(t.changeId).where(sql`${t.outcome} is null`),
    index('change_row_occurrence').on(t.occurrenceId),
    check('change_row_outcome', sql`${t.outcome} in ('done','edited','refused')`),
  ],
);

/** A year of rest days and make-up days entered by hand; it wins over the one that ships. */
export const calendarYear = pgTable('calendar_year', {
  year: integer('year').primaryKey(),
  source: text('source').notNull(), // the notice that announced it
  rest: date('rest').array().notNull(),
  work: date('work').array().notNull(),
  at: instant('at').notNull(),
});

/** What the coordinator said of a matter in a weekly list: held back, with a reason, or a remark. */
export const listItem = pgTable(
  'list_item',
  {
    listId: integer('list_id')
      .notNull()
      .references(() => weeklyList.id),
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    held: text('held'), // why it is held back
    remark: text('remark'),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.occurrenceId] })],
);

/** A letter (商请函) to a side in liaison mode: what it was asked in a month. */
export const letter = pgTable(
  'letter',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    sideId: integer('side_id')
      .notNull()
      .references(() => side.id),
    month: text('month').notNull(), // '2024-05'
    fileId: text('file_id')
      .notNull()
      .references(() => file.id),
    occurrenceIds: list('occurrence_ids'),
    at: instant('at').notNull(),
  },
  (t) => [unique('letter_once').on(t.planId, t.sideId, t.month)],
);

/** Free text that people wrote. Events and histories hold its id and hash, so that it can be erased. */
export const note = pgTable('note', {
  id: text('id').primaryKey(), // the occurrence's and the command's id
  text: text('text').notNull(),
  at: instant('at').notNull(),
});

/** The ledger: only ever added to, chained by hash per occurrence. */
export const event = pgTable(
  'event',
  {
    occurrenceId: text('occurrence_id')
      .notNull()
      .references(() => occurrence.id),
    seq: integer('seq').notNull(),
    run: integer('run').notNull(),
    kind: text('kind').$type<EventKind>().notNull(),
    state: text('state').$type<OccurrenceState>().notNull(),
    commandId: text('command_id'),
    at: instant('at').notNull(),
    personId: integer('person_id').references(() => person.id),
    unitId: integer('unit_id').references(() => unit.id),
    door: text('door').$type<Door>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    noteId: text('note_id').references(() => note.id),
    noteHash: text('note_hash'),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.occurrenceId, t.seq] }),
    unique('event_command_once').on(t.occurrenceId, t.commandId),
  ],
);

/** One thing to tell one audience; unique per (occurrence, seq, audience) by its key. */
export const notice = pgTable(
  'notice',
  {
    id: id(),
    key: text('key').notNull().unique(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id),
    occurrenceId: text('occurrence_id').references(() => occurrence.id),
    audience: text('audience').$type<Audience>().notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    facts: jsonb('facts').$type<NoticeFacts>().notNull(),
    notBefore: instant('not_before').notNull(),
    state: text('state').$type<'open' | 'tied' | 'withdrawn' | 'unreachable'>().notNull(),
    messageId: integer('message_id').references(() => message.id),
    /** The unit as which its reader was told, set with the message; its link opens that unit's list. */
    unitId: integer('unit_id').references(() => unit.id),
    listId: integer('list_id').references(() => weeklyList.id),
    /** Something recorded since makes it untrue: it is told by no message that has not left yet. */
    untrue: boolean('untrue').notNull().default(false),
    /** Why it was put off last. */
    waitsFor: text('waits_for').$type<WaitsFor>(),
    inboundId: integer('inbound_id').references((): AnyPgColumn => inbound.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('notice_due').on(t.notBefore).where(sql`${t.state} = 'open'`),
    index('notice_occurrence').on(t.occurrenceId),
    index('notice_message').on(t.messageId),
    check('notice_state', sql`${t.state} in ('open','tied','withdrawn','unreachable')`),
    check('notice_tied', sql`(${t.messageId} is not null) or ${t.state} <> 'tied'`),
  ],
);

/** What leaves: one per reader, channel, kind and window, with frozen address and Message-ID. */
export const message = pgTable(
  'message',
  {
    id: id(),
    personId: integer('person_id').references(() => person.id),
    groupId: integer('group_id').references(() => chatGroup.id),
    channel: text('channel').$type<ChannelName>().notNull(),
    kind: text('kind').$type<MessageKind>().notNull(),
    window: text('window').notNull(),
    /** The mail of the same notices: a short message that goes beside it has no notices of its own. */
    besideId: integer('beside_id').references((): AnyPgColumn => message.id),
    /** The notices that it will take when it is claimed, and the unit that each is told for. */
    noticeIds: integer('notice_ids').array().notNull().default(sql`'{}'`),
    unitIds: integer('unit_ids').array().notNull().default(sql`'{}'`),
    /** What a message without notices is made of; no free text and no names. */
    facts: jsonb('facts').$type<DirectFacts>(),
    address: text('address').notNull(),
    messageId: text('message_id').notNull().unique(),
    subject: text('subject'),
    text: text('text'),
    /** A mail's words before they are laid out. */
    digest: jsonb('digest').$type<Digest>(),
    /** The variables of a short message's template. */
    fields: jsonb('fields').$type<Record<string, string>>(),
    state: text('state').$type<MessageState>().notNull(),
    attempts: integer('attempts').notNull(),
    repeats: integer('repeats').notNull(),
    nextAt: instant('next_at').notNull(),
    sendingSince: instant('sending_since'),
    sentAt: instant('sent_at'),
    /** The instant that a mail names as its date. */
    datedAt: instant('dated_at').notNull(),
    /** What the provider calls it, for receipts and for asking what became of it. */
    providerId: text('provider_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('message_window').on(t.personId, t.channel, t.kind, t.window),
    uniqueIndex('message_group_window').on(t.groupId, t.kind, t.window),
    index('message_due').on(t.nextAt).where(sql`${t.state} in ('ready','unclear','sending')`),
    index('message_sent').on(t.channel, t.sentAt),
    index('message_provider').on(t.providerId).where(sql`${t.providerId} is not null`),
    index('message_taking').on(t.id).where(sql`${t.noticeIds} <> '{}'`),
    index('message_beside').on(t.besideId).where(sql`${t.besideId} is not null`),
    check('message_reader', sql`${t.personId} is null or ${t.groupId} is null`),
    check('message_channel', sql`${t.channel} in ('mail','sms','chat')`),
    check(
      'message_state',
      sql`${t.state} in ('ready','sending','sent','unclear','failed','dropped')`,
    ),
  ],
);

/** What is heard of a message after it was handed over; a provider may say the same thing twice. */
export const deliveryReport = pgTable(
  'delivery_report',
  {
    messageId: integer('message_id')
      .notNull()
      .references(() => message.id),
    kind: text('kind')
      .$type<'delivered' | 'undelivered' | 'bounced' | 'opened' | 'answered'>()
      .notNull(),
    at: instant('at').notNull(),
    words: text('words').notNull(), // the server's or provider's, without the address
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.kind] }),
    check(
      'delivery_report_kind',
      sql`${t.kind} in ('delivered','undelivered','bounced','opened','answered')`,
    ),
  ],
);

/** A group in a chat system that takes posts by a webhook. */
export const chatGroup = pgTable(
  'chat_group',
  {
    id: id(),
    system: text('system').$type<'wecom' | 'dingtalk' | 'feishu'>().notNull(),
    name: text('name').notNull().unique(),
    url: text('url').notNull(), // holds the group's key: shown to nobody
    secret: text('secret'), // signs posts, where the system asks for it
    planId: integer('plan_id').references(() => plan.id), // null: every plan
    unitIds: integer('unit_ids').array().notNull().default(sql`'{}'`), // none: every unit of the plan
    fault: text('fault'), // why the last post was refused for good
    endedAt: instant('ended_at'),
  },
  (t) => [check('chat_group_system', sql`${t.system} in ('wecom','dingtalk','feishu')`)],
);

/** What came in by mail or as a short message, and what became of it; kept so that nothing is lost. */
export const inbound = pgTable(
  'inbound',
  {
    id: id(),
    channel: text('channel').$type<'mail' | 'sms'>().notNull(),
    key: text('key').notNull().unique(), // the mail's own Message-ID, the provider's id of an uplink
    sender: text('sender').notNull(),
    personId: integer('person_id').references(() => person.id),
    unitId: integer('unit_id').references(() => unit.id),
    planId: integer('plan_id').references(() => plan.id),
    replyTo: integer('reply_to').references(() => message.id),
    subject: text('subject').notNull(),
    text: text('text').notNull(), // what its author wrote, without what was quoted
    fileId: text('file_id').references(() => file.id), // the mail as it came
    at: instant('at').notNull(),
    outcome: text('outcome').$type<InboundOutcome>().notNull(),
    reason: text('reason').notNull(), // why that became of it
    occurrenceIds: list('occurrence_ids'), // what its command touched
    settledAt: instant('settled_at'), // a coordinator has dealt with it
    settledBy: integer('settled_by').references(() => person.id),
  },
  (t) => [
    index('inbound_open').on(t.at).where(sql`${t.outcome} = 'inbox' and ${t.settledAt} is null`),
    check('inbound_channel', sql`${t.channel} in ('mail','sms')`),
    check('inbound_outcome', sql`${t.outcome} in ('command','inbox','bounce','automatic')`),
  ],
);

/** A bucket of tokens: how fast messages may go out by a channel; all processes share it. */
export const bucket = pgTable('bucket', {
  key: text('key').primaryKey(),
  tokens: doublePrecision('tokens').notNull(),
  at: instant('at').notNull(),
});

/** A setting of the installation that wins over its environment variable; secrets are sealed. */
export const setting = pgTable('setting', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  personId: integer('person_id').references(() => person.id),
  at: instant('at').notNull(),
});

/** A browser from which somebody acted for a post, and who said to sit before it. */
export const device = pgTable(
  'device',
  {
    id: id(),
    token: text('token').notNull().unique(), // the hash of what the browser keeps
    linkId: text('link_id')
      .notNull()
      .references(() => link.id),
    name: text('name'),
    room: text('room'),
    phone: text('phone'),
    seenAt: instant('seen_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: text('confirmed_by').$type<'first' | 'code' | 'coordinator'>(),
    codeAt: instant('code_at'), // when its code was sent last
    codeTries: integer('code_tries').notNull().default(0),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    index('device_link').on(t.linkId),
    check('device_confirmed', sql`(${t.confirmedAt} is null) = (${t.confirmedBy} is null)`),
    check('device_confirmed_by', sql`${t.confirmedBy} in ('first','code','coordinator')`),
  ],
);

/** A post's holder says twice a year that name, room, phone and mailbox are right. */
export const contactCheck = pgTable(
  'contact_check',
  {
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    half: text('half').notNull(), // '2026-01' or '2026-07'
    askedAt: instant('asked_at').notNull(),
    answeredAt: instant('answered_at'),
    answer: text('answer').$type<'right' | 'changed' | 'moved-away'>(),
  },
  (t) => [
    primaryKey({ columns: [t.unitId, t.personId, t.half] }),
    check('contact_check_answer', sql`${t.answer} in ('right','changed','moved-away')`),
  ],
);

/** Each attempt to hand a message over, and what the server said. */
export const attempt = pgTable(
  'attempt',
  {
    messageId: integer('message_id')
      .notNull()
      .references(() => message.id),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    outcome: text('outcome').notNull(),
    response: text('response').notNull(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.number] })],
);

/** The list for a supervising leader: it lies with the coordinator for one working day first. */
export const weeklyList = pgTable(
  'weekly_list',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    preparedOn: date('prepared_on').notNull(),
    leavesOn: date('leaves_on').notNull(),
    week: text('week').notNull(), // the Monday of the week in which it leaves
    releasedAt: instant('released_at'), // by the coordinator, where the policy asks for it
  },
  (t) => [unique('weekly_list_once').on(t.personId, t.week)],
);

/** A signed link opens one person's list of one unit; neither this row nor a stored text holds a usable one. */
export const link = pgTable(
  'link',
  {
    id: text('id').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    purpose: text('purpose').$type<LinkPurpose>().notNull().default('desk'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    openedAt: instant('opened_at'),
  },
  (t) => [
    uniqueIndex('link_current')
      .on(t.personId, t.unitId, t.purpose)
      .where(sql`${t.revokedAt} is null`),
    check('link_purpose', sql`${t.purpose} in ('desk','calendar')`),
  ],
);

/** A stored piece of evidence; the bytes lie in DATA_DIR/files by their hash. */
export const file = pgTable('file', {
  id: text('id').primaryKey(),
  sha256: text('sha256').notNull(),
  name: text('name').notNull(),
  mediaType: text('media_type').notNull(),
  size: integer('size').notNull(),
  at: instant('at').notNull(),
});

export const eventFile = pgTable(
  'event_file',
  {
    occurrenceId: text('occurrence_id').notNull(),
    seq: integer('seq').notNull(),
    fileId: text('file_id')
      .notNull()
      .references(() => file.id),
  },
  (t) => [primaryKey({ columns: [t.occurrenceId, t.seq, t.fileId] })],
);

/** Each running part says that it lives; engine time, not business time. */
export const heartbeat = pgTable('heartbeat', {
  part: text('part').primaryKey(),
  at: instant('at').notNull(),
});
