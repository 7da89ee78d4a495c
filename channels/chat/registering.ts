import { addGroup, type ChatSystem, type NewGroup } from '../../db/chat-groups.ts';
import type { Database } from '../../db/connect.ts';
import { RefusedError } from '../../plan/errors.ts';
import { CHAT_SYSTEMS, isWebhookOf, systemOf } from './systems.ts';

/** A chat group as somebody registers it; the system may follow from its address. */
export type GivenGroup = Omit<NewGroup, 'system'> & { system: ChatSystem | null };

/** What people call the address where they type it, and how they say which system it is. */
type Words = { url: string; choose: string };

const URL_EXPECTED = '在群机器人的设置里复制 Webhook 地址，以 https:// 开头';

/** Registers a chat group; it gets nothing before a test. @throws RefusedError that says what is wrong */
export async function registerGroup(
  db: Database,
  { system: stated, ...given }: GivenGroup,
  chatOrigins: readonly string[],
  words: Words,
): Promise<ChatSystem> {
  const { url } = given;
  const system = stated ?? systemOf(url);
  if (!URL.canParse(url)) throw new RefusedError(`${words.url}不是地址；${URL_EXPECTED}`);
  if (system === null) {
    throw new RefusedError(`${words.url}看不出是哪个系统的群机器人，${words.choose}`);
  }
  if (!isWebhookOf(system, url, chatOrigins)) {
    const { name, hosts } = CHAT_SYSTEMS[system];
    throw new RefusedError(
      `${words.url}不是${name}的地址（应以 https://${hosts.join(' 或 https://')} 开头）；` +
        '单位专属部署的，请先把它的地址写进 CHAT_ORIGINS（见 .env.example）',
    );
  }
  await addGroup(db, { ...given, system });
  return system;
}
