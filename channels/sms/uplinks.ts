import {
  type InboundRow,
  keepInbound,
  knownInbound,
  planFor,
  reportOf,
  tellOfInbound,
} from '../../db/inbound.ts';
import type { Database } from '../../db/connect.ts';
import type { Give } from '../../db/giving.ts';
import type { MessageRow } from '../../db/messages.ts';
import { tellOffices } from '../../db/office-notices.ts';
import {
  holdersOfPhone,
  lastSmsTo,
  type PhoneHolder,
  planOfMessage,
  plansToAcknowledge,
  stopPhone,
} from '../../db/uplinks.ts';
import type { Calendar } from '../../plan/calendar.ts';
import type { InboundOutcome } from '../../plan/message.ts';
import { mobileOf } from '../../plan/phone.ts';
import type { Uplink } from '../../plan/sms-arrivals.ts';
import { readUplink } from '../../plan/uplink.ts';
import { carryOut } from '../inbound/act.ts';

export type UplinkSetting = { db: Database; give: Give; calendar: Calendar; now: number };

/** What became of a short message: what is kept of it, and what is done in the same transaction. */
type Answer = {
  outcome: InboundOutcome;
  reason: string;
  occurrenceIds?: string[];
  also?: (tx: Database, row: InboundRow) => Promise<void>;
};

const LONGEST = 2000;

/**
 * Takes a short message that somebody sent: "1" acknowledges what their units have to acknowledge,
 * "TD" ends short messages to them, anything else lies before the coordinator. Every one is kept,
 * once; true when it was new.
 */
export async function takeUplink(setting: UplinkSetting, uplink: Uplink): Promise<boolean> {
  const { db, now } = setting;
  if ((await knownInbound(db, [uplink.key])).size > 0) return false;
  const replyTo = await lastSmsTo(db, uplink.phone);
  const holders = await holdersOfPhone(db, uplink.phone);
  const holder = chosen(holders, replyTo);
  const answer = await answered(setting, uplink, { holders, holder, replyTo });
  const unitId = holder?.unitIds[0] ?? null;
  const planId = holder === null ? null : await planOf(db, replyTo, unitId);
  return await db.transaction(async (tx) => {
    const row = await keepInbound(tx, {
      channel: 'sms',
      key: uplink.key,
      sender: mobileOf(uplink.phone) ?? uplink.phone,
      personId: holder?.personId ?? null,
      unitId,
      planId,
      replyTo: replyTo?.id ?? null,
      subject: '',
      text: uplink.text.slice(0, LONGEST),
      at: uplink.at,
      outcome: answer.outcome,
      reason: answer.reason,
      occurrenceIds: answer.occurrenceIds ?? [],
    });
    if (row === null) return false;
    await answer.also?.(tx, row);
    if (answer.outcome === 'inbox') await tellOfInbound(tx, row, now);
    return true;
  });
}

/** Who sent it: the only one with that number, or whoever was written to on it last. */
function chosen(holders: PhoneHolder[], replyTo: MessageRow | null): PhoneHolder | null {
  const [only = null] = holders;
  if (holders.length <= 1) return only;
  return holders.find(({ personId }) => personId === replyTo?.personId) ?? null;
}

async function planOf(
  db: Database,
  replyTo: MessageRow | null,
  unitId: number | null,
): Promise<number | null> {
  return (await planOfMessage(db, replyTo)) ?? (await planFor(db, unitId));
}

type Sender = { holders: PhoneHolder[]; holder: PhoneHolder | null; replyTo: MessageRow | null };

async function answered(setting: UplinkSetting, uplink: Uplink, sender: Sender): Promise<Answer> {
  const wish = readUplink(uplink.text);
  if (wish === 'opt-out') return optedOut(sender, setting.now);
  const { holder, holders, replyTo } = sender;
  if (holder === null) {
    const reason = holders.length === 0 ? '号码不在通讯录里' : '号码由几个人登记，不知道是谁';
    return { outcome: 'inbox', reason };
  }
  if (wish === null) return { outcome: 'inbox', reason: '不是“1”“收到”或“退订”，请查看并答复' };
  if (holder.unitIds.length === 0) {
    return { outcome: 'inbox', reason: '该号码的持有人不是单位联系人，不能代单位签收' };
  }
  const occurrenceIds = await acknowledged(setting, uplink.key, holder);
  const reason =
    occurrenceIds.length === 0
      ? '回复收到，没有待签收的事项'
      : `短信签收，共 ${occurrenceIds.length} 项`;
  return {
    outcome: 'command',
    reason,
    occurrenceIds,
    also: async (tx) => {
      if (replyTo === null) return;
      const { at } = uplink;
      await reportOf(tx, { messageId: replyTo.id, kind: 'answered', at, words: '短信回复' });
    },
  };
}

async function acknowledged(
  { db, give, calendar, now }: UplinkSetting,
  key: string,
  { personId, unitIds }: PhoneHolder,
): Promise<string[]> {
  const assigned: { planId: number; unitId: number }[] = [];
  for (const unitId of unitIds) {
    const plans = await plansToAcknowledge(db, unitId);
    assigned.push(...plans.map((planId) => ({ planId, unitId })));
  }
  if (assigned.length === 0) return [];
  const actors = new Map(unitIds.map((unitId) => [unitId, personId]));
  const answering = { db, give, calendar, now, key, door: 'sms' as const, actors, fileIds: [] };
  const planIds = assigned.map(({ planId }) => planId);
  const { occurrenceIds } = await carryOut(
    answering,
    { kind: 'acknowledge', occurrenceId: null, text: '' },
    { tasks: [], assigned, planIds },
  );
  return occurrenceIds;
}

function optedOut({ holders, holder }: Sender, now: number): Answer {
  const personIds = holders.map(({ personId }) => personId);
  if (personIds.length === 0) return { outcome: 'automatic', reason: '退订短信，号码不在通讯录里' };
  return {
    outcome: 'command',
    reason: '退订短信，今后只发邮件',
    also: async (tx, row) => {
      await stopPhone(tx, personIds, '本人回复短信退订');
      const unitIds = [...new Set(holders.flatMap((each) => each.unitIds))];
      const [unitId] = holder?.unitIds ?? unitIds;
      await tellOffices(tx, unitIds, {
        key: `inbound/${row.id}/opted-out`,
        kind: 'mend-contact',
        facts: {
          fault: 'opted-out',
          personId: holder?.personId ?? personIds[0] ?? 0,
          ...(unitId === undefined ? {} : { unitId }),
        },
        now,
      });
    },
  };
}
