// Reads changed copies of a PDF in a thread of its own, as the product does; a fault ends it.
import { workerData } from 'node:worker_threads';
import * as fc from 'fast-check';
import { readPdf } from '../../../documents/pdf.ts';
import { DocumentError } from '../../../plan/errors.ts';

const whole = new Uint8Array(workerData);
const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
const changes = fc.array(change, { minLength: 1, maxLength: 20 });
const cut = fc.option(fc.nat(whole.length), { nil: whole.length, freq: 3 });

await fc.assert(
  fc.asyncProperty(changes, cut, async (changed, end) => {
    const bytes = whole.slice();
    for (const { at, to } of changed) bytes[at] = to;
    await readPdf(bytes.slice(0, end), '计划.pdf').catch((error: unknown) => {
      if (!(error instanceof DocumentError)) throw error;
    });
  }),
  { numRuns: 150 },
);
