import { Worker } from 'node:worker_threads';
import type { SourceDocument } from '../plan/document.ts';
import { DocumentError } from '../plan/errors.ts';

/** What the reading thread is given, and what it answers. */
export type Question = { bytes: Uint8Array; source: string };
export type Answer = { document: SourceDocument } | { where: string; message: string };

/** How long a file may take to read, and how much memory its reader may fill. */
export type ReadingLimits = { seconds: number; megabytes: number };

const SIMPLER = '请只保留方案正文和附件清单的文字，去掉图片和多余的表格，另存后再试';
const BROKEN = '文件已损坏或不规范，不能读取。请用原软件打开后另存一份再试';

/**
 * The document that a file's bytes hold, read in a thread of its own: a file that is made to be
 * endless neither holds up nor fills the process. The caller's bytes stay untouched.
 */
export async function readInThread(
  bytes: Uint8Array,
  source: string,
  limits: ReadingLimits,
): Promise<SourceDocument> {
  const copy = new Uint8Array(bytes);
  const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
    workerData: { bytes: copy, source } satisfies Question,
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    execArgv: [],
  });
  try {
    const answer = await answerOf(worker, source, limits);
    if ('document' in answer) return answer.document;
    throw new DocumentError(answer.where, answer.message);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, source: string, limits: ReadingLimits): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const late = `文件太复杂，读了 ${limits.seconds} 秒仍未读完。${SIMPLER}`;
  const timer = setTimeout(() => reject(new DocumentError(source, late)), limits.seconds * 1000);
  worker.on('message', resolve);
  worker.on('error', (cause) => reject(new DocumentError(source, reasonOf(cause), { cause })));
  worker.on('exit', () => reject(new DocumentError(source, BROKEN)));
  return promise.finally(() => clearTimeout(timer));
}

function reasonOf(cause: unknown): string {
  const isFull =
    cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isFull ? `文件内容过大，读取时内存不足。${SIMPLER}` : BROKEN;
}
