import { expect, it } from 'vitest';
import { reachOf } from '../../channels/reach.ts';

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
