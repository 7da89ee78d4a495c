import { randomUUID } from 'node:crypto';
import { changeReader, readerOf } from '../db/readers.ts';
import { isMobile } from '../plan/devices.ts';
import { InputError } from '../plan/errors.ts';
import { clockOf, readQuietHours } from '../plan/quiet-hours.ts';
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
  const { prefers, quietFrom, quietTo, phone, email } = await readerOf(
    parts.commander.db,
    desk.link.personId,
  );
  return render('./channel', {
    ...frame(desk, '提醒方式', notes),
    form: randomUUID(),
    feed: (await calendarAddress(parts, desk.link, desk.now)) ?? '',
    now: prefers === 'sms' ? '短信' : '邮件',
    other: prefers === 'sms' ? 'mail' : 'sms',
    otherWords: prefers === 'sms' ? '改回邮件提醒' : '改用短信提醒',
    lacks: prefers === 'sms' ? lackOfMail(email) : await lackOfSms(parts, phone),
    from: typed?.field('from') ?? (quietFrom === null ? '' : clockOf(quietFrom)),
    to: typed?.field('to') ?? (quietTo === null ? '' : clockOf(quietTo)),
  });
}

function lackOfMail(email: string | null): string {
  return email === null ? '没有登记邮箱，请先在“联系方式”里补充' : '';
}

async function lackOfSms(parts: AppParts, phone: string | null): Promise<string> {
  if (!(await parts.letters.sms())) return '短信还没有开通，目前只能用邮件';
  return phone !== null && isMobile(phone) ? '' : '没有登记手机号码，请先在“联系方式”里补充';
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
    const { phone, email } = await readerOf(db, personId);
    const lack = prefers === 'sms' ? await lackOfSms(parts, phone) : lackOfMail(email);
    if (lack !== '') throw new InputError('提醒方式', [lack]);
    return await changeReader(db, personId, { prefers });
  }
  const quiet = readQuietHours(form.field('from'), form.field('to'));
  if (Array.isArray(quiet)) throw new InputError('免打扰时段', quiet);
  await changeReader(db, personId, { quiet });
}
