import { Worker } from 'node:worker_threads';
import type { SourceDocument } from '../plan/document.ts';
import { DocumentError } from '../plan/errors.ts';
import type { ExtractedPlan } from '../plan/extracted.ts';

/** What the reading thread is given: `finds`: the plan in the document as well. */
export type Question = { bytes: Uint8Array; source: string; finds: boolean };

/** What a file holds, and the plan in it where that was asked for. */
export type Reading = { document: SourceDocument; extracted?: ExtractedPlan };

/** What the thread says: that the document is read, and in the end what it holds or why not. */
export type Answer = { isRead: true } | Reading | { where: string; message: string };

/** How long a file may take to read, and how much memory its reader may fill. */
export type ReadingLimits = { seconds: number; megabytes: number };

const SIMPLER = '请只保留方案正文和附件清单的文字，去掉图片和多余的表格，另存后再试';
const BROKEN = '文件已损坏或不规范，不能读取。请用原软件打开后另存一份再试';

/**
 * The document that a file's bytes hold, read in a thread of its own: a file that is made to be
 * endless neither holds up nor fills the process. The caller's bytes stay untouched. With `whenRead`
 * the plan in it is found there too.
 */
export async function readInThread(
  bytes: Uint8Array,
  source: string,
  limits: ReadingLimits,
  whenRead?: () => void,
): Promise<Reading> {
  const copy = new Uint8Array(bytes);
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: { bytes: copy, source, finds: whenRead !== undefined } satisfies Question,
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    execArgv: [],
  });
  try {
    const answer = await answerOf(worker, source, limits, whenRead);
    if ('document' in answer) return answer;
    throw new DocumentError(answer.where, answer.message);
  } finally {
    await worker.terminate();
  }
}

type Last = Exclude<Answer, { isRead: true }>;

function answerOf(
  worker: Worker,
  source: string,
  limits: ReadingLimits,
  whenRead: (() => void) | undefined,
): Promise<Last> {
  const { promise, resolve, reject } = Promise.withResolvers<Last>();
  const late = `文件太复杂，读了 ${limits.seconds} 秒仍未读完。${SIMPLER}`;
  const timer = setTimeout(() => reject(new DocumentError(source, late)), limits.seconds * 1000);
  worker.on('message', (answer: Answer) => {
    if ('isRead' in answer) whenRead?.();
    else resolve(answer);
  });
  worker.on('error', (cause) => reject(new DocumentError(source, reasonOf(cause), { cause })));
  worker.on('exit', () => reject(new DocumentError(source, BROKEN)));
  return promise.finally(() => clearTimeout(timer));
}

function reasonOf(cause: unknown): string {
  const isFull =
    cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isFull ? `文件内容过大，读取时内存不足。${SIMPLER}` : BROKEN;
}
