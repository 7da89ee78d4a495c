import type { FastifyInstance } from 'fastify';
import { rolesIn } from '../db/unit-desk.ts';
import { whyFacts } from '../db/why.ts';
import { audiencesOfUnits } from '../db/why-asked.ts';
import { chineseDate, isPlainDate, type PlainDate } from '../plan/date.ts';
import { clockWords } from '../plan/desk.ts';
import { NotFoundError } from '../plan/errors.ts';
import { CHANNEL_NAMES } from '../plan/message.ts';
import { withoutKey } from '../plan/policy-words.ts';
import { nextOnes, ownTellings, type WhyMoment, whyMoments, whyOnDay } from '../plan/why.ts';
import type { WhyTold } from '../plan/why-outcome.ts';
import { clauseLines, OUTCOME_NAMES } from '../plan/why-words.ts';
import type { AppParts } from './app.ts';
import { addressOf, type Desk, linksPath, openDesk, whyAddress } from './desk.ts';
import { frame, messagePage, render } from './pages.ts';

type Asked = { Params: { token: string; '*': string }; Querystring: { on?: unknown } };

/** 为什么收到（没收到）提醒: what a unit was told of an item, and why; looking changes nothing. */
export function whyRoutes(app: FastifyInstance, parts: AppParts): void {
  app.get<Asked>('/:token/why/*', async (request, reply) => {
    const desk = await openDesk(parts, request);
    const { on = '' } = request.query;
    if (on !== '' && !isDay(on)) return reply.code(400).type(HTML).send(wrongDay(parts));
    const page = await whyPage(parts, desk, request.params['*'], on === '' ? null : on);
    return reply.type(HTML).send(page);
  });
}

const HTML = 'text/html; charset=utf-8';

function isDay(on: unknown): on is PlainDate {
  return typeof on === 'string' && isPlainDate(on);
}

function wrongDay(parts: AppParts): string {
  const lines = [
    '日期应为存在的一天，写成 2024-06-25 的样子。',
    '请返回上一页，在日期框里重新选择。',
  ];
  return messagePage(linksPath(parts), '日期不对', { lines });
}

/** As many moments to come are shown at once. */
const NEXT = 3;

async function whyPage(
  parts: AppParts,
  desk: Desk,
  id: string,
  on: PlainDate | null,
): Promise<string> {
  const { db } = parts.commander;
  const roles = await rolesIn(db, desk.unitIds, id);
  const audiences = await audiencesOfUnits(db, id, desk.unitIds);
  // what belongs to others answers as what does not exist: ids can be guessed
  if (roles.length === 0 || audiences === null) throw new NotFoundError('本单位的事项', id);
  const { clause, facts } = await whyFacts(db, id, desk.calendar, desk.now);
  const all = whyMoments(ownTellings(facts, desk.unitIds), audiences);
  const day = on === null ? null : whyOnDay(all, on, facts);
  const { shown: first, later } = nextOnes(day?.moments ?? all, day === null ? NEXT : Infinity);
  return render('./why', {
    ...frame(desk, '为什么收到（没收到）提醒', {}),
    back: addressOf(desk.base, id),
    here: whyAddress(desk.base, id),
    head: `${clause.number} ${clause.title}`,
    clause: clauseLines(clause),
    on: day?.day ?? '',
    lines: day?.lines ?? [],
    moments: first.map(shown),
    later: later.map(shown),
  });
}

function shown({ day, what, rule, reasons, outcome, told }: WhyMoment) {
  return {
    day: chineseDate(day),
    what,
    rule: withoutKey(rule),
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
      // a server's own words are the office's to read (duban why)
      steps: steps.map(({ at, words }) => ({ when: clockWords(at), words })),
    })),
  };
}
