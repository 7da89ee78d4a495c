import { type AgendaEntry, type AgendaKind, WEIGHT } from './agenda.ts';
import { beijingDate, type PlainDate } from './date.ts';
import { LADDER, type NoticeFacts, type NoticeKind, WITHDRAWABLE } from './notice.ts';
import type { Command, CommandKind } from './occurrence.ts';

/**
 * Who is told, looked up only when the message is made: the unit that answers, its own leader, the
 * leader who supervises it, the plan's coordinator or verifier, or another unit's contact.
 */
export type Audience =
  | 'answering'
  | 'leader'
  | 'supervising-leader'
  | 'coordinator'
  | 'verifier'
  | `contact:${number}`;

/** One thing to tell one audience, not before an instant. */
export type Telling = {
  audience: Audience;
  kind: NoticeKind;
  notBefore: number;
  facts: NoticeFacts;
};

/** What a moment or a command needs to know of its occurrence to tell people. */
export type Told = {
  dueOn: PlainDate | null;
  practicalOn: PlainDate | null;
  leadingBody: boolean;
  /** Owed by the office itself: it is not written to. */
  ownOffice: boolean;
  participants: number[];
  milestones: { text: string; date: PlainDate }[];
  /** The event that is waited for; null: the end of a pause. */
  waitsFor: string | null;
  count: { from: PlainDate; target: number; sum: number } | null;
  countUnit: string | null;
  rectifyBy: PlainDate | null;
  /** Until when an extension is asked for. */
  extensionUntil: PlainDate | null;
  answeringUnitId: number;
  officeDelayDays: number;
};

/**
 * The gravest of several moments that an outage brought together, the latest of its kind.
 *
 * @throws RangeError on an empty list
 */
export function gravest(due: AgendaEntry[]): AgendaEntry {
  const [first, ...rest] = due;
  if (first === undefined) throw new RangeError('no moment is due');
  return rest.reduce(
    (worst, entry) => (WEIGHT.indexOf(entry.kind) >= WEIGHT.indexOf(worst.kind) ? entry : worst),
    first,
  );
}

const UPWARD: readonly AgendaKind[] = ['escalate', 'list'];
const AFTER_DUE: readonly AgendaKind[] = ['urge', ...UPWARD];

/** True for a step that goes above the unit and so needs proof that the unit was told. */
export function goesUp({ kind }: AgendaEntry): boolean {
  return UPWARD.includes(kind);
}

/** What is told when moments come: of several that an outage brought together, one notice per audience. */
export function tellingsOfMoment(due: AgendaEntry[], told: Told, untold: boolean): Telling[] {
  const late = due.filter(({ kind }) => AFTER_DUE.includes(kind));
  const rising = (late.length > 0 ? late : due).toSorted(
    (a, b) => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind) || a.at - b.at,
  );
  const found = new Map<Audience, Telling>();
  for (const entry of rising) {
    const facts = factsOf(entry, told, due.length, untold && goesUp(entry));
    for (const [audience, kind] of audiencesOf(entry, told)) {
      if (told.ownOffice && audience === 'answering') continue;
      found.set(audience, { audience, kind, notBefore: entry.at, facts });
    }
  }
  return [...found.values()];
}

function factsOf(entry: AgendaEntry, told: Told, moments: number, untold: boolean): NoticeFacts {
  return {
    ...datesOf(told),
    on: beijingDate(entry.at),
    step: entry.step,
    ...(moments > 1 ? { merged: moments } : {}),
    ...(untold ? { untold: true } : {}),
    ...(told.rectifyBy === null ? {} : { until: told.rectifyBy }),
    ...kindFacts(entry, told),
  };
}

/** What only moments of a kind say. */
function kindFacts(entry: AgendaEntry, told: Told): NoticeFacts {
  switch (entry.kind) {
    case 'milestone':
      return milestoneFacts(entry, told);
    case 'waiting':
      return { waitsFor: told.waitsFor };
    case 'pace':
      return { expected: entry.step, ...countFacts(told) };
    case 'verify':
      return entry.step >= told.officeDelayDays ? { officeDelay: true } : {};
    default:
      return {};
  }
}

