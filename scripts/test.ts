// `npm test [-- FILTER]`: the static checks and every test; the last line counts both.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

type Counts = { passed: number; failed: number; skipped: number };

// Tests bring their own services; they must never meet those that this machine is set up for.
const unwanted =
  /^(DATABASE_URL|TEMPORAL_(ADDRESS|NAMESPACE|PORT|UI_PORT)|SMTP_|MAIL|PUBLIC_URL|PORT$|HOST$|DATA_DIR|POSTGRES_PORT|LAUNCH_RATE|DUBAN_(SECRET|SHIFT|EMBEDDED|PARENT))/;

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'duban-test-'));

const checks = runChecks();
const tests = await runTests(process.argv.slice(2));
rmSync(folder, { recursive: true });
const failures = checks.failed + tests.failed;
const skipped = tests.skipped === 0 ? '' : `, ${tests.skipped} skipped`;
console.log(`${checks.passed + tests.passed} passed, ${failures} failed${skipped}`);
process.exit(failures === 0 ? 0 : 1);

async function runTests(filters: string[]): Promise<Counts> {
  const output = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
  const code = await run(['run', ...reporters, ...filters]);
  try {
    return count(JSON.parse(readFileSync(output, 'utf8')), code);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // vitest ended before it could report
  }
}

function run(args: string[]): Promise<number> {
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !unwanted.test(name)),
  );
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

/** A file that cannot be loaded, or an error outside of every test, counts as one failed test. */
function count(report: Report, code: number): Counts {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests,
  };
}
