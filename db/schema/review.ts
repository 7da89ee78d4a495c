import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { FoundPlan, ImportStage } from '../../plan/import.ts';
import type { Edit, EditKind } from '../../plan/review/edit.ts';
import { id, instant } from '../columns.ts';
import { person, unit } from './address-book.ts';
import { plan } from './plan.ts';

/**
 * A file on its way to a draft. Nothing of it is kept before it is known that it may be, and what was
 * found only until the draft is there.
 */
export const documentImport = pgTable(
  'document_import',
  {
    id: text('id').primaryKey(), // named by whoever sends the file
    personId: integer('person_id')
      .notNull()
      .references(() => person.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    fileName: text('file_name').notNull(),
    fileHash: text('file_hash').notNull(),
    stage: text('stage').$type<ImportStage>().notNull(),
    why: text('why'), // it was refused
    found: jsonb('found').$type<FoundPlan | null>(),
    planId: integer('plan_id').references((): AnyPgColumn => plan.id, { onDelete: 'set null' }),
    existed: boolean('existed').notNull().default(false),
    at: instant('at').notNull(),
    seenAt: instant('seen_at').notNull(), // when its process last said that it is at work
  },
  (t) => [
    index('document_import_at').on(t.at),
    check(
      'document_import_stage',
      sql`${t.stage} in ('reading','finding','asking','internal','ready','refused')`,
    ),
  ],
);

/** An act of a review: who changed what, as it was before and after, so that it can be taken back. */
export const reviewEdit = pgTable(
  'review_edit',
  {
    id: id(),
    planId: integer('plan_id')
      .notNull()
      .references(() => plan.id, { onDelete: 'cascade' }),
    givenAs: text('given_as'), // the id under which it was given: a second time it is the same act
    personId: integer('person_id').references(() => person.id), // null: by the command line
    at: instant('at').notNull(),
    kind: text('kind').$type<EditKind>().notNull(),
    edit: jsonb('edit').$type<Edit>().notNull(),
    undone: boolean('undone').notNull().default(false),
    of: integer('of').references((): AnyPgColumn => reviewEdit.id, { onDelete: 'cascade' }), // what it takes back or does again
  },
  (t) => [
    unique('review_edit_given').on(t.planId, t.givenAs),
    index('review_edit_plan').on(t.planId, t.id),
  ],
);
