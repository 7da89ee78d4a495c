import { Command, InvalidArgumentError } from 'commander';
import { planActor } from '../db/authority.ts';
import { endCalendarsOf } from '../db/calendar-links.ts';
import { personCalled } from '../db/leave.ts';
import { changeReader, type Reader, readerOf } from '../db/readers.ts';
import { RefusedError } from '../plan/errors.ts';
import { CHANNEL_NAMES } from '../plan/message.ts';
import { clockOf, type QuietHours, readQuietHours } from '../plan/quiet-hours.ts';
import { wayLacks } from '../plan/reader-ways.ts';
import type { CliContext } from './context.ts';

type Options = {
  prefers?: 'mail' | 'sms';
  quiet?: QuietHours | null;
  endCalendar?: true;
  as?: string;
  json?: true;
};

/** `duban contact PERSON`: how somebody is told, and when not; the office may set it for them. */
export function contactCommand(context: CliContext): Command {
  return new Command('contact')
    .description('某人的联系方式和提醒方式；单位可以在自己的页面上改，办公室也可以代设')
    .argument('<person>', '姓名、邮箱或编号')
    .option('--prefers <方式>', 'mail（邮件）或 sms（短信）', prefersOption)
    .option('--quiet <时段>', '免打扰时段，例如 12:00-14:30；none 取消', quietOption)
    .option('--end-calendar', '停用其日历订阅地址')
    .option('--as <人员>', '由谁代设（协调员）')
    .option('--json', '以 JSON 输出')
    .action(async (who: string, options: Options) => {
      const { db } = await context.db();
      const { id } = await personCalled(db, who);
      const { prefers, quiet, endCalendar } = options;
      if (prefers !== undefined || quiet !== undefined || endCalendar === true) {
        if (options.as === undefined) throw new RefusedError('请用 --as 写明由谁代设');
        await planActor(db, null, options.as, '代设提醒方式', ['coordinator']);
        if (prefers !== undefined) mustWork(context, prefers, await readerOf(db, id));
        await changeReader(db, id, {
          ...(prefers === undefined ? {} : { prefers }),
          ...(quiet === undefined ? {} : { quiet }),
        });
        if (endCalendar === true) {
          const ended = await endCalendarsOf(db, id, context.clock.now());
          if (!options.json) context.out(`✓ 已停用 ${ended} 个日历订阅地址`);
        }
      }
      const reader = await readerOf(db, id);
      if (options.json) return context.json(reader);
      context.out(readerText(reader));
    });
}

/** A way that tells nobody is not taken. @throws RefusedError that says what to do first */
function mustWork({ config }: CliContext, way: 'mail' | 'sms', reader: Reader): void {
  const smsReady = config.sms.account !== null;
  const lack = wayLacks(way, { ...reader, smsReady });
  if (lack === null) return;
  const mend =
    way === 'sms' && !smsReady
      ? '要用短信，请管理员先按 .env.example 设置 SMS_PROVIDER 等'
      : '请先在通讯录里补上（duban units 导入）';
  throw new RefusedError(
    `没有改动：${reader.name}的提醒不能改用${CHANNEL_NAMES[way]}，${lack}；${mend}`,
  );
}

function readerText(reader: Reader): string {
  const { name, room, phone, phoneFault, email, emailFault, prefers, quietFrom, quietTo } = reader;
  const quiet =
    quietFrom === null || quietTo === null ? '未设' : `${clockOf(quietFrom)}–${clockOf(quietTo)}`;
  return [
    `${name}${room === null ? '' : `（${room}）`}`,
    `  电话：${phone ?? '未填'}${faulty(phoneFault)}`,
    `  邮箱：${email ?? '未填'}${faulty(emailFault)}`,
    `  提醒方式：${CHANNEL_NAMES[prefers]}`,
    `  免打扰时段：${quiet}`,
  ].join('\n');
}

function faulty(fault: string | null): string {
  return fault === null ? '' : `（收不到：${fault}）`;
}

function prefersOption(text: string): 'mail' | 'sms' {
  if (text === 'mail' || text === 'sms') return text;
  throw new InvalidArgumentError('应为 mail 或 sms');
}

const QUIET_EXPECTED = '应为形如 12:00-14:30 的时段；none 取消免打扰';

function quietOption(text: string): QuietHours | null {
  const [from = '', to = '', ...rest] = text === 'none' ? [] : text.split(/[-–—]/);
  const formed = rest.length === 0 && to !== '';
  const hours = formed || text === 'none' ? readQuietHours(from, to) : [QUIET_EXPECTED];
  if (Array.isArray(hours)) throw new InvalidArgumentError(hours.join('；'));
  return hours;
}
