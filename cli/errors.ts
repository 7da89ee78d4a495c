import {
  ConfigError,
  DocumentError,
  ForbiddenError,
  InputError,
  NotFoundError,
  PendingError,
  RefusedError,
  rootCause,
} from '../plan/errors.ts';

import { inChinese } from '../plan/fault-words.ts';

const SPOKEN = [
  ConfigError,
  DocumentError,
  ForbiddenError,
  InputError,
  NotFoundError,
  PendingError,
  RefusedError,
];

/** What a person is told of an error: the project's own as they stand, others with what to do. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (SPOKEN.some((kind) => error instanceof kind)) return error.message;
  const cause = rootCause(error);
  return `出现意外错误：${inChinese(cause.message || cause.name)}\n${hint(cause)}`;
}

function hint(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|CONNECT|57P03|28|3D000)/.test(code)) {
    return '连不上数据库：请先运行 npm start，或检查 DATABASE_URL；duban doctor 可逐项检查';
  }
  if (code === '42P01' || code === '42703') return '数据库还没有升级到本版本：请运行 duban migrate';
  return '请运行 duban doctor 检查环境；仍不能解决的，请把以上内容告诉管理员';
}
