/** What may be apart between the ledger and the engine. */
export type FindingKind =
  | 'not-running'
  | 'behind'
  | 'ledger-behind'
  | 'overdue'
  | 'not-marked'
  | 'not-written'
  | 'stuck'
  | 'unanswered'
  | 'no-row'
  | 'has-ended'
  | 'series-not-running'
  | 'launch-not-running';

export type Outcome = 'mended' | 'found' | 'failed';

/** One thing that is apart, and what became of it; ids only. */
export type Finding = { id: string; kind: FindingKind; outcome: Outcome; reason?: string };

/** An occurrence as its row has it. */
export type RowView = { run: number; seq: number; ended: boolean; wake: number | null };

/** An occurrence as the engine has it. */
export type RunView = {
  status: 'running' | 'closed' | 'missing';
  /** What the workflow says of itself; null: it was not asked or did not answer. */
  says: { seq: number; written: number; ended: boolean } | null;
  /** How often the writes that are on their way were tried; empty: none is. */
  writes: number[];
  /** A write cannot succeed because another act stands under its number. */
  conflict: boolean;
  /** How often the workflow's code was tried in vain at its present place. */
  codeTries: number;
};

/** A write that was tried so often has failed for minutes: not the pause of a restart. */
const MANY_WRITES = 10;
const MANY_CODE_TRIES = 5;
/** A moment that is met later than this has been missed. */
const LATE = 3_600_000;

/** What is apart between a row that should run, or should have begun, and its workflow; null: nothing. */
export function faultOf(row: RowView, run: RunView, now: number): FindingKind | null {
  if (row.run === 0 && !row.ended) return unmarkedFault(run);
  if (run.status !== 'running') return row.ended ? null : 'not-running';
  if (run.codeTries >= MANY_CODE_TRIES) return 'stuck';
  const { says } = run;
  if (says !== null && isBehind(row, run.conflict, says)) return 'behind';
  if (cannotBeWritten(run)) return 'not-written';
  if (says === null) return null;
  if (says.written > row.seq) return 'ledger-behind';
  if (row.ended) return says.ended || run.writes.length > 0 ? null : 'has-ended';
  const late = row.wake !== null && row.wake < now - LATE;
  return late && says.seq === row.seq ? 'overdue' : null;
}

function unmarkedFault({ status }: RunView): FindingKind | null {
  if (status === 'running') return 'not-marked';
  return status === 'closed' ? 'not-running' : null; // what is missing its series or launch starts
}

function isBehind(
  row: RowView,
  conflict: boolean,
  says: { seq: number; written: number },
): boolean {
  return row.seq > says.seq || (conflict && row.seq > says.written);
}

/** True when a write has been tried so often that it will not succeed by itself. */
export function cannotBeWritten({ writes }: Pick<RunView, 'writes'>): boolean {
  return writes.some((tries) => tries >= MANY_WRITES);
}

/** True when what is apart is mended by itself or by nobody, and only told. */
export function isOnlyTold(kind: FindingKind): boolean {
  return TOLD.includes(kind);
}

const TOLD: readonly FindingKind[] = ['ledger-behind', 'not-written', 'stuck', 'unanswered'];

export const FINDING_NAMES: Record<FindingKind, string> = {
  'not-running': '应在运行的流程没有运行',
  behind: '流程落后于台账（引擎可能从备份恢复过）',
  'ledger-behind': '台账落后于流程（数据库可能从备份恢复过）',
  overdue: '过了一小时仍没有办理到点的事',
  'not-marked': '流程已经开始，台账没有标记',
  'not-written': '办理结果一直写不进数据库',
  stuck: '流程程序无法继续，可能与软件版本有关',
  unanswered: '流程没有应答，worker 可能没有运行',
  'no-row': '流程在台账中没有对应的事项',
  'has-ended': '事项已经结束，流程还在运行',
  'series-not-running': '按期启动各期事项的流程没有运行',
  'launch-not-running': '启动方案的流程没有运行',
};

export const OUTCOME_NAMES: Record<Outcome, string> = {
  mended: '已修复',
  found: '待处理',
  failed: '修复失败',
};
