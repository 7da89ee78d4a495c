// node bench/extract.ts: does reading a plan take time in proportion to its length? Prints the time of
// documents 4 and 16 times as long as the first, and what a 200,000-character one needs.
import { blocksOf } from '../documents/blocks.ts';
import { extractPlan } from '../plan/extract.ts';

const SUBJECTS = ['县教育局', '县人社局', '县农业农村局', '各乡镇', '县商务局、县财政局'];
const DUTIES = [
  '每季度组织{n}次技术培训，培训不少于{n}0人次',
  '{m}月底前完成第{n}批项目的验收工作，并将情况报县乡村振兴局',
  '选派{n}名干部到对口县挂职，任期一年',
  '要认真学习有关文件精神，切实提高思想认识，加强组织领导，形成工作合力',
  '安排财政资金{n}0万元，{m}月15日前拨付到位，重点用于第{n}个示范村建设',
  '两地联合举办第{n}届消费帮扶展销活动（责任单位：两地商务局、县供销社；完成时限：{m}月）',
];
const FIRST_LENGTH = 12_500;

/** A plan of about so many characters: headings, paragraphs and an annex table, no two lines alike. */
function planOf(length: number): string {
  const lines = ['青禾县对口协作云岭县2024年工作方案', '一、重点任务'];
  const rows = ['附件', '2024年任务清单', '序号\t具体事项\t完成时限\t责任单位'];
  let size = lines.join('\n').length + rows.join('\n').length;
  for (let n = 1; size < length; n++) {
    const subject = SUBJECTS[n % SUBJECTS.length] ?? '';
    const text = (DUTIES[n % DUTIES.length] ?? '')
      .replaceAll('{n}', String(n))
      .replaceAll('{m}', String((n % 12) + 1));
    const added = [`${subject}${text}。为做好第${n}项工作，要强化措施、压实责任，确保取得实效。`];
    if (n % 20 === 0) added.unshift(`（${n}）第${n}项工作`);
    if (n % 4 === 0)
      rows.push(`${n}\t组织第${n}期现场交流活动${n}次。\t${(n % 12) + 1}月\t${subject}`);
    lines.push(...added);
    size += added.join('\n').length + (n % 4 === 0 ? 40 : 0);
  }
  return [...lines, ...rows].join('\n');
}

/** The shortest of several runs, in milliseconds: the machine's other work only adds. */
function time(text: string): { ms: number; tasks: number } {
  let [ms, tasks] = [Number.POSITIVE_INFINITY, 0];
  for (let run = 0; run < 3; run++) {
    const begun = performance.now();
    tasks = extractPlan({ source: 'plan', text, blocks: blocksOf(text) }).tasks.length;
    ms = Math.min(ms, performance.now() - begun);
  }
  return { ms, tasks };
}

for (let run = 0; run < 3; run++) time(planOf(FIRST_LENGTH)); // compiles the code
let first = 0;
for (const times of [1, 4, 16]) {
  const text = planOf(FIRST_LENGTH * times);
  const { ms, tasks } = time(text);
  first ||= ms;
  const ratio = (ms / first).toFixed(1);
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(
    `${String(times).padStart(2)}×  ${text.length} characters  ${tasks} tasks  ` +
      `${ms.toFixed(0)} ms  ${ratio}× the time  ${memory} MB in all`,
  );
}
