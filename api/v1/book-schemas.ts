import { z } from 'zod';
import { DAY } from './schemas.ts';
import { WORDS } from './words.ts';

export const KIND = z.enum(['unit', 'role', 'group', 'village', 'leading-body', 'outside']);

export const ROLE = z.enum([
  'contact',
  'handler',
  'leader',
  'supervising-leader',
  'office',
  'coordinator',
  'verifier',
]);

const HOLDER = z.object({
  postId: z.int(),
  role: ROLE,
  roleName: WORDS,
  personId: z.int(),
  name: z.string(),
  room: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  emailFault: WORDS.nullable().describe('邮箱收不到邮件的原因'),
  phoneFault: WORDS.nullable().describe('号码收不到短信的原因'),
  from: DAY,
  awayTo: DAY.nullable().describe('请假到哪一天'),
});

export const UNIT = z
  .object({
    id: z.int(),
    name: z.string(),
    kind: KIND,
    kindName: WORDS,
    side: z.string().nullable().describe('属于方案的哪一方'),
    aliases: z.array(z.string()),
    answersThrough: z.string().nullable().describe('通过谁办理'),
    phone: z.string().nullable().describe('办公电话'),
    mailbox: z.string().nullable().describe('公用邮箱'),
    reachedAt: z.string().nullable().describe('通知送到哪个单位'),
    liaison: z.boolean().describe('对方的单位，只由其办公室发函联系'),
    unreachable: WORDS.nullable().describe('联系不上的原因'),
    hint: WORDS.nullable().describe('怎么办'),
    departed: z.object({ name: z.string(), to: DAY }).nullable().describe('最后一位联系人'),
    posts: z.array(HOLDER),
  })
  .meta({ id: 'BookUnit' });

export const BOOK = z
  .object({
    keeps: z.boolean().describe('能不能修改'),
    sides: z.array(z.string()).describe('可选的所属方'),
    units: z.array(UNIT).describe('联系不上的在前'),
  })
  .meta({ id: 'Book' });

export const UNIT_DETAILS = UNIT.extend({
  keeps: z.boolean(),
  rolesToFill: z.array(ROLE).describe('可以安排哪些岗位'),
  past: z.array(z.object({ role: ROLE, roleName: WORDS, name: z.string(), from: DAY, to: DAY })),
  members: z.array(z.object({ id: z.int(), name: z.string() })).describe('通过它办理的单位'),
  handover: z
    .array(z.object({ title: WORDS, items: z.array(WORDS) }))
    .describe('换人时交给继任者的清单'),
}).meta({ id: 'BookUnitDetails' });

const MAYBE = (most: number) => z.string().trim().max(most).nullable();

export const UNIT_INPUT = z.object({
  name: z.string().trim().min(1).max(100),
  kind: KIND,
  side: MAYBE(50),
  aliases: z.array(z.string().trim().min(1).max(100)).max(20),
  through: MAYBE(100),
  phone: MAYBE(40),
  mailbox: MAYBE(200),
});

export const PERSON_INPUT = z.object({
  name: z.string().trim().min(1).max(50),
  phone: MAYBE(40),
  email: MAYBE(200),
  room: MAYBE(50),
});

export const POST_INPUT = z.object({
  role: ROLE,
  personId: z.int().positive().optional().describe('通讯录里已有的人'),
  person: PERSON_INPUT.optional().describe('新的人'),
  replaces: z.int().positive().nullable().describe('接替哪一个岗位记录；空为增加'),
});

const CHANGE = z.object({
  kind: z.enum(['unit-added', 'unit-changed', 'opened', 'ended', 'mended', 'handed-over']),
  unit: z.string(),
  says: WORDS,
});

/** What was done, and whether it has reached what is open. */
export const EDITED = z
  .object({
    id: z.int().describe('单位或人员的编号'),
    changes: z.array(CHANGE),
    reached: z.int().describe('涉及几个在办事项'),
    brought: z.boolean().describe('已全部记入；否则系统会接着记'),
  })
  .meta({ id: 'BookEdited' });

const CELL = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  found: z.string(),
  expected: WORDS,
});

export const IMPORTED = z
  .object({
    applied: z.boolean(),
    digest: z.string().nullable().describe('确认导入时原样带回'),
    cells: z.array(CELL).describe('有误的单元格；有一处就不能导入'),
    faults: z.array(WORDS).describe('不在某一格的错误'),
    warnings: z.array(WORDS),
    changes: z.array(CHANGE),
    kept: z.int().describe('没有变化的单位数'),
    reached: z.int(),
    brought: z.boolean(),
    matched: z.array(z.object({ planId: z.int(), title: z.string(), names: z.array(z.string()) })),
  })
  .meta({ id: 'BookImport' });

export const LEAVE = z
  .object({
    id: z.int(),
    personId: z.int(),
    person: z.string(),
    units: z.array(z.string()),
    from: DAY,
    to: DAY,
    substitute: z.string().nullable().describe('代理人；空为同岗位的其他人'),
  })
  .meta({ id: 'Leave' });

export const READER = z
  .object({
    id: z.int(),
    name: z.string(),
    room: z.string().nullable(),
    phone: z.string().nullable(),
    phoneFault: WORDS.nullable(),
    email: z.string().nullable(),
    emailFault: WORDS.nullable(),
    prefers: z.enum(['mail', 'sms']),
    quietFrom: z.string().nullable().describe('免打扰从几点，例如 12:00'),
    quietTo: z.string().nullable(),
    smsReady: z.boolean(),
  })
  .meta({ id: 'Reader' });
