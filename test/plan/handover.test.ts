import { expect, it } from 'vitest';
import { handoverSections, type HandoverTask } from '../../plan/handover.ts';

const TASK: HandoverTask = {
  number: '2.1',
  title: '互访',
  reportingPeriod: null,
  owner: '',
  due: '11月30日（周六），还有 29 天',
  state: '已签收',
  promisedOn: null,
  extensionUntil: null,
  last: null,
};

it('says what is open, promised, asked for and said last, and who held the post', () => {
  const sections = handoverSections({
    answering: [
      {
        ...TASK,
        reportingPeriod: '10月份',
        owner: '柳溪村',
        promisedOn: '2024-12-10',
        extensionUntil: '2024-12-15',
        last: { on: '2024-10-20', what: '报进展', text: '已到校\n三人' },
      },
    ],
    takingPart: [{ ...TASK, last: { on: '2024-10-20', what: '填报 2', text: '' } }],
    later: 3,
    predecessors: [{ name: '李强', from: '2024-03-01', to: '2024-11-01' }],
  });
  expect(sections).toEqual([
    {
      title: '未办结的事项',
      items: [
        {
          head: '2.1 互访（10月份）',
          details: [
            '责任单位：柳溪村',
            '时限：11月30日（周六），还有 29 天；已签收',
            '已告知办公室预计2024年12月10日（周二）完成',
            '已申请延至2024年12月15日（周日），等待答复',
            '2024年10月20日（周日）报进展：已到校 三人',
          ],
          quote: null,
        },
        { head: '另有以后各期 3 项，到期前会提醒', details: [], quote: null },
      ],
    },
    {
      title: '配合的事项',
      items: [
        {
          head: '2.1 互访',
          details: ['时限：11月30日（周六），还有 29 天；已签收', '2024年10月20日（周日）填报 2'],
          quote: null,
        },
      ],
    },
    {
      title: '以前由谁负责',
      items: [
        { head: '李强（2024年3月1日（周五）至2024年11月1日（周五））', details: [], quote: null },
      ],
    },
  ]);
});

it('cuts long words short, and leaves out what there is none of', () => {
  const last = { on: '2024-10-20', what: '报进展', text: '很长'.repeat(200) };
  const [section, ...more] = handoverSections({
    answering: [{ ...TASK, last }],
    takingPart: [],
    later: 0,
    predecessors: [],
  });
  expect(more).toEqual([]);
  expect(section?.items[0]?.details.at(-1)).toHaveLength(
    '2024年10月20日（周日）报进展：'.length + 122,
  );
});
