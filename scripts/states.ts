// Writes docs/states.md from the transition table: node scripts/states.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_NAMES, STATE_NAMES, TRANSITIONS } from '../plan/occurrence.ts';

/** The page on states, as the transition table in plan/occurrence.ts has it. */
export function statesPage(): string {
  const states = Object.keys(STATE_NAMES);
  const commands = Object.entries(TRANSITIONS);
  return [
    '# 事项的状态 · States of an occurrence',
    '',
    '由 `node scripts/states.ts` 按 plan/occurrence.ts 的状态表写成，请勿手改。',
    'Written from the transition table in plan/occurrence.ts; do not edit by hand.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> scheduled: 启动时写入 launch',
    '  scheduled --> assigned: 交办 assign',
    ...commands.flatMap(([kind, { from, to }]) =>
      to === null ? [] : from.map((state) => `  ${state} --> ${to}: ${nameOf(kind)} ${kind}`),
    ),
    '  closed --> [*]',
    '  waived --> [*]',
    '  cancelled --> [*]',
    '```',
    '',
    '`complete` 在核验方式为“自动”时直接到 `closed`。',
    'With verification `auto` completing closes in the same event.',
    '',
    `| 操作 command | ${states.join(' | ')} |`,
    `|---|${states.map(() => '---|').join('')}`,
    ...commands.map(
      ([kind, { from, to }]) =>
        `| ${nameOf(kind)} \`${kind}\` | ${states
          .map((state) => (from.some((each) => each === state) ? (to ?? '·') : ''))
          .join(' | ')} |`,
    ),
    '',
    '格内为操作后的状态；`·` 状态不变；空白为拒绝，并说明理由。',
    'A cell names the state that follows; `·`: it stays; empty: refused, with the reason.',
    '',
  ].join('\n');
}

function nameOf(kind: string): string {
  return Object.entries(COMMAND_NAMES).find(([each]) => each === kind)?.[1] ?? kind;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../docs/states.md'), statesPage());
