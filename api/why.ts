import type { FastifyInstance } from 'fastify';
import { rolesIn } from '../db/unit-desk.ts';
import { whyFacts } from '../db/why.ts';
import { audiencesOfUnits } from '../db/why-asked.ts';
import { chineseDate, isPlainDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { ForbiddenError } from '../plan/errors.ts';
import { CHANNEL_NAMES } from '../plan/message.ts';
import { type WhyFacts, type WhyMoment, whyMoments, whyOnDay } from '../plan/why.ts';
import type { WhyTold } from '../plan/why-outcome.ts';
import { clauseLines, OUTCOME_NAMES } from '../plan/why-words.ts';
import type { AppParts } from './app.ts';
import { addressOf, type Desk, openDesk, whyAddress } from './desk.ts';
import { frame, render } from './pages.ts';

type Asked = { Params: { token: string; '*': string }; Querystring: { on?: unknown } };

/** 为什么收到（没收到）提醒: what a unit was told of an item, and why; looking changes nothing. */
export function whyRoutes(app: FastifyInstance, parts: AppParts): void {
  app.get<Asked>('/:token/why/*', async (request, reply) => {
    const desk = await openDesk(parts, request);
    const { on } = request.query;
    const page = await whyPage(parts, desk, request.params['*'], typeof on === 'string' ? on : '');
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

async function whyPage(parts: AppParts, desk: Desk, id: string, on: string): Promise<string> {
  const { db } = parts.commander;
  const roles = await rolesIn(db, desk.unitIds, id);
  const audiences = await audiencesOfUnits(db, id, desk.unitIds);
  if (roles.length === 0 || audiences === null) throw new ForbiddenError('该事项不由本单位办理');
  const { clause, facts } = await whyFacts(db, id, desk.calendar, desk.now);
  const all = whyMoments(ownOnly(facts, desk.unitIds), audiences);
  const day = isPlainDate(on) ? whyOnDay(all, on, facts) : null;
  return render('./why', {
    ...frame(desk, '为什么收到（没收到）提醒', {}),
    back: addressOf(desk.base, id),
    here: whyAddress(desk.base, id),
    head: `${clause.number} ${clause.title}`,
    clause: clauseLines(clause),
    on: day?.day ?? '',
    lines: day?.lines ?? [],
    moments: (day?.moments ?? all).map(shown),
  });
}

/** What an earlier unit of a duty was told is that unit's business. */
function ownOnly(facts: WhyFacts, unitIds: number[]): WhyFacts {
  const last = facts.events.findLast(({ kind }) => kind === 'reassign');
  const notices = facts.notices.filter(({ audience, unitId, seq }) => {
    if (audience !== 'answering') return true;
    if (unitId !== null) return unitIds.includes(unitId);
    return last === undefined || (seq ?? last.seq) >= last.seq;
  });
  return { ...facts, notices };
}

function shown({ day, what, rule, reasons, outcome, told }: WhyMoment) {
  return {
    day: chineseDate(day),
    what,
    rule,
    reasons,
    outcome: OUTCOME_NAMES[outcome],
    told: told.map(shownTold),
  };
}

function shownTold({ lines, messages, outcome }: WhyTold) {
  return {
    lines,
    outcome: OUTCOME_NAMES[outcome],
    messages: messages.map(({ channel, reader, steps }) => ({
      to: `${CHANNEL_NAMES[channel]}${reader === null ? '' : `（${reader}）`}`,
      steps: steps.map(({ at, words, server }) => ({
        when: clockWords(at),
        words,
        server: server ?? '',
      })),
    })),
  };
}
