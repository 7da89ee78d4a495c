import { randomUUID } from 'node:crypto';
import { giveCommand } from '../../client/command.ts';
import { assertUnitMay, officeActor, spokenFor } from '../../db/authority.ts';
import { derivedId } from '../../db/canonical.ts';
import type { Database } from '../../db/connect.ts';
import { assertUnused } from '../../db/evidence.ts';
import { appointHandler } from '../../db/handlers.ts';
import { recallCommand } from '../../db/ledger.ts';
import { unitName } from '../../db/lookup.ts';
import { takingUnit } from '../../db/reassigning.ts';
import { heldPosts } from '../../db/standing.ts';
import { ledgerRows } from '../../db/status.ts';
import { partnersOf } from '../../db/unit-desk.ts';
import { isOnBehalf } from '../../plan/authority.ts';
import { type Need, needsOf, withInformant } from '../../plan/command-needs.ts';
import { beijingDate, type PlainDate } from '../../plan/date.ts';
import { ForbiddenError, InputError, NotFoundError, RefusedError } from '../../plan/errors.ts';
import {
  type Command,
  COMMAND_NAMES,
  type CommandKind,
  type OccurrenceState,
  type Source,
} from '../../plan/occurrence.ts';
import { standingOfPosts } from '../../plan/roles.ts';
import { formFaults, type UnitAct, UNIT_ACTS } from '../../plan/unit-acts.ts';
import { BEFORE_START_WORDS } from '../../plan/unit-words.ts';
import type { AppParts } from '../app.ts';
import type { Visitor } from '../auth/guards.ts';
import { NEVER_ON_BEHALF } from './offered.ts';

/** What somebody at the desk asks of an occurrence. */
export type Asked = {
  approve?: boolean | undefined;
  until?: PlainDate | undefined;
  on?: PlainDate | undefined;
  amount?: number | undefined;
  outOf?: number | undefined;
  toUnitId?: number | undefined;
  sampled?: boolean | undefined;
  kind: CommandKind;
  text?: string | undefined;
  source?: Source | undefined;
  /** Entered for a unit that told the office so; the unit, where several might have. */
  behalf?: { unitId?: number | undefined; informant?: string | undefined } | undefined;
  colleague?: { name: string; phone: string; email: string } | undefined;
  fileIds?: string[] | undefined;
};

/**
 * Gives a command of somebody who is logged in: as the office, on behalf of a unit, or as his unit.
 * The same key a second time gives the first answer.
 *
 * @throws what the command line and the unit's page throw: the rules are the same
 */
export async function giveFromDesk(
  parts: AppParts,
  { account }: Visitor,
  occurrenceId: string,
  asked: Asked,
  key: string | undefined,
): Promise<{ seq: number; state: OccurrenceState }> {
  const { commander } = parts;
  const { db } = commander;
  const commandId =
    key === undefined ? randomUUID() : derivedId('desk', account.id, occurrenceId, key);
  const before = await recallCommand(db, occurrenceId, commandId);
  if (before !== null) return before;
  const { fileIds = [] } = asked;
  const { behalf, colleague: _colleague, text, fileIds: _files, ...said } = asked;
  const by = await actorOf(parts, account.personId, occurrenceId, asked);
  await assertUnused(db, fileIds);
  const command: Command = {
    commandId,
    ...withoutGaps(said),
    ...by,
    ...(fileIds.length === 0 ? {} : { fileIds }),
  };
  const words = withInformant(text, behalf?.informant);
  const { seq, state } = await giveCommand(commander, occurrenceId, command, words);
  return { seq, state };
}

type By = Pick<Command, 'personId' | 'unitId' | 'door' | 'toPersonId'>;

/** Who gives it and by which door, once it is sure that he may, and that all is said. */
async function actorOf(
  parts: AppParts,
  personId: number,
  occurrenceId: string,
  asked: Asked,
): Promise<By> {
  const { db } = parts.commander;
  const { kind, behalf } = asked;
  if (behalf !== undefined) return await onBehalf(db, personId, occurrenceId, asked, behalf.unitId);
  if (isOnBehalf(kind)) return await asUnit(parts, personId, occurrenceId, asked);
  const given = { kind, door: 'web' as const, ...approval(asked) };
  const actor = await officeActor(db, occurrenceId, personId, given);
  assertSaid(asked, needsOf(given));
  if (kind === 'reassign') {
    await takingUnit(db, occurrenceId, await unitName(db, asked.toUnitId ?? null));
  }
  return { ...actor, door: 'web' };
}

