import { expect, it } from 'vitest';
import { partAsked } from '../../api/range.ts';

it.each([
  ['bytes=0-499', 2000, { start: 0, end: 499 }],
  ['bytes=500-', 2000, { start: 500, end: 1999 }],
  ['bytes=0-', 2000, { start: 0, end: 1999 }],
  ['bytes=1999-9999', 2000, { start: 1999, end: 1999 }],
  ['bytes=-500', 2000, { start: 1500, end: 1999 }],
  ['bytes=-5000', 2000, { start: 0, end: 1999 }],
  ['bytes=2000-', 2000, 'beyond'],
  ['bytes=-0', 2000, 'beyond'],
  ['bytes=0-', 0, 'beyond'],
  [undefined, 2000, null],
  ['bytes=-', 2000, null],
  ['bytes=9-8', 2000, null],
  ['bytes=0-1,5-6', 2000, null],
  ['lines=0-1', 2000, null],
])('%s of %i bytes is %o', (header, size, part) => {
  expect(partAsked(header, size)).toEqual(part);
});
