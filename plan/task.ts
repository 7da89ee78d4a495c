import type { Place } from './document.ts';
import type { Draft } from './draft.ts';
import type {
  Count,
  DateRange,
  ExtractedPlan,
  ExtractedSide,
  ExtractedTask,
  Force,
  Issue,
  TimeReading,
} from './extracted.ts';
import { readCounts } from './counts.ts';
import { deliveryOf } from './delivery.ts';
import { type DeadlineReading, parseDeadline } from './deadline/parse.ts';
import { readDeadline } from './deadline/reading.ts';
import { readMilestones } from './milestones.ts';
import { distributionOf, evidenceOf, forceOf, titleOf, trackingOf } from './qualities.ts';
import { reportingOf } from './reporting.ts';
import { actorOf } from './subject.ts';
import { lineAt, type Locator } from './text/locate.ts';

/** What a document says for all of its tasks. */
export type PlanContext = {
  text: string;
  /** Finds words in the text. */
  locate: Locator;
  periods: readonly number[];
  range: DateRange | null;
  sides: readonly ExtractedSide[];
  overallEnd: ExtractedPlan['overallEnd'];
};

/** A draft interpreted: its dates, counts and the way it binds. It is given its id later. */
export function taskOf(draft: Draft, context: PlanContext): ExtractedTask {
  const { quote, words, remark, units } = draft;
  const counts = countsOf(draft);
  const { deadline, reading, faults } = readDeadline({
    clause: words,
    stated: draft.stated,
    counted: counts.length > 0,
    periods: context.periods,
    range: context.range,
    overallEnd: context.overallEnd,
  });
  const waits = reading?.rule.undated?.waitsFor === 'event' && deadline.due.length === 0;
  const binding = /^.{0,4}原则上/.test(draft.context) ? draft.context : words;
  return {
    id: '',
    quote,
    title: titleOf(words, deadline.inherited ? null : deadline.text),
    section: draft.section,
    place: placeOf(draft, context),
    number: draft.number,
    lead: units.lead,
    support: units.support,
    actor: actorOf(words, context.sides),
    force: deadline.inherited ? softer(forceOf(binding), context.overallEnd) : forceOf(binding),
    distribution: distributionOf(words, units.lead),
    // a date that was written and could not be read is a date to be mended, not a duty without one
    tracking: trackingOf(
      words,
      deadline.due.length > 0 || counts.length > 0 || faults.length > 0 || waits,
    ),
    deadline,
    reading: reading && timeReading(reading, draft, context),
    count: counts[0] ?? null,
    otherCounts: counts.slice(1),
    milestones: readMilestones(remark, context.periods),
    evidence: evidenceOf(remark === '' ? words : remark),
    delivery: deliveryOf({ quote: words, context: draft.context, sides: context.sides }),
    reporting: reportingOf(words, deadline),
    candidates: [],
    alsoInBody: null,
    bodyPlace: null,
    issues: [...faults, ...unreadTimes(words, reading)].map((fault) => ({
      ...placed(draft),
      ...fault,
    })),
  };
}

/** A date taken over from the plan's end binds no more strictly than that does. */
function softer(force: Force, overallEnd: PlanContext['overallEnd']): Force {
  return force === 'firm' ? (overallEnd?.force ?? force) : force;
}

/** Where the quote itself stands, within the block that holds it. */
function placeOf({ quote, place }: Draft, { text, locate }: PlanContext): Place {
  const span = locate(place, quote);
  return { ...place, ...span, line: lineAt(text, span.start, place) };
}

/** The words of time with their place, if they stand in the block of the quote. */
function timeReading(
  reading: DeadlineReading,
  { block }: Draft,
  { locate }: PlanContext,
): TimeReading {
  const { start: _, ...words } = reading;
  const span = locate(block, reading.text);
  const found = span.start !== block.start || span.end !== block.end;
  return { ...words, place: found ? span : null };
}

/** Words of time that the obligation holds besides those that were read for it: people decide. */
function unreadTimes(
  words: string,
  reading: DeadlineReading | null,
): { expected: string; found: string }[] {
  if (reading === null || reading.rule.inside || !words.includes(reading.text)) return [];
  const rest = words.replace(reading.text, '。'.repeat(reading.text.length));
  const other = parseDeadline(rest);
  const tells = other !== null && other.rule.kind !== 'none' && !other.rule.loose;
  return tells
    ? [{ expected: '一项任务一个时限', found: `除“${reading.text}”外还有“${other.text}”` }]
    : [];
}

/** The place of a draft as issues name it. */
export function placed({
  place,
  number,
}: Pick<Draft, 'place' | 'number'>): Pick<Issue, 'where' | 'line'> {
  return { where: number === null ? `第 ${place.line} 行` : `清单 ${number}`, line: place.line };
}

function countsOf({ words, amount, stated }: Draft): Count[] {
  const own = readCounts(words).map(({ count }) => count);
  // 每两个月1次 in the time's column says how often as well
  const counts = own.length > 0 ? own : readCounts(stated ?? '').map(({ count }) => count);
  return amount ? [amount, ...counts] : counts;
}
