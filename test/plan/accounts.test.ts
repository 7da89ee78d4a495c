import { expect, it } from 'vitest';
import {
  isFresh,
  lockedUntil,
  loginFault,
  loginOf,
  passwordFault,
  SESSION_IDLE,
  SESSION_LONGEST,
} from '../../plan/accounts.ts';

const MINUTE = 60_000;
const NOW = 1_000_000_000_000;

it.each([
  [0, 0],
  [1, 0],
  [4, 0],
  [5, 15],
  [6, 0],
  [10, 30],
  [15, 60],
  [35, 960],
  [40, 1440],
  [500, 1440],
])('after %i wrong passwords in a row an account is locked for %i minutes', (failures, minutes) => {
  expect(lockedUntil(failures, NOW)).toBe(minutes === 0 ? null : NOW + minutes * MINUTE);
});

it.each([
  ['used a moment ago', { seenAt: NOW - 1 }, true],
  ['idle for eight hours', { seenAt: NOW - SESSION_IDLE }, false],
  ['idle for less than eight hours', { seenAt: NOW - SESSION_IDLE + 1 }, true],
  ['used all along, a week old', { expiresAt: NOW }, false],
  ['ended', { revokedAt: NOW - 1 }, false],
])('a session %s is %j: %s', (_, changes, fresh) => {
  const session = { seenAt: NOW, expiresAt: NOW + SESSION_LONGEST, revokedAt: null };
  expect(isFresh({ ...session, ...changes }, NOW)).toBe(fresh);
});

it.each([
  [' WangFang ', 'wangfang'],
  ['ｗａｎｇ', 'wang'],
  ['王芳', '王芳'],
])('reads the login name %s as %s', (written, login) => {
  expect(loginOf(written)).toBe(login);
});

it.each([
  ['wangfang', true],
  ['王芳', true],
  ['wang.fang@example.cn', true],
  ['a', false],
  ['wang fang', false],
  ['.wang', false],
  ['', false],
])('takes the login name “%s”: %s', (login, taken) => {
  expect(loginFault(login) === null).toBe(taken);
});

it.each([
  ['short', '至少 10 个字符'],
  ['wangfang12', '不能就是登录名'],
  ['1234567890', '太常见'],
  ['0987654321', '太常见'],
  ['abcdefghijkl', '太常见'],
  ['aaaaaaaaaaaa', '太常见'],
  ['Password123', '太常见'],
  ['admin@2024', '太常见'],
  ['qwertyuiop', '太常见'],
  ['123456123456', '太常见'],
  ['x'.repeat(201), '至多 200'],
])('does not take %s as a password: %s', (password, says) => {
  expect(passwordFault(password, 'wangfang')).toContain(says);
});

it.each(['春江水暖鸭先知晓得了', 'correct horse battery', 'kuai7!Zhong4@Mu'])(
  'takes %s as a password',
  (password) => expect(passwordFault(password, 'wangfang')).toBeNull(),
);
