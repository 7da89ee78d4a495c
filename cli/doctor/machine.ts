import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../../config.ts';
import { reachWarning } from '../../channels/reach.ts';
import type { Finding } from './finding.ts';

const gigabyte = 2 ** 30;

/** Whether the secret that signs links is nobody else's to read. */
export async function checkSecret({ secret, dataDir }: Config): Promise<Finding> {
  const name = '密钥';
  if (secret !== null) return { name, state: 'good', found: '由 DUBAN_SECRET 给出' };
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) return { name, state: 'good', found: '首次使用时生成' };
  const mode = statSync(file).mode & 0o777;
  const found = `${file}，权限 ${mode.toString(8)}`;
  if ((mode & 0o077) === 0) return { name, state: 'good', found };
  return { name, state: 'broken', found: `${found}，别人也能读`, mend: `chmod 600 ${file}` };
}

/** Whether the links in mails can be opened by those who get them. */
export async function checkPublicUrl({ publicUrl }: Config): Promise<Finding> {
  const name = '链接地址';
  const warning = reachWarning(publicUrl);
  if (warning === null) return { name, state: 'good', found: publicUrl };
  return { name, state: 'warning', found: warning, mend: '把 PUBLIC_URL 设为各单位能打开的地址' };
}

/** Whether there is room for data. */
export async function checkDisk({ dataDir }: Config): Promise<Finding> {
  const name = '磁盘';
  const { bavail, bsize } = statfsSync(nearest(dataDir));
  const free = (bavail * bsize) / gigabyte;
  const found = `剩余 ${free.toFixed(1)} GB`;
  if (free >= 5) return { name, state: 'good', found };
  return {
    name,
    state: free < 1 ? 'broken' : 'warning',
    found,
    mend: `清理 ${dataDir} 所在的磁盘`,
  };
}

const nearest = (folder: string): string =>
  existsSync(folder) ? folder : nearest(dirname(folder));
