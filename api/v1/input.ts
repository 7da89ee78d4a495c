import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { type Problem, problem, problemOf } from '../errors.ts';

/** What was sent does not fit; each fault says where. */
class MisfitError extends Error {
  readonly errors: { at: string; says: string }[];
  constructor(errors: { at: string; says: string }[]) {
    super(errors.map(({ at, says }) => (at === '' ? says : `${at}：${says}`)).join('；'));
    this.errors = errors;
  }
}

/** Reads what was sent by the schema of its route, and says in Chinese what does not fit. */
export const readInput: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const read = schema.safeParse(data, { error: wordsOf });
    if (read.success) return { value: read.data };
    const errors = read.error.issues.map(({ path, message }) => ({
      at: path.join('.'),
      says: message,
    }));
    return { error: new MisfitError(errors) };
  };

/** Any error of a request as a problem. */
export function problemOfRequest(error: unknown): Problem {
  const misfit = error instanceof Error && error.cause instanceof MisfitError ? error.cause : error;
  if (misfit instanceof MisfitError) {
    return problem(422, 'input', '内容需要改正', misfit.message, misfit.errors);
  }
  return problemOf(error);
}

const chinese = z.locales.zhCN().localeError;

/** What is expected, in words; rare faults in those of the library. */
const wordsOf: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined && issue.code === 'invalid_type') return '没有填';
  switch (issue.code) {
    case 'invalid_type':
      return `应为${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `应为 ${issue.values.map(String).join('、')} 之一`;
    case 'too_small':
      return bound(UNITS[issue.origin], `至少 ${issue.minimum}`, `不能小于 ${issue.minimum}`);
    case 'too_big':
      return bound(UNITS[issue.origin], `至多 ${issue.maximum}`, `不能大于 ${issue.maximum}`);
    case 'unrecognized_keys':
      return `不认识 ${issue.keys.join('、')}`;
    case 'invalid_format':
      return issue.format === 'date' ? '应为存在的日期，写成 YYYY-MM-DD' : '格式不对';
    default:
      return chinese(issue);
  }
};

function bound(unit: string | undefined, counted: string, measured: string): string {
  return unit === undefined ? measured : `${counted} ${unit}`;
}

const UNITS: Record<string, string> = { string: '个字符', array: '项' };

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否（true、false）',
  array: '列表',
  object: '一组内容',
};
