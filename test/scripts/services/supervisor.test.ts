import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, until } from '../../../scripts/services/process.ts';
import { startService } from '../../../scripts/services/service.ts';
import type { Service } from '../../../scripts/services/service.ts';
import { superviseParts } from '../../../scripts/services/supervisor.ts';
import { useDataFolder } from './data-folder.ts';

const state = useDataFolder();

const start = async (program: string, ...args: string[]) =>
  startService(program, args, { logFile: join(state.dataDir, 'part.log') });

describe('a supervised part', () => {
  it('is started again when it is killed, and stopped last when it came first', async () => {
    const started: Service[] = [];
    const stopped: string[] = [];
    const supervisor = superviseParts(state.say, () => {});
    const part = (name: string) => ({
      name,
      start: async () => {
        const service = await start('sleep', '60');
        started.push(service);
        return { ...service, stop: () => service.stop().then(() => void stopped.push(name)) };
      },
    });
    await supervisor.add(part('first'));
    await supervisor.add(part('second'));
    process.kill(started[0]?.pid ?? 0, 'SIGKILL');
    expect(await until(() => started.length === 3, 5000)).toBe(true);
    await supervisor.stop();
    expect(stopped).toEqual(['second', 'first']);
    expect(started.map(({ pid }) => commandLine(pid))).toEqual([null, null, null]);
    expect(state.said).toEqual(['first 意外结束（信号 SIGKILL），重新启动']);
  });

  it('is given up when it ends six times in a minute', async () => {
    const reason = new Promise<string>((resolve) => {
      const supervisor = superviseParts(state.say, resolve);
      void supervisor.add({ name: 'worker', start: () => start('false') });
    });
    expect(await reason).toBe('worker 一分钟内 6 次意外结束（退出码 1）');
  });
});

it('a part ends when its parent is killed', async () => {
  const services = join(import.meta.dirname, '../../../scripts/services');
  const script = `
    import { startNode } from '${services}/service.ts';
    const part = startNode(['-e', 'setInterval(() => {}, 1000)'], { logFile: '${state.dataDir}/part.log' });
    setTimeout(() => { console.log(part.pid); process.kill(process.pid, 'SIGKILL'); }, 500);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  const pid = Number(stdout.toString());
  expect(pid).toBeGreaterThan(1);
  expect(await until(() => commandLine(pid) === null, 5000)).toBe(true);
});
