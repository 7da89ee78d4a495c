import { randomUUID } from 'node:crypto';
import { changeReader, type Reader, readerOf } from '../db/readers.ts';
import { InputError } from '../plan/errors.ts';
import { clockOf, readQuietHours } from '../plan/quiet-hours.ts';
import { wayLacks } from '../plan/reader-ways.ts';
import { calendarAddress } from './calendar.ts';
import type { AppParts } from './app.ts';
import type { Desk } from './desk.ts';
import { frame, type PageNotes, render } from './pages.ts';
import type { Form } from './upload.ts';

/** 提醒方式: by which way the post's holder is told, when not, and where the calendar lies. */
export async function channelForm(
  parts: AppParts,
  desk: Desk,
  notes: PageNotes,
  typed?: Form,
): Promise<string> {
  const reader = await readerOf(parts.commander.db, desk.link.personId);
  const { prefers, quietFrom, quietTo } = reader;
  const other = prefers === 'sms' ? 'mail' : 'sms';
  return render('./channel', {
    ...frame(desk, '提醒方式', notes),
    form: randomUUID(),
    feed: (await calendarAddress(parts, desk.link, desk.now)) ?? '',
    now: prefers === 'sms' ? '短信' : '邮件',
    other,
    otherWords: prefers === 'sms' ? '改回邮件提醒' : '改用短信提醒',
    lacks: await lackOf(parts, other, reader),
    from: typed?.field('from') ?? (quietFrom === null ? '' : clockOf(quietFrom)),
    to: typed?.field('to') ?? (quietTo === null ? '' : clockOf(quietTo)),
  });
}

/** Why the other way would not work, with what to do on these pages; empty: it works. */
async function lackOf(parts: AppParts, way: 'mail' | 'sms', reader: Reader): Promise<string> {
  const lack = wayLacks(way, { ...reader, smsReady: await parts.letters.sms() });
  if (lack === null) return '';
  return lack.startsWith('没有登记') ? `${lack}，请先在“联系方式”里补充` : lack;
}

/**
 * Takes what the page asks for.
 *
 * @throws InputError when it cannot hold
 */
export async function changeChannel(parts: AppParts, desk: Desk, form: Form): Promise<void> {
  const { db } = parts.commander;
  const { personId } = desk.link;
  const prefers = form.field('prefers');
  if (prefers === 'sms' || prefers === 'mail') {
    const lack = await lackOf(parts, prefers, await readerOf(db, personId));
    if (lack !== '') throw new InputError('提醒方式', [lack]);
    return await changeReader(db, personId, { prefers });
  }
  const quiet = readQuietHours(form.field('from'), form.field('to'));
  if (Array.isArray(quiet)) throw new InputError('免打扰时段', quiet);
  await changeReader(db, personId, { quiet });
}
