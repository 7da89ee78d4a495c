import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  confirmDevice,
  countTry,
  type Device,
  knownNames,
  lastCode,
  markSeen,
  nameDevice,
  newToken,
  registerDevice,
  type SentCode,
  sendCode,
  spendCode,
} from '../db/devices.ts';
import { markOpened } from '../db/links.ts';
import { addressOfPerson } from '../db/people.ts';
import { tellOffices } from '../db/office-notices.ts';
import {
  type CodeWay,
  codeFault,
  isMobile,
  masked,
  waitWords,
  twoNamesFaults,
  type Who,
  whoFaults,
} from '../plan/devices.ts';
import { ForbiddenError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';
import { assertForm } from './acts.ts';
import { keptFields, withKept } from './carried.ts';
import { COOKIE, type Desk } from './desk.ts';
import { type CodeStep, codePage, revokedPage, whoPage } from './device-pages.ts';
import { type Form, readForm } from './upload.ts';

const YEAR = 365 * 86_400; // seconds

/** Has the browser keep a device's token, for the pages of its link alone. */
export function keepToken(reply: FastifyReply, desk: Desk, token: string): void {
  const secure = desk.secure ? '; Secure' : '';
  void reply.header(
    'set-cookie',
    `${COOKIE}=${token}; Path=${desk.base}; Max-Age=${YEAR}; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** A form of somebody who may act from this device. */
export type Admitted = { form: Form; desk: Desk & { device: Device } };

/**
 * Reads a form and sees who sends it. Null: the page that asks for the name, or for the code, was
 * sent instead; it carries all that was filled in and comes back to the same address.
 */
export async function admit(
  parts: AppParts,
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  most?: number,
): Promise<Admitted | null> {
  const read = await readForm(request, parts.files, most);
  const form = await withKept(parts, desk, read, most);
  assertForm(form);
  const gate = { parts, desk, form, reply, action: actionOf(request, desk) };
  const device = await namedDevice(gate);
  if (device === null) return null;
  if (device.confirmedAt === null && !(await isConfirmed(gate, device))) return null;
  const { db } = parts.commander;
  await markSeen(db, device.id, desk.now);
  await markOpened(db, desk.link.id, desk.now);
  return { form, desk: { ...desk, device } };
}

type Gate = { parts: AppParts; desk: Desk; form: Form; reply: FastifyReply; action: string };

/** The address to which the form went, behind a PUBLIC_URL with a path of its own too. */
function actionOf({ url }: FastifyRequest, { base }: Desk): string {
  const rest = /^\/u\/[^/?]+(.*)$/s.exec(url)?.[1] ?? '';
  return `${base}${rest}`;
}

/** The device with the name of who sits before it; null when the page that asks was sent. */
async function namedDevice(gate: Gate): Promise<Device | null> {
  const { parts, desk, form, reply } = gate;
  const { db } = parts.commander;
  if (desk.device !== null && desk.device.name !== null) return desk.device;
  const anew = form.field('who-do') === 'anew';
  if (desk.revoked && !anew) return await refuseRevoked(gate);
  const known = await knownNames(db, desk.link);
  const who = whoIn(form, known);
  const asked = form.field('who') !== '';
  const said = { picked: form.field('who-known'), typed: form.field('who-name') };
  const faults = asked
    ? [...twoNamesFaults(said.picked, said.typed), ...whoFaults(who, known.length > 0)]
    : [];
  const token = desk.token ?? newToken();
  if (!asked || faults.length > 0) {
    // what it will be known by comes with the page, so that a double tap is one device
    if (desk.device === null && desk.token === null) keepToken(reply, desk, token);
    const page = whoPage(desk, {
      action: gate.action,
      kept: keptFields(parts, desk, form),
      known,
      who,
      ...said,
      faults,
    });
    await reply.type('text/html; charset=utf-8').send(page);
    return null;
  }
  if (desk.device !== null) {
    await nameDevice(db, desk.device.id, who, desk.now);
    return { ...desk.device, ...who };
  }
  const device = await registerDevice(db, { linkId: desk.link.id, token, who, now: desk.now });
  if (device === 'revoked') return await refuseRevoked(gate);
  if (device === 'crowded') {
    throw new ForbiddenError('等待确认的设备太多，请联系办公室核实后再办理');
  }
  keepToken(reply, desk, token);
  return device;
}

/** The office has taken this device's leave to act: the page says so, and how it is given again. */
async function refuseRevoked({ parts, desk, form, reply, action }: Gate): Promise<null> {
  const page = revokedPage(desk, { action, kept: keptFields(parts, desk, form), faults: [] });
  await reply.code(403).type('text/html; charset=utf-8').send(page);
  return null;
}

/** Whoever was chosen, with what was typed besides in place of what is known. */
function whoIn(form: Form, known: Who[]): Who {
  const chosen = known.find(({ name }) => name === form.field('who-known'));
  const typed = (name: string) => form.field(`who-${name}`);
  return {
    name: typed('name') || (chosen?.name ?? ''),
    room: typed('room') || (chosen?.room ?? ''),
    phone: typed('phone') || (typed('name') === '' ? (chosen?.phone ?? '') : ''),
  };
}

/** Whether a device that waits is confirmed by what the form brings; else the page that asks was sent. */
async function isConfirmed(gate: Gate, device: Device): Promise<boolean> {
  const { parts, desk, form, reply } = gate;
  const step = await stepOf(gate, device, form.field('who-do'));
  if (step === 'confirmed') return true;
  const kept = keptFields(parts, desk, form);
  const ways = await waysOf(parts, desk.link.personId);
  const page = codePage(desk, { action: gate.action, kept, ...step, ways });
  await reply.type('text/html; charset=utf-8').send(page);
  return false;
}

async function stepOf(
  { parts, desk, form }: Gate,
  device: Device,
  what: string,
): Promise<Pick<CodeStep, 'note' | 'faults'> | 'confirmed'> {
  const { db } = parts.commander;
  if (what === 'code') {
    const fault = await codeGiven(parts, device, form.field('who-code'), desk.now);
    if (fault !== null) return { note: '', faults: [fault] };
    await confirmDevice(db, device.id, 'code', desk.now);
    return 'confirmed';
  }
  if (what === 'office') {
    const facts = { unitId: desk.link.unitId, personId: desk.link.personId, deviceId: device.id };
    await tellOffices(db, desk.unitIds, {
      key: `device/${device.id}`,
      kind: 'new-device',
      facts,
      now: desk.now,
    });
    return { note: '已请办公室确认；确认之后，点“已经确认，继续提交”。', faults: [] };
  }
  if (what === 'again') return { note: '', faults: ['办公室还没有确认，请稍候再试'] };
  const ways = await waysOf(parts, desk.link.personId);
  const way = ways.find((each) => each.way === what)?.way ?? ways[0]?.way;
  // the first code leaves by itself, others when they are asked for
  if (way === undefined || (device.codeAt !== null && what === '')) return { note: '', faults: [] };
  return sentWords(await orderCode(parts, desk, device.id, { way }), desk.now);
}

/** Sends a code from a device to its post, or to a new address that it is to prove. */
export async function orderCode(
  parts: AppParts,
  desk: Desk,
  deviceId: number,
  to: { way: CodeWay; address?: string },
): Promise<SentCode | number | null> {
  const { personId, unitId } = desk.link;
  const { now } = desk;
  const { domain } = parts.letters;
  return await sendCode(parts.commander.db, { deviceId, personId, unitId, ...to, now, domain });
}

/** What the page says of a code that was to be sent. */
export function sentWords(
  sent: SentCode | number | null,
  now: number,
): { note: string; faults: string[] } {
  if (sent === null) return { note: '', faults: ['登记的手机和邮箱都收不到消息，请办公室确认'] };
  if (typeof sent === 'number') return { note: '', faults: [waitWords(sent, now)] };
  const where = sent.way === 'sms' ? '手机' : '邮箱';
  return { note: `验证码已发往${where} ${masked(sent.address)}，10 分钟内有效。`, faults: [] };
}

/** Compares a typed code with the last that was sent for a device; null when it is right. */
export async function codeGiven(
  parts: AppParts,
  device: Device,
  typed: string,
  now: number,
): Promise<string | null> {
  const { db } = parts.commander;
  const digits = typed.normalize('NFKC').replace(/\s/g, '');
  const fault = codeFault(device, digits, now);
  if (fault !== null) return fault;
  if (!(await countTry(db, device.id))) return '验证码已输错 5 次，请重新获取';
  const sent = await lastCode(db, device.id);
  if (sent === null || parts.signer.code(device.id, sent.number) !== digits) {
    return '验证码不对，请核对后再填';
  }
  await spendCode(db, device.id);
  return null;
}

/** By what ways a code reaches the post's holder, short messages first where they are set up. */
export async function waysOf(
  parts: AppParts,
  personId: number,
): Promise<{ way: CodeWay; to: string }[]> {
  const { phone, email } = await addressOfPerson(parts.commander.db, personId);
  const sms = phone !== null && isMobile(phone) && (await parts.letters.sms());
  return [
    ...(sms ? [{ way: 'sms' as const, to: masked(phone) }] : []),
    ...(email === null ? [] : [{ way: 'mail' as const, to: masked(email) }]),
  ];
}
