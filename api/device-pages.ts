import type { KnownName } from '../db/devices.ts';
import { ROLE_NAMES } from '../plan/address-book-heads.ts';
import type { CodeWay, Who } from '../plan/devices.ts';
import type { Desk } from './desk.ts';
import { frame, render } from './pages.ts';

type Between = {
  /** Where the form that was interrupted goes on to. */
  action: string;
  /** What was filled into it. */
  kept: { name: string; value: string }[];
  faults: string[];
};

/** What was said on the page that asks for the name: one that was tapped, or typed. */
type Asked = Between & { known: KnownName[]; who: Who; picked: string; typed: string };

/** The page that asks, once a device, who sits before it; nobody is chosen before somebody says so. */
export function whoPage(desk: Desk, asked: Asked): string {
  return render('./who', {
    ...frame(desk, '请先告知您是谁', { faults: asked.faults }),
    ...asked,
    known: asked.known.map(({ name, role, phone }) => ({
      name,
      // what the office knows of them; no names of posts for those who only acted here before
      post: role === null ? '' : `登记的${ROLE_NAMES[role]}`,
      lacksPhone: phone === '',
      chosen: name === asked.picked,
    })),
  });
}

/** The page for a device whose leave to act was taken away. */
export function revokedPage(desk: Desk, { action, kept }: Between): string {
  const offices = desk.offices.map(({ name }) => name).join('或') || '发出通知的办公室';
  return render('./revoked', {
    ...frame(desk, '这台设备已停用', {}),
    action,
    kept,
    office: offices,
  });
}

export type CodeStep = Between & {
  note: string;
  ways: { way: CodeWay; to: string }[];
  /** The new address that the code proves; else it confirms the device. */
  proves?: string;
};

/** The page that asks for the code: of a second device, or of a new address. */
export function codePage(desk: Desk, step: CodeStep): string {
  return render('./code', {
    ...frame(desk, step.proves === undefined ? '请确认这台设备' : '请确认新的联系方式', {
      faults: step.faults,
    }),
    ...step,
    proves: step.proves ?? '',
    ways: step.ways.map(({ way, to }) => ({
      way,
      words: `${way === 'sms' ? '发短信到' : '发邮件到'} ${to}`,
    })),
  });
}
