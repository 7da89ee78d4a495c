import { Command } from 'commander';
import { type Cursor, reconcileStep, type Reconciler } from '../client/reconcile.ts';
import { type Finding, FINDING_NAMES, OUTCOME_NAMES } from '../plan/reconcile.ts';
import type { CliContext } from './context.ts';

type Options = { dryRun?: true; json?: true };

export type Walk = { looked: number; findings: Finding[]; whole: boolean };

/** `duban reconcile`: compares every item with its workflow and mends what is apart. */
export function reconcileCommand(context: CliContext): Command {
  return new Command('reconcile')
    .description('逐项核对台账与流程，修复不一致之处（每小时自动进行一次）')
    .option('--dry-run', '只检查，不修复')
    .option('--json', '以 JSON 输出')
    .action(async ({ dryRun, json }: Options) => {
      const { db, client, shift } = await context.commander();
      const reconciler = { db, client, shift, mend: dryRun !== true };
      const { looked, findings } = await walk(reconciler, context.clock.now, () => true);
      if (findings.some(({ outcome }) => outcome !== 'mended')) process.exitCode = 1;
      if (json) return context.json({ looked, findings });
      context.out(reportText(looked, findings));
    });
}

/** Goes over everything that should run as long as `goOn` says so. */
export async function walk(
  reconciler: Reconciler,
  now: () => number,
  goOn: () => boolean,
): Promise<Walk> {
  const findings: Finding[] = [];
  let looked = 0;
  let cursor: Cursor | null = null;
  do {
    const step = await reconcileStep(reconciler, now(), cursor);
    findings.push(...step.findings);
    looked += step.looked;
    cursor = step.next;
  } while (cursor !== null && goOn());
  return { looked, findings, whole: cursor === null };
}

function reportText(looked: number, findings: Finding[]): string {
  const head = `核对 ${looked} 项，${findings.length === 0 ? '没有不一致' : `${findings.length} 处不一致`}`;
  return [head, ...findings.map(findingText)].join('\n');
}

function findingText({ id, kind, outcome, reason }: Finding): string {
  const why = reason === undefined ? '' : `（${reason}）`;
  return `  ${OUTCOME_NAMES[outcome]}${why} ${FINDING_NAMES[kind]}：${id}`;
}
