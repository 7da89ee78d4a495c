import { readCounts } from './counts.ts';
import { parseDeadline } from './deadline/parse.ts';
import { NUMBER } from './text/numerals.ts';
import { type Piece, splitClauses, splitOutside } from './text/sentences.ts';
import { wordingOf } from './vocabulary.ts';

/** A clause as the grouping sees it. */
type Clause = Piece & { acts: boolean; timed: boolean; counted: boolean; call: boolean };

/**
 * The obligations of one sentence, each as the contiguous text that holds it; [] for a sentence that
 * asks for nothing that can be checked. Clauses go together until one brings a time or a count of its
 * own where the group already has its deliverable.
 * @example obligationsIn('江海区上半年选派3名老师、从秋季开始选派1名教师，促进交流。') // two pieces
 */
export function obligationsIn(sentence: string): Piece[] {
  const groups: Clause[][] = [];
  let prelude: Clause[] = [];
  for (const clause of clausesOf(sentence)) {
    const group = groups.at(-1);
    if (!clause.acts && !clause.timed && !clause.counted) {
      // a clause that only leads in belongs to what follows it; a call or aim to nothing
      prelude = clause.call ? [] : [...prelude, clause];
    } else if (group && !beginsAnew(group, clause)) {
      group.push(clause);
      prelude = [];
    } else {
      groups.push([...prelude, clause]);
      prelude = [];
    }
  }
  return groups.map((group) => span(sentence, group));
}

function clausesOf(sentence: string): Clause[] {
  return splitClauses(sentence).flatMap(splitAtPause).map(clauseOf);
}

/** 选派3名老师、选派1名教师 are two clauses, though only a 、 stands between them. */
function splitAtPause(clause: Piece): Piece[] {
  const parts = splitOutside(clause.text, '、');
  const everyPartAsks = parts.every(
    ({ text }) => readCounts(text).length > 0 && wordingOf(text) === 'action',
  );
  if (parts.length < 2 || !everyPartAsks) return [clause];
  return parts.map(({ text, start }) => ({ text, start: clause.start + start }));
}

// 每季度至少开展1次 after 开展走访: the verb repeats, the object is the former clause's
const ELLIPSIS = new RegExp(`(?:开展|进行|召开|举办|组织)${NUMBER}[次场期批](?:以上)?[，,；;。]?$`);

function clauseOf({ text, start }: Piece): Clause {
  const wording = wordingOf(text);
  const time = parseDeadline(text);
  const forecast = /预计|预期/.test(text);
  return {
    text,
    start,
    acts: wording === 'action' && !ELLIPSIS.test(text),
    call: wording === 'call',
    counted: !forecast && readCounts(text).length > 0,
    // a year alone (2024年新增…) tells nothing that the plan's own year does not
    timed: time !== null && time.rule.kind !== 'none' && !/^\d{4}年[度内]?$/.test(time.text),
  };
}

function beginsAnew(group: Clause[], clause: Clause): boolean {
  if (!clause.acts) return false;
  const counted = group.some((member) => member.counted);
  const hasDeliverable = group.some((member) => member.acts || member.timed);
  return counted || (clause.timed && hasDeliverable);
}

function span(sentence: string, group: Clause[]): Piece {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return { text: sentence, start: 0 };
  const text = sentence.slice(first.start, last.start + last.text.length);
  return { text: trimEnd(text), start: first.start };
}

/** The text without the marks that end it. */
export function trimEnd(text: string): string {
  return text.replace(/[，,；;。：:、！!？?\s]+$/, '');
}
