import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  beginImport,
  breakOff,
  type FilePlan,
  findImport,
  finishImport,
  type ImportRow,
  isLost,
  moveImport,
  plansOfFile,
} from '../../db/imports.ts';
import { unitSide } from '../../db/lookup.ts';
import { readPlan } from '../../documents/plan.ts';
import { isConfidential, secrecyOf } from '../../plan/confidential.ts';
import {
  DocumentError,
  ForbiddenError,
  InputError,
  RefusedError,
  rootCause,
} from '../../plan/errors.ts';
import { tidyName } from '../../plan/evidence-files.ts';
import { likelyHome } from '../../plan/import.ts';
import type { Sight } from '../../plan/roles.ts';
import type { AppParts } from '../app.ts';
import { visitorOf } from '../auth/guards.ts';
import { problems } from './schemas.ts';
import { WORDS } from './words.ts';

/** What one file may weigh; a plan is text. */
const LARGEST = 50 * 1024 * 1024;

/** How long a process that is told to end reads on, in milliseconds. */
const PATIENCE = 5_000;

/** How often a process that reads says that it is at work, in milliseconds. */
const BEAT = 5_000;

const IMPORT_ID = z
  .string()
  .regex(/^[\w-]{16,64}$/)
  .describe('发起人起的编号，16 到 64 个字母、数字');

const IMPORT = z
  .object({
    id: z.string(),
    fileName: z.string(),
    stage: z
      .enum(['reading', 'finding', 'asking', 'internal', 'ready', 'refused', 'lost'])
      .describe(
        '正在读取、正在找任务、等待指明本方、等待确认内部资料、已成草稿、不能导入、处理中断（没有存入任何内容；以同一编号再传同一文件，从头读起）',
      ),
    why: WORDS.nullable().describe('不能导入的原因'),
    found: z
      .object({
        title: z.string(),
        sides: z.array(z.string()).describe('文件写明的各方；空：没有写明，本方由人填写'),
        likely: z.string().nullable().describe('多半是本方的一方'),
        tasks: z.int(),
        clauses: z.int(),
      })
      .nullable(),
    planId: z.int().nullable(),
    existed: z.boolean().describe('这份文件先前已经导入'),
  })
  .meta({ id: 'Import' });

type Upload = { id: string; bytes: Buffer; fileName: string; unitId: number; internal: boolean };

