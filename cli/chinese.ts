import { type Argument, type Command, Help, type Option } from 'commander';

/** Where a command prints to. */
export type Output = { out: (text: string) => void; error: (text: string) => void };

/**
 * A program whose help and whose complaints about a command line are Chinese, with all its commands;
 * they go where other output goes, and end nothing.
 */
export function inChineseWords(command: Command, output: Output): Command {
  command
    .exitOverride()
    .showHelpAfterError('（加 --help 查看用法）')
    .helpOption('-h, --help', '显示用法')
    .configureHelp(HELP)
    .configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => output.error(text.trimEnd()),
      outputError: (text, write) => write(complaint(text, command)),
    });
  if (command.commands.length > 0) command.helpCommand('help [命令]', '显示一个命令的用法');
  for (const each of command.commands) inChineseWords(each, output);
  return command;
}

const plain = new Help();

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

const HELP: Partial<Help> = {
  styleTitle: (title) => TITLES[title] ?? title,
  commandUsage: (command) => placeholders(plain.commandUsage(command)),
  subcommandTerm: (command) => placeholders(plain.subcommandTerm(command)),
  optionDescription: (option: Option) => remarks(plain.optionDescription(option)),
  argumentDescription: (argument: Argument) => remarks(plain.argumentDescription(argument)),
};

function placeholders(usage: string): string {
  return usage.replace('[options]', '[选项]').replace('[command]', '[命令]');
}

function remarks(description: string): string {
  return description
    .replace(/ \(default: \[\]\)$/, '')
    .replace(/ \(default: "?(.*?)"?\)$/, '（默认 $1）');
}

type Words = (command: Command, ...found: string[]) => string;

/** What commander says of a command line, and what we say instead. */
const COMPLAINTS: readonly (readonly [said: RegExp, words: Words])[] = [
  [
    /^error: missing required argument '(.+)'$/s,
    (command, name) => `还缺 ${argumentWords(command, name)}`,
  ],
  [/^error: option '(.+)' argument missing$/s, (_command, flags) => `${flags} 后面还缺内容`],
  [/^error: required option '(.+)' not specified$/s, (_command, flags) => `还缺 ${flags}`],
  [
    /^error: option '(.+)' cannot be used with option '(.+)'$/s,
    (_command, one, other) => `${one} 和 ${other} 不能同时用`,
  ],
  [
    /^error: unknown option '(.*?)'(.*)$/s,
    (_command, flag, hint) => `没有选项 ${flag}${meant(hint)}`,
  ],
  [
    /^error: unknown command '(.*?)'(.*)$/s,
    (_command, name, hint) => `没有命令 ${name}${meant(hint)}`,
  ],
  [
    /^error: too many arguments.* Expected (\d+) arguments? but got (\d+): (.*)\.$/s,
    (_command, most, given, details) =>
      `参数多了：至多 ${most} 个，现有 ${given} 个（${details}）；带空格的内容请加引号`,
  ],
  [
    /^error: option '(.+?)' argument '(.*)' is invalid\. (.*)$/s,
    (_command, flags, value, why) => `${flags} 不能是“${value}”：${why}`,
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.+?)'\. (.*)$/s,
    (command, value, name, why) => `${argumentWords(command, name)}不能是“${value}”：${why}`,
  ],
];

function complaint(text: string, command: Command): string {
  for (const [said, words] of COMPLAINTS) {
    const found = said.exec(text.trimEnd());
    if (found !== null) return `${words(command, ...found.slice(1))}\n`;
  }
  return text;
}

/** An argument as its command's help explains it. */
function argumentWords(command: Command, name = ''): string {
  const known = command.registeredArguments.find((argument) => argument.name() === name);
  return known === undefined || known.description === ''
    ? `<${name}>`
    : `<${name}>（${known.description}）`;
}

function meant(hint = ''): string {
  const [, names] = /Did you mean (?:one of )?(.+)\?\)/.exec(hint) ?? [];
  return names === undefined ? '' : `；是不是 ${names.replaceAll(', ', '、')}？`;
}
