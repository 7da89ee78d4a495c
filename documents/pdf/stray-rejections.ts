import { setImmediate } from 'node:timers/promises';

/**
 * What `work` gives. Of a broken file pdf.js fetches pages ahead that nobody waits for; their failure
 * would end the whole process.
 */
export async function withoutStrayRejections<Result>(work: () => Promise<Result>): Promise<Result> {
  process.on('unhandledRejection', letPass);
  try {
    return await work();
  } finally {
    await setImmediate(); // a rejection is told of only when all that is due has run
    process.off('unhandledRejection', letPass);
  }
}

function letPass(reason: unknown): void {
  if (!(reason instanceof Error && reason.stack?.includes('pdfjs-dist') === true)) throw reason;
}
