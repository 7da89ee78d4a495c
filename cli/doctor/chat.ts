import postgres from 'postgres';
import { CHAT_SYSTEMS } from '../../channels/chat/systems.ts';
import type { Config } from '../../config.ts';
import type { ChatSystem } from '../../db/chat-groups.ts';
import { inChinese } from '../../plan/fault-words.ts';
import { UNTRIED } from '../../plan/group-state.ts';
import { type Finding, reasonOf } from './finding.ts';

type Group = { name: string; system: ChatSystem; url: string; fault: string | null };

/** Whether every chat group's system can be reached, and whether its last post was taken; posts none. */
export async function checkChat({ databaseUrl }: Config): Promise<Finding> {
  const name = '工作群';
  if (databaseUrl === null) return { name, state: 'warning', found: 'PostgreSQL 没有在运行' };
  try {
    const groups = await groupsIn(databaseUrl);
    if (groups.length === 0) {
      return { name, state: 'good', found: '没有登记（duban groups add），不发群消息' };
    }
    const faults = (await Promise.all(groups.map(faultOf))).flatMap((fault) => fault ?? []);
    const found = [`${groups.length} 个`, ...faults].join('；');
    if (faults.length === 0) return { name, state: 'good', found };
    const mend = '核对 Webhook 地址、加签密钥、关键词和网络；改好后用 duban groups test 试发';
    return { name, state: 'broken', found, mend };
  } catch (error) {
    return { name, state: 'warning', found: reasonOf(error) };
  }
}

async function groupsIn(databaseUrl: string): Promise<Group[]> {
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await sql<Group[]>`
      SELECT name, system, url, fault FROM chat_group WHERE ended_at IS NULL ORDER BY name`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Asks for the system's front page only: a look at the webhook itself would be a post. */
async function faultOf({ name, system, url, fault }: Group): Promise<string | null> {
  if (fault === UNTRIED) return `“${name}”${UNTRIED}，不发（duban groups test ${name}）`;
  if (fault !== null) return `“${name}”上次没有发出：${inChinese(fault)}`;
  const { origin } = new URL(url);
  try {
    await fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return null;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    return `“${name}”：连不上${CHAT_SYSTEMS[system].name}，${reasonOf(cause ?? error)}`;
  }
}
