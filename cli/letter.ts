import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { type FileStore, folderStore } from '../db/files.ts';
import { keepLetter, letterFacts, letterOfMonth, liaisonSide } from '../db/liaison.ts';
import type { Database } from '../db/connect.ts';
import { officialDocx } from '../documents/official-docx.ts';
import { beijingDate } from '../plan/date.ts';
import { liaisonLetter } from '../plan/letter.ts';
import type { CliContext } from './context.ts';
import { planNumber, writeOutput } from './files.ts';

type Options = { side?: string; out?: string; again?: true; force?: true; json?: true };
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** `duban letter PLAN`: the month's letter to the other side, as a Word document to print. */
export function letterCommand(context: CliContext): Command {
  return new Command('letter')
    .description('商请函：把需要对方协调、确认的事项汇成一函（每月一份，文号和印章留空）')
    .argument('<plan>', '方案编号', planNumber)
    .option('--side <一方>', '发给哪一方（有几方时）')
    .option('--out <文件>', '存成哪个文件（默认 商请函-年-月.docx）')
    .option('--again', '本月已有一份时重新汇集')
    .option('--force', '文件已存在时覆盖')
    .option('--json', '以 JSON 输出其中的事项')
    .action(async (planId: number, options: Options) => {
      const { db } = await context.db();
      const now = context.clock.now();
      const today = beijingDate(now);
      const month = today.slice(0, 7);
      const side = await liaisonSide(db, planId, options.side);
      const facts = await letterFacts(db, planId, side, today);
      if (options.json) return context.json(facts);
      const store = folderStore(join(context.config.dataDir, 'files'));
      const kept = options.again ? null : await letterOfMonth(db, planId, side.id, month);
      if (kept === null && facts.items.length === 0) {
        return context.out(`${side.name}目前没有需要协调或确认的事项，不需发函`);
      }
      const bytes =
        kept === null
          ? await make(db, store, { planId, sideId: side.id, month, at: now }, facts)
          : kept.text === null
            ? await buffer(await store.get(kept.file.sha256))
            : await officialDocx(kept.text);
      const path = options.out ?? `商请函-${month}.docx`;
      await writeOutput(path, bytes, options.force);
      const count = kept?.occurrenceIds.length ?? facts.items.length;
      const how = kept === null ? '已汇集' : '本月已有一份，原样取出（--again 重新汇集）；其中';
      context.out(`${how} ${count} 项，存为 ${path}；对方答复后用 duban task 代填并写明来源`);
    });
}

async function make(
  db: Database,
  store: FileStore,
  of: { planId: number; sideId: number; month: string; at: number },
  facts: Awaited<ReturnType<typeof letterFacts>>,
): Promise<Uint8Array> {
  const text = liaisonLetter(facts);
  const bytes = await officialDocx(text);
  const { sha256, size } = await store.put(Readable.from([bytes]));
  const name = `商请函-${of.month}.docx`;
  const file = { id: randomUUID(), sha256, size, name, mediaType: DOCX, at: of.at };
  await keepLetter(db, { ...of, text, occurrenceIds: facts.occurrenceIds }, file);
  return bytes;
}
