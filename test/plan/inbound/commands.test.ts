import { describe, expect, it } from 'vitest';
import { commandsIn, type MailTask, type Reading } from '../../../plan/inbound/commands.ts';

const TODAY = '2026-11-02';
const task = (number: string, title = '', isReturn = false): MailTask => ({
  occurrenceId: `o${number}`,
  number,
  title,
  isReturn,
});
const ONE = [task('2.1', '选派教师帮扶')];
const THREE = [task('2.1', '选派教师帮扶'), task('3.2', '产销对接活动'), task('2.10', '培训')];

/** In short: "2.1 complete; 3.2 request-extension→2026-12-15". */
function short(reading: Reading): string {
  if ('unread' in reading) return 'unread';
  return reading.commands
    .map(({ kind, occurrenceId, until }) =>
      [occurrenceId?.slice(1) ?? '*', kind, until].filter(Boolean).join(' '),
    )
    .join('; ');
}

describe('an answer to a mail with one task', () => {
  it.each([
    ['已完成', '2.1 complete'],
    ['已完成。', '2.1 complete'],
    ['已经完成了！', '2.1 complete'],
    ['已办结', '2.1 complete'],
    ['办结', '2.1 complete'],
    ['已按时完成，材料见附件。', '2.1 complete'],
    ['该项工作已完成', '2.1 complete'],
    ['周主任您好：\n已完成，佐证材料附后。\n县教育局 王敏', '2.1 complete'],
    ['您好！\n\n已完成', '2.1 complete'],
    ['2.1 已完成', '2.1 complete'],
    ['2.1选派教师帮扶：已完成', '2.1 complete'],
    ['２．１　已完成', '2.1 complete'],
    ['签收', '* acknowledge'],
    ['已签收', '* acknowledge'],
    ['收到', '* acknowledge'],
    ['收到，谢谢！', '* acknowledge'],
    ['收到。', '* acknowledge'],
    ['我局已收到并签收', '* acknowledge'],
    ['签收全部任务', '* acknowledge'],
    ['进展：已召开动员会，下周开班。', '2.1 report'],
    ['工作进展：完成80%，但还差一次', '2.1 report'],
    ['目前进展情况如下\n已举办1期', '2.1 report'],
    ['进展情况：未完成', '2.1 report'],
    ['申请延期至12月15日：场地未落实', '2.1 request-extension 2026-12-15'],
    ['申请延期至12月15日，因场地未落实。', '2.1 request-extension 2026-12-15'],
    ['申请延期到2027年1月10日', '2.1 request-extension 2027-01-10'],
    ['申请延期至12月底前，理由：经费未到位', '2.1 request-extension 2026-12-31'],
    ['我局申请将完成时限推迟至12月20日（设备未到货）', '2.1 request-extension 2026-12-20'],
    ['延期至2026-12-15 理由：审批中', '2.1 request-extension 2026-12-15'],
    ['无变化', '2.1 no-change'],
    ['本月无变化。', '2.1 no-change'],
    ['零报告', '2.1 no-change'],
  ])('%s', (words, expected) => {
    expect(short(commandsIn(words, ONE, TODAY))).toBe(expected);
  });
});

describe('what may mean two things is no command', () => {
  it.each([
    '',
    '   \n ',
    '您好',
    '未完成',
    '尚未完成',
    '还没完成',
    '没有完成',
    '已完成一半',
    '已完成80%',
    '已完成2次',
    '已完成了吗？',
    '已完成？',
    '请问怎样算已完成',
    '基本完成',
    '已完成，但验收还没做',
    '已完成\n不过有一所学校还差1名教师',
    '已完成，除王庄村外',
    '预计下周已完成',
    '等已完成后再报',
    '请把已完成的材料发我',
    '不是我局职责，已完成不了',
    '收到，但不属于我单位职责',
    '收到，请问附件在哪里？',
    '签收不了，链接打不开',
    '我局没有签收',
    '退回',
    '好的',
    'OK',
    '谢谢',
    '马上办',
    '知道了',
    '延期',
    '申请延期',
    '申请延期至下周五',
    '申请延期至本月底左右',
    '申请延期至11月1日',
    '能否申请延期至12月15日',
    '申请延期至12月15日可以吗？',
    '进展怎么报？',
    '进展：请问表格在哪里下载？',
    '已完成已完成的',
    '完成情况见附件',
    '办结率100%',
    '收到一份申请',
    '9.9 已完成',
    '第9.9项已完成',
  ])('%s', (words) => {
    expect(short(commandsIn(words, ONE, TODAY))).toBe('unread');
  });
});

