import { z } from 'zod';
import type { LastAct } from '../../db/ledger-page.ts';
import type { LedgerRow } from '../../db/status.ts';
import { practicalDay } from '../../plan/agenda.ts';
import type { Calendar } from '../../plan/calendar.ts';
import { daysBetween, type PlainDate } from '../../plan/date.ts';
import { enteredByWords, officeEventWords, sourceWords } from '../../plan/desk.ts';
import { lightName } from '../../plan/light.ts';
import { isOwed, stateWords } from '../../plan/occurrence.ts';
import { ENTERED_BY } from './acts.ts';
import { DAY, INSTANT, instantOf } from './schemas.ts';

/** Lights as the desk shows them. */
export const LIGHT = z.enum(['red', 'yellow', 'green', 'grey', 'done']);

/** States of an occurrence. */
export const STATE = z.enum([
  'scheduled',
  'assigned',
  'acknowledged',
  'completed',
  'returned',
  'closed',
  'waived',
  'cancelled',
]);

/** A row of the ledger. */
export const LEDGER_ROW = z
  .object({
    id: z.string().describe('事项编号；用在地址里时须编码（encodeURIComponent）'),
    planId: z.int(),
    taskId: z.int(),
    number: z.string().describe('序号'),
    title: z.string(),
    reportingPeriod: z.string().nullable().describe('报告期，例如 3月份'),
    unitId: z.int(),
    unit: z.string().describe('责任单位'),
    dueOn: DAY.nullable(),
    originalDueOn: DAY.nullable(),
    practicalDueOn: DAY.nullable().describe('时限落在休息日时，之前最后一个工作日'),
    provisional: z.boolean().describe('所在年份的放假安排还没有公布'),
    light: LIGHT,
    lightName: z.string(),
    state: STATE,
    stateName: z.string(),
    daysLate: z.int().describe('逾期的工作日；没有逾期为 0'),
    daysLeft: z.int().nullable().describe('还有几天，已过为负；没有时限、已报办结或已结束为空'),
    completedOn: DAY.nullable(),
    endedOn: DAY.nullable(),
    extensionUntil: DAY.nullable().describe('申请延至哪一天，还没有答复'),
    declinedOn: DAY.nullable().describe('单位退回任务，还没有答复'),
    pausedOn: DAY.nullable(),
    promisedOn: DAY.nullable(),
    waiting: z.string().nullable().describe('时限在等什么'),
    liaison: z.boolean().describe('需对方协调'),
    beforeStart: z.boolean().describe('督办开始前已到期，只列出'),
    tally: z
      .object({ target: z.number(), sum: z.number(), unit: z.string().nullable() })
      .nullable()
      .describe('数量要求'),
    lastAct: z
      .object({
        at: INSTANT,
        kind: z.string(),
        words: z.string(),
        person: z.string().nullable(),
        unit: z.string().nullable(),
        door: z.string(),
        enteredBy: ENTERED_BY,
      })
      .nullable()
      .describe('最近一次办理'),
  })
  .meta({ id: 'LedgerRow' });

/** A row as the API gives it. */
export function shownRow(
  row: LedgerRow,
  last: LastAct | undefined,
  { calendar, today }: { calendar: Calendar; today: PlainDate },
): z.infer<typeof LEDGER_ROW> {
  const counts = row.dueOn !== null && isOwed(row.state) && !row.beforeStart;
  return {
    id: row.id,
    planId: row.planId,
    taskId: row.taskId,
    number: row.number,
    title: row.title,
    reportingPeriod: row.reportingPeriod,
    unitId: row.unitId,
    unit: row.unit,
    dueOn: row.dueOn,
    originalDueOn: row.originalDueOn,
    practicalDueOn: row.dueOn === null ? null : practicalDay(calendar, row.dueOn),
    provisional: row.provisional,
    light: row.light,
    lightName: lightName(row, today),
    state: row.state,
    stateName: stateWords(row),
    daysLate: row.daysLate,
    daysLeft: counts && row.dueOn !== null ? daysBetween(today, row.dueOn) : null,
    completedOn: row.completedOn,
    endedOn: row.endedOn,
    extensionUntil: row.extensionUntil,
    declinedOn: row.declinedOn,
    pausedOn: row.pausedOn,
    promisedOn: row.promisedOn,
    waiting: row.waiting,
    liaison: row.liaison,
    beforeStart: row.beforeStart,
    tally: tallyOf(row),
    lastAct: last === undefined ? null : shownAct(last),
  };
}

/** What a counted duty asks for and has. */
export function tallyOf({ standing: { tally }, countUnit }: LedgerRow) {
  return tally === undefined ? null : { target: tally.target, sum: tally.sum, unit: countUnit };
}

function shownAct({ at, kind, door, data, person, unit, office }: LastAct) {
  const words = officeEventWords(kind, data) + sourceWords(data, door);
  const enteredBy = enteredByWords(door, office, person);
  return { at: instantOf(at), kind, words, person, unit, door, enteredBy };
}
