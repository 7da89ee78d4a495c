import { Command } from 'commander';
import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { ConfigError } from '../plan/errors.ts';
import { checkChat } from './doctor/chat.ts';
import { checkDatabase, checkWorker } from './doctor/database.ts';
import { checkAttributes, checkBuild } from './doctor/engine.ts';
import type { Finding } from './doctor/finding.ts';
import { checkDisk, checkPublicUrl, checkSecret } from './doctor/machine.ts';
import { checkMail, checkMailbox, checkSender } from './doctor/mail.ts';
import { checkMoments } from './doctor/moments.ts';
import { checkAgreement } from './doctor/reconcile.ts';
import { checkRefused } from './doctor/refused.ts';
import { checkTemporal } from './doctor/services.ts';
import { checkSms } from './doctor/sms.ts';

const checks = [
  checkDatabase,
  checkWorker,
  checkTemporal,
  checkAttributes,
  checkBuild,
  checkMoments,
  checkAgreement,
  checkMail,
  checkSender,
  checkMailbox,
  checkSms,
  checkChat,
  checkRefused,
  checkSecret,
  checkPublicUrl,
  checkDisk,
];

/** `duban doctor`: checks every part and says how to mend what is broken; exit code 1 if any is. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('检查各部分是否正常，并说明怎样修复')
    .option('--json', '以 JSON 输出')
    .action(async ({ json = false }: { json?: boolean }) => {
      const findings = await examine();
      console.log(json ? JSON.stringify({ findings }, null, 2) : findings.map(line).join('\n'));
      if (findings.some(({ state }) => state === 'broken')) process.exitCode = 1;
    });
}

async function examine(): Promise<Finding[]> {
  const config = readOrFinding();
  if ('state' in config) return [config];
  const rest = await Promise.all(checks.map(async (check) => await check(config)));
  return [{ name: '配置', state: 'good', found: `数据在 ${config.dataDir}` }, ...rest];
}

function readOrFinding(): Config | Finding {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mend = '改正上述环境变量（或 .env）后重试';
    return { name: '配置', state: 'broken', found: error.faults.join('；'), mend };
  }
}

const marks = { good: '✓', warning: '!', broken: '✗' } as const;

function line({ name, state, found, mend }: Finding): string {
  return `${marks[state]} ${name}：${found}${mend === undefined ? '' : `\n    → ${mend}`}`;
}