describe('an answer to a mail with several tasks', () => {
  it.each([
    [
      '2.1 已完成；3.2 申请延期至12月15日：场地未落实',
      '2.1 complete; 3.2 request-extension 2026-12-15',
    ],
    ['2.1 已完成\n3.2 进展：已签协议\n2.10 已办结', '2.1 complete; 3.2 report; 2.10 complete'],
    ['2.10 已完成', '2.10 complete'],
    ['2.1、已完成；3.2、已完成', '2.1 complete; 3.2 complete'],
    ['第2.1项：已完成', '2.1 complete'],
    ['2.1：已完成。已选派3名；其中1名挂职；\n3.2：进展：还差1次', '2.1 complete; 3.2 report'],
    ['3.2 产销对接活动 已完成', '3.2 complete'],
    ['签收', '* acknowledge'],
    ['签收\n2.1 已完成', '* acknowledge; 2.1 complete'],
    ['2.1 签收', '2.1 acknowledge'],
  ])('%s', (words, expected) => {
    expect(short(commandsIn(words, THREE, TODAY))).toBe(expected);
  });

  it.each([
    ['已完成', '有 3 项任务，没有写明是哪一项'],
    ['全部已完成', '不是能识别的'],
    ['2.1 已完成；2.1 已完成', '写了两遍'],
    ['2.1 已完成；3.2 还没完成', '保留'],
    ['2.1 已完成；4.4 已完成', '编号 4.4 不在'],
    ['申请延期至12月15日：下雨', '没有写明'],
    ['第一项已完成', '不是能识别的'],
    ['2.2 已完成', '编号 2.2 不在'],
  ])('%s: %s', (words, why) => {
    const reading = commandsIn(words, THREE, TODAY);
    expect('unread' in reading ? reading.unread : 'read').toContain(why);
  });

  it('with the same number twice is read by nobody', () => {
    const twice = [task('2.1'), { ...task('2.1'), occurrenceId: 'other' }];
    expect(commandsIn('2.1 已完成', twice, TODAY)).toEqual({ unread: '编号 2.1 在邮件里有 2 项' });
  });

  it('keeps with each command what was said of it', () => {
    const words = '2.1 已完成，选派3人。\n名单见附件\n\n3.2 申请延期至12月15日：场地未落实';
    const reading = commandsIn(words, THREE, TODAY);
    expect('commands' in reading ? reading.commands.map(({ text }) => text) : []).toEqual([
      '已完成，选派3人。\n名单见附件',
      '场地未落实',
    ]);
  });
});

it.each([
  ['申请延期至12月15日：场地未落实', '场地未落实'],
  ['申请延期至12月15日，理由：场地未落实。\n请批准', '场地未落实。\n请批准'],
  ['申请延期至12月15日，因场地未落实', '因场地未落实'],
  ['申请延期至12月15日（设备未到货）', '设备未到货'],
  ['申请延期至12月15日\n原因是场地未落实', '场地未落实'],
  ['申请延期至12月15日', ''],
])('the reason in %s is %s', (words, reason) => {
  const reading = commandsIn(words, ONE, TODAY);
  expect('commands' in reading ? reading.commands[0]?.text : reading).toBe(reason);
});

it.each([
  ['三（二）', '三（二）已完成', '三（二） complete'],
  ['三（二）', '三(二) 已完成', '三（二） complete'],
  ['一', '一、已完成', '一 complete'],
  ['t3', 't3 已完成', 't3 complete'],
  ['1', '1次培训已举办，已完成', 'unread'],
  ['1', '1已完成', '1 complete'],
])('the number %s is known in %s', (number, words, expected) => {
  expect(short(commandsIn(words, [task(number), task('9.8')], TODAY))).toBe(expected);
});

it('is never thrown off by what somebody writes', () => {
  for (const words of [
    '；；；',
    '2.1',
    '2.1；',
    '：',
    '申请延期至',
    '(',
    '*'.repeat(5000),
    '\u0000',
  ]) {
    expect(short(commandsIn(words, THREE, TODAY))).toBe('unread');
  }
});

it.each([' ', '1', '1.', '；', '已完成', '申请延期至', '您好', '进展：', '2.1 ', '\n', '12月'])(
  'reads a mail full of %j in a moment',
  (piece) => {
    const started = performance.now();
    commandsIn(piece.repeat(20_000 / piece.length), THREE, TODAY);
    commandsIn(`2.1 ${piece.repeat(20_000 / piece.length)}`, THREE, TODAY);
    expect(performance.now() - started).toBeLessThan(2000);
  },
);

it.each(['9.9 已完成', '第9.9项：已完成', '9.9. 已完成', '9.9.1、已完成'])(
  'knows %s for one of another mail',
  (words) => {
    expect(commandsIn(words, THREE, TODAY)).toMatchObject({
      unread: expect.stringContaining('9.9'),
    });
  },
);
