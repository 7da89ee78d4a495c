import type { FastifyRequest } from 'fastify';
import { readSheets } from '../../documents/sheet.ts';
import { DocumentError, InputError } from '../../plan/errors.ts';
import type { Sheet } from '../../plan/sheet.ts';

const LARGEST = 5 * 1024 * 1024;

/** The tables in the one file of a form, a workbook or CSV unless another reader is given. @throws InputError when there is none to read */
export async function sheetsSent(
  request: FastifyRequest,
  reader: (bytes: Uint8Array, source: string) => Promise<Sheet[]> = readSheets,
): Promise<Sheet[]> {
  if (!request.isMultipart()) throw new InputError('文件', ['请用 multipart/form-data 上传']);
  let found: { name: string; bytes: Buffer } | null = null;
  for await (const part of request.parts({ limits: { fileSize: LARGEST, files: 2 } })) {
    if (part.type === 'field') continue;
    const bytes = await part.toBuffer();
    if (part.file.truncated) throw new InputError('文件', ['文件超过 5 MB，请核对是不是选错了']);
    found ??= { name: part.filename, bytes };
  }
  if (found === null || found.bytes.length === 0) throw new InputError('文件', ['没有选择文件']);
  try {
    return await reader(found.bytes, found.name);
  } catch (error) {
    if (error instanceof DocumentError) throw new InputError('文件', [error.message]);
    throw error;
  }
}
