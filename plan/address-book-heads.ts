import type { ColumnHeads } from './sheet.ts';
import type { NamedUnit } from './names.ts';

/** Who a post is for: contact, leader of the unit, supervising leader of the plan, … */
export type PostRole =
  | 'contact'
  | 'handler'
  | 'leader'
  | 'supervising-leader'
  | 'office'
  | 'coordinator'
  | 'verifier';

export type UnitKind = NamedUnit['kind'];

export type BookColumn =
  | 'unit'
  | 'kind'
  | 'side'
  | 'aliases'
  | 'through'
  | 'office-phone'
  | 'mailbox'
  | 'role'
  | 'person'
  | 'room'
  | 'phone'
  | 'email';

/** The columns of an address book; the first name is the one that the template and faults use. */
export const BOOK_HEADS: ColumnHeads<BookColumn> = [
  { key: 'unit', names: ['单位', '单位名称', 'unit'] },
  { key: 'kind', names: ['类别', '单位类别', 'kind'] },
  { key: 'side', names: ['所属方', '所属县', '所属县区', '一方', 'side'] },
  { key: 'aliases', names: ['别名', '简称', 'aliases', 'alias'] },
  { key: 'through', names: ['通过谁办理', '代办单位', 'answers through', 'through'] },
  { key: 'office-phone', names: ['办公电话', '单位电话', '值班电话', 'office phone'] },
  { key: 'mailbox', names: ['公用邮箱', '单位邮箱', 'shared mailbox', 'office mailbox'] },
  { key: 'role', names: ['岗位', '角色', 'role', 'post'] },
  { key: 'person', names: ['姓名', '联系人姓名', 'name', 'person'] },
  { key: 'room', names: ['科室', '股室', '处室', 'room', 'section'] },
  { key: 'phone', names: ['电话', '手机', '联系电话', '手机号码', 'phone', 'mobile'] },
  { key: 'email', names: ['邮箱', '电子邮箱', '邮件', '电子邮件', 'email', 'mail'] },
];

export const KIND_NAMES: Record<UnitKind, string> = {
  unit: '单位',
  role: '职务',
  group: '人员群体',
  village: '村',
  'leading-body': '领导机关',
  outside: '外部',
};

export const ROLE_NAMES: Record<PostRole, string> = {
  contact: '联系人',
  handler: '承办人',
  leader: '单位分管领导',
  'supervising-leader': '督办领导',
  office: '办公室',
  coordinator: '协调员',
  verifier: '核验人',
};

const KINDS: ColumnHeads<UnitKind> = [
  { key: 'unit', names: [KIND_NAMES.unit, 'unit'] },
  { key: 'role', names: [KIND_NAMES.role, '领导职务', 'role'] },
  { key: 'group', names: [KIND_NAMES.group, '人员', '群体', 'group'] },
  { key: 'village', names: [KIND_NAMES.village, '社区', '村（社区）', 'village'] },
  { key: 'leading-body', names: [KIND_NAMES['leading-body'], 'leading-body', 'leading body'] },
  { key: 'outside', names: [KIND_NAMES.outside, '外部单位', '外单位', 'outside'] },
];

const ROLES: ColumnHeads<PostRole> = [
  { key: 'contact', names: [ROLE_NAMES.contact, '联络员', 'contact'] },
  { key: 'handler', names: [ROLE_NAMES.handler, 'handler'] },
  { key: 'leader', names: [ROLE_NAMES.leader, '单位领导', 'leader'] },
  {
    key: 'supervising-leader',
    names: [ROLE_NAMES['supervising-leader'], '分管县领导', '分管区领导', 'supervising-leader'],
  },
  { key: 'office', names: [ROLE_NAMES.office, 'office'] },
  { key: 'coordinator', names: [ROLE_NAMES.coordinator, 'coordinator'] },
  { key: 'verifier', names: [ROLE_NAMES.verifier, 'verifier'] },
];

/** The kind of unit that a cell names; null when it is none. */
export function unitKindOf(cell: string): UnitKind | null {
  return keyOf(cell, KINDS);
}

/** The role that a cell names, also 督办领导（分管县领导）; null when it is none. */
export function postRoleOf(cell: string): PostRole | null {
  return keyOf(cell, ROLES);
}

function keyOf<Key extends string>(cell: string, names: ColumnHeads<Key>): Key | null {
  const word = fold(cell);
  return names.find((entry) => entry.names.some((name) => fold(name) === word))?.key ?? null;
}

function fold(text: string): string {
  const bare = text.replace(/\s/g, '').toLowerCase();
  return bare.replace(/(?<=.)[（(].*?[）)]$/, '');
}
