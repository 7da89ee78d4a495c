import type { BulkPreview, CommandInput } from '../api/client.ts';
import { isRefusal, NotSentError, problemOf } from '../api/problem.ts';

// A table of duties, each with a figure or words of its own: what a row says, and what became of it.

export type FigureRow = BulkPreview['rows'][number];
type Way = Pick<BulkPreview['kinds'][number], 'kind' | 'as'>;

/** What of each duty has a figure or words of its own. */
const FIGURED: readonly Way['kind'][] = ['report', 'enter', 'complete', 'contribute'];

/** True of an act that each row fills in for itself. */
export function isFigured(kind: Way['kind']): boolean {
  return FIGURED.includes(kind);
}

/** What is given, and under which key: the same of both is one act, however often it is sent. */
export type Sent = { key: string; input: CommandInput };

/** A row as it is filled in. */
export type Filled = {
  amount: number | null;
  text: string;
  /** For which unit it is entered, where several might have told the office. */
  unitId: number | null;
  /** Why it has not been recorded. */
  fault: string | null;
  sent: Sent | null;
  /** It was sent and nobody knows whether it was recorded: it can be sent again, as it was. */
  isOpen: boolean;
};

export const EMPTY: Filled = {
  amount: null,
  text: '',
  unitId: null,
  fault: null,
  sent: null,
  isOpen: false,
};

/** What is said for all rows. */
export type Common = {
  text: string;
  source: NonNullable<CommandInput['source']> | null;
  informant: string;
};

/** True of a row that has something of its own. */
export function isFilled({ amount, text, isOpen }: Filled): boolean {
  return isOpen || amount !== null || text.trim() !== '';
}

/** Left empty it is left out, unless the words for all are meant for it. */
export function isWanted({ kind }: Way, entry: Filled, common: Common): boolean {
  return isFilled(entry) || (kind !== 'enter' && common.text.trim() !== '');
}

/** What a row must still say; what was sent as it is lacks nothing. */
export function lackOf(
  { kind, as }: Way,
  { tally, units }: FigureRow,
  { amount, text, unitId, isOpen }: Filled,
  common: Common,
): 'mustFigure' | 'mustWords' | 'mustUnit' | null {
  if (isOpen) return null;
  if (as === 'behalf' && units.length > 1 && unitId === null) return 'mustUnit';
  if (kind === 'enter') return amount === null ? 'mustFigure' : null;
  if (text.trim() !== '' || common.text.trim() !== '') return null;
  return kind === 'complete' && tally !== null && amount !== null ? null : 'mustWords';
}

/**
 * What is sent of a row. What nobody has answered goes as it went; what was refused is the same act
 * while it says the same, the words for all included, and else another.
 */
export function sendingOf(
  way: Way,
  row: FigureRow,
  entry: Filled,
  common: Common,
  newKey: () => string,
): Sent {
  const { sent, isOpen } = entry;
  if (sent !== null && isOpen) return sent;
  const input = inputOf(way, row, entry, common);
  const isSame = JSON.stringify(sent?.input) === JSON.stringify(input);
  return { key: sent !== null && isSame ? sent.key : newKey(), input };
}

function inputOf(
  { kind, as }: Way,
  { units }: FigureRow,
  { amount, text, unitId }: Filled,
  common: Common,
): CommandInput {
  const words = text.trim() === '' ? common.text.trim() : text.trim();
  const informant = common.informant.trim();
  // named, so that nothing is entered for a unit that took the duty over meanwhile
  const spoken = unitId ?? units[0]?.id;
  const behalf = {
    ...(spoken === undefined ? {} : { unitId: spoken }),
    ...(informant === '' ? {} : { informant }),
  };
  return {
    kind,
    ...(amount === null ? {} : { amount }),
    ...(words === '' ? {} : { text: words }),
    ...(common.source === null ? {} : { source: common.source }),
    ...(as === 'behalf' ? { behalf } : {}),
  };
}

/** What became of a row that was not recorded. */
export type Failure = {
  /** `untried`: it was never looked at; `open`: nobody knows. */
  outcome: 'refused' | 'untried' | 'open';
  /** The server's own words, where it has said something of it. */
  says: string | null;
};

/** Logged out, or too many at once: the act itself was not looked at. */
const NOT_LOOKED_AT = [401, 429];

/** What an error says of the act. */
export function failureOf(error: unknown): Failure {
  const problem = problemOf(error);
  if (error instanceof NotSentError) return { outcome: 'untried', says: null };
  if (!isRefusal(error) || problem === null) return { outcome: 'open', says: null };
  const outcome = NOT_LOOKED_AT.includes(problem.status) ? 'untried' : 'refused';
  return { outcome, says: problem.detail };
}

/** The row after it was sent and not recorded; what was not looked at leaves open what was open. */
export function failed(entry: Filled, sent: Sent, { outcome }: Failure, fault: string): Filled {
  const isOpen = outcome === 'open' || (outcome === 'untried' && entry.isOpen);
  return { ...entry, sent, fault, isOpen };
}
