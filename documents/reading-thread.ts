// The worker thread in which one file is read: it answers with the document or the reason why not.
import { parentPort, workerData } from 'node:worker_threads';
import { DocumentError } from '../plan/errors.ts';
import { extractPlan } from '../plan/extract.ts';
import { documentOf } from './readers.ts';
import type { Answer, Question } from './thread.ts';

const { bytes, source, finds }: Question = workerData;
// eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(await answer());

async function answer(): Promise<Answer> {
  try {
    const document = await documentOf(bytes, source);
    if (!finds) return { document };
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
    parentPort?.postMessage({ isRead: true } satisfies Answer);
    return { document, extracted: extractPlan(document) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    // a class does not cross between threads
    return { where: error.where, message: error.message.slice(error.where.length + 1) };
  }
}
