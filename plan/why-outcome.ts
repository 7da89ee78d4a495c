import { inOfficeHours } from './agenda.ts';
import { type Calendar, isQuietDay } from './calendar.ts';
import { beijingDate, chineseDate, type PlainDate } from './date.ts';
import { clockWords, dayWords, twoDigits } from './desk.ts';
import type { ChannelName, MessageState, WaitsFor } from './message.ts';
import type { MessageStep } from './message-steps.ts';
import type { Audience } from './moments.ts';
import { withdrawnBy } from './moments.ts';
import {
  LADDER,
  type NoticeFacts,
  type NoticeKind,
  SENT_IN_PAUSE,
  SENT_ON_QUIET_DAYS,
} from './notice.ts';
import { NOTICE_NAMES } from './notice-names.ts';
import { EVENT_NAMES, type EventKind } from './occurrence.ts';
import type { PlanState } from './plan-state.ts';
import type { Policy } from './policy.ts';
import { clockOf } from './quiet-hours.ts';

/** An event of the ledger, as far as it explains what was told. */
export type WhyEvent = {
  seq: number;
  at: number;
  kind: EventKind;
  approve?: boolean;
  until?: PlainDate;
  /** Of a moment: which it was, and how many it stands for; whether it waited for proof. */
  moment?: string;
  step?: number;
  moments?: number;
  waits?: number;
};

/** A message that tells a notice, or is to tell it. */
export type WhyMessage = {
  id: number;
  channel: ChannelName;
  state: MessageState;
  /** It goes beside a mail. */
  beside: boolean;
  nextAt: number;
  reader: string | null;
  prefers: 'mail' | 'sms';
  hasMail: boolean;
  quiet: { from: number; to: number } | null;
  steps: MessageStep[];
};

/** A notice with the messages that tell it. */
export type WhyNotice = {
  id: number;
  seq: number | null;
  audience: Audience;
  kind: NoticeKind;
  state: 'open' | 'tied' | 'withdrawn' | 'unreachable';
  untrue: boolean;
  waitsFor: WaitsFor | null;
  notBefore: number;
  createdAt: number;
  facts: NoticeFacts;
  /** Why the coordinator held it back from a leader's list. */
  held: string | null;
  /** The unit as which its reader is told. */
  unitId: number | null;
  unit: string | null;
  messages: WhyMessage[];
};

/** By what outcomes are explained. */
export type WhySetting = {
  calendar: Calendar;
  /** The rules over all plans. */
  office: Policy;
  planState: PlanState;
  events: readonly WhyEvent[];
  notices: readonly WhyNotice[];
  /** It lies with a side to which nothing is sent. */
  liaison: boolean;
  now: number;
};

/** `told`: it left; `waits`: it is still to leave; `not-told`: it will not. */
export type WhyTold = {
  audience: Audience;
  kind: NoticeKind;
  unit: string | null;
  outcome: 'told' | 'waits' | 'not-told';
  lines: string[];
  messages: { id: number; channel: ChannelName; reader: string | null; steps: MessageStep[] }[];
};

/** What became of a notice, and why. */
export function outcomeOf(notice: WhyNotice, setting: WhySetting): WhyTold {
  const { audience, kind, unit, messages } = notice;
  const found = linesOf(notice, setting);
  return {
    audience,
    kind,
    unit,
    ...found,
    messages: messages.map(({ id, channel, reader, steps }) => ({ id, channel, reader, steps })),
  };
}

type Found = Pick<WhyTold, 'outcome' | 'lines'>;

function linesOf(notice: WhyNotice, setting: WhySetting): Found {
  if (notice.state === 'withdrawn') {
    return { outcome: 'not-told', lines: [withdrawnWords(notice, setting)] };
  }
  const [first] = notice.messages;
  if (first === undefined) return untaken(notice, setting);
  const sent = notice.messages.some(({ state }) => state === 'sent');
  const ready = notice.messages.some(({ state }) =>
    ['ready', 'sending', 'unclear'].includes(state),
  );
  const outcome = sent ? 'told' : ready ? 'waits' : 'not-told';
  const ways = notice.messages.flatMap((each) => channelWords(each, notice));
  return { outcome, lines: [...putOffWords(notice, setting), ...ways] };
}

/** That a moment was told on a later day than its own, as its notice has it. */
function putOffWords({ seq, kind, notBefore, waitsFor, facts }: WhyNotice, setting: WhySetting) {
  const event = setting.events.find((each) => each.seq === seq);
  // a list leaves a working day after the coordinator has seen it
  if (event?.moment === undefined || kind === 'list') return [];
  const until = beijingDate(notBefore);
  if (until <= (facts.on ?? beijingDate(event.at))) return [];
  const why = waitsFor === null ? '' : `${PUT_OFF[waitsFor]}，`;
  return [`${why}当天没有发出，推迟到${chineseDate(until)}`];
}

const PUT_OFF: Record<WaitsFor, string> = {
  budget: '收件人的邮件当时已到上限',
  ride: '不单独发信',
  window: '当天的邮件当时已经发出',
};

/** By which way it goes, where that is no matter of course, and what holds it. */
function channelWords(message: WhyMessage, { kind }: WhyNotice): string[] {
  const { channel, beside, prefers, hasMail, quiet, state } = message;
  if (beside) return ['临期、逾期等紧急事项，邮件之外另发短信'];
  const alone = channel === 'sms';
  // what the address book says today explains nothing of the past
  if (state !== 'ready' && state !== 'unclear') {
    return alone ? ['用短信发送（收件人当时选择短信，或没有可用的邮箱）'] : [];
  }
  // a leader's list fits into no short message
  const instead = channel === 'mail' && prefers === 'sms' && kind !== 'list';
  return [
    ...(alone && prefers === 'sms' ? ['收件人选择用短信提醒'] : []),
    ...(instead
      ? ['收件人选择用短信提醒，这一条短信发不了（如没有开通、模板不可用），改发邮件']
      : []),
    ...(alone && prefers === 'mail' && !hasMail ? ['没有可用的邮箱，改发短信'] : []),
    ...(quiet === null
      ? []
      : [`收件人免打扰时段 ${clockOf(quiet.from)}–${clockOf(quiet.to)}，其间不送达`]),
  ];
}

