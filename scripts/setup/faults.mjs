/** A fault of the set-up, in words that say what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

const causes = [
  [
    /ENOSPC|No space left/i,
    '磁盘已满：请腾出至少 2 GB 空间后重试（the disk is full: free 2 GB and try again）',
  ],
  [
    /EACCES|EPERM|Permission denied/i,
    '没有写入权限：请检查项目文件夹的属主，或换到自己的目录重试（no permission: check who owns this folder）',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network|timed out|Connection (?:refused|error|broken)|NewConnectionError|name resolution|ProxyError/i,
    '连不上软件源：请检查网络和代理，或设置可用的镜像（no network, or the registry cannot be reached: check proxy and mirror）',
  ],
  [
    /No matching distribution|Could not find a version/i,
    '软件源里没有这个版本：请换一个镜像重试（this mirror lacks the version: try another one）',
  ],
];

/** What most likely went wrong, judged by an error's text, and what to do about it; null when unknown. */
export function explain(text) {
  return causes.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The last lines of a program's output, indented. */
export function tail(text, lines = 8) {
  return text
    .trim()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
}
