import { z } from 'zod';
import type { PlanRow } from '../../db/plans.ts';
import type { ReviewPatch } from '../../db/review-view.ts';
import { DISMISSAL_WORDS } from '../../plan/coverage.ts';
import { readingCard } from '../../plan/deadline/card.ts';
import { cardContext } from '../../plan/review/deadline.ts';
import { blocksOf } from '../../plan/review/places.ts';
import { countText, milestoneText } from '../../plan/task-cells.ts';
import { deliveryText, REPORTING_WORDS } from '../../plan/task-words.ts';
import { DAY, INSTANT, instantOf, maybeInstant } from './schemas.ts';
import { WORDS } from './words.ts';

const SPAN = { start: z.int(), end: z.int() };

export const MEANING = z.object({
  meaning: WORDS.describe('读作'),
  dates: z.array(DAY).describe('前六个日期'),
  count: z.int().describe('一共几个日期'),
});

const TASK = z
  .object({
    key: z.string(),
    number: z.string().nullable().describe('附表里的序号'),
    revision: z.int().describe('改过几次；修改时带上，别人改过同一处的不会被覆盖'),
    quote: z.string(),
    title: z.string(),
    section: z.string().nullable(),
    line: z.int(),
    ...SPAN,
    page: z.int().nullable(),
    alsoInBody: z.string().nullable().describe('正文里对同一任务的表述'),
    bodyStart: z.int().nullable(),
    lead: z.array(z.string()),
    support: z.array(z.string()),
    actor: z.string().nullable(),
    candidates: z.array(z.object({ unit: z.string(), why: WORDS })).describe('建议单位'),
    force: z.enum(['firm', 'soft', 'advice']),
    distribution: z.enum(['joint', 'each']),
    tracking: z.enum(['deadline', 'return', 'record']),
    verification: z.enum(['auto', 'office', 'leader']),
    weighty: z.boolean(),
    deadline: z.object({
      text: z.string().nullable(),
      kind: z.enum(['once', 'recurring', 'window', 'none']),
      due: z.array(DAY),
      inherited: z.boolean().describe('取自全文的总时限'),
      assumed: z.boolean().describe('没有写明，按计划期末'),
    }),
    card: MEANING.extend({ text: z.string(), others: z.array(MEANING) })
      .nullable()
      .describe('时限怎样读、还可能怎样读'),
    counts: z.array(z.string()),
    milestones: z.array(z.string()),
    evidence: z.array(z.string()),
    delivery: WORDS.nullable(),
    reporting: WORDS.nullable(),
    issues: z.array(z.object({ where: WORDS, expected: WORDS, found: WORDS })),
    reviewed: z.boolean(),
    dismissed: z.string().nullable(),
    changedBy: z.string().nullable(),
    changedAt: INSTANT.nullable(),
  })
  .meta({ id: 'ReviewTask' });

const CLAUSE = z
  .object({
    at: z.int().describe('第几句，从 0 起'),
    line: z.int(),
    text: z.string(),
    ...SPAN,
    as: z.enum(['task', 'rule', 'part', 'dismissed']),
    settled: z.boolean().describe('不用再看：人已看过、任务已审，或只是落款、标题'),
    task: z.string().nullable(),
    reason: WORDS.nullable().describe('不作任务的理由'),
  })
  .meta({ id: 'ReviewClause' });

const TURN = z
  .object({
    id: z.int(),
    kind: z.string(),
    tasks: z.array(z.string()).describe('改了哪些任务'),
    clauses: z.array(z.int()).describe('改了哪几句'),
  })
  .nullable();

export const PATCH = z
  .object({
    version: z.int().describe('看到了第几个修改；修改时带上，答复含此后的全部变化'),
    tasks: z.array(TASK),
    gone: z.array(z.string()),
    clauses: z.array(CLAUSE),
    coverage: z.object({
      clauses: z.int(),
      tasks: z.int(),
      rules: z.int(),
      parts: z.int(),
      dismissed: z.int(),
      settled: z.int(),
      beside: z.object({ tasks: z.int(), settled: z.int() }),
      percent: z.int(),
    }),
    names: z.object({ total: z.int(), unsettled: z.int() }),
    undo: TURN.describe('本人最近的修改，可以撤销'),
    redo: TURN,
    others: z.array(z.object({ name: z.string(), at: INSTANT })).describe('十分钟内也改过的人'),
  })
  .meta({ id: 'ReviewPatch' });

export const REVIEW = PATCH.extend({
  plan: z.object({
    id: z.int(),
    title: z.string(),
    documentNumber: z.string().nullable(),
    fileName: z.string(),
    home: z.string(),
    state: z.enum(['draft', 'launching', 'running', 'paused', 'ended']),
    periodFrom: DAY,
    periodTo: DAY,
  }),
  mayEdit: z.boolean(),
  text: z.string().describe('全文；各处位置是其中的字符序号'),
  blocks: z.array(
    z.object({
      kind: z.enum(['title', 'paragraph', 'heading', 'item', 'row']),
      ...SPAN,
      level: z.int().optional(),
      table: z.int().optional(),
      cells: z.array(z.object({ ...SPAN, rows: z.int(), columns: z.int() })).optional(),
    }),
  ),
  issues: z.array(z.object({ where: WORDS, expected: WORDS, found: WORDS })),
  conflicts: z.array(
    z.object({
      question: WORDS,
      choices: z.array(WORDS),
      tasks: z.array(z.string()),
      says: z.array(z.object({ text: z.string(), ...SPAN })),
    }),
  ),
}).meta({ id: 'Review' });

/** What has changed in a review, as the API says it. */
export function shownPatch(patch: ReviewPatch, plan: PlanRow): z.infer<typeof PATCH> {
  const { tasks, clauses, others } = patch;
  const context = cardContext(plan);
  return {
    ...patch,
    tasks: tasks.map((task) => {
      const { place, bodyPlace, deadline, reading, count, otherCounts, delivery } = task;
      return {
        ...task,
        start: place?.start ?? 0,
        end: place?.end ?? 0,
        page: place?.page ?? null,
        bodyStart: bodyPlace?.start ?? null,
        deadline: {
          ...deadline,
          inherited: deadline.inherited === true,
          assumed: deadline.assumed === true,
        },
        card: reading && readingCard(reading, context),
        counts: [...(count ? [count] : []), ...otherCounts].map(countText),
        milestones: task.milestones.map(milestoneText),
        delivery: delivery && deliveryText(delivery),
        reporting: task.reporting && REPORTING_WORDS[task.reporting],
        changedAt: maybeInstant(task.changedAt),
      };
    }),
    clauses: clauses.map(({ reason, note, ...clause }) => ({
      ...clause,
      reason: note ?? (reason && DISMISSAL_WORDS[reason]),
    })),
    others: others.map(({ name, at }) => ({ name, at: instantOf(at) })),
  };
}

/** A whole review, as the API says it. */
export function shownReview(
  patch: ReviewPatch,
  plan: PlanRow,
  mayEdit: boolean,
): z.infer<typeof REVIEW> {
  const { sourceText, outline, issues, conflicts } = plan;
  return {
    ...shownPatch(patch, plan),
    plan,
    mayEdit: mayEdit && plan.state === 'draft',
    text: sourceText,
    blocks: [...blocksOf(sourceText, outline)],
    issues,
    conflicts: conflicts.map(({ question, choices, tasks, says }) => ({
      question,
      choices,
      tasks,
      says: says.map(({ text, place: { start, end } }) => ({ text, start, end })),
    })),
  };
}
