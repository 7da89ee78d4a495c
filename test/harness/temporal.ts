import { TestWorkflowEnvironment } from '@temporalio/testing';
import { findProgram, programs } from '../../scripts/setup/binaries.mjs';

/** Starts the time-skipping test server; end it with `teardown()`. */
export function timeSkipping(): Promise<TestWorkflowEnvironment> {
  const executable = existing(programs.testServer);
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
}

/** Starts the dev server, in memory or on a `file` that outlives it; end it with `teardown()`. */
export function devServer({ file }: { file?: string } = {}): Promise<TestWorkflowEnvironment> {
  const executable = existing(programs.cli);
  const server = file === undefined ? { executable } : { executable, dbFilename: file };
  return TestWorkflowEnvironment.createLocal({ server });
}

function existing(program: typeof programs.cli): { type: 'existing-path'; path: string } {
  const path: string | null = findProgram(program);
  if (path === null) throw new Error(`${program.label} is not there yet: run npm test once`);
  return { type: 'existing-path', path };
}
