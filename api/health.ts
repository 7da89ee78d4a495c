import type { FastifyInstance } from 'fastify';

/** Each part's check: resolves when it is up, rejects with the reason when it is not. */
export type HealthChecks = Record<
  'postgres' | 'temporal' | 'worker' | 'mail',
  () => Promise<unknown>
>;

const PATIENCE = 3_000;

/** GET /healthz: 200 when all parts are up, 503 with the parts named that are not. */
export function healthRoutes(app: FastifyInstance, checks: HealthChecks): void {
  app.get('/healthz', async (_request, reply) => {
    const results = await Promise.all(Object.entries(checks).map(checked));
    const parts = Object.fromEntries(results);
    const well = results.every(([, state]) => state === 'ok');
    return reply.code(well ? 200 : 503).send({ status: well ? 'ok' : 'unavailable', parts });
  });
}

async function checked([part, check]: [string, () => Promise<unknown>]): Promise<[string, string]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
  });
  try {
    await Promise.race([check(), late]);
    return [part, 'ok'];
  } catch (error) {
    return [part, error instanceof Error ? (error.message.split('\n')[0] ?? 'down') : 'down'];
  } finally {
    clearTimeout(timer);
  }
}
