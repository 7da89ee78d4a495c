import type { LaunchFault } from './launch-faults.ts';
import type { LinkChoice } from './plan-state.ts';

/** Who can open an address: this machine only, the same network only, or (as far as it shows) all. */
export type Reach = 'machine' | 'network' | 'everywhere';

/** Why a plan cannot be launched with this choice of links; nothing when it can. */
export function linkFaults(choice: LinkChoice | undefined, opens: Reach): LaunchFault[] {
  if (opens === 'everywhere' || choice === 'none') return [];
  if (opens === 'machine') {
    return [
      {
        about: 'links',
        says:
          '系统的地址（PUBLIC_URL）是本机地址，收件人打不开链接：请选“不带链接”，由各单位回复邮件、电话或纸质材料答复，' +
          '办公室代填；或请管理员把它设为各单位能打开的地址',
        cli:
          'PUBLIC_URL 是本机地址，收件人打不开链接：请把 PUBLIC_URL 设为各单位能打开的地址，' +
          '或用 --links none 启动（消息不带链接，由各单位回复邮件、电话或纸质材料答复，办公室代填）',
        items: [],
      },
    ];
  }
  if (choice === 'internal') return [];
  return [
    {
      about: 'links',
      says:
        '系统的地址（PUBLIC_URL）是内网地址，外网的手机打不开链接：请选“只能在政务内网打开”或“不带链接”，' +
        '或请管理员换成外网能打开的地址',
      cli:
        'PUBLIC_URL 是内网地址，外网的手机打不开链接：请用 --links internal 启动（消息里注明链接只能在政务内网打开），' +
        '或用 --links none（消息不带链接，由办公室代填），或换成外网能打开的 PUBLIC_URL',
      items: [],
    },
  ];
}

/** What a message says of its links, or of how to answer without them; empty when nothing need be said. */
export function linkWords(choice: LinkChoice): string {
  if (choice === 'open') return '';
  return choice === 'internal'
    ? '链接只能在政务内网打开；打不开的，请回复本邮件，或通过电话、纸质材料答复。'
    : '请回复本邮件，或通过电话、纸质材料答复，由办公室代为登记。';
}
