import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/services/ports.ts';
import { commandLine } from '../../../scripts/services/process.ts';
import { startTemporal } from '../../../scripts/services/temporal.ts';
import { findProgram, programs } from '../../../scripts/setup/binaries.mjs';
import { useDataFolder } from './data-folder.ts';

const state = useDataFolder();

process.env['TEMPORAL_CLI'] ??= findProgram(programs.cli) ?? '';

describe('Temporal', () => {
  it('ends the server that a killed start left behind', async () => {
    const [port, uiPort] = [await freePort(26_000), await freePort(27_000)];
    const options = { dataDir: state.dataDir, port, uiPort, mayMove: true, say: state.say };
    const orphan = await startTemporal(options);
    const next = await startTemporal(options);
    expect(commandLine(orphan.pid)).toBeNull();
    expect(next).toMatchObject({ port, uiPort });
    await next.stop();
  });

  it('leaves a process alone that merely got the id of the one before', async () => {
    const stranger = spawn('sleep', ['60']);
    writeFileSync(join(state.dataDir, 'temporal.pid'), String(stranger.pid));
    const ports = { port: await freePort(26_000), uiPort: await freePort(27_000) };
    const service = await startTemporal({ dataDir: state.dataDir, ...ports });
    await service.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });
});
