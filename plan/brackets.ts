import { splitSentences } from './text/sentences.ts';
import { UNIT_ENDING } from './unit-names.ts';

/** What a bracket behind a text says of it: when, and the words that name the units. */
export type Assignment = { time: string | null; units: string | null };

/** Running text with what the brackets behind it say; both null where there is none. */
export type Assigned = { text: string; assignment: Assignment };

const NOTHING: Assignment = { time: null, units: null };
const TIME = '(?:完成|工作|实施|办理|整改)?(?:时间|时限|期限)(?:安排|要求|节点)?';
const UNITS =
  '(?:第一)?(?:责任|牵头|主办|承办|主责|实施|配合|协助|协办|参与|落实)(?:责任)?(?:单位|部门|领导|人|股室|科室|处室)';
const ROLES = '(?:牵头|负责|配合|主办|协办|落实|按职责分工)';
// 县教育局牵头，县财政局配合，6月底前完成: roles and a date, without labels
const UNLABELLED = `[^（()）【】]{2,60}${ROLES}(?:[，,；;][^，,；;（()）]{2,14}(?:前|底|完成|到位))?[）)】]`;
// （县住建局、县水务局） at a paragraph's end
const NAME =
  '(?!设在|含|附|见|以下|简称|即|召开|举办|开展|完成|每|不少于|\\d)[^、，（()）【】：:。]{1,16}' +
  `(?:${UNIT_ENDING}|领导)`;
const ONLY_NAMES = `${NAME}(?:[、，]${NAME})*`;
const BEGINS = new RegExp(
  `[（(【〔[](?=${TIME}|${UNITS}|${UNLABELLED}|${ONLY_NAMES}[）)】](?:[。；]|$))`,
  'g',
);
const LABEL = new RegExp(`^(?:${TIME}|${UNITS})[：:]`);

/** True for a line that says nothing but who or when of the paragraph above it. */
export function isAssignment(line: string): boolean {
  return LABEL.test(unwrapped(line));
}

/** A line without the bracket that holds all of it. */
function unwrapped(line: string): string {
  return (
    /^[（(【]([^（()）【】]*(?:[（(][^（()）]*[）)][^（()）【】]*)*)[）)】]$/.exec(line)?.[1] ??
    line
  );
}

/**
 * A paragraph cut behind its brackets of time and units, which are taken off the text they speak of.
 * @example splitAssignments('两地互访4次。（时间：1-11月；责任单位：两地县委办）')
 */
export function splitAssignments(paragraph: string): Assigned[] {
  const pieces: Assigned[] = [];
  let start = 0;
  const { words, label } = splitTrailingLabel(paragraph);
  for (const { index } of words.matchAll(BEGINS)) {
    if (index < start) continue;
    const end = closing(words, index);
    const assignment = readAssignment(words.slice(index + 1, end));
    const text = words.slice(start, index);
    const before = pieces.at(-1);
    // one bracket after another speaks of the same text
    if (before && !hasWords(text)) before.assignment = joined(before.assignment, assignment);
    else pieces.push(...spokenOf(text, assignment));
    start = end + 1;
  }
  const rest = { text: words.slice(start), assignment: label };
  if (hasWords(rest.text)) pieces.push(rest);
  else if (label !== NOTHING)
    for (const piece of pieces) piece.assignment = joined(piece.assignment, label);
  return pieces.filter(({ text }) => hasWords(text));
}

const TRAILING_LABEL = new RegExp(`(?<=。)\\s*(?=${UNITS}[：:])`);

/** A paragraph whose last words, after its full stop, are a label without a bracket: 。责任单位：县教育局 */
function splitTrailingLabel(paragraph: string): { words: string; label: Assignment } {
  const at = paragraph.search(TRAILING_LABEL);
  if (at < 0) return { words: paragraph, label: NOTHING };
  return { words: paragraph.slice(0, at), label: readAssignment(paragraph.slice(at).trim()) };
}

/**
 * A time or bare names inside a sentence are of that one alone; units behind a label (责任单位：…) or a
 * full stop are of the whole paragraph before.
 */
function spokenOf(text: string, assignment: Assignment): Assigned[] {
  const sentences = splitSentences(text);
  const last = sentences.at(-1);
  const bare = assignment.units === null || new RegExp(`^${ONLY_NAMES}$`).test(assignment.units);
  const inside = bare && !/[。！!]\s*$/.test(text);
  if (!last || !inside || sentences.length < 2) return [{ text, assignment }];
  return [
    { text: text.slice(0, last.start), assignment: NOTHING },
    { text: text.slice(last.start), assignment },
  ];
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function joined(one: Assignment, other: Assignment): Assignment {
  const units = [one.units, other.units].filter((names) => names !== null);
  return { time: one.time ?? other.time, units: units.join('；') || null };
}

/** Where the bracket opened at `open` closes; the end of the text for one left open. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if ('（(【〔['.includes(text.charAt(index))) depth++;
    if ('）)】〕]'.includes(text.charAt(index)) && --depth === 0) return index;
  }
  return text.length;
}

// not inside a label: 完成时限 is one, though 时限 alone would be one too
const BEFORE_LABEL = new RegExp(
  `[；;，,。\\s]*(?<!完成|工作|实施|办理|整改|第一)(?=(?:${TIME}|${UNITS})[：:])`,
);
const TIME_LABEL = new RegExp(`^${TIME}[：:]`);
const DATE_AT_END = /[，,；;](?<time>[^，,；;]{2,14}(?:前|底|完成|到位))$/;
const NAMES_UNITS = new RegExp(`^${UNITS}|${ROLES}$|^${ONLY_NAMES}$`);

/**
 * What the words inside a bracket, or a line of labels, say of time and units.
 * @example readAssignment('责任单位：县教育局；完成时限：6月底前').time // '6月底前'
 */
export function readAssignment(words: string): Assignment {
  const text = unwrapped(words);
  const parts = text.split(BEFORE_LABEL).flatMap((part) => part.split(/[；;]/));
  const labelled = parts.find((part) => TIME_LABEL.test(part));
  const time = labelled ?? DATE_AT_END.exec(text)?.groups?.['time'];
  const units = parts
    .filter((part) => part !== labelled)
    .map((part) => (labelled ? part : part.replace(DATE_AT_END, '')))
    .filter((part) => part !== '' && part !== time);
  const named = withoutPersons(units);
  return {
    time: time?.replace(TIME_LABEL, '') ?? null,
    // names may stand without 责任单位： when a time stands before them
    units:
      time !== undefined || named.some((part) => NAMES_UNITS.test(part))
        ? named.join('；') || null
        : null,
  };
}

// 牵头领导：王某 names who leads in person, not the unit that answers
const PERSONS = /^[^：:]{0,6}(?:领导|责任人|负责人|联系人)[：:]/;

/** The parts without the persons, where units are named beside them. */
function withoutPersons(parts: string[]): string[] {
  const units = parts.filter((part) => !PERSONS.test(part));
  return units.length > 0 ? units : parts;
}

/** What the nearest of several headings says of all that stands below it. */
export function assignmentOf(headings: readonly { text: string }[]): Assignment {
  const said = headings.flatMap(({ text }) =>
    splitAssignments(text).map((piece) => piece.assignment),
  );
  return said.findLast(({ time, units }) => time !== null || units !== null) ?? NOTHING;
}
