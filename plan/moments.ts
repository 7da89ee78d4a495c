import { type AgendaEntry, WEIGHT } from './agenda.ts';
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
 * The gravest of several moments that an outage brought together; it stands for all of them.
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

/** What is told when moments come, all of them as one notice per audience. */
export function tellingsOfMoment(due: AgendaEntry[], told: Told, untold: boolean): Telling[] {
  const entry = gravest(due);
  const facts: NoticeFacts = {
    ...datesOf(told),
    on: beijingDate(entry.at),
    step: entry.step,
    ...(due.length > 1 ? { merged: due.length } : {}),
    ...(untold ? { untold: true } : {}),
  };
  return audiencesOf(entry, told).map(([audience, kind]) => ({
    audience,
    kind,
    notBefore: entry.at,
    facts: entry.kind === 'milestone' ? { ...facts, ...milestoneFacts(entry, told) } : facts,
  }));
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
      return [['coordinator', 'liaison']];
  }
}

/** The unit is urged once and put on the call list; with a leading body the coordinator speaks. */
function urgeAudiences(entry: AgendaEntry, told: Told): [Audience, NoticeKind][] {
  if (entry.step === 0) return [['answering', 'urge']];
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
