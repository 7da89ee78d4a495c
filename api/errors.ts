import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ForbiddenError, InputError, NotFoundError, RefusedError } from '../plan/errors.ts';

const STATUS: [new (...args: never[]) => Error, number, string][] = [
  [NotFoundError, 404, 'not-found'],
  [RefusedError, 409, 'refused'],
  [ForbiddenError, 403, 'forbidden'],
  [InputError, 422, 'input'],
];

/** Turns an error into a status and `{ error: { code, message } }`; what we did not foresee says nothing. */
export function answerError(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const [, status, code] = STATUS.find(([kind]) => error instanceof kind) ?? [
    null,
    error.statusCode ?? 500,
    error.code ?? 'internal',
  ];
  const message = status >= 500 ? '系统暂时不能办理，请稍后再试' : error.message;
  return reply.code(status).send({ error: { code, message } });
}