/** A file becomes a draft: read in a thread, asked about, saved. */
export function importRoutes(app: FastifyInstance, parts: AppParts): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const { db, now } = parts.commander;
  const reading = new Map<string, Promise<void>>();
  // the bytes are in memory alone: what cannot be finished now is begun anew by whoever sent it
  app.addHook('onClose', async () => {
    await Promise.race([Promise.all(reading.values()), setTimeout(PATIENCE, null, { ref: false })]);
    await breakOff(db, [...reading.keys()]);
  });
  api.post(
    '/imports',
    {
      config: { access: 'session', rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        operationId: 'importDocument',
        summary:
          '导入方案文件（multipart，字段 id、officeId、internal 在前，file 在后，请求头 x-duban: 1）；读取在后台进行',
        tags: ['review'],
        consumes: ['multipart/form-data'],
        response: { 202: IMPORT, ...problems(401, 403, 409, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const upload = await uploadOf(request, standing);
      const fileHash = createHash('sha256').update(upload.bytes).digest('hex');
      const { id, fileName, unitId } = upload;
      const begun = { id, personId: standing.personId, unitId, fileName, fileHash };
      const isNew = await beginImport(db, begun, now());
      const [known] = (await plansOfFile(db, fileHash)).filter((each) => opens(standing, each));
      if (isNew && known !== undefined) {
        const { planId } = known;
        await moveImport(db, id, { stage: 'ready', planId, existed: true }, now());
      } else if (isNew) {
        const read = readInBackground(parts, upload).finally(() => reading.delete(id));
        reading.set(id, read);
      }
      return await reply.code(202).send(await shown(parts, standing, id));
    },
  );
  api.get(
    '/imports/:id',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'getImport',
        summary: '导入到了哪一步',
        tags: ['review'],
        params: z.object({ id: IMPORT_ID }),
        response: { 200: IMPORT, ...problems(401, 403, 404) },
      },
    },
    (request) => shown(parts, visitorOf(request).standing, request.params.id),
  );
  api.post(
    '/imports/:id/home',
    {
      config: { access: 'session' },
      schema: {
        operationId: 'chooseHome',
        summary: '指明哪一方是本方，存为草稿',
        tags: ['review'],
        params: z.object({ id: IMPORT_ID }),
        body: z.object({ home: z.string().trim().min(1).max(60) }),
        response: { 200: IMPORT, ...problems(401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { standing } = visitorOf(request);
      const row = await findImport(db, standing.personId, request.params.id);
      const home = homeOf(row, request.body.home);
      const taken = (await plansOfFile(db, row.fileHash)).find(
        (each) => each.home === home && !opens(standing, each),
      );
      if (taken !== undefined) {
        throw new RefusedError(
          `这份文件已由${taken.office ?? '其他单位'}导入，由该单位的协调员审核，请与其联系`,
        );
      }
      await finishImport(db, row, home, now());
      return await reply.send(await shown(parts, standing, row.id));
    },
  );
}

/** The form: what is said of the file stands before it. */
async function uploadOf(request: FastifyRequest, standing: Sight): Promise<Upload> {
  if (standing.coordinates.length === 0) {
    throw new ForbiddenError('只有协调员能导入方案：请在通讯录里给您登记“协调员”岗位');
  }
  if (!request.isMultipart()) throw new InputError('导入', ['请用 multipart/form-data 上传']);
  const said = new Map<string, string>();
  let file: { name: string; bytes: Buffer; cut: boolean } | null = null;
  for await (const part of request.parts({ limits: { fileSize: LARGEST, files: 2 } })) {
    if (part.type === 'field') said.set(part.fieldname, String(part.value));
    else if (file === null) {
      const bytes = await part.toBuffer();
      file = { name: tidyName(part.filename) || '方案', bytes, cut: part.file.truncated };
    } else throw new InputError('导入', ['一次导入一份文件']);
  }
  if (file === null || file.bytes.length === 0) {
    throw new InputError('导入', ['没有收到文件，或者文件是空的']);
  }
  if (file.cut) throw new InputError('导入', [`“${file.name}”超过 50 MB，请去掉图片另存后再试`]);
  const id = IMPORT_ID.safeParse(said.get('id'));
  if (!id.success) throw new InputError('导入', ['id 应为 16 到 64 个字母、数字']);
  const unitId = officeOf(said.get('officeId'), standing);
  const internal = said.get('internal') === 'true';
  return { id: id.data, bytes: file.bytes, fileName: file.name, unitId, internal };
}

function officeOf(said: string | undefined, { coordinates }: Sight): number {
  const [only] = coordinates;
  if (said === undefined && coordinates.length === 1 && only !== undefined) return only;
  const found = coordinates.find((office) => String(office) === said);
  if (found !== undefined) return found;
  throw new InputError('导入', ['请选择由您的哪个单位牵头督办']);
}

/** True of a plan that somebody may open instead of making it again. */
function opens({ coordinates, plans }: Sight, { officeId, planId }: FilePlan): boolean {
  if (officeId === null) return true;
  return plans.includes(planId) || coordinates.includes(officeId);
}

/** The side that was said to be ours: one of those that the document names, where it names any. */
function homeOf({ found }: ImportRow, said: string): string {
  const sides = found?.extracted.sides ?? [];
  if (sides.length === 0) return said;
  const side = sides.find(({ name, short }) => [name, short].includes(said));
  if (side !== undefined) return side.name;
  const names = sides.map(({ name }) => name).join('、');
  throw new InputError('导入', [`文件写明的各方是${names}，请选择其中一方为本方`]);
}

/** Files are read one after the other: a reader may take half a gigabyte. */
let lastRead: Promise<unknown> = Promise.resolve();

function inTurn<Value>(read: () => Promise<Value>): Promise<Value> {
  const mine = lastRead.then(read, read);
  lastRead = mine.catch(() => {});
  return mine;
}

/** Reads a file, and keeps nothing of one that must not be here. */
async function readInBackground(parts: AppParts, upload: Upload): Promise<void> {
  const { db, now } = parts.commander;
  const { id, bytes, fileName, internal } = upload;
  const move = (moved: Parameters<typeof moveImport>[2]) => moveImport(db, id, moved, now());
  const beat = setInterval(() => void move({}).catch(() => {}), BEAT).unref();
  try {
    const found = await inTurn(() =>
      readPlan(bytes, fileName, () => {
        void move({ stage: 'finding' }).catch(() => {});
      }),
    );
    const level = secrecyOf(found.sourceText);
    if (level !== null) {
      const why = `文件标有密级“${level}”，不能导入本系统：涉密文件请在涉密设备上办理，没有存入任何内容`;
      await move({ stage: 'refused', why });
    } else if (isConfidential(found.sourceText) && !internal) await move({ stage: 'internal' });
    else await move({ stage: 'asking', found });
  } catch (error) {
    const known = error instanceof DocumentError;
    const why = known ? error.message : '读取时出了意外，请再试一次；仍不行的，请告诉管理员';
    if (!known) parts.fault(error instanceof Error ? rootCause(error).message : 'import');
    await move({ stage: 'refused', why }).catch(() => {});
  } finally {
    clearInterval(beat);
  }
}

async function shown({ commander: { db, now } }: AppParts, { personId }: Sight, id: string) {
  const row = await findImport(db, personId, id);
  return {
    id,
    fileName: row.fileName,
    stage: isLost(row, now()) ? ('lost' as const) : row.stage,
    why: row.why,
    found: await foundIn(db, row),
    planId: row.planId,
    existed: row.existed,
  };
}

async function foundIn(db: AppParts['commander']['db'], { found, unitId }: ImportRow) {
  if (found === null) return null;
  const { title, sides, tasks, clauses } = found.extracted;
  return {
    title,
    sides: sides.map(({ name }) => name),
    likely: likelyHome(await unitSide(db, unitId), sides),
    tasks: tasks.length,
    clauses: clauses.length,
  };
}