function countFacts({ count, countUnit }: Told): NoticeFacts {
  if (count === null) return {};
  const unit = countUnit === null ? {} : { countUnit };
  return { sum: count.sum, target: count.target, ...unit };
}

function datesOf(told: Told): NoticeFacts {
  return {
    ...(told.dueOn === null ? {} : { dueOn: told.dueOn }),
    ...(told.practicalOn === null ? {} : { practicalOn: told.practicalOn }),
  };
}

function milestoneFacts(entry: AgendaEntry, told: Told): NoticeFacts {
  const milestone = told.milestones[entry.step];
  return milestone === undefined ? {} : { milestone: milestone.text, milestoneOn: milestone.date };
}

function audiencesOf(entry: AgendaEntry, told: Told): [Audience, NoticeKind][] {
  switch (entry.kind) {
    case 'quarter':
    case 'milestone':
    case 'pace':
      return [['answering', entry.kind]];
    case 'remind':
      return [
        ['answering', 'remind'],
        ...(entry.step === 0 ? told.participants : []).map((unitId): [Audience, NoticeKind] => [
          `contact:${unitId}`,
          'remind',
        ]),
      ];
    case 'urge':
      return urgeAudiences(entry, told);
    case 'escalate':
      return [['leader', 'escalate']];
    case 'list':
      return [['supervising-leader', 'list']];
    case 'verify':
      // what the office owes itself the leader verifies
      return [[told.ownOffice ? 'supervising-leader' : 'verifier', 'verify']];
    case 'liaison':
    case 'waiting':
    case 'decide':
    case 'circular':
      return [['coordinator', entry.kind]];
  }
}

/** The unit is urged and put on the call list; a soft date is asked about; for a leading body the coordinator speaks. */
function urgeAudiences(entry: AgendaEntry, told: Told): [Audience, NoticeKind][] {
  if (entry.step === 0) return [['answering', 'enquiry']];
  if (told.leadingBody) return [['coordinator', 'call']];
  return [
    ['answering', 'urge'],
    ['coordinator', 'call'],
  ];
}

/** Whom a command tells, and what about; most commands only stand in the ledger. */
const TOLD_OF: Partial<Record<CommandKind, [Audience, NoticeKind]>> = {
  return: ['answering', 'returned'],
  'decide-extension': ['answering', 'decided'],
  'request-extension': ['coordinator', 'asked'],
  'endorse-extension': ['supervising-leader', 'endorsed'],
  waive: ['answering', 'ended'],
  cancel: ['answering', 'ended'],
  decline: ['coordinator', 'declined'],
  uphold: ['answering', 'upheld'],
  'report-risk': ['coordinator', 'risk'],
  urge: ['answering', 'urged'],
  instruct: ['answering', 'instructed'],
  rectify: ['answering', 'rectify'],
  'set-due': ['answering', 'moved'],
  'set-event': ['answering', 'moved'],
  pause: ['answering', 'paused'],
  resume: ['answering', 'resumed'],
  reopen: ['answering', 'reopened'],
  reassign: ['answering', 'taken-over'],
};

/** What is told from `notBefore` because of a command, of an occurrence as it was before it. */
export function tellingsOfCommand(
  command: Command,
  told: Told,
  notBefore: number,
  dueOn: PlainDate | null = told.dueOn,
): Telling[] {
  return audiencesOfCommand(command, told)
    .filter(([audience]) => !(told.ownOffice && audience === 'answering'))
    .map(([audience, kind]) => ({
      audience,
      kind,
      notBefore,
      facts: commandFacts(command, kind, told, dueOn),
    }));
}

