import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The PDF that Chromium prints of a page of HTML. */
export function print(program: string, html: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'duban-print-'));
  try {
    writeFileSync(join(folder, 'page.html'), `<!doctype html><meta charset="utf-8">${html}`);
    execFileSync(
      program,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        `--user-data-dir=${join(folder, 'profile')}`,
        `--print-to-pdf=${join(folder, 'page.pdf')}`,
        '--no-pdf-header-footer',
        join(folder, 'page.html'),
      ],
      { stdio: 'ignore', timeout: 60_000 },
    );
    return new Uint8Array(readFileSync(join(folder, 'page.pdf')));
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 5 });
  }
}
