import { connectTemporal } from '../../client/connect.ts';
import { wallClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { connect } from '../../db/connect.ts';
import { FINDING_NAMES } from '../../plan/reconcile.ts';
import { type Walk, walk } from '../reconcile.ts';
import { type Finding, reasonOf } from './finding.ts';

const PATIENCE = 10_000;

/** Whether ledger and engine agree, as far as can be seen in ten seconds. */
export async function checkAgreement(config: Config): Promise<Finding> {
  const name = '台账与流程';
  const { databaseUrl, temporalAddress } = config;
  if (databaseUrl === null || temporalAddress === null) {
    return { name, state: 'warning', found: '数据库或 Temporal 没有在运行，无法检查' };
  }
  try {
    const { looked, findings, whole } = await compare(databaseUrl, temporalAddress, config);
    const part = whole ? '' : '（事项较多，只核对了一部分）';
    const [first] = findings;
    if (first === undefined)
      return { name, state: 'good', found: `核对 ${looked} 项，一致${part}` };
    const more = findings.length > 1 ? ' 等' : '';
    const found = `核对 ${looked} 项，${findings.length} 处不一致：${FINDING_NAMES[first.kind]}：${first.id}${more}${part}`;
    return { name, state: 'broken', found, mend: '运行 npx duban reconcile 修复并列出全部' };
  } catch (error) {
    return { name, state: 'warning', found: reasonOf(error) };
  }
}

async function compare(databaseUrl: string, address: string, config: Config): Promise<Walk> {
  const { temporalNamespace, shift } = config;
  const { now } = wallClock(shift);
  const end = now() + PATIENCE;
  const { client, close: disconnect } = await connectTemporal(address, temporalNamespace);
  const { db, close } = connect(databaseUrl, 1);
  try {
    return await walk({ db, client, shift, mend: false }, now, () => now() < end);
  } finally {
    await close();
    await disconnect();
  }
}
