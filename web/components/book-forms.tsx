import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  addBookUnit,
  type Book,
  type BookUnit,
  type BookUnitDetails,
  editBookUnit,
  editPerson,
  endPost,
  fillPost,
} from '../api/client.ts';
import { BOOK } from '../i18n/book.ts';
import { useBookDone } from './book-done.ts';
import { FormDialog } from './form-dialog.tsx';
import { PersonChoice } from './person-choice.tsx';
import { inBrackets, sign } from './signs.ts';

type Holder = BookUnit['posts'][number];
type Role = Holder['role'];
type Kind = BookUnit['kind'];

const KINDS: Kind[] = ['unit', 'leading-body', 'role', 'group', 'village', 'outside'];

type UnitForm = {
  name: string;
  kind: Kind;
  side?: string | null;
  aliases?: string;
  through?: string | null;
  phone?: string;
  mailbox?: string;
};

/** A unit to write down, or to change. */
export function UnitDialog({
  unit,
  book,
  close,
}: {
  unit: BookUnit | null;
  book: Pick<Book, 'units' | 'sides'>;
  close: () => void;
}) {
  const { t } = useTranslation(['translation', BOOK]);
  const done = useBookDone();
  const must = { required: true, message: t('book:required') };
  return (
    <FormDialog<UnitForm, Awaited<ReturnType<typeof addBookUnit>>>
      title={t(unit === null ? 'book:addUnit' : 'book:editUnit')}
      okText={t('book:save')}
      initial={
        unit === null
          ? {
              name: '',
              kind: 'unit',
              side: book.sides.length === 1 ? (book.sides[0] ?? null) : null,
              aliases: '',
              through: null,
              phone: '',
              mailbox: '',
            }
          : {
              name: unit.name,
              kind: unit.kind,
              side: unit.side,
              aliases: unit.aliases.join(sign('list')),
              through: unit.answersThrough,
              phone: unit.phone ?? '',
              mailbox: unit.mailbox ?? '',
            }
      }
      send={(fields) => {
        const body = unitOf(fields);
        return unit === null ? addBookUnit({ body }) : editBookUnit({ id: unit.id, body });
      }}
      done={done}
      close={close}
    >
      <Form.Item name="name" label={t('book:name')} rules={[must]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t('book:kind')}>
        <Select options={KINDS.map((kind) => ({ value: kind, label: t(`book:kinds.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="side" label={t('book:side')}>
        <Select allowClear options={book.sides.map((side) => ({ value: side, label: side }))} />
      </Form.Item>
      <Form.Item name="aliases" label={t('book:aliases')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item
        name="through"
        label={t('book:answersThrough')}
        extra={t('book:answersThroughHint')}
      >
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={book.units
            .filter(({ id }) => id !== unit?.id)
            .map(({ name }) => ({ value: name, label: name }))}
        />
      </Form.Item>
      <Form.Item name="phone" label={t('book:officePhone')}>
        <Input maxLength={40} inputMode="tel" />
      </Form.Item>
      <Form.Item name="mailbox" label={t('book:mailbox')}>
        <Input maxLength={200} inputMode="email" />
      </Form.Item>
    </FormDialog>
  );
}

function unitOf({ name, kind, side, aliases = '', through, phone, mailbox }: UnitForm) {
  return {
    name,
    kind,
    side: orNull(side),
    aliases: aliases.split(/[、，,;；\s]+/).filter((alias) => alias !== ''),
    through: orNull(through),
    phone: orNull(phone),
    mailbox: orNull(mailbox),
  };
}

function orNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text.trim();
}

type PostForm = {
  role: Role;
  known: boolean;
  personId?: number | null;
  name?: string;
  phone?: string;
  email?: string;
  room?: string;
};

/** Somebody takes a post, in place of its holder where one is named. */
export function PostDialog({
  unit,
  replaces,
  close,
}: {
  unit: BookUnitDetails;
  replaces: Holder | null;
  close: () => void;
}) {
  const { t } = useTranslation(['translation', BOOK]);
  const done = useBookDone();
  const title =
    replaces === null
      ? t('book:addPost')
      : t('book:replaceOf', { name: replaces.name, role: t(`book:roles.${replaces.role}`) });
  const fixed = replaces === null ? (unit.rolesToFill[0] ?? 'contact') : replaces.role;
  return (
    <FormDialog<PostForm, Awaited<ReturnType<typeof fillPost>>>
      title={title}
      okText={t('book:save')}
      initial={{ role: fixed, known: false, name: '', phone: '', email: '', room: '' }}
      send={({ role, known, personId, ...person }) =>
        fillPost({
          id: unit.id,
          body: {
            role,
            replaces: replaces?.postId ?? null,
            ...(known && personId != null
              ? { personId }
              : { person: personOf({ name: '', ...person }) }),
          },
        })
      }
      done={done}
      close={close}
    >
      <Form.Item name="role" label={t('book:role')} hidden={replaces !== null}>
        <Select
          options={unit.rolesToFill.map((role) => ({
            value: role,
            label: t(`book:roles.${role}`),
          }))}
        />
      </Form.Item>
      {replaces !== null && <p>{t('book:replaceHint', { name: replaces.name })}</p>}
      {replaces !== null && <HandoverList unit={unit} />}
      <Form.Item name="known" label={t('book:who')}>
        <Radio.Group
          options={[
            { value: false, label: t('book:whoNew') },
            { value: true, label: t('book:whoKnown') },
          ]}
        />
      </Form.Item>
      <Form.Item
        noStyle
        shouldUpdate={(before: PostForm, after: PostForm) => before.known !== after.known}
      >
        {({ getFieldValue }) =>
          getFieldValue('known') === true ? (
            <Form.Item
              name="personId"
              label={t('book:whoKnown')}
              rules={[{ required: true, message: t('book:required') }]}
            >
              <PersonChoice />
            </Form.Item>
          ) : (
            <PersonFields />
          )
        }
      </Form.Item>
    </FormDialog>
  );
}

/** What goes along when somebody of the unit is replaced. */
export function HandoverList({ unit: { handover } }: { unit: BookUnitDetails }) {
  const { t } = useTranslation(['translation', BOOK]);
  if (handover.length === 0) return <p className="small">{t('book:noHandover')}</p>;
  return handover.map(({ title, items }) => (
    <details key={title} open={items.length <= 5}>
      <summary>
        {title}
        {inBrackets(items.length)}
      </summary>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </details>
  ));
}

type PersonForm = { name: string; phone?: string; email?: string; room?: string };

function personOf({ name, phone, email, room }: PersonForm) {
  return { name, phone: orNull(phone), email: orNull(email), room: orNull(room) };
}

function PersonFields() {
  const { t } = useTranslation(['translation', BOOK]);
  return (
    <>
      <Form.Item
        name="name"
        label={t('book:person')}
        rules={[{ required: true, message: t('book:required') }]}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="room" label={t('book:room')}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('book:phone')}>
        <Input maxLength={40} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('book:email')}>
        <Input maxLength={200} inputMode="email" autoComplete="off" />
      </Form.Item>
    </>
  );
}

/** How to reach somebody. */
export function PersonDialog({ holder, close }: { holder: Holder; close: () => void }) {
  const { t } = useTranslation(['translation', BOOK]);
  const done = useBookDone();
  const { personId, name, phone, email, room } = holder;
  return (
    <FormDialog<PersonForm, Awaited<ReturnType<typeof editPerson>>>
      title={t('book:editOf', { name })}
      okText={t('book:save')}
      initial={{ name, phone: phone ?? '', email: email ?? '', room: room ?? '' }}
      send={(fields) => editPerson({ id: personId, body: personOf(fields) })}
      done={done}
      close={close}
    >
      <PersonFields />
    </FormDialog>
  );
}

/** Somebody leaves a post. */
export function EndDialog({
  unit,
  holder,
  close,
}: {
  unit: BookUnitDetails;
  holder: Holder;
  close: () => void;
}) {
  const { t } = useTranslation(['translation', BOOK]);
  const done = useBookDone();
  const { name, role, postId } = holder;
  const contacts = unit.posts.filter((each) => each.role === 'contact');
  return (
    <FormDialog
      title={t('book:endOf', { name, role: t(`book:roles.${role}`) })}
      okText={t('book:end')}
      initial={{}}
      send={() => endPost({ id: postId })}
      done={done}
      close={close}
    >
      <p>{t('book:endHint')}</p>
      {role === 'contact' && contacts.length === 1 && <p role="alert">{t('book:endLast')}</p>}
    </FormDialog>
  );
}
