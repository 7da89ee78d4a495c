import type { FastifyInstance } from 'fastify';
import type { AppParts } from './app.ts';

/** The pages of a unit behind its link. */
export function unitRoutes(_app: FastifyInstance, _parts: AppParts): void {}
