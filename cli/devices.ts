import { Command } from 'commander';
import { planActor } from '../db/authority.ts';
import { confirmDevice, type ListedDevice, listDevices, revokeDevice } from '../db/devices.ts';
import { dayWords } from '../plan/desk.ts';
import { NotFoundError, RefusedError } from '../plan/errors.ts';
import type { CliContext } from './context.ts';
import { wholeNumber } from './options.ts';
import { table } from './table.ts';

type Options = { as?: string; json?: true };

/** `duban devices [approve|revoke NUMBER]`: from which devices units act, and which wait for approval. */
export function devicesCommand(context: CliContext): Command {
  return new Command('devices')
    .description('各单位用哪些设备办理；放行等待确认的设备（approve），停用设备（revoke）')
    .argument('[act]', 'approve | revoke')
    .argument('[device]', '设备编号', wholeNumber('设备编号（一个数），用 duban devices 查看'))
    .option('--as <人员>', '由谁放行或停用（协调员）')
    .option('--json', '以 JSON 输出')
    .action(async (act: string | undefined, id: number | undefined, options: Options) => {
      const { db } = await context.db();
      if (act !== undefined) await settle(context, act, id, options);
      const devices = await listDevices(db);
      if (options.json) return context.json(devices);
      if (devices.length === 0) return context.out('还没有单位在网页上办理过');
      context.out(
        table(['编号', '单位', '联系人', '使用人', '电话', '状态', '最近办理'], devices.map(rowOf)),
      );
    });
}

async function settle(
  context: CliContext,
  act: string,
  id: number | undefined,
  options: Options,
): Promise<void> {
  if (act !== 'approve' && act !== 'revoke') {
    throw new RefusedError(`没有“${act}”这个操作；可用：approve、revoke`);
  }
  if (id === undefined) throw new RefusedError('请写明设备编号，用 duban devices 查看');
  if (options.as === undefined) throw new RefusedError('请用 --as 写明由谁办理');
  const { db } = await context.db();
  await planActor(db, null, options.as, '管理设备', ['coordinator']);
  const now = context.clock.now();
  const done =
    act === 'approve'
      ? await confirmDevice(db, id, 'coordinator', now)
      : await revokeDevice(db, id, now);
  if (!done)
    throw new NotFoundError(act === 'approve' ? '等待确认的设备' : '使用中的设备', String(id));
  context.out(act === 'approve' ? `✓ 设备 ${id} 已放行` : `✓ 设备 ${id} 已停用`);
}

function rowOf(device: ListedDevice): string[] {
  const { id, unitName, personName, name, room, phone, confirmedAt, seenAt } = device;
  return [
    String(id),
    unitName,
    personName,
    [name, room].filter(Boolean).join(' ') || '（未填）',
    phone ?? '',
    confirmedAt === null ? '等待确认' : '可以办理',
    dayWords(seenAt),
  ];
}
