import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Services } from '../config.ts';
import { makeLoginLink } from '../db/accounts.ts';
import { connect } from '../db/connect.ts';
import { firstAdministrator, sampleAccounts } from '../db/first-accounts.ts';

const SAMPLE = join(import.meta.dirname, '../docs/sample');

/**
 * Lines by which a new installation is entered: a link for the administrator, and once the sample is
 * imported one for each of its office. Each opens once and for half an hour.
 */
export async function loginLines(
  { databaseUrl, publicUrl }: Pick<Services, 'databaseUrl' | 'publicUrl'>,
  now: number,
): Promise<string[]> {
  const { db, close } = connect(databaseUrl, 1);
  try {
    const administrator = await firstAdministrator(db, now);
    const office = await sampleAccounts(db, readdirSync(SAMPLE), now);
    const lines: string[] = [];
    for (const { accountId, name, role } of [administrator, ...office].filter(
      (one) => one !== null,
    )) {
      const token = await makeLoginLink(db, accountId, now);
      const who = name === role ? name : `${role} ${name}`;
      lines.push(`  ${publicUrl}/login/${token}   ${who}`);
    }
    return lines.length === 0
      ? ['登录工作台：npx duban account 查看账号，duban account link 登录名 给出登录链接']
      : ['登录工作台（链接半小时内有效，各用一次）：', ...lines];
  } finally {
    await close();
  }
}
