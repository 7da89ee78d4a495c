import { expect, it } from 'vitest';
import { hookAddressFault, hookOutcome, hookPause } from '../../plan/webhooks.ts';

it.each([
  [200, 'taken'],
  [204, 'taken'],
  [301, 'refused'],
  [400, 'refused'],
  [401, 'refused'],
  [404, 'refused'],
  [408, 'down'],
  [410, 'gone'],
  [429, 'down'],
  [500, 'down'],
  [503, 'down'],
  [null, 'down'],
])('reads the answer %s as %s', (status, outcome) => {
  expect(hookOutcome(status)).toBe(outcome);
});

it.each([
  [1, 5_000],
  [2, 30_000],
  [3, 300_000],
  [5, 7_200_000],
  [50, 7_200_000],
])('waits after %i failures %i milliseconds', (failures, pause) => {
  expect(hookPause(failures)).toBe(pause);
});

it.each([
  ['https://oa.example.gov.cn/duban', null],
  ['http://10.1.2.3:8080/hook?x=1', null],
  ['ftp://x', '应为 http:// 或 https:// 开头的地址'],
  ['oa.example.gov.cn', '应为 http:// 或 https:// 开头的地址'],
  ['https://a:b@x.cn/', '地址里不要写用户名和密码，核对签名即可'],
  ['https://x.cn/#a', '地址里不要有 # 后面的部分'],
])('finds in the address %s the fault %s', (address, fault) => {
  expect(hookAddressFault(address)).toBe(fault);
});
