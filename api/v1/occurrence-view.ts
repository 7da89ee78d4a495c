import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { rulingOf } from '../../db/authority.ts';
import type { Database } from '../../db/connect.ts';
import { type FileRow, filesByEvent } from '../../db/evidence.ts';
import { lastActs } from '../../db/ledger-page.ts';
import { unitNames } from '../../db/lookup.ts';
import { partiesOf } from '../../db/parties.ts';
import { occurrence } from '../../db/schema.ts';
import { evidenceScope } from '../../db/scope.ts';
import { type HistoryLine, historyOf, type LedgerRow } from '../../db/status.ts';
import { type WhyClause, whyFacts } from '../../db/why.ts';
import { audiencesOfUnits } from '../../db/why-asked.ts';
import type { Calendar } from '../../plan/calendar.ts';
import type { PlainDate } from '../../plan/date.ts';
import { isOwed } from '../../plan/occurrence.ts';
import { enteredByWords, eventWords, officeEventWords, sourceWords } from '../../plan/desk.ts';
import { withoutKey } from '../../plan/policy-words.ts';
import { type Sight, officesHeld } from '../../plan/roles.ts';
import { ownTellings, type WhyFacts, type WhyMoment, whyMoments } from '../../plan/why.ts';
import type { WhyTold } from '../../plan/why-outcome.ts';
import { audienceName, clauseLines, OUTCOME_NAMES } from '../../plan/why-words.ts';
import { ENTERED_BY } from './acts.ts';
import { EVIDENCE_FILE, shownFile } from './evidence-file.ts';
import { OFFERED, offeredCommands } from './offered.ts';
import { LEDGER_ROW, shownRow } from './rows.ts';
import { DAY, INSTANT, instantOf } from './schemas.ts';
import { ACT_WORDS, WORDS } from './words.ts';

const EVENT = z
  .object({
    seq: z.int().describe('台账里的次序；0：启动之前的变更'),
    at: INSTANT,
    kind: z.string(),
    words: ACT_WORDS,
    door: z.string(),
    person: z.string().nullable(),
    user: z.string().nullable().describe('在单位设备上自称的姓名'),
    unit: z.string().nullable(),
    enteredBy: ENTERED_BY,
    text: z.string().nullable(),
    files: z.array(EVIDENCE_FILE),
  })
  .meta({ id: 'LedgerEvent' });

const MESSAGE = z
  .object({
    id: z.int(),
    channel: z.enum(['mail', 'sms', 'chat']),
    reader: z.string().nullable(),
    steps: z
      .array(
        z.object({
          at: INSTANT,
          kind: z.string(),
          words: WORDS,
          server: z.string().nullable().describe('服务器的原话，只给办公室看'),
        }),
      )
      .describe('怎样发出、送达没有'),
  })
  .meta({ id: 'ToldMessage' });

const MOMENT = z
  .object({
    day: DAY,
    what: WORDS.describe('例如 到期提醒（最后一次）'),
    rule: WORDS.describe('依据哪条规则'),
    nominal: DAY.describe('只按规则数，应在哪一天'),
    reasons: z.array(WORDS).describe('为什么改到这一天'),
    outcome: z.enum(['told', 'waits', 'not-told', 'to-come']),
    outcomeName: WORDS,
    told: z.array(
      z.object({
        audience: WORDS,
        unit: z.string().nullable(),
        outcome: WORDS,
        lines: z.array(WORDS),
        messages: z.array(MESSAGE),
      }),
    ),
  })
  .meta({ id: 'Moment' });

/** An occurrence with all that its page shows. */
export const OCCURRENCE = z
  .object({
    row: LEDGER_ROW,
    clause: z.object({
      planTitle: z.string(),
      documentNumber: z.string().nullable(),
      section: z.string().nullable(),
      quote: z.string().describe('原文'),
      words: z.string().nullable().describe('写明时限的字'),
      meaning: WORDS.nullable().describe('怎样理解'),
      lines: z.array(WORDS).describe('同上，逐行的话'),
    }),
    parties: z.array(
      z.object({
        unitId: z.int(),
        unit: z.string(),
        role: z.enum(['answering', 'participant', 'counterpart']),
        written: z.string().describe('方案里怎么称呼'),
      }),
    ),
    office: z.string().nullable().describe('督办该事项的办公室'),
    offered: z.array(OFFERED).describe('本人现在可以办理的'),
    urged: z
      .object({ at: INSTANT, by: z.string().nullable() })
      .nullable()
      .describe('办公室在本工作日已经催办（一个工作日只一次）；只给督办该事项的办公室'),
    moments: z.array(MOMENT).describe('提醒、催办和上报：已经到的和还没到的'),
    events: z.array(EVENT).describe('经过，新的在后'),
  })
  .meta({ id: 'Occurrence' });