async function onBehalf(
  db: Database,
  personId: number,
  occurrenceId: string,
  asked: Asked,
  unitId: number | undefined,
): Promise<By> {
  const { kind } = asked;
  if (NEVER_ON_BEHALF.includes(kind)) {
    throw new ForbiddenError(`${COMMAND_NAMES[kind]}只能由单位自己办理`);
  }
  const given = { kind, door: 'behalf' as const };
  await officeActor(db, occurrenceId, personId, given);
  assertSaid(asked, needsOf(given));
  const name = unitId === undefined ? undefined : await unitName(db, unitId);
  const spoken = await spokenFor(db, occurrenceId, kind, name);
  return { personId, unitId: spoken, door: 'behalf' };
}

/** As the unit in which he holds a post; what must be said is what its page asks for. */
async function asUnit(
  parts: AppParts,
  personId: number,
  occurrenceId: string,
  asked: Asked,
): Promise<By> {
  const { db, now } = parts.commander;
  const today = beijingDate(now());
  const unitId = await actingUnit(db, personId, occurrenceId, asked.kind);
  const kind = UNIT_ACTS.find((each) => each === asked.kind);
  if (kind === undefined) return { personId, unitId, door: 'web' };
  const [row] = await ledgerRows(db, { id: occurrenceId }, await parts.calendar(), today);
  if (row === undefined) throw new NotFoundError('事项', occurrenceId);
  if (row.beforeStart) throw new RefusedError(BEFORE_START_WORDS);
  const partnerIds = (await partnersOf(db, occurrenceId)).map(({ id }) => id);
  const faults = formFaults(kind, filledOf(kind, asked, today), {
    dueOn: row.dueOn,
    today,
    partnerIds,
  });
  if (faults.length > 0) throw new InputError(COMMAND_NAMES[kind], faults);
  const { colleague } = asked;
  if (kind !== 'hand-on' || colleague === undefined) return { personId, unitId, door: 'web' };
  const toPersonId = await appointHandler(db, unitId, colleague, today);
  return { personId, unitId, door: 'web', toPersonId };
}

async function actingUnit(
  db: Database,
  personId: number,
  occurrenceId: string,
  kind: CommandKind,
): Promise<number> {
  const posts = await heldPosts(db, personId);
  const { belongsTo } = standingOfPosts({ personId, admin: false }, posts);
  for (const unitId of belongsTo) {
    try {
      await assertUnitMay(db, unitId, occurrenceId, kind);
      return unitId;
    } catch (error) {
      if (!(error instanceof ForbiddenError)) throw error;
    }
  }
  throw new ForbiddenError(
    `该事项不由您的单位办理，不能${COMMAND_NAMES[kind]}；协调员代填须写明 behalf`,
  );
}

function filledOf(kind: UnitAct, asked: Asked, today: PlainDate) {
  const { text = '', until = '', on = today, amount, toUnitId, colleague, fileIds = [] } = asked;
  return {
    text,
    until,
    on: kind === 'enter' ? on : '',
    amount: amount === undefined ? '' : String(amount),
    unit: toUnitId === undefined ? '' : String(toUnitId),
    name: colleague?.name ?? '',
    phone: colleague?.phone ?? '',
    email: colleague?.email ?? '',
    files: fileIds.length,
  };
}

const SAYS: Record<Need, string> = {
  reason: 'text 写明理由或内容',
  until: 'until 写明日期',
  on: 'on 写明是哪一天',
  amount: 'amount 写明数字',
  to: 'toUnitId 写明单位',
  source: 'source 写明方式（telephone、wechat、paper、oa、mail、sms）',
};

/** All that is missing, at once. */
function assertSaid(asked: Asked, needs: Need[]): void {
  const { text, toUnitId, ...rest } = asked;
  const said: Record<Need, unknown> = {
    reason: text?.trim() === '' ? undefined : text,
    to: toUnitId,
    until: rest.until,
    on: rest.on,
    amount: rest.amount,
    source: rest.source,
  };
  const missing = needs.filter((need) => said[need] === undefined);
  if (missing.length > 0) {
    throw new InputError(
      COMMAND_NAMES[asked.kind],
      missing.map((need) => SAYS[need]),
    );
  }
}

function approval({ kind, approve }: Asked): { approve?: boolean } {
  return kind === 'decide-extension' ? { approve: approve === true } : {};
}

/** What was said, without what was left out; an extension is refused unless it is granted. */
function withoutGaps(said: Omit<Asked, 'behalf' | 'colleague' | 'text' | 'fileIds'>) {
  const { kind, until, on, amount, outOf, toUnitId, source, sampled } = said;
  return {
    kind,
    ...approval(said),
    ...(until === undefined ? {} : { until }),
    ...(on === undefined ? {} : { on }),
    ...(amount === undefined ? {} : { amount }),
    ...(outOf === undefined ? {} : { outOf }),
    ...(toUnitId === undefined ? {} : { toUnitId }),
    ...(source === undefined ? {} : { source }),
    ...(sampled === undefined ? {} : { sampled }),
  };
}
