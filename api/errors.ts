import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  FieldsError,
  ForbiddenError,
  InputError,
  LoginError,
  NotFoundError,
  PasswordDueError,
  PendingError,
  RefusedError,
  SpentLinkError,
} from '../plan/errors.ts';
import { inEnglish } from '../plan/english/translate.ts';

type Kind = [kind: new (...args: never[]) => Error, status: number, code: string, title: string];

const STATUS: Kind[] = [
  [LoginError, 401, 'login', '请登录'],
  [PasswordDueError, 403, 'password-due', '请先设置密码'],
  [NotFoundError, 404, 'not-found', '没有找到'],
  [RefusedError, 409, 'refused', '现在不能办理'],
  [ForbiddenError, 403, 'forbidden', '没有权限'],
  [InputError, 422, 'input', '内容需要改正'],
  [SpentLinkError, 410, 'spent-link', '链接已失效'],
  [PendingError, 503, 'pending', '还没有确认'],
];

/** What came in by HTTP that no class of ours stands for, by its status. */
const BY_STATUS: Record<number, [code: string, title: string, detail: string]> = {
  400: ['malformed', '请求有误', '请求的格式不对，服务器读不懂'],
  403: ['forbidden', '没有权限', '没有权限这样做'],
  404: ['not-found', '没有找到', '没有这个地址，请核对'],
  405: ['method', '不支持', '这个地址不支持这种操作'],
  406: ['not-acceptable', '不支持', '不能按要求的格式答复'],
  413: ['too-large', '内容太大', '内容超过了允许的大小，请压缩或分几次'],
  415: ['media-type', '格式不对', '这里要 JSON（content-type: application/json）'],
  429: ['too-many', '请求太频繁', '请求太频繁，请一分钟后再试'],
};

/** An answer that says what is wrong (RFC 9457); `detail` is for the person who caused it. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  /** Each fault of an input by itself, and where it is. */
  errors?: { at: string; says: string }[];
};

/** Any error as a problem; what we did not foresee says nothing of itself. */
export function problemOf(error: unknown): Problem {
  const known = STATUS.find(([kind]) => error instanceof kind);
  if (known !== undefined && error instanceof Error) {
    const [, status, code, title] = known;
    const errors = faultsOf(error);
    return problem(status, code, title, error.message, errors);
  }
  return problemOfStatus(statusOf(error));
}

function faultsOf(error: Error): { at: string; says: string }[] {
  if (error instanceof FieldsError) return error.fields;
  return error instanceof InputError ? error.faults.map((says) => ({ at: '', says })) : [];
}

/** The problem of a status by itself. */
export function problemOfStatus(status: number): Problem {
  const [code, title, detail] = BY_STATUS[status] ?? [
    'internal',
    '系统暂时不能办理',
    '系统暂时不能办理，请稍后再试；仍不行的，请告诉管理员',
  ];
  return problem(status, code, title, detail);
}

/** A problem that is put together by hand. */
export function problem(
  status: number,
  code: string,
  title: string,
  detail: string,
  errors: { at: string; says: string }[] = [],
): Problem {
  const said = { type: `urn:duban:problem:${code}`, title, status, code, detail };
  return errors.length === 0 ? said : { ...said, errors };
}

/** A problem told in English; its code is the same. */
export function problemInEnglish({ title, detail, errors, ...rest }: Problem): Problem {
  const told = { ...rest, title: inEnglish(title), detail: inEnglish(detail) };
  if (errors === undefined) return told;
  return { ...told, errors: errors.map(({ at, says }) => ({ at, says: inEnglish(says) })) };
}

/** True for errors whose message is written for the person who caused them. */
export function isOurs(error: unknown): boolean {
  return STATUS.some(([kind]) => error instanceof kind);
}

/** The status of an error; 500 for what we did not foresee. */
export function statusOf(error: unknown): number {
  const known = STATUS.find(([kind]) => error instanceof kind);
  if (known !== undefined) return known[1];
  const given = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  return typeof given === 'number' && given >= 400 ? given : 500;
}

/** Turns an error into a status and `{ error: { code: code ?? 'internal', message } }`; what we did not foresee says nothing. */
export function answerError(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const status = statusOf(error);
  const [, , code] = STATUS.find(([kind]) => error instanceof kind) ?? [0, 0, error.code];
  const message = isOurs(error) || status < 500 ? error.message : '系统暂时不能办理，请稍后再试';
  return reply.code(status).send({ error: { code: code ?? 'internal', message } });
}
