import type { ExtractedPlan, ExtractedTask } from '../../plan/extracted.ts';

/** An extracted task of an invented plan; `fields` overrides what a test is about. */
export function extractedTask(fields: Partial<ExtractedTask> = {}): ExtractedTask {
  return {
    id: 't01',
    quote: '青禾县教育局会同县财政局全年举办教师培训不少于2次，11月底前完成',
    title: '举办教师培训',
    section: '二、重点任务',
    place: { line: 3, start: 0, end: 30 },
    number: null,
    lead: ['青禾县教育局'],
    support: ['县财政局'],
    actor: null,
    force: 'firm',
    distribution: 'joint',
    tracking: 'deadline',
    deadline: { text: '11月底前', kind: 'once', due: ['2024-11-30'] },
    count: { op: '>=', value: 2, unit: '次', per: 'year' },
    otherCounts: [],
    milestones: [],
    evidence: [],
    delivery: null,
    reporting: null,
    candidates: [],
    alsoInBody: null,
    bodyPlace: null,
    reading: null,
    issues: [],
    ...fields,
  };
}

/** An invented plan of two sides with three tasks. */
export function extractedPlan(fields: Partial<ExtractedPlan> = {}): ExtractedPlan {
  return {
    source: '方案.docx',
    title: '青禾县云岭县2024年协作工作方案',
    documentNumber: '青协办〔2024〕3号',
    issued: '2024-03-01',
    periods: [2024, 2025],
    range: null,
    sides: [
      { name: '青禾县', short: '青禾' },
      { name: '云岭县', short: '云岭' },
    ],
    overallEnd: null,
    recipientOffice: null,
    funds: [],
    fundsTotal: null,
    fundsRelations: [],
    tasks: [extractedTask(), monthlyReport(), teachersSent()],
    aliases: [],
    collectives: [],
    conflicts: [],
    issues: [],
    clauses: [],
    coverage: { clauses: 4, tasks: 3, rules: 0, parts: 0, dismissed: 1 },
    ...fields,
  };
}

function monthlyReport(): ExtractedTask {
  return extractedTask({
    id: 't02',
    quote: '各乡镇、云岭县教育局每月1日前报送进展情况',
    title: '报送进展情况',
    place: { line: 4, start: 31, end: 52 },
    lead: ['各乡镇', '云岭县教育局'],
    support: [],
    deadline: { text: '每月1日前', kind: 'recurring', due: ['2024-11-01', '2024-12-01'] },
    count: null,
  });
}

function teachersSent(): ExtractedTask {
  return extractedTask({
    id: 't03',
    quote: '适时选派优秀教师到云岭县支教',
    title: '选派支教教师',
    place: { line: 5, start: 53, end: 67 },
    lead: [],
    support: [],
    tracking: 'return',
    deadline: { text: '适时', kind: 'none', due: [] },
    count: null,
    issues: [{ where: '二、3', line: 5, expected: '责任单位', found: '没有写明' }],
  });
}
