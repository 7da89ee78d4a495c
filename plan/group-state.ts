import { inChinese } from './fault-words.ts';

/** Why a new group gets no posts: nobody has seen yet that they come out where they should. */
export const UNTRIED = '还没有试发';

/** How a chat group does, in words. */
export function groupStateWords(
  { fault }: { fault: string | null },
  lastPost: string | null,
): string {
  if (fault === UNTRIED) return `${UNTRIED}，暂不发送`;
  if (fault !== null) return `停发：${inChinese(fault)}`;
  return lastPost === null ? '可以发，尚未发过' : `正常，最近一次 ${lastPost}`;
}
