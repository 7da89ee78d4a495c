import type { WaitsFor } from './message.ts';
import type { Audience } from './moments.ts';
import { type NoticeKind, ORDERS } from './notice.ts';
import type { Policy } from './policy.ts';

/** What is to be told, as far as the budget asks. */
export type Part = { audience: Audience; kind: NoticeKind; step: number | null };

/**
 * What a reader was sent already: digests this month and this week, and the mornings of this month
 * that are kept for last reminders.
 */
export type Spent = { inMonth: number; inWeek: number; keptForLast: number };

/** Digests a leader gets a week; mails a village-level contact gets a month. */
const LEADER_A_WEEK = 1;
const VILLAGE_A_MONTH = 1;

/**
 * Why a morning's digest waits; null: it may leave (docs/office-rules.md, 5). A unit's contact gets
 * so many mails a month over all plans, its leader one a week; what cannot wait is let through.
 */
export function reasonToWait(
  parts: readonly Part[],
  { inMonth, inWeek, keptForLast }: Spent,
  { mailsPerMonth }: Pick<Policy, 'mailsPerMonth'>,
  village = false,
): WaitsFor | null {
  if (parts.some(cannotWait)) return null;
  if (parts.every(ridesAlong)) return 'ride';
  if (parts.every(({ audience }) => audience === 'leader')) {
    return inWeek < LEADER_A_WEEK ? null : 'budget';
  }
  const most = village ? Math.min(VILLAGE_A_MONTH, mailsPerMonth) : mailsPerMonth;
  return inMonth + keptForLast < most ? null : 'budget';
}

/** The last reminder, what the office urges by hand, an answer to the unit's own act, and the office's own business are never held. */
export function cannotWait({ kind, audience, step }: Part): boolean {
  if (audience === 'coordinator' || audience === 'verifier') return true;
  if (kind === 'assign' || kind === 'list') return true;
  if (kind === 'urged' || kind === 'chase' || kind === 'division' || ORDERS.includes(kind))
    return true;
  return kind === 'remind' && step === 0;
}

/** How a count goes is a line in the next digest, never a mail of its own (docs/office-rules.md, 4). */
function ridesAlong({ kind }: Part): boolean {
  return kind === 'pace';
}

/** What is worth a short message beside the mail: the last reminder, what is late, and orders. */
const URGENT: readonly NoticeKind[] = [
  'assign',
  'urge',
  'urged',
  'returned',
  'instructed',
  'rectify',
];

/** Whether a notice is told by a short message as well, where they are set up. */
export function isUrgent({ audience, kind, step }: Part): boolean {
  if (audience !== 'answering' && !audience.startsWith('contact:')) return false;
  return URGENT.includes(kind) || (kind === 'remind' && step === 0);
}