/** What no message has taken yet. */
function untaken(notice: WhyNotice, setting: WhySetting): Found {
  if (notice.untrue) return { outcome: 'not-told', lines: [withdrawnWords(notice, setting)] };
  if (notice.state === 'unreachable') {
    return {
      outcome: 'waits',
      lines: ['联系不上：没有登记可用的邮箱或手机，已请协调员更正；更正后补发'],
    };
  }
  return { outcome: 'waits', lines: [waitingWords(notice, setting)] };
}

function waitingWords(
  { kind, audience, waitsFor, notBefore }: WhyNotice,
  { office, planState, calendar, now }: WhySetting,
): string {
  if ((planState === 'paused' || planState === 'ended') && !SENT_IN_PAUSE.includes(kind)) {
    return planState === 'paused' ? '方案已暂停，恢复后再发' : '方案已结束，不再发出';
  }
  if (waitsFor !== null) {
    const until = notBefore > now ? `，最早${dayWords(notBefore)}再发` : '';
    return `${heldWords(waitsFor, audience, office)}${until}`;
  }
  if (notBefore > now) return `${clockWords(notBefore)}起发出`;
  const today = beijingDate(now);
  if (isQuietDay(calendar, today) && !SENT_ON_QUIET_DAYS.includes(kind)) {
    return '今天是长假前后的工作日，只发到期提醒，下一个工作日再发';
  }
  if (inOfficeHours(calendar, office, now)) {
    return '已到时间，一般几分钟内生成消息；长时间没有生成的，说明发送程序没有运行';
  }
  const { hour, minute } = office.moment;
  return `已到时间，等工作时间（工作日 ${hour}:${twoDigits(minute)}–18:00）发出`;
}

function heldWords(waitsFor: WaitsFor, audience: Audience, { mailsPerMonth }: Policy): string {
  switch (waitsFor) {
    case 'budget':
      return audience === 'leader'
        ? '单位领导每周至多一封，本周已经发过，并入下一封'
        : `收件人本月的消息已到上限（每月 ${mailsPerMonth} 封，村级 1 封；为最后一次提醒留有余量），并入下一封`;
    case 'ride':
      return '不单独发信，随下一封提醒一起发';
    case 'window':
      return '当天的邮件已经发出，并入下一封';
  }
}

/** Why something will not be told. */
function withdrawnWords(notice: WhyNotice, { events, notices, liaison }: WhySetting): string {
  const { kind, audience, seq, held, facts } = notice;
  const later = (at: number) => at > (seq ?? 0);
  if (held !== null) return `协调员暂缓列入专报：${held}`;
  if (notice.untrue) {
    const by = events.find(
      (event) => later(event.seq) && isCommand(event) && withdrawnBy(event).includes(kind),
    );
    return by === undefined
      ? '内容已经失效，没有发出'
      : `${dayWords(by.at)}${actWords(by)}，这条通知不再需要`;
  }
  const early = notices.find((other) => toldEarlier(other, notice));
  if (early !== undefined) {
    return `${dayWords(early.createdAt)}的邮件已提前告知，不再单独提醒`;
  }
  if (liaison) return '由对方单位办理，对方不在本系统督办范围内，不向其发通知';
  const graver = notices.find(
    (other) =>
      other.audience === audience &&
      other.seq !== null &&
      later(other.seq) &&
      LADDER.indexOf(other.kind) >= Math.max(0, LADDER.indexOf(kind)) &&
      (LADDER.includes(other.kind) || other.kind === kind),
  );
  if (graver !== undefined) {
    return `没有发出以前，被${dayWords(graver.createdAt)}的“${NOTICE_NAMES[graver.kind]}”取代`;
  }
  if (kind === 'remind') {
    const due = facts.dueOn === undefined ? '' : `（${chineseDate(facts.dueOn)}）`;
    return `时限${due}以前没能发出，过期的提醒不再发`;
  }
  return '已撤回，没有发出';
}

/** True of what a digest told of the same moment some days before (docs/office-rules.md, 5). */
function toldEarlier({ facts, kind, state, untrue }: WhyNotice, own: WhyNotice): boolean {
  return (
    facts.early === true &&
    own.facts.early !== true &&
    state === 'tied' &&
    !untrue &&
    kind === own.kind &&
    facts.step === own.facts.step &&
    (facts.until ?? facts.dueOn) === (own.facts.until ?? own.facts.dueOn)
  );
}

type CommandEvent = WhyEvent & { kind: Exclude<EventKind, 'assign' | 'moment' | 'amend'> };

/** True of what somebody did, and not of what the clock or a change of the plan did. */
export function isCommand(event: WhyEvent): event is CommandEvent {
  return event.kind !== 'assign' && event.kind !== 'moment' && event.kind !== 'amend';
}

/** An act in words, with the day that it sets. */
export function actWords({ kind, approve, until }: WhyEvent): string {
  if (kind === 'decide-extension') {
    if (approve !== true) return '未同意延期';
    return until === undefined ? '同意延期' : `同意延期至${chineseDate(until)}`;
  }
  return until === undefined ? EVENT_NAMES[kind] : `${EVENT_NAMES[kind]}（${chineseDate(until)}）`;
}
