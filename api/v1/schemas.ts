import { z } from 'zod';

/** What every refusal says (RFC 9457). */
export const PROBLEM = z
  .object({
    type: z.string().describe('urn:duban:problem:<code>'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('不变的代码，程序据此判断'),
    detail: z.string().describe('给人看的一句话：出了什么事，怎么办'),
    errors: z
      .array(z.object({ at: z.string(), says: z.string() }))
      .optional()
      .describe('逐项的错误'),
  })
  .meta({ id: 'Problem' });

const PROBLEM_WORDS = {
  401: '没有登录，或登录已过期',
  403: '没有权限，或请求不是从本系统页面发出',
  404: '没有，或不在可见范围内',
  409: '现在不能办理，detail 写明原因',
  410: '链接已失效',
  415: '格式不对',
  422: '内容需要改正，errors 逐项写明',
  429: '请求太频繁',
  503: '引擎还没有确认，可用同一 Idempotency-Key 再试',
} as const;

type ProblemStatus = keyof typeof PROBLEM_WORDS;

type ProblemAnswer = {
  description: string;
  content: { 'application/problem+json': { schema: typeof PROBLEM } };
};

/** The refusals that a route may answer with, beside those that any may. */
export function problems<Status extends ProblemStatus>(
  ...statuses: Status[]
): Record<Status | 'default', ProblemAnswer>;
export function problems(...statuses: ProblemStatus[]): Record<string, ProblemAnswer> {
  const named = statuses.map((status) => [status, answer(PROBLEM_WORDS[status])] as const);
  return { ...Object.fromEntries(named), default: answer('其他错误') };
}

function answer(description: string): ProblemAnswer {
  return { description, content: { 'application/problem+json': { schema: PROBLEM } } };
}

/** Nothing to say beyond that it is done. */
export const DONE = z.undefined().describe('已办理');

/** An instant, as ISO 8601 in UTC. */
export const INSTANT = z.iso.datetime().describe('时刻（UTC）');

/** A day in China. */
export const DAY = z.iso.date().describe('日期（北京时间）');

/** The number of something, in an address. */
export const NUMBER = z.coerce.number<string>().int().positive().max(2_147_483_647);

/** An instant in an answer. */
export function instantOf(at: number): string {
  return new Date(at).toISOString();
}

/** An instant in an answer, where there is one. */
export function maybeInstant(at: number | null): string | null {
  return at === null ? null : instantOf(at);
}
