import type { ExtractedPlan, ExtractedTask } from '../../plan/extracted.ts';
import type { AnnotatedTask, Annotation } from './annotation.ts';

/** What is counted over the tasks of a document; `right`: found with dates, units and count right. */
export type Score = {
  annotated: number;
  found: number;
  spurious: number;
  due: number;
  lead: number;
  support: number;
  count: number;
  right: number;
  budget: number;
};

/** A score and what was missed, made up or read wrongly, one line each. */
export type Scored = { score: Score; errors: string[] };

type Span = [start: number, end: number];
type Pair = { like: number; wanted: number; got: number };

/**
 * How well a plan was read, against a careful reader's annotation. Tasks are matched by where their
 * quotes stand in the text: two that share half of the shorter one are candidates, the likeliest
 * pairs first.
 */
export function scorePlan(text: string, annotation: Annotation, plan: ExtractedPlan): Scored {
  const source = squeezed(text);
  const pairs = pairsOf(source, annotation, plan);
  const score = { ...sumOf([]), budget: Number(sameBudget(annotation, plan)) };
  const errors: string[] = [];
  annotation.tasks.forEach((task, index) => {
    if (task.confidence === 'debatable') return;
    score.annotated += 1;
    const match = plan.tasks[pairs.find(({ wanted }) => wanted === index)?.got ?? -1];
    if (!match) errors.push(`没有读出：${task.quote}`);
    else compare(task, match, score, errors);
  });
  for (const quote of spuriousQuotes(source, annotation, plan, pairs)) {
    score.spurious += 1;
    errors.push(`多出：${quote}`);
  }
  return { score, errors };
}

/** The sum of several scores. */
export function sumOf(scores: readonly Score[]): Score {
  const total = (name: keyof Score) => scores.reduce((sum, score) => sum + score[name], 0);
  return {
    annotated: total('annotated'),
    found: total('found'),
    spurious: total('spurious'),
    due: total('due'),
    lead: total('lead'),
    support: total('support'),
    count: total('count'),
    right: total('right'),
    budget: total('budget'),
  };
}

function compare(task: AnnotatedTask, match: ExtractedTask, score: Score, errors: string[]): void {
  const agrees = {
    due: task.deadline.due.join() === match.deadline.due.join(),
    lead: sameNames(task.lead, match.lead),
    support: sameNames(task.support, match.support),
    count: countText(task.count) === countText(match.count),
  };
  score.found += 1;
  for (const name of ['due', 'lead', 'support', 'count'] as const) {
    if (agrees[name]) score[name] += 1;
    else errors.push(`${LABELS[name]}不符：${task.quote}`);
  }
  if (Object.values(agrees).every(Boolean)) score.right += 1;
}

const LABELS = { due: '日期', lead: '责任单位', support: '配合单位', count: '数量' };

function pairsOf(source: string, annotation: Annotation, plan: ExtractedPlan): Pair[] {
  const candidates = annotation.tasks.flatMap((task, wanted) => {
    const places = [task.quote, task.alsoInBody ?? ''].flatMap((quote) =>
      placesOf(source, quote).slice(0, 1),
    );
    return plan.tasks.flatMap(({ quote }, got) => {
      const likes = placesOf(source, quote).flatMap((place) =>
        places.map((other) => likeness(place, other)),
      );
      const like = Math.max(0, ...likes);
      return like > 0 ? [{ like, wanted, got }] : [];
    });
  });
  const chosen: Pair[] = [];
  for (const pair of candidates.toSorted((one, other) => other.like - one.like)) {
    const taken = chosen.some(({ wanted, got }) => wanted === pair.wanted || got === pair.got);
    if (!taken) chosen.push(pair);
  }
  return chosen;
}

/** Tasks that match none annotated; a part of a debatable one is as debatable as the whole. */
function spuriousQuotes(
  source: string,
  annotation: Annotation,
  plan: ExtractedPlan,
  pairs: readonly Pair[],
): string[] {
  const debatable = annotation.tasks
    .filter(({ confidence }) => confidence === 'debatable')
    .flatMap(({ quote }) => placesOf(source, quote).slice(0, 1));
  return plan.tasks.flatMap(({ quote }, index) => {
    if (pairs.some(({ got }) => got === index)) return [];
    const [place] = placesOf(source, quote);
    const excused =
      place && debatable.some((other) => shared(place, other) >= (place[1] - place[0]) / 2);
    return excused ? [] : [quote];
  });
}

function placesOf(source: string, quote: string): Span[] {
  const words = squeezed(quote);
  const places: Span[] = [];
  if (words === '') return places;
  for (let at = source.indexOf(words); at >= 0; at = source.indexOf(words, at + 1)) {
    places.push([at, at + words.length]);
  }
  return places;
}

function likeness(one: Span, other: Span): number {
  const both = shared(one, other);
  const [length, otherLength] = [one[1] - one[0], other[1] - other[0]];
  return both / Math.min(length, otherLength) < 0.5 ? 0 : both / (length + otherLength - both);
}

function shared(one: Span, other: Span): number {
  return Math.max(0, Math.min(one[1], other[1]) - Math.max(one[0], other[0]));
}

/** The text without white space, page numbers and Markdown's stars, in plain forms of its signs. */
function squeezed(text: string): string {
  const plain = text.normalize('NFKC');
  return plain.replace(/^\s*(?:[—–-]+\s*)?\d{1,3}(?:\s*[—–-]+)?\s*$/gm, '').replace(/[\s*]+/g, '');
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  const [names, others] = [new Set(one.map(bareName)), new Set(other.map(bareName))];
  return names.size === others.size && [...names].every((name) => others.has(name));
}

function bareName(name: string): string {
  return squeezed(name).replace(/等?(?:负责|牵头|配合)?$/, '');
}

function countText(count: { op: string; value: number; unit: string } | null | undefined): string {
  return count ? `${count.op}${count.value}${count.unit}` : '';
}

function sameBudget(annotation: Annotation, plan: ExtractedPlan): boolean {
  return (
    amounts(annotation.funds) === amounts(plan.funds) &&
    (annotation.fundsTotal ?? null) === plan.fundsTotal
  );
}

function amounts(funds: readonly { amount: number }[]): string {
  return funds.map(({ amount }) => amount).join();
}
