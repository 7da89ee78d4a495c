import { daysBetween } from '../date.ts';
import type { ExtractedTask } from '../extracted.ts';
import type { Conflict } from '../findings.ts';
import { type ConflictSources, sayingOf } from './sources.ts';

const CROWDED_WITHIN = 10;
const LEADERS =
  /党政(?:主要)?(?:领导|负责|班子)|负责同志|[县区市]领导|[委县区市]书记|[县区市]长(?!期)|常委会|常务会|联席会议?|领导小组[^，。；]{0,12}会/;

/** Tasks that call the same leaders together within a few days of each other. */
export function leadersCrowded({ tasks }: ConflictSources): Conflict[] {
  const events = tasks.filter(callsLeaders).flatMap(eventsOf);
  const crowds = (['party', 'government'] as const).flatMap((body) =>
    crowdsIn(events.filter(({ task }) => (bodyOf(task.quote) ?? body) === body)),
  );
  const byTasks = Map.groupBy(crowds, (crowd) => [...tasksIn(crowd)].join());
  return [...byTasks.values()].map(conflictOf);
}

type LeadersEvent = { task: ExtractedTask; date: string; text: string };

function callsLeaders({ quote, milestones }: ExtractedTask): boolean {
  return LEADERS.test(quote) || milestones.some(({ text }) => LEADERS.test(text));
}

function eventsOf(task: ExtractedTask): LeadersEvent[] {
  const { milestones, deadline } = task;
  if (milestones.length > 0) return milestones.map(({ date, text }) => ({ task, date, text }));
  // a month in a column of time is when all must be done by, not the day of a meeting
  const text = deadline.text ?? '';
  if (deadline.kind !== 'once' || !/日|旬/.test(text)) return [];
  return deadline.due.map((date) => ({ task, date, text }));
}

/** The body whose leaders meet; null for those of party and government together. */
function bodyOf(quote: string): 'party' | 'government' | null {
  const party = /党委|常委会|[县区市]委/.test(quote);
  const government = /政府|常务会|[县区市]长/.test(quote);
  if (party === government) return null;
  return party ? 'party' : 'government';
}

/** Events of two or more tasks that lie within a few days of their first. */
function crowdsIn(events: readonly LeadersEvent[]): LeadersEvent[][] {
  const crowds: LeadersEvent[][] = [];
  for (const event of events.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    const first = crowds.at(-1)?.[0];
    if (first && daysBetween(first.date, event.date) <= CROWDED_WITHIN) crowds.at(-1)?.push(event);
    else crowds.push([event]);
  }
  return crowds.filter((crowd) => tasksIn(crowd).size > 1);
}

function tasksIn(crowd: readonly LeadersEvent[]): Set<string> {
  return new Set(crowd.map(({ task }) => task.id).toSorted());
}

function conflictOf(crowds: readonly LeadersEvent[][]): Conflict {
  const events = crowds[0] ?? [];
  const ids = [...tasksIn(events)];
  const says = ids.flatMap((id) => {
    const event = events.find(({ task }) => task.id === id);
    return event ? [sayingOf(event.task, event.text)] : [];
  });
  const dates = [...new Set(crowds.flatMap(([first]) => first?.date ?? []))].join('、');
  return {
    kind: 'leaders-crowded',
    tasks: ids,
    says,
    question: `${ids.length} 项都要领导同志出席，日子相隔不到 ${CROWDED_WITHIN} 天（${dates}），要不要合并？`,
    choices: ['合并一次办理', '分别办理，错开日子'],
  };
}
