import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { and, gt, notInArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchPlan } from '../../client/launch.ts';
import { setOfficePolicy } from '../../db/office-policy.ts';
import { occurrence } from '../../db/schema.ts';
import { addDays, beijingDate, weekday } from '../../plan/date.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { importWithEverybody } from '../../scripts/demo/everybody.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

// A real annex of 2019; it lies beside the project where the project is developed.
const folder = join(import.meta.dirname, '../../../shared/plans');
const [file = ''] = existsSync(folder) ? globSync('003_*.txt', { cwd: folder }) : [];

describe.skipIf(file === '')('a real annex with every unit silent', () => {
  let year: TestYear;

  beforeAll(async () => {
    year = await openTestYear('2019-09-30');
    // each minute of a morning in which something leaves is a step of the outbox
    await setOfficePolicy(year.db, { ...DEFAULT_POLICY, spreadMinutes: 0 }, null, year.now());
    const bytes = readFileSync(join(folder, file));
    const { planId } = await importWithEverybody(year, bytes, '江海区');
    await launchPlan(year.commander, planId, { issued: '2019-09-27' }, calendarOf());
    await year.launch(planId);
    await year.liveUntil('2019-12-31');
  }, 240_000);

  afterAll(() => year.close());

  it('sends each supervising leader at most one message a week', () => {
    const mails = year.mailbox.to('leader@example.cn');
    const weeks = mails.map(({ date }) => mondayOf(beijingDate(date?.getTime() ?? 0)));
    expect(mails.length).toBeGreaterThan(3);
    expect(new Set(weeks).size).toBe(weeks.length);
  });

  it('tells the supervising leader nothing of the party and government offices', () => {
    for (const mail of year.mailbox.to('leader@example.cn')) {
      expect(mail.text).not.toMatch(/责任单位：\S*(委办|政府办|组织部)/);
    }
  });

  it('keeps every unit contact within four digests a month, last reminders aside', () => {
    const perMonth = new Map<string, number>();
    for (const { envelope, date, subject } of year.mailbox.all()) {
      const to = envelope.to[0] ?? '';
      if (!to.startsWith('u') || subject?.startsWith('【交办通知】')) continue;
      const key = `${to} ${beijingDate(date?.getTime() ?? 0).slice(0, 7)}`;
      perMonth.set(key, (perMonth.get(key) ?? 0) + 1);
    }
    expect(Math.max(...perMonth.values())).toBeLessThanOrEqual(5);
  });

  it('leaves every open occurrence with a moment that is still to come', async () => {
    const open = notInArray(occurrence.state, ['closed', 'waived', 'cancelled']);
    const rows = await year.db
      .select()
      .from(occurrence)
      .where(and(open, gt(occurrence.run, 0)));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ agenda }) => (agenda[0]?.wake ?? 0) <= year.now())).toEqual([]);
  });

  it('sends nothing to the other side', () => {
    const known = /^(u\d+|l\d+|coordinator|leader)@example\.cn$/;
    expect(year.mailbox.all().filter(({ envelope }) => !known.test(envelope.to[0] ?? ''))).toEqual(
      [],
    );
  });
});

function mondayOf(day: string): string {
  return addDays(day, -((weekday(day) + 6) % 7));
}
