// `node sdk-download.mjs COMMAND TARGET`: starts a server by the SDK, which downloads the program into
// a folder of ours, and keeps that program at TARGET.
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [command, target] = process.argv.slice(2);
const downloadDir = mkdtempSync(join(dirname(target), 'sdk-'));
try {
  const server = { executable: { type: 'cached-download', downloadDir } };
  const environment =
    command === 'temporal'
      ? await TestWorkflowEnvironment.createLocal({ server })
      : await TestWorkflowEnvironment.createTimeSkipping({ server });
  await environment.teardown();
  renameSync(join(downloadDir, readdirSync(downloadDir)[0]), target);
} catch (error) {
  console.error(String(error.message).replaceAll('\n', ' '));
  process.exitCode = 1;
} finally {
  rmSync(downloadDir, { recursive: true, force: true });
}
