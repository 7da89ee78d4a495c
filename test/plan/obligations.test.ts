import { expect, it } from 'vitest';
import { obligationsIn } from '../../plan/obligations.ts';
import { DETAILS } from '../../plan/vocabulary.ts';

it.each([
  ['组织企业考察，通过投资兴业，建立联结机制。', ['组织企业考察，通过投资兴业，建立联结机制']],
  ['促进就业，联合举办1期招聘会。', ['联合举办1期招聘会']],
  ['联合举办1期招聘会，做好就业人员台账。', ['联合举办1期招聘会', '做好就业人员台账']],
  [
    '甲县上半年选派3名老师、从秋季开始选派1名教师支教。',
    ['甲县上半年选派3名老师', '从秋季开始选派1名教师支教'],
  ],
  [
    '指定专人负责，做好业务台账，并于11月15日前将资料报县办公室。',
    ['指定专人负责，做好业务台账', '于11月15日前将资料报县办公室'],
  ],
  ['建立协作机制，每季度推送一次信息。', ['建立协作机制', '每季度推送一次信息']],
  ['安排资金60万元，6月30日前拨付到位。', ['安排资金60万元，6月30日前拨付到位']],
  ['定期开展走访，原则上每季度至少开展1次。', ['定期开展走访，原则上每季度至少开展1次']],
  ['开展1期培训，培训人次不少于50人。', ['开展1期培训，培训人次不少于50人']],
])('finds what %s asks for', (sentence, obligations) => {
  expect(obligationsIn(sentence).map(({ text }) => text)).toEqual(obligations);
});

it.each([
  '进一步提高思想认识，增强责任感。',
  '大力倡导志愿服务，营造良好氛围。',
  '坚持党的领导。',
  '2024年3月4日',
  '',
])('finds nothing to check in "%s"', (sentence) => {
  expect(obligationsIn(sentence)).toEqual([]);
});

it('cuts at its semicolons what is too long to be one obligation', () => {
  const member = `组织技术人员到乡村${'和农户家中'.repeat(8)}开展服务`;
  expect(obligationsIn(`${member}；${member}；${member}。`).map(({ text }) => text)).toEqual([
    member,
    member,
    member,
  ]);
  expect(obligationsIn(`${member}；${member}。`)).toHaveLength(1);
});

it('takes what leads in from its own side of a semicolon only', () => {
  const texts = obligationsIn('项目符合规定；结合实际，召开会议。').map(({ text }) => text);
  expect(texts).toEqual(['结合实际，召开会议']);
});

it('gives each obligation at its place in the sentence', () => {
  const sentence = '促进交流，举办2期培训，选派3名教师，做好统计台账。';
  for (const { text, start } of obligationsIn(sentence)) {
    expect(sentence.startsWith(text, start)).toBe(true);
  }
});

it.each(DETAILS)('takes %s for a detail of what stands before it', (example) => {
  const sentence = `举办职业技能培训班2期，${example}。`;
  expect(obligationsIn(sentence).map(({ text }) => text)).toEqual([sentence.slice(0, -1)]);
});
