import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Command } from 'commander';
import { type PlanOverview, type SavedDraft, planOverview, saveDraft } from '../db/plans.ts';
import { readDocument } from '../documents/read.ts';
import { isConfidential, secrecyOf } from '../plan/confidential.ts';
import { RefusedError } from '../plan/errors.ts';
import { type OutlineBlock, outlineOf } from '../plan/outline.ts';
import { extractPlan } from '../plan/extract.ts';
import type { ExtractedPlan } from '../plan/extracted.ts';
import type { CliContext } from './context.ts';
import { readInput } from './files.ts';
import { overviewText } from './overview.ts';

type Options = { home: string; internal?: true; json?: true };
type Extraction = { extracted: ExtractedPlan; sourceText: string; outline?: OutlineBlock[] };
type Extract = (bytes: Uint8Array, source: string) => Promise<Extraction>;

/** `duban import FILE --home SIDE`: takes a document in as a draft plan. */
export function importCommand(context: CliContext, extract: Extract = readAndExtract): Command {
  return new Command('import')
    .description('导入方案文件，生成待审的任务草稿')
    .argument('<file>', '方案文件（.docx .doc .wps .pdf .xlsx .ofd .txt .md）')
    .option('--home <side>', '本方（由本机构督办的一方），全称或简称，例如 青禾县', '')
    .option('--internal', '确认：文件标有“内部资料”“工作秘密”或“不予公开”，可以在本系统办理')
    .option('--json', '以 JSON 输出')
    .action(async (file: string, options: Options) => {
      const bytes = await readInput(file);
      const extraction = await extract(bytes, basename(file));
      assertMayBeStored(extraction.sourceText, options.internal === true);
      const { db } = await context.db();
      const saved = await saveDraft(db, {
        ...extraction,
        bytesHash: createHash('sha256').update(bytes).digest('hex'),
        fileName: basename(file),
        home: options.home,
        now: context.clock.now(),
      });
      const overview = await planOverview(db, saved.planId);
      if (options.json) return context.json({ ...saved, overview });
      context.out(`${savedText(saved)}\n${overviewText(overview)}\n${nextSteps(overview)}`);
    });
}

/** What is not for everybody is taken in only when somebody says that it may be; what is secret never. */
function assertMayBeStored(sourceText: string, confirmed: boolean): void {
  if (confirmed || secrecyOf(sourceText) !== null || !isConfidential(sourceText)) return;
  throw new RefusedError(
    '文件标有“内部资料”“工作秘密”或“不予公开”等字样，还没有存入。确认可以在本系统办理的，加 --internal 再导入：' +
      '该方案不发短信、不发群，邮件不引用原文',
  );
}

async function readAndExtract(bytes: Uint8Array, source: string): Promise<Extraction> {
  const document = await readDocument(bytes, source);
  return {
    extracted: extractPlan(document),
    sourceText: document.text,
    outline: outlineOf(document),
  };
}

function savedText({ planId, existed, state }: SavedDraft): string {
  if (!existed) return `已导入为方案 ${planId}（草稿）`;
  return state === 'draft'
    ? `这份文件先前已导入为方案 ${planId}（草稿），未作改动`
    : `这份文件就是已经启动的方案 ${planId}，未作改动`;
}

function nextSteps({ id, state }: PlanOverview): string {
  if (state !== 'draft') return `查看进展：duban status ${id}`;
  return [
    '下一步：',
    '  duban units 通讯录.xlsx            登记单位和联系人（duban units --template 给出样表）',
    `  duban tasks ${id} --out tasks.xlsx    导出任务表，改好后用 --apply tasks.xlsx 收回`,
    `  duban names ${id}                     查看尚未对应通讯录的单位名称`,
    `  duban launch ${id}                    审定后启动`,
  ].join('\n');
}
