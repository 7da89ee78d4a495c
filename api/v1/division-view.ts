import { z } from 'zod';
import type { Division, ShownAnswer } from '../../db/division.ts';
import { DAY, INSTANT, instantOf, maybeInstant } from './schemas.ts';
import { WORDS } from './words.ts';

const ANSWER = z
  .object({
    id: z.int(),
    kind: z.enum(['agree', 'object', 'propose']),
    words: z.string().nullable().describe('理由'),
    unit: z.string().nullable().describe('建议由哪个单位'),
    time: z.string().nullable().describe('建议的时限'),
    by: z.string(),
    source: z.string().nullable().describe('办公室代填的：从哪里得知'),
    informant: z.string().nullable(),
    at: INSTANT,
    outcome: z.enum(['taken', 'kept']).nullable(),
    reply: z.string().nullable(),
    repliedBy: z.string().nullable(),
    repliedAt: INSTANT.nullable(),
  })
  .meta({ id: 'DivisionAnswer' });

const ROW = z
  .object({
    key: z.string(),
    number: z.string(),
    revision: z.int(),
    title: z.string(),
    quote: z.string(),
    section: z.string().nullable(),
    lead: z.array(z.string()),
    support: z.array(z.string()),
    due: WORDS,
    reviewed: z.boolean(),
    candidates: z.array(z.object({ unit: z.string(), why: WORDS })).describe('建议单位'),
    unknown: z.array(z.string()).describe('还没有对应通讯录的名称'),
    units: z.array(
      z.object({
        unitId: z.int(),
        name: z.string(),
        written: z.string(),
        role: z.enum(['lead', 'support']),
        standing: z.enum(['agreed', 'objected', 'proposed', 'silent', 'unreachable', 'unasked']),
        answer: ANSWER.nullable(),
        earlier: z.array(ANSWER).describe('对以前内容的答复'),
      }),
    ),
    past: z.array(ANSWER.extend({ name: z.string() })).describe('现在已不在这一行的单位说过的'),
  })
  .meta({ id: 'DivisionRow' });

export const DIVISION = z
  .object({
    title: z.string(),
    state: z.enum(['draft', 'launching', 'running', 'paused', 'ended']),
    mayEdit: z.boolean(),
    today: DAY,
    office: z.string(),
    rows: z.array(ROW),
    units: z.array(
      z.object({
        unitId: z.int(),
        name: z.string(),
        askedAt: INSTANT.nullable().describe('没有征求过的为空'),
        until: DAY.nullable(),
        reach: z.enum(['waiting', 'sent', 'read', 'unreachable']).nullable(),
        rows: z.int(),
        lead: z.int(),
        open: z.int().describe('没有回复的行'),
        touched: z
          .object({
            added: z.array(z.string()),
            changed: z.array(z.string()),
            removed: z.array(z.string()),
          })
          .nullable()
          .describe('上次征求以后变了什么'),
      }),
    ),
    rounds: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(['comments', 'settled']),
        until: DAY.nullable(),
        at: INSTANT,
        by: z.string(),
        units: z.int(),
        sha256: z.object({ docx: z.string(), xlsx: z.string() }),
      }),
    ),
    liaison: z.array(z.string()).describe('对方单位，不由本系统发送'),
    names: z.array(z.string()).describe('可以选的单位名称：通讯录里的，方案里的'),
  })
  .meta({ id: 'Division' });

/** The division of work, as the API says it. */
export function shownDivision(
  { plan, rows, units, rounds, ...rest }: Division,
  { mayEdit, today, names }: { mayEdit: boolean; today: string; names: string[] },
): z.infer<typeof DIVISION> {
  const { title, state } = plan;
  return {
    ...rest,
    title,
    state,
    mayEdit: mayEdit && state === 'draft',
    today,
    names,
    rows: rows.map((row) => ({
      ...row,
      past: row.past.map((each) => ({ ...shownAnswer(each), name: each.name })),
      units: row.units.map((unit) => ({
        ...unit,
        answer: unit.answer && shownAnswer(unit.answer),
        earlier: unit.earlier.map(shownAnswer),
      })),
    })),
    units: units.map((unit) => ({ ...unit, askedAt: maybeInstant(unit.askedAt) })),
    rounds: rounds.map((round) => ({ ...round, at: instantOf(round.at) })),
  };
}

function shownAnswer(answer: ShownAnswer): z.infer<typeof ANSWER> {
  const { id, kind, words, by, source, informant, outcome, reply } = answer;
  return {
    id,
    kind,
    words,
    by,
    source,
    informant,
    outcome,
    reply,
    unit: answer.proposedUnit,
    time: answer.proposedTime,
    at: instantOf(answer.at),
    repliedBy: answer.repliedName,
    repliedAt: maybeInstant(answer.repliedAt),
  };
}
