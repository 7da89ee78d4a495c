import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import {
  ForbiddenError,
  InputError,
  NotFoundError,
  PendingError,
  RefusedError,
  SpentLinkError,
} from '../plan/errors.ts';

const STATUS: [new (...args: never[]) => Error, number, string][] = [
  [NotFoundError, 404, 'not-found'],
  [RefusedError, 409, 'refused'],
  [ForbiddenError, 403, 'forbidden'],
  [InputError, 422, 'input'],
  [SpentLinkError, 410, 'spent-link'],
  [PendingError, 503, 'pending'],
];

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
