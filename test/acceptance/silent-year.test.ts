import { afterAll, beforeAll, expect, it } from 'vitest';
import { occurrence } from '../../db/schema.ts';
import { seedPlan } from '../harness/seed.ts';
import { openTestYear, type TestYear } from '../harness/year.ts';

let year: TestYear;

beforeAll(async () => {
  year = await openTestYear('2024-03-05');
  const { planId } = await seedPlan(year.db, {
    superviseFrom: '2024-03-05',
    periodTo: '2024-12-31',
    units: ['县教育局', '县财政局', '云岭县教育局'],
    tasks: [
      { due: ['2024-06-30'], lead: ['县教育局', '云岭县教育局'], support: ['县财政局'] },
      {
        due: ['2024-04-05', '2024-05-05', '2024-06-05'],
        title: '报送工作进展',
        lead: ['县财政局'],
      },
      { due: ['2024-05-31'], lead: ['云岭县教育局'] },
    ],
  });
  await year.launch(planId);
  await year.liveUntil('2024-07-31');
});

afterAll(async () => {
  await year.close();
});

it('reminds, urges and escalates a unit that stays silent, up to the supervising leader', async () => {
  for (const mail of year.mailbox.all())
    console.log(mail.date?.toISOString(), mail.envelope.to, mail.subject);
  for (const row of await year.db.select().from(occurrence))
    console.log(row.id, row.state, row.seq, row.dueOn, row.redFrom, row.agenda[0]);
  expect(year.mailbox.to('leader@example.cn').length).toBeGreaterThan(0);
});
