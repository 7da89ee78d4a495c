import { Command, CommanderError } from 'commander';
import type { Environment } from '../config.ts';
import { accountCommand } from './account.ts';
import { calendarCommand } from './calendar.ts';
import { channelsCommand } from './channels.ts';
import { changeCommand, changesCommand } from './changes.ts';
import { contactCommand } from './contact.ts';
import { type CliContext, openContext } from './context.ts';
import { circularCommand } from './circular.ts';
import { inChineseWords, type Output } from './chinese.ts';
import { closeCommand } from './close.ts';
import { doctorCommand } from './doctor.ts';
import { devicesCommand } from './devices.ts';
import { dueCommand, eventCommand } from './due.ts';
import { errorText } from './errors.ts';
import { extractCommand } from './extract.ts';
import { groupsCommand } from './groups.ts';
import { importCommand } from './import.ts';
import { inboxCommand } from './inbox.ts';
import { launchCommand } from './launch.ts';
import { leaveCommand } from './leave.ts';
import { letterCommand } from './letter.ts';
import { listCommand } from './list.ts';
import { migrateCommand } from './migrate.ts';
import { doubtsCommand } from './doubts.ts';
import { namesCommand } from './names.ts';
import { reconcileCommand } from './reconcile.ts';
import { rehearseCommand } from './rehearse.ts';
import { returnsCommand } from './returns.ts';
import { mergeCommand } from './merge.ts';
import { messagesCommand } from './messages.ts';
import { missingCommand } from './missing.ts';
import { pauseCommands } from './pause.ts';
import { policyCommand } from './policy.ts';
import { sidesCommand } from './sides.ts';
import { serviceCommands } from './services.ts';
import { statusCommand } from './status.ts';
import { targetsCommand } from './targets.ts';
import { taskCommand } from './task.ts';
import { tasksCommand } from './tasks.ts';
import { textCommand } from './text.ts';
import { toldCommand } from './told.ts';
import { unitsCommand } from './units.ts';
import { whyCommand } from './why.ts';

const CONSOLE: Output = {
  out: (text) => console.log(text),
  error: (text) => console.error(text),
};

/** The program `duban` with all its commands, in the order in which they are needed. */
export function program(context: CliContext): Command {
  const duban = new Command('duban').description('督办：方案里的每一项任务，按时提醒、催办、销号');
  for (const command of [
    extractCommand(),
    importCommand(context),
    unitsCommand(context),
    tasksCommand(context),
    namesCommand(context),
    doubtsCommand(context),
    sidesCommand(context),
    rehearseCommand(context),
    launchCommand(context),
    statusCommand(context),
    taskCommand(context),
    closeCommand(context),
    circularCommand(context),
    listCommand(context),
    inboxCommand(context),
    toldCommand(context),
    messagesCommand(context),
    whyCommand(context),
    groupsCommand(context),
    channelsCommand(context),
    textCommand(context),
    missingCommand(context),
    leaveCommand(context),
    contactCommand(context),
    devicesCommand(context),
    accountCommand(context),
    letterCommand(context),
    reconcileCommand(context),
    returnsCommand(context),
    targetsCommand(context),
    dueCommand(context),
    eventCommand(context),
    policyCommand(context),
    calendarCommand(context),
    ...pauseCommands(context),
    mergeCommand(context),
    changesCommand(context),
    changeCommand(context),
    doctorCommand(),
    migrateCommand(context),
    ...serviceCommands(),
  ]) {
    duban.addCommand(command);
  }
  return duban;
}

/** Runs one command line (without `node duban`) and returns the process's exit code. */
export async function run(
  args: string[],
  env: Environment,
  output: Output = CONSOLE,
): Promise<number> {
  try {
    const context = openContext(env, output.out);
    try {
      await inChineseWords(program(context), output).parseAsync(args, { from: 'user' });
    } finally {
      await context.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode; // it has spoken already
    output.error(errorText(error));
    return 1;
  }
}

if (import.meta.main) {
  const code = await run(process.argv.slice(2), process.env);
  if (code !== 0) process.exitCode = code; // else what the command itself set stays
}
