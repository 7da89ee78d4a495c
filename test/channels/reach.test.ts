import { expect, it } from 'vitest';
import { linkFaults } from '../../plan/link-choice.ts';
import type { LinkChoice } from '../../plan/plan-state.ts';
import { linksFor, linksOpen, reachOf } from '../../channels/reach.ts';

it.each([
  ['http://127.0.0.1:8080', 'machine'],
  ['http://localhost:8080', 'machine'],
  ['http://[::1]:8080', 'machine'],
  ['http://192.168.1.5', 'network'],
  ['http://172.20.0.1', 'network'],
  ['http://duban', 'network'],
  ['http://[fd00::1]', 'network'],
  ['https://172.32.0.1', 'everywhere'],
  ['https://duban.example.gov.cn', 'everywhere'],
])('%s can be opened by: %s', (url, reach) => expect(reachOf(url)).toBe(reach));

const MAILBOX = 'smtp://127.0.0.1:1025';
const CHOICES = [undefined, 'open', 'internal', 'none'] as const;
const REAL = 'smtps://mail.example.cn';

it.each([
  ['http://127.0.0.1:8080', MAILBOX, 'open', 'open'],
  ['http://localhost:8080', 'smtp://localhost:1025', 'open', 'open'],
  ['http://127.0.0.1:8080', MAILBOX, 'none', 'none'],
  ['http://127.0.0.1:8080', 'smtp://mail.example.cn:25', 'open', 'none'],
  ['http://127.0.0.1:8080', 'smtp://127.0.0.1:25', 'open', 'none'], // a relay on this machine
  ['http://127.0.0.1:8080', 'smtp://127.0.0.1', 'internal', 'none'],
  ['http://[::1]:8080', REAL, 'open', 'none'],
  ['http://0.0.0.0:8080', REAL, 'internal', 'none'],
  ['http://10.1.2.3:8080', REAL, 'open', 'internal'],
  ['http://10.1.2.3:8080', REAL, 'none', 'none'],
  ['http://10.1.2.3:8080', MAILBOX, 'open', 'open'],
  ['https://duban.example.cn', REAL, 'open', 'open'],
  ['https://duban.example.cn', REAL, 'internal', 'internal'],
  ['https://duban.example.cn', REAL, 'none', 'none'],
] as const)('links to %s by %s, chosen as %s, leave as %s', (publicUrl, smtpUrl, choice, links) => {
  expect(linksFor(choice, publicUrl, smtpUrl)).toBe(links);
});

function refused(publicUrl: string, choice?: LinkChoice, smtpUrl = REAL): boolean {
  return linkFaults(choice, linksOpen(publicUrl, smtpUrl)).length > 0;
}

it('asks at launch what is to become of links that recipients cannot open', () => {
  const loopback = 'http://127.0.0.1:8080';
  expect(CHOICES.map((each) => refused(loopback, each))).toEqual([true, true, true, false]);
  const inside = 'http://192.168.1.5:8080';
  expect(CHOICES.map((each) => refused(inside, each))).toEqual([true, true, false, false]);
  expect(refused('https://duban.example.cn')).toBe(false);
  expect(refused(loopback, undefined, MAILBOX)).toBe(false);
});
