import { createServer } from 'node:net';
import { ConfigError } from '../../plan/errors.ts';
import { inChinese } from '../../plan/fault-words.ts';
import { isCode } from './process.ts';

/** The first free port from `wanted` on. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  const last = Math.min(wanted + 200, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    if (await isFree(port, host)) return port;
  }
  throw new ConfigError([`${wanted} 到 ${last} 之间没有空闲的端口`]);
}

/** The port for a service of ours: the wanted one, or the next free one, which is then said. */
export async function settlePort(
  variable: string,
  wanted: number,
  say: (line: string) => void,
): Promise<number> {
  const port = await freePort(wanted);
  if (port !== wanted) say(`端口 ${wanted} 已被占用，改用 ${port}（可用 ${variable} 指定）`);
  return port;
}

/** Whether nobody listens on a port. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (isCode(error, 'EADDRINUSE') || isCode(error, 'EACCES')) return resolve(false);
      reject(new ConfigError([`HOST=${host}：不能在这个地址监听，${inChinese(error.message)}`]));
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
