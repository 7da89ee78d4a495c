// Writes docs/states.md from the transition table: node scripts/states.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ActingRole, rolesOf } from '../plan/authority.ts';
import { COMMAND_NAMES, type CommandKind, STATE_NAMES, TRANSITIONS } from '../plan/occurrence.ts';

const ROLES: Record<ActingRole, string> = {
  answering: '责任单位',
  participant: '配合单位',
  counterpart: '对方单位',
  coordinator: '协调员',
  verifier: '核验人',
  'supervising-leader': '督办领导',
  system: '系统',
};

/** The page on states, as the transition table in plan/occurrence.ts has it. */
export function statesPage(): string {
  const states = Object.keys(STATE_NAMES);
  const commands = Object.keys(TRANSITIONS)
    .filter(isKind)
    .map((kind) => ({ kind, name: COMMAND_NAMES[kind], ...TRANSITIONS[kind] }));
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
    ...commands.flatMap(({ kind, name, from, to }) =>
      to === null ? [] : from.map((state) => `  ${state} --> ${to}: ${name} ${kind}`),
    ),
    '  closed --> [*]',
    '  waived --> [*]',
    '  cancelled --> [*]',
    '```',
    '',
    '`complete` 在核验方式为“自动”、且没有待收纸质件时直接到 `closed`。',
    'With verification `auto` completing closes in the same event, unless papers are still to be received.',
    '`reopen` 开始同一编号的新一轮。 `reopen` begins a new run of the same id.',
    '',
    `| 操作 command | ${states.join(' | ')} | 由谁 by |`,
    `|---|${states.map(() => '---|').join('')}---|`,
    ...commands.map(
      ({ kind, name, from, to }) =>
        `| ${name} \`${kind}\` | ${states
          .map((state) => (from.some((each) => each === state) ? (to ?? '·') : ''))
          .join(' | ')} | ${rolesOf(kind)
          .map((role) => ROLES[role])
          .join('、')} |`,
    ),
    '',
    '销号：核验方式为“领导”的只由督办领导；延期分两级时由协调员同意、督办领导批准。单位和对方的话可由协调员代填，须写明来源。',
    'What the leader verifies the leader closes; where extensions take two steps the coordinator agrees and the leader grants. The coordinator may',
    'enter on behalf what a unit or the other side says, with the source.',
    '',
    '格内为操作后的状态；`·` 状态不变；空白为拒绝，并说明理由。',
    'A cell names the state that follows; `·`: it stays; empty: refused, with the reason.',
    '',
  ].join('\n');
}

function isKind(word: string): word is CommandKind {
  return word in TRANSITIONS;
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../docs/states.md'), statesPage());
