import type { CommandKind, OccurrenceState } from '../../plan/occurrence.ts';

// What a duty should do, worked out in a second way: each day is looked at by itself, weekends are
// the only rest days, and nothing is kept but what a clerk would write on a card. Days are numbered
// from a Monday.

export type Told = { kind: string; to: string };
export type Card = {
  state: OccurrenceState;
  due: number;
  claimedOn: number | null;
  pausedOn: number | null;
  declinedOn: number | null;
  asked: boolean;
  events: string[];
  /** What was said and has not left. */
  open: Told[];
};

const works = (day: number) => ((day % 7) + 7) % 7 < 5;

/** The day so many working days after another, or before it. */
export function workingDay(from: number, count: number): number {
  let day = from;
  for (let left = Math.abs(count); left > 0; left -= works(day) ? 1 : 0) day += Math.sign(count);
  return day;
}

const workingDaysTo = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1).filter(works)
    .length;

/** True on the working days that lie so many after another, and every fifth after the last of them. */
function isStep(from: number, steps: number[], day: number): boolean {
  const gone = workingDaysTo(from, day);
  const over = gone - (steps.at(-1) ?? 0);
  return works(day) && day > from && (steps.includes(gone) || (over > 0 && over % 5 === 0));
}

const to = (audience: string, ...kinds: string[]) => kinds.map((kind) => ({ kind, to: audience }));

/** What is said on a day; `firsts` are the first working days of months. */
function saidOn(card: Card, day: number, firsts: number[]): Told[] {
  const { state, due, claimedOn, pausedOn, declinedOn } = card;
  if (state === 'closed' || state === 'cancelled') return [];
  if (claimedOn !== null) return isStep(claimedOn, [3, 7, 10], day) ? to('verifier', 'verify') : [];
  if (pausedOn !== null)
    return day > pausedOn && firsts.includes(day) ? to('coordinator', 'waiting') : [];
  if (declinedOn !== null)
    return isStep(declinedOn, [1, 3], day) ? to('coordinator', 'decide') : [];
  const last = works(due) ? due : workingDay(due, -1);
  const reminded = [0, -3, -10].some((days) => workingDay(last, days) === day);
  if (reminded) return to('answering', 'remind');
  if (!isStep(due, [1, 3, 7], day)) return [];
  const late = workingDaysTo(due, day);
  if (late === 1) return [...to('answering', 'urge'), ...to('coordinator', 'call')];
  return late === 3 ? to('leader', 'escalate') : to('supervising-leader', 'list');
}

const LADDER = ['remind', 'urge', 'escalate', 'list'];

/** Lives through a day that has come. */
export function liveDay(card: Card, day: number, firsts: number[]): void {
  const said = saidOn(card, day, firsts);
  if (said.length > 0) card.events.push(`${day} moment ${card.state}`);
  for (const each of said) {
    // what is graver takes the place of what has not left
    const lighter =
      each.kind === 'call' ? ['call'] : LADDER.slice(0, LADDER.indexOf(each.kind) + 1);
    card.open = card.open.filter((old) => old.to !== each.to || !lighter.includes(old.kind));
    card.open.push(each);
  }
}

/** The light on a day. */
export function lightOn({ state, due, pausedOn }: Card, day: number): string {
  if (state === 'closed' || state === 'cancelled') return 'done';
  if (state === 'completed') return 'green';
  if (pausedOn !== null) return 'grey';
  if (workingDaysTo(due, day) > 0) return 'red';
  return day >= workingDay(works(due) ? due : workingDay(due, -1), -3) ? 'yellow' : 'green';
}

function mayTake(card: Card, kind: CommandKind): boolean {
  const { state, pausedOn, declinedOn, asked } = card;
  const owed = ['assigned', 'acknowledged', 'returned'].includes(state);
  if (kind === 'acknowledge') return state === 'assigned';
  if (kind === 'return' || kind === 'close') return state === 'completed';
  if (kind === 'cancel' || kind === 'contribute') return owed || state === 'completed';
  if (kind === 'decline') return owed && state !== 'returned' && declinedOn === null;
  if (kind === 'uphold') return owed && state !== 'returned' && declinedOn !== null;
  if (kind === 'pause') return owed && pausedOn === null;
  if (kind === 'resume') return owed && pausedOn !== null;
  return owed && (kind !== 'request-extension' || (!asked && pausedOn === null));
}

const SAID: Partial<Record<CommandKind, Told>> = {
  return: { kind: 'returned', to: 'answering' },
  'request-extension': { kind: 'asked', to: 'coordinator' },
  'decide-extension': { kind: 'decided', to: 'answering' },
  cancel: { kind: 'ended', to: 'answering' },
  decline: { kind: 'declined', to: 'coordinator' },
  uphold: { kind: 'upheld', to: 'answering' },
  'set-due': { kind: 'moved', to: 'answering' },
  pause: { kind: 'paused', to: 'answering' },
  resume: { kind: 'resumed', to: 'answering' },
};
const STATES: Partial<Record<CommandKind, OccurrenceState>> = {
  acknowledge: 'acknowledged',
  complete: 'completed',
  return: 'returned',
  close: 'closed',
  cancel: 'cancelled',
};
const STAYS = ['decided', 'ended', 'upheld', 'moved', 'paused', 'resumed'];
const CHANGES_NOTHING = ['acknowledge', 'report', 'contribute', 'request-extension'];
const CLOCK = ['remind', 'urge', 'escalate', 'list', 'call', 'waiting'];
/** A pause silences the clock, not what people have said to each other. */
const SILENCES: Partial<Record<CommandKind, string[]>> = {
  pause: [...CLOCK, 'resumed'],
  resume: [...CLOCK, 'paused', 'resumed'],
  uphold: [...CLOCK, 'declined', 'decide', 'upheld'],
};

/** True when a command takes back what was to be said and has not left. */
function outdates(kind: CommandKind, said: string): boolean {
  if (CHANGES_NOTHING.includes(kind)) return false;
  const silenced = SILENCES[kind];
  if (silenced !== undefined) return silenced.includes(said);
  const newTerm = kind === 'set-due' || kind === 'decide-extension';
  return !(newTerm ? ['ended', 'upheld'] : STAYS).includes(said);
}

/** Gives a command on a day; false: it is refused and nothing has changed. */
export function take(card: Card, kind: CommandKind, day: number, until: number): boolean {
  if (!mayTake(card, kind)) return false;
  card.state = STATES[kind] ?? card.state;
  card.events.push(`${day} ${kind} ${card.state}`);
  card.open = card.open.filter((each) => !outdates(kind, each.kind));
  const said = SAID[kind];
  if (said !== undefined) card.open.push(said);
  if (kind === 'resume') card.due = workingDay(card.due, workingDaysTo(card.pausedOn ?? day, day));
  if (['return', 'set-due', 'decide-extension'].includes(kind)) card.due = until;
  if (kind === 'request-extension') card.asked = true;
  if (['complete', 'cancel', 'decide-extension', 'set-due'].includes(kind)) card.asked = false;
  card.claimedOn = kind === 'complete' ? day : kind === 'return' ? null : card.claimedOn;
  const atRest = kind === 'complete' || kind === 'cancel';
  card.pausedOn = kind === 'pause' ? day : kind === 'resume' || atRest ? null : card.pausedOn;
  card.declinedOn = kind === 'decline' ? day : kind === 'uphold' || atRest ? null : card.declinedOn;
  return true;
}
