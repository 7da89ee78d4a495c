import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  type AnyPgColumn,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type {
  Count,
  Deadline,
  Distribution,
  Force,
  Issue,
  Milestone,
  TimeReading,
  Tracking,
} from '../../plan/extracted.ts';
import type { Place } from '../../plan/document.ts';
import type { Alias, Candidate, Conflict, Delivery, Reporting } from '../../plan/findings.ts';
import type { Verification } from '../../plan/occurrence.ts';
import type { OutlineBlock } from '../../plan/outline.ts';
import type { LinkChoice, PlanState } from '../../plan/plan-state.ts';
import type { Policy } from '../../plan/policy.ts';
import type { KeptClause } from '../../plan/review/clauses.ts';
import { id, instant, list } from '../columns.ts';
import { person, unit } from './address-book.ts';

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
    clauses: jsonb('clauses').$type<KeptClause[]>().notNull().default([]), // what became of each
    outline: jsonb('outline').$type<OutlineBlock[]>().notNull().default([]), // its blocks in order
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
    revision: integer('revision').notNull().default(0), // how often a review has changed it
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
