import { type AgendaEntry, type AgendaKind, WEIGHT } from './agenda.ts';
import { beijingDate, type PlainDate } from './date.ts';
import type { NoticeFacts, NoticeKind } from './notice.ts';
import type { Command } from './occurrence.ts';

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
  participants: number[];
  milestones: { text: string; date: PlainDate }[];
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
    ...(entry.kind === 'milestone' ? milestoneFacts(entry, told) : {}),
  };
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
      return [['verifier', 'verify']];
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

/** What is told from `notBefore` because of a command; most commands only stand in the ledger. */
export function tellingsOfCommand(command: Command, told: Told, notBefore: number): Telling[] {
  const kinds: Partial<Record<Command['kind'], [Audience, NoticeKind]>> = {
    return: ['answering', 'returned'],
    'decide-extension': ['answering', 'decided'],
    'request-extension': ['coordinator', 'asked'],
    waive: ['answering', 'ended'],
    cancel: ['answering', 'ended'],
  };
  const found = kinds[command.kind];
  if (found === undefined) return [];
  const [audience, kind] = found;
  const facts: NoticeFacts = {
    ...datesOf(told),
    ...(command.until === undefined ? {} : { until: command.until }),
    ...(command.approve === undefined ? {} : { approved: command.approve }),
  };
  return [{ audience, kind, notBefore, facts }];
}
