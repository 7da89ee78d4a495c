import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesOf } from '../../db/evidence.ts';
import { officeScope } from '../../db/office-scope.ts';
import { occurrencesIn } from '../../db/lookup.ts';
import { evidenceScope, seenOf } from '../../db/scope.ts';
import { ledgerRows } from '../../db/status.ts';
import { actsOf } from '../../db/tellings.ts';
import { beijingDate } from '../../plan/date.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { ACT, shownAct } from './acts.ts';
import { EVIDENCE_FILE, shownFile } from './evidence-file.ts';
import { OFFERED, offeredIn } from './offered.ts';
import { problems } from './schemas.ts';

/** As many rows are asked about at once. */
const MOST = 50;

const DECISION = z
  .object({
    id: z.string(),
    offered: z.array(OFFERED).describe('本人现在可以办理的'),
    files: z.array(EVIDENCE_FILE).describe('佐证材料，先到的在前'),
    said: ACT.nullable().describe('单位最近一次说的；只给督办该事项的办公室'),
  })
  .meta({ id: 'Decision' });

/** What some rows wait for: the evidence to look at, and what may be decided now. */
export function decisionRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  api.post(
    '/decisions',
    {
      config: { access: 'ledger:read' },
      schema: {
        operationId: 'listDecisions',
        summary: `几个事项的佐证材料、单位最近的话、现在可以怎样办理；一次至多 ${MOST} 项，不写入`,
        tags: ['occurrences'],
        body: z.strictObject({ ids: z.array(z.string().min(1).max(250)).min(1).max(MOST) }),
        response: { 200: z.array(DECISION), ...problems(401, 403, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const ids = await seenOf(db, standing, request.body.ids);
      if (ids.length === 0) return await reply.send([]);
      const today = beijingDate(now());
      const [rows, files, supervised] = await Promise.all([
        ledgerRows(db, { ids }, await parts.calendar(), today),
        filesOf(db, ids, evidenceScope(standing)),
        occurrencesIn(db, ids, officeScope(standing)),
      ]);
      const acts = await actsOf(db, supervised);
      const offered = await offeredIn(db, standing, rows, today);
      const found = [];
      for (const row of rows) {
        const said = acts.get(row.id)?.find(({ ofUnit }) => ofUnit);
        found.push({
          id: row.id,
          offered: offered.get(row.id)?.offered ?? [],
          files: (files.get(row.id) ?? []).map(shownFile),
          said: said === undefined ? null : shownAct(said),
        });
      }
      return await reply.send(found);
    },
  );
}
