// Prints what the rules of time answer for 60 due dates and the zone it ran in, so that a test can
// compare zones: `TZ=America/New_York node test/harness/agenda-digest.ts`.
import { createHash } from 'node:crypto';
import { agendaOf, nextMorning, practicalDay } from '../../plan/agenda.ts';
import { lightDays } from '../../plan/light-days.ts';
import { calendarOf } from '../../plan/calendar.ts';
import { addDays, beijingInstant, chineseDate, weekday } from '../../plan/date.ts';
import { occurrencesOf } from '../../plan/launch.ts';
import { DEFAULT_POLICY } from '../../plan/policy.ts';
import { termsOf } from '../plan/terms-of.ts';

const calendar = calendarOf();
const dates = Array.from({ length: 60 }, (_, index) => addDays('2019-01-31', index * 41));
const answers = dates.map((dueOn) => {
  const terms = termsOf({ dueOn, opensOn: addDays(dueOn, -120), length: 'long' });
  const opens = beijingInstant(terms.opensOn, 0);
  return [
    agendaOf(terms, DEFAULT_POLICY, calendar, opens),
    lightDays(terms, DEFAULT_POLICY, calendar),
    practicalDay(calendar, dueOn),
    nextMorning(calendar, DEFAULT_POLICY, opens),
    chineseDate(dueOn),
    weekday(dueOn),
  ];
});
const unit = { id: 1, name: '县教育局', side: null };
const launched = occurrencesOf(
  {
    id: 3,
    title: '报送进展',
    force: 'firm',
    distribution: 'joint',
    delivery: null,
    actor: null,
    count: null,
    reading: null,
    tracking: 'deadline',
    deadline: { text: null, kind: 'recurring', due: ['2024-10-01', '2024-11-01', '2024-12-01'] },
    lead: [{ unit, written: '县教育局' }],
    support: [],
  },
  {
    planId: 1,
    today: '2024-03-05',
    superviseFrom: '2024-03-05',
    periodFrom: '2024-01-01',
    periodTo: '2024-12-31',
    openEnded: false,
    sides: [],
    coordinatorUnitId: null,
    policy: DEFAULT_POLICY,
    calendar,
  },
);
const text = JSON.stringify([answers, launched]);
const hash = createHash('sha256').update(text).digest('hex');
const offset = new Date(Date.UTC(2024, 0, 1)).getTimezoneOffset();
console.log(JSON.stringify({ hash, offset, length: text.length }));
