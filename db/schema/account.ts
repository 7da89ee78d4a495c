import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { AccessOutcome, TokenScope } from '../../plan/accounts.ts';
import { id, instant } from '../columns.ts';
import { person } from './address-book.ts';

/** How a person logs in. What one may do there follows from one's posts, but for the administrator. */
export const account = pgTable(
  'account',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .unique()
      .references(() => person.id),
    login: text('login').notNull().unique(), // lower case
    passwordHash: text('password_hash'), // PHC string; null: none set yet
    mustChange: boolean('must_change').notNull(), // somebody else chose the password
    admin: boolean('admin').notNull(),
    failures: integer('failures').notNull().default(0), // wrong passwords since the last right one
    lockedUntil: instant('locked_until'),
    passwordChangedAt: instant('password_changed_at'),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [check('account_login', sql`${t.login} = lower(${t.login}) and ${t.login} <> ''`)],
);

/** A browser that somebody logged in with; the cookie's hash, never the cookie. */
export const session = pgTable(
  'session',
  {
    id: id(),
    tokenHash: text('token_hash').notNull().unique(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(), // however much it is used
    agent: text('agent').notNull(), // what the browser calls itself
    byLink: boolean('by_link').notNull(), // who came by a link need not know the password to change it
    byIdentity: boolean('by_identity').notNull().default(false), // by the identity provider, which knows the password
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('session_account').on(t.accountId).where(sql`${t.revokedAt} is null`)],
);

/** Whom an identity provider means by whom: tied when somebody first comes by it. */
export const accountIdentity = pgTable(
  'account_identity',
  {
    id: id(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('account_identity_subject').on(t.issuer, t.subject),
    unique('account_identity_account').on(t.accountId, t.issuer),
  ],
);

/** A link that logs somebody in once; whoever forgot the password chooses a new one with it. */
export const loginLink = pgTable(
  'login_link',
  {
    id: id(),
    tokenHash: text('token_hash').notNull().unique(),
    accountId: integer('account_id')
      .notNull()
      .references(() => account.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('login_link_account').on(t.accountId).where(sql`${t.usedAt} is null`)],
);

/** A key for another program, which acts as an account and within its scopes. */
export const apiToken = pgTable('api_token', {
  id: id(),
  name: text('name').notNull(),
  tokenHash: text('token_hash').notNull().unique(),
  accountId: integer('account_id')
    .notNull()
    .references(() => account.id),
  scopes: text('scopes').array().$type<TokenScope[]>().notNull(),
  createdBy: integer('created_by')
    .notNull()
    .references(() => account.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  revokedAt: instant('revoked_at'),
});

/** Who came in, or was not let in, and what was done to accounts; only ever added to. */
export const accessLog = pgTable(
  'access_log',
  {
    id: id(),
    at: instant('at').notNull(),
    accountId: integer('account_id').references(() => account.id), // null: no such name
    outcome: text('outcome').$type<AccessOutcome>().notNull(),
    address: text('address').notNull(), // of the network; empty on the command line
    detail: text('detail').notNull().default(''), // which post: its unit and role
    byPersonId: integer('by_person_id').references(() => person.id), // who did it to another's account; null: the owner, or the command line
  },
  (t) => [
    index('access_log_account').on(t.accountId, t.at),
    check(
      'access_log_outcome',
      sql`${t.outcome} in ('login','link','identity','stranger','wrong','locked','disabled','logout','password','revoked','made','reset','off','on','admin','admin-off','post','post-off','token','token-off')`,
    ),
  ],
);
