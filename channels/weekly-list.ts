import { openDirectory, recipientOf } from '../db/audience.ts';
import { UNRELEASED, unreleasedLists } from '../db/list-review.ts';
import { policiesOf } from '../db/plans.ts';
import type { Database } from '../db/connect.ts';
import {
  bindToList,
  findList,
  listAgain,
  makeList,
  stillOverdue,
  unlistedNotices,
} from '../db/weekly-list.ts';
import { postpone, windowHasLeft, withdrawDue } from '../db/merging.ts';
import { type NoticeRow, tellCoordinator } from '../db/notices.ts';
import { nextMorning } from '../plan/agenda.ts';
import { pastQuiet } from '../plan/agenda-days.ts';
import { addWorkingDays, type Calendar, isQuietDay } from '../plan/calendar.ts';
import { addDays, beijingDate, beijingInstant, mondayOf, type PlainDate } from '../plan/date.ts';
import type { Directory } from '../plan/audience.ts';
import type { Policy } from '../plan/policy.ts';

/**
 * Gathers what goes up to supervising leaders: one list per leader and week. It lies with the
 * coordinator for one working day, who can still have items closed, extended or explained, and
 * then leaves by itself (docs/office-rules.md, 12).
 */
export async function prepareLists(
  db: Database,
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<void> {
  if (isQuietDay(calendar, beijingDate(now))) return;
  await askForRelease(db, calendar, policy, now);
  const groups = new Map<number, NoticeRow[]>();
  const unlisted = await unlistedNotices(db, now);
  if (unlisted.length === 0) return;
  const directory = await openDirectory(db, beijingDate(now));
  for (const notice of unlisted) {
    const leader = await recipientOf(db, notice, directory);
    if (leader === 'liaison') await withdrawDue(db, [notice.id]);
    else if (leader === null || leader.email === null)
      await tellLeaderMissing(db, notice, nextMorning(calendar, policy, now));
    else groups.set(leader.personId, [...(groups.get(leader.personId) ?? []), notice]);
  }
  for (const [personId, notices] of groups) {
    await db.transaction((tx) =>
      prepareList(tx, calendar, policy, { personId, notices, directory, now }),
    );
  }
}

type Group = { personId: number; notices: NoticeRow[]; directory: Directory; now: number };

async function prepareList(
  db: Database,
  calendar: Calendar,
  policy: Policy,
  { personId, notices, directory, now }: Group,
): Promise<void> {
  const today = beijingDate(now);
  const reviewedOn = (await reviewerWasWritten(db, notices, directory, today))
    ? addWorkingDays(calendar, today, 1)
    : today;
  const leavesOn = pastQuiet(calendar, addWorkingDays(calendar, reviewedOn, 1));
  const ids = notices.map(({ id }) => id);
  if ((await findList(db, personId, mondayOf(leavesOn))) !== null) {
    // this week's list is made: the items wait for the next one
    await postpone(db, ids, beijingInstant(addDays(mondayOf(leavesOn), 7), 0));
    return;
  }
  const list = { personId, preparedOn: today, leavesOn, week: mondayOf(leavesOn) };
  const { hour, minute } = policy.moment;
  const listId = await makeList(db, list);
  const required = await anyMustBeReleased(db, notices);
  const leavesAt = required ? UNRELEASED : beijingInstant(leavesOn, hour, minute);
  await bindToList(db, ids, listId, leavesAt);
  const listed = new Set(notices.map(({ occurrenceId }) => occurrenceId));
  const before = await stillOverdue(db, personId, today);
  const again: NoticeRow[] = [];
  for (const notice of before) {
    if (listed.has(notice.occurrenceId)) continue;
    // another unit, or another leader, may have it now
    const leader = await recipientOf(db, notice, directory);
    if (leader !== null && leader !== 'liaison' && leader.personId === personId) again.push(notice);
  }
  await listAgain(db, again, listId, leavesAt, now);
  for (const { planId, occurrenceId, facts } of [...notices, ...again]) {
    const key = `list/${listId}/${occurrenceId}`;
    await tellCoordinator(db, { key, planId, occurrenceId, kind: 'list-review', facts }, now);
  }
}

/** A plan may ask its coordinator to release the list; one of several plans asks for all of them. */
async function anyMustBeReleased(db: Database, notices: NoticeRow[]): Promise<boolean> {
  const policies = await policiesOf(
    db,
    notices.map(({ planId }) => planId),
  );
  return policies.some(({ release }) => release === 'required');
}

/** The coordinator hears each working day of a list that should have left and was not released. */
async function askForRelease(
  db: Database,
  calendar: Calendar,
  policy: Policy,
  now: number,
): Promise<void> {
  const today = beijingDate(now);
  for (const { listId, planId } of await unreleasedLists(db, today)) {
    const key = `list/${listId}/release/${planId}/${today}`;
    const row = {
      key,
      planId,
      occurrenceId: null,
      kind: 'list-release',
      facts: { listId },
    } as const;
    await tellCoordinator(db, row, nextMorning(calendar, policy, now));
  }
}

/** Nobody supervises the unit: the coordinator hears of it, once per occurrence. */
async function tellLeaderMissing(db: Database, notice: NoticeRow, at: number): Promise<void> {
  const { planId, occurrenceId } = notice;
  await tellCoordinator(
    db,
    {
      key: `${occurrenceId}/no-supervising-leader`,
      planId,
      occurrenceId,
      kind: 'mend-contact',
      facts: { audience: 'supervising-leader', fault: 'nobody' },
    },
    at,
  );
}

/** Today's mail to a coordinator has left already: the review can only come with tomorrow's. */
async function reviewerWasWritten(
  db: Database,
  notices: NoticeRow[],
  directory: Directory,
  today: PlainDate,
): Promise<boolean> {
  for (const planId of new Set(notices.map((notice) => notice.planId))) {
    const asked = { planId, occurrenceId: null, audience: 'coordinator' } as const;
    const reviewer = await recipientOf(db, asked, directory);
    if (reviewer === null || reviewer === 'liaison') continue;
    if (await windowHasLeft(db, reviewer.personId, today)) return true;
  }
  return false;
}