function audiencesOfCommand(command: Command, told: Told): [Audience, NoticeKind][] {
  const one = TOLD_OF[command.kind];
  const found: [Audience, NoticeKind][] = one === undefined ? [] : [one];
  if (command.kind === 'reassign') found.push([`contact:${told.answeringUnitId}`, 'given-over']);
  if (command.kind === 'ask-contribution' && command.toUnitId !== undefined) {
    found.push([`contact:${command.toUnitId}`, 'contribution']);
  }
  if (command.kind === 'confirm' && differs(command.amount, told)) {
    found.push(['coordinator', 'mismatch']);
  }
  return found;
}

/** The other side counts otherwise than the unit that answers (4 次 and 3 次): a case to settle. */
function differs(amount: number | undefined, { count }: Told): boolean {
  return amount !== undefined && count !== null && amount !== count.sum;
}

const NEW_DATE: readonly CommandKind[] = ['set-due', 'set-event', 'resume', 'reopen'];

function commandFacts(
  command: Command,
  kind: NoticeKind,
  told: Told,
  dueOn: PlainDate | null,
): NoticeFacts {
  const moved = NEW_DATE.includes(command.kind) && dueOn !== null ? { until: dueOn } : {};
  const asked = kind === 'endorsed' ? (told.extensionUntil ?? undefined) : undefined;
  const day = command.until ?? asked;
  const until = day === undefined ? {} : { until: day };
  const other = kind === 'taken-over' ? told.answeringUnitId : command.toUnitId;
  return {
    ...datesOf(told),
    ...until,
    ...moved,
    ...(command.approve === undefined ? {} : { approved: command.approve }),
    ...(other === undefined ? {} : { otherUnitId: other }),
    ...(kind === 'contribution' ? { otherUnitId: told.answeringUnitId } : {}),
    ...(kind === 'mismatch' ? { expected: command.amount ?? 0, ...countFacts(told) } : {}),
  };
}

/** What a command makes untrue of the notices that have not left. */
export function withdrawnBy({
  kind,
  approve,
}: Pick<Command, 'kind' | 'approve'>): readonly NoticeKind[] {
  if (kind === 'decide-extension') {
    const answered: NoticeKind[] = ['asked', 'endorsed', 'decided'];
    return approve === true ? [...WITHDRAWABLE, ...TERMS, ...answered] : answered;
  }
  if (kind === 'reassign') return [...WITHDRAWABLE, ...TERMS, 'upheld', 'decided', 'instructed'];
  if (kind === 'set-due' || kind === 'set-event') return [...WITHDRAWABLE, ...TERMS, 'decided'];
  return SETTLING.includes(kind) ? WITHDRAWABLE : (OUTDATES[kind] ?? []);
}

/** The work is done, goes over, or gets another term: whatever was to be said of it holds no more. */
const SETTLING: readonly CommandKind[] = [
  'complete',
  'return',
  'close',
  'waive',
  'cancel',
  'reopen',
  'decline',
];

/** What was said of the term, until a newer word takes its place. */
const TERMS: NoticeKind[] = ['moved', 'paused', 'resumed', 'reopened'];

/** What the clock had to say; what people said to each other still stands. */
const BY_THE_CLOCK: NoticeKind[] = [...LADDER, 'milestone', 'call', 'list-review', 'waiting'];

const OUTDATES: Partial<Record<CommandKind, NoticeKind[]>> = {
  pause: [...BY_THE_CLOCK, 'urged', 'resumed'],
  resume: [...BY_THE_CLOCK, 'paused', 'resumed'],
  uphold: [...BY_THE_CLOCK, 'declined', 'decide', 'upheld'],
  rectify: [...BY_THE_CLOCK, 'urged', 'rectify'],
  'request-extension': ['urged'],
  enter: ['pace'],
  'set-opening': ['pace'],
  promise: ['enquiry', 'urge', 'urged', 'escalate', 'list', 'list-review', 'call'],
  'take-note': ['list', 'list-review'],
  contribute: ['contribution'],
  confirm: ['mismatch'],
};
