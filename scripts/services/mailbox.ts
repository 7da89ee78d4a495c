import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isFree } from './ports.ts';
import { startNode, whenReady } from './service.ts';
import type { Service } from './service.ts';

export type Mailbox = Service & { smtpUrl: string; webUrl: string };

/** Starts a mailbox on loopback that keeps every mail it is sent in `<dataDir>/mail`. */
export async function startMailbox({
  dataDir,
  smtpPort,
  webPort,
}: {
  dataDir: string;
  smtpPort: number;
  webPort: number;
}): Promise<Mailbox> {
  const host = '127.0.0.1';
  const folder = join(dataDir, 'mail');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logFile = join(dataDir, 'log/mailbox.log');
  const script = join(import.meta.dirname, 'mailbox-process.ts');
  const service = startNode([script, String(smtpPort), String(webPort), folder], { logFile });
  // Its web side listens last.
  await whenReady(service, { name: '邮箱', logFile }, async () => !(await isFree(webPort, host)));
  return { ...service, smtpUrl: `smtp://${host}:${smtpPort}`, webUrl: `http://${host}:${webPort}` };
}
