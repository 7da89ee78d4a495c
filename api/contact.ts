import { randomUUID } from 'node:crypto';
import { correctContact } from '../db/address-book.ts';
import { answerChecks } from '../db/contact-checks.ts';
import { lastCode } from '../db/devices.ts';
import { reportMoved } from '../db/moved-away.ts';
import { type Reader, readerOf } from '../db/readers.ts';
import { EMAIL_EXPECTED, emailIn, PHONE_EXPECTED, phoneIn } from '../plan/address-book.ts';
import { type CodeWay, isMobile, masked } from '../plan/devices.ts';
import type { AppParts } from './app.ts';
import { keptFields } from './carried.ts';
import type { Desk } from './desk.ts';
import { codePage } from './device-pages.ts';
import { type Admitted, codeGiven, orderCode, sentWords } from './devices.ts';
import { frame, type PageNotes, render } from './pages.ts';
import type { Form } from './upload.ts';

/** 联系方式: what the address book says of the post's holder, to be confirmed or corrected. */
export async function contactForm(
  parts: AppParts,
  desk: Desk,
  notes: PageNotes,
  typed?: Form,
): Promise<string> {
  const { phone, email, room } = await readerOf(parts.commander.db, desk.link.personId);
  // whoever the link was passed on to need not learn numbers and addresses
  const shown = (address: string | null) =>
    address === null ? '未填' : desk.device?.confirmedAt == null ? masked(address) : address;
  return render('./contact', {
    ...frame(desk, '联系方式', notes),
    form: randomUUID(),
    rows: [
      { label: '联系人', value: desk.link.personName },
      { label: '科室', value: room ?? '未填' },
      { label: '电话', value: shown(phone) },
      { label: '邮箱', value: shown(email) },
    ],
    typed: Object.fromEntries(
      ['room', 'phone', 'email'].map((name) => [name, typed?.field(name) ?? '']),
    ),
  });
}

/** 信息正确. */
export async function confirmContact({ commander: { db } }: AppParts, desk: Desk): Promise<void> {
  await answerChecks(db, desk.link, 'right', desk.now);
}

type Correction = { phone: string | null; email: string | null; room: string | null };

/**
 * 更正: takes what was typed; a new mailbox, and a new mobile number where short messages go out, only
 * with the code that was sent to it. Null: it is done; else the page that comes next.
 */
export async function changeContact(
  parts: AppParts,
  desk: Admitted['desk'],
  form: Form,
): Promise<string | null> {
  const { db } = parts.commander;
  const known = await readerOf(db, desk.link.personId);
  const read = correctionIn(form, known);
  if (Array.isArray(read)) return await contactForm(parts, desk, { faults: read }, form);
  if (read.email !== null && read.phone !== null && (await parts.letters.sms())) {
    const faults = ['邮箱和手机请分两次更正，各用一个验证码确认'];
    return await contactForm(parts, desk, { faults }, form);
  }
  const proof = await proofOf(parts, read);
  if (proof !== null) {
    const page = await proving(parts, desk, form, proof);
    if (page !== null) return page;
  }
  await correctContact(db, desk.link, read, desk.now);
  await answerChecks(db, desk.link, 'changed', desk.now);
  return null;
}

/** What is new of what was typed; what is left open stays. */
function correctionIn(form: Form, known: Reader): Correction | string[] {
  const phone = phoneIn(form.field('phone'));
  const email = emailIn(form.field('email'));
  const room = form.field('room');
  const faults = [
    ...(phone === undefined ? [`电话应为${PHONE_EXPECTED}`] : []),
    ...(email === undefined ? [`邮箱应为${EMAIL_EXPECTED}`] : []),
    ...(room.length > 30 ? ['科室请控制在 30 字以内'] : []),
  ];
  if (faults.length > 0) return faults;
  const news = {
    phone: phone == null || phone === known.phone ? null : phone,
    email: email == null || email === known.email ? null : email,
    room: room === '' || room === known.room ? null : room,
  };
  if (Object.values(news).every((value) => value === null)) {
    return ['没有要更正的内容；信息都对的，请点“信息正确”'];
  }
  return news;
}

type Proof = { way: CodeWay; address: string };

/** The address that must show that it is read; one at a time. */
async function proofOf(parts: AppParts, { phone, email }: Correction): Promise<Proof | null> {
  if (email !== null) return { way: 'mail', address: email };
  const mobile = phone !== null && isMobile(phone) && (await parts.letters.sms());
  return mobile ? { way: 'sms', address: phone } : null;
}

/** Asks for the code that went to the new address; null when it was given. */
async function proving(
  parts: AppParts,
  desk: Admitted['desk'],
  form: Form,
  { way, address }: Proof,
): Promise<string | null> {
  const { device } = desk;
  const sent = await lastCode(parts.commander.db, device.id);
  const waits = sent?.address === address && device.codeAt !== null;
  const typed = form.field('who-code');
  let said: { note: string; faults: string[] } = { note: '', faults: [] };
  if (form.field('who-do') === 'code' && waits) {
    const fault = await codeGiven(parts, device, typed, desk.now);
    if (fault === null) return null;
    said = { note: '', faults: [fault] };
  } else {
    said = sentWords(await orderCode(parts, desk, device.id, { way, address }), desk.now);
  }
  return codePage(desk, {
    action: `${desk.base}/contact?do=change`,
    kept: keptFields(parts, desk, form),
    ways: [{ way, to: masked(address) }],
    ...said,
    proves: address,
  });
}

/** 我已调离: the office hears of it, and who says so; nothing changes before it has found the successor. */
export async function moveAway(
  parts: AppParts,
  desk: Admitted['desk'],
  form: Form,
): Promise<string> {
  const { db } = parts.commander;
  const successor = form.field('successor').slice(0, 500);
  const { link, unitIds, now } = desk;
  await reportMoved(db, { ...link, deviceId: desk.device.id, unitIds, successor, now });
  await answerChecks(db, desk.link, 'moved-away', desk.now);
  return render('./message', {
    ...frame(desk, '已告知办公室', {}),
    again: null,
    lines: [
      '办公室会核实，并在通讯录里换成新的联系人。',
      '换人时，新联系人会收到交接清单：未办结的事项、已经告知的预计完成时间、最近的进展，以及以前由谁负责。您的链接同时停用。',
      '在此之前提醒仍发给您，事项一件也不会丢；有急事请直接转告接手的同志。',
    ],
  });
}
