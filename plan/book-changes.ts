import { KIND_NAMES, type PostRole, ROLE_NAMES, unitKindOf } from './address-book-heads.ts';

/** A field of a unit or person that the address book has otherwise now. */
export type FieldChange = { field: BookField; before: string; after: string };

/** What can change of a unit or of a person. */
export type BookField =
  | 'name'
  | 'kind'
  | 'side'
  | 'aliases'
  | 'through'
  | 'phone'
  | 'mailbox'
  | 'email'
  | 'room';

/** What a change of the address book did, one line each; `handed-over`: the new holder was told. */
export type BookChange = {
  kind: 'unit-added' | 'unit-changed' | 'opened' | 'ended' | 'mended' | 'handed-over';
  unitId: number;
  unit: string;
  role: PostRole | null;
  personId: number | null;
  person: string | null;
  fields: FieldChange[];
};

export const FIELD_NAMES: Record<BookField, string> = {
  name: '名称',
  kind: '类别',
  side: '所属方',
  aliases: '别名',
  through: '通过谁办理',
  phone: '电话',
  mailbox: '公用邮箱',
  email: '邮箱',
  room: '科室',
};

const KINDS: Record<BookChange['kind'], string> = {
  'unit-added': '新增单位',
  'unit-changed': '修改单位',
  opened: '任职',
  ended: '离任',
  mended: '更新联系方式',
  'handed-over': '发交接清单',
};

type Fields = Partial<Record<BookField, string | null | readonly string[]>>;

/** The fields of `after` that differ from `before`, in words. */
export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  return BOOK_FIELDS.flatMap((field) => {
    if (!(field in after)) return [];
    const [was, is] = [inWords(before[field]), inWords(after[field])];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

const BOOK_FIELDS = Object.keys(FIELD_NAMES).filter((key): key is BookField => key in FIELD_NAMES);

function inWords(value: string | null | undefined | readonly string[]): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : value.join('、');
}

/** A change in a sentence, as a list of what would happen shows it. */
export function bookChangeWords({ kind, unit, role, person, fields }: BookChange): string {
  const who = [unit, role === null ? '' : ROLE_NAMES[role], person ?? ''].filter(Boolean).join(' ');
  const what = fields.map(fieldWords).join('；');
  return `${KINDS[kind]}：${who}${what === '' ? '' : `（${what}）`}`;
}

function fieldWords({ field, before, after }: FieldChange): string {
  const shown = (text: string) => {
    const known = field === 'kind' ? unitKindOf(text) : null;
    return known === null ? text : KIND_NAMES[known];
  };
  const name = FIELD_NAMES[field];
  if (before === '') return `${name} ${shown(after)}`;
  return `${name} ${shown(before)} → ${after === '' ? '空' : shown(after)}`;
}