type Day = { calendar: Calendar; today: PlainDate; now: number };

/** What somebody who sees an occurrence is shown of it: the office all, a unit what is its business. */
export async function viewOf(
  db: Database,
  standing: Sight,
  row: LedgerRow,
  day: Day,
): Promise<z.infer<typeof OCCURRENCE>> {
  const { office } = await rulingOf(db, row.id);
  const asOffice = standing.admin || (office !== null && officesHeld(standing).includes(office));
  const { clause, facts } = await whyFacts(db, row.id, day.calendar, day.now);
  const last = await lastActs(db, [row.id]);
  const events = await eventsFor(db, standing, row.id, asOffice);
  return {
    row: shownRow(row, last.get(row.id), day),
    clause: shownClause(clause),
    parties: await partiesOf(db, row.id),
    office: (await unitNames(db, [office])).get(office ?? 0) ?? null,
    offered: await offeredCommands(db, standing, row, day.today),
    urged: asOffice ? urgedNow(row, events, day.today) : null,
    moments: await momentsFor(db, standing, row.id, facts, asOffice),
    events,
  };
}

/** Who has urged what is still owed so that it may not be urged again on this working day. */
function urgedNow(
  { state, standing: { urgedFor } }: LedgerRow,
  events: z.infer<typeof EVENT>[],
  today: PlainDate,
): z.infer<typeof OCCURRENCE>['urged'] {
  if (!isOwed(state) || urgedFor === undefined || urgedFor < today) return null;
  const last = events.findLast(({ kind }) => kind === 'urge');
  return last === undefined ? null : { at: last.at, by: last.person ?? last.unit };
}

function shownClause(clause: WhyClause) {
  const { planTitle, documentNumber, section, quote, words, meaning } = clause;
  return { planTitle, documentNumber, section, quote, words, meaning, lines: clauseLines(clause) };
}

/** Messages name people of the units: only the office that supervises them reads of all. */
async function momentsFor(
  db: Database,
  { belongsTo }: Sight,
  id: string,
  facts: WhyFacts,
  asOffice: boolean,
) {
  if (asOffice) return whyMoments(facts, null).map((each) => shownMoment(each, true));
  const audiences = (await audiencesOfUnits(db, id, belongsTo)) ?? new Set();
  return whyMoments(ownTellings(facts, belongsTo), audiences).map((each) =>
    shownMoment(each, false),
  );
}

function shownMoment({ rule, outcome, told, ...moment }: WhyMoment, asOffice: boolean) {
  return {
    ...moment,
    rule: withoutKey(rule),
    outcome,
    outcomeName: OUTCOME_NAMES[outcome],
    told: told.map((each) => shownTold(each, asOffice)),
  };
}

function shownTold({ audience, unit, outcome, lines, messages }: WhyTold, asOffice: boolean) {
  return {
    audience: audienceName(audience),
    unit,
    outcome: OUTCOME_NAMES[outcome],
    lines,
    messages: messages.map(({ steps, ...message }) => ({
      ...message,
      steps: steps.map(({ at, kind, words, server }) => ({
        at: instantOf(at),
        kind,
        words,
        server: asOffice ? (server ?? null) : null,
      })),
    })),
  };
}

async function eventsFor(
  db: Database,
  standing: Sight,
  id: string,
  asOffice: boolean,
): Promise<z.infer<typeof EVENT>[]> {
  const own = new Set((await unitNames(db, standing.belongsTo)).values());
  const seen = await db.$count(occurrence, and(eq(occurrence.id, id), evidenceScope(standing)));
  const files = seen > 0 ? await filesByEvent(db, id) : new Map<number, FileRow[]>();
  const history = await historyOf(db, id);
  return history.flatMap((line) => {
    const words = asOffice
      ? officeEventWords(line.kind, line.data)
      : eventWords(line.kind, line.data);
    if (words === null) return [];
    const named = asOffice || (line.unit !== null && own.has(line.unit));
    return [shownEvent(line, words, named, files.get(line.seq) ?? [])];
  });
}

/** The names of people stay within their own unit, and with the office. */
function shownEvent(line: HistoryLine, words: string, named: boolean, files: FileRow[]) {
  const { seq, at, kind, door, person, user, unit, office, data, text } = line;
  const change = typeof data['change'] === 'string' ? `（${data['change']}）` : '';
  return {
    seq,
    at: instantOf(at),
    kind,
    words: words + sourceWords(data, door) + change,
    door,
    person: named ? person : null,
    user: named ? user : null,
    unit,
    enteredBy: enteredByWords(door, office, named ? person : null),
    text,
    files: files.map(shownFile),
  };
}
