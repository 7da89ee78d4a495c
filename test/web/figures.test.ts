import { HttpError } from '@oazapfts/runtime';
import { describe, expect, it } from 'vitest';
import { NotSentError } from '../../web/api/problem.ts';
import {
  type Common,
  EMPTY,
  failed,
  failureOf,
  type FigureRow,
  type Filled,
  isWanted,
  lackOf,
  sendingOf,
} from '../../web/components/figures.ts';

const ROW: FigureRow = {
  id: 'plan/1/1/joint/once',
  number: 't01',
  title: '报送名单',
  unit: '县教育局',
  dueOn: null,
  light: 'green',
  stateName: '待办结',
  tally: null,
  may: true,
  why: null,
  units: [{ id: 7, name: '县教育局' }],
};
const COMMON: Common = { text: '', source: 'telephone', informant: '' };
const REPORT = { kind: 'report', as: 'behalf' } as const;
const SAID: Filled = { ...EMPTY, text: '已报送' };

let keys = 0;
const newKey = () => `key ${(keys += 1)}`;
const sending = (entry: Filled, common = COMMON) => sendingOf(REPORT, ROW, entry, common, newKey);

const refusal = (status: number) =>
  new HttpError(status, { status, code: 'x', detail: '现在不能办理' }, new Headers());

describe('a row that was sent', () => {
  it.each([
    ['was refused', refusal(409), { outcome: 'refused', says: '现在不能办理' }],
    ['came from somebody logged out', refusal(401), { outcome: 'untried', says: '现在不能办理' }],
    ['was one too many', refusal(429), { outcome: 'untried', says: '现在不能办理' }],
    ['was not confirmed', refusal(503), { outcome: 'open', says: null }],
    ['had no answer', new TypeError('Failed to fetch'), { outcome: 'open', says: null }],
    ['had no line', new NotSentError('no line'), { outcome: 'untried', says: null }],
  ])('%s', (_what, error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });

  it('goes again as it went while nobody has answered it, whatever is typed', () => {
    const sent = sending(SAID);
    const open = failed(SAID, sent, { outcome: 'open', says: null }, '没有得到答复');
    expect(open.isOpen).toBe(true);
    const touched = { ...open, text: '改过的话' };
    expect(sending(touched, { ...COMMON, text: '给大家的话' })).toEqual(sent);
    expect(lackOf(REPORT, ROW, { ...open, text: '' }, COMMON)).toBe(null);
    expect(isWanted(REPORT, { ...open, text: '' }, COMMON)).toBe(true);
  });

  it('stays open when it could not be sent again, and no longer once it is refused', () => {
    const sent = sending(SAID);
    const open = failed(SAID, sent, { outcome: 'open', says: null }, '没有得到答复');
    expect(failed(open, sent, { outcome: 'untried', says: null }, '没有送出').isOpen).toBe(true);
    expect(failed(SAID, sent, { outcome: 'untried', says: null }, '没有送出').isOpen).toBe(false);
    expect(failed(open, sent, { outcome: 'refused', says: '' }, '不能').isOpen).toBe(false);
  });

  it.each<[string, Partial<Filled>, Partial<Common>]>([
    ['its words', { text: '别的话' }, {}],
    ['its figure', { amount: 3 }, {}],
    ['how the office heard of it', {}, { source: 'paper' }],
    ['who told', {}, { informant: '王某' }],
  ])('is another act once it was refused and %s changed', (_what, own, common) => {
    const sent = sending(SAID);
    const refused = failed(SAID, sent, { outcome: 'refused', says: '' }, '不能');
    expect(sending(refused)).toEqual(sent);
    expect(sending({ ...refused, ...own }, { ...COMMON, ...common }).key).not.toBe(sent.key);
  });

  it('is another act when the words for all stand for its own, and they changed', () => {
    const common = { ...COMMON, text: '都已报送' };
    const sent = sending(EMPTY, common);
    const refused = failed(EMPTY, sent, { outcome: 'refused', says: '' }, '不能');
    expect(sending(refused, common)).toEqual(sent);
    expect(sending(refused, { ...common, text: '都报送了' }).key).not.toBe(sent.key);
  });
});

describe('a row on behalf', () => {
  const several = { ...ROW, units: [...ROW.units, { id: 8, name: '县财政局' }] };

  it('names the unit that it is entered for', () => {
    expect(sending(SAID).input.behalf).toEqual({ unitId: 7 });
    const chosen = { ...SAID, unitId: 8 };
    expect(sendingOf(REPORT, several, chosen, COMMON, newKey).input.behalf).toEqual({ unitId: 8 });
  });

  it('asks for the unit where there are several', () => {
    expect(lackOf(REPORT, several, SAID, COMMON)).toBe('mustUnit');
    expect(lackOf(REPORT, several, { ...SAID, unitId: 8 }, COMMON)).toBe(null);
    expect(lackOf(REPORT, ROW, SAID, COMMON)).toBe(null);
  });
});

it.each([
  ['enter', null, '', 'mustFigure'],
  ['enter', 2, '', null],
  ['report', 2, '', 'mustWords'],
  ['complete', null, '办好了', null],
  ['contribute', null, '', 'mustWords'],
] as const)('%s with %s and “%s” lacks %s', (kind, amount, text, lack) => {
  expect(lackOf({ kind, as: 'unit' }, ROW, { ...EMPTY, amount, text }, COMMON)).toBe(lack);
});
