import { readFile, writeFile } from 'node:fs/promises';
import { DocumentError } from '../plan/errors.ts';
import { wholeNumber } from './options.ts';

const REASONS: Record<string, string> = {
  ENOENT: '没有找到这个文件，请检查路径和文件名',
  EISDIR: '这是文件夹，请写明其中的文件',
  EACCES: '没有读写这个文件的权限',
  EEXIST: '文件已经存在；为免盖掉其中的修改，请换一个文件名，或加 --force 覆盖',
};

/** The bytes of a file. @throws DocumentError that says why it cannot be read */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Writes a file that is not there yet, or any with `force`. @throws DocumentError */
export async function writeOutput(path: string, bytes: Uint8Array, force = false): Promise<void> {
  try {
    await writeFile(path, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    throw fileError(path, error);
  }
}

/** The number of a plan as given on the command line. */
export const planNumber = wholeNumber('方案编号（一个数），用 duban status 查看');

function fileError(path: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code in REASONS ? new DocumentError(path, REASONS[code] ?? '', { cause }) : cause;
}
