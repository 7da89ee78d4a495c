import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { type BookUnitDetails, getBook, getBookUnit } from '../api/client.ts';
import {
  EndDialog,
  HandoverList,
  PersonDialog,
  PostDialog,
  UnitDialog,
} from '../components/book-forms.tsx';
import { BookParts } from '../components/book-parts.tsx';
import { LeaveDialog, WaysDialog } from '../components/book-reader.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Light } from '../components/light.tsx';
import { MergeForm } from '../components/merge-units.tsx';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { BOOK } from '../i18n/book.ts';

type Holder = BookUnitDetails['posts'][number];
type Open =
  | { name: 'unit' | 'add' | 'merge' }
  | { name: 'replace' | 'end' | 'person' | 'ways' | 'leave'; holder: Holder };

/** A unit of the address book: its people, who was there before, and what goes along with a change. */
export function BookUnitPage() {
  const { t } = useTranslation(['translation', BOOK]);
  const id = Number(useParams()['id'] ?? '0');
  const unit = useQuery({ queryKey: ['book', 'unit', id], queryFn: () => getBookUnit({ id }) });
  useTitle(unit.data?.name ?? t('book:title'));
  return (
    <>
      <BookParts />
      <Asked of={unit}>{(found) => <Unit unit={found} />}</Asked>
    </>
  );
}

function Unit({ unit }: { unit: BookUnitDetails }) {
  const { t } = useTranslation(['translation', BOOK]);
  const [open, setOpen] = useState<Open | null>(null);
  const { name, posts, past, members, keeps } = unit;
  return (
    <article>
      <div className="title-row">
        <h1>{name}</h1>
        {keeps && <Button onClick={() => setOpen({ name: 'unit' })}>{t('book:editUnit')}</Button>}
        {keeps && <Button onClick={() => setOpen({ name: 'merge' })}>{t('book:mergeUnit')}</Button>}
        {unit.rolesToFill.length > 0 && (
          <Button type="primary" onClick={() => setOpen({ name: 'add' })}>
            {t('book:addPost')}
          </Button>
        )}
      </div>
      {unit.unreachable !== null && (
        <p>
          <Light light="red" words={t('book:silent')} /> {unit.unreachable}
          {unit.departed !== null && inBrackets(t('book:departed', unit.departed))}
          <br />
          {unit.hint}
        </p>
      )}
      <section aria-labelledby="holders">
        <h2 id="holders">{t('book:holders')}</h2>
        {posts.length === 0 ? (
          <Nothing>{t('book:noHolders')}</Nothing>
        ) : (
          <DataTable
            label={t('book:holders')}
            columns={holderColumns(t, unit, setOpen)}
            rows={posts}
            keyOf={({ postId }) => postId}
          />
        )}
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">{t('book:facts')}</h2>
        <Facts unit={unit} />
      </section>
      {members.length > 0 && (
        <section aria-labelledby="members">
          <h2 id="members">{t('book:members')}</h2>
          <ul>
            {members.map((member) => (
              <li key={member.id}>
                <Link to={`/book/unit/${member.id}`}>{member.name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="handover">
        <h2 id="handover">{t('book:handover')}</h2>
        <HandoverList unit={unit} />
      </section>
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{t('book:past')}</h2>
          <ul>
            {past.map((each) => (
              <li key={`${each.role}/${each.name}/${each.from}/${each.to}`}>
                {t(`book:roles.${each.role}`)} {each.name}
                {inBrackets(`${each.from} – ${each.to}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {open !== null && <Dialog unit={unit} open={open} close={() => setOpen(null)} />}
    </article>
  );
}

type DialogProps = { unit: BookUnitDetails; open: Open; close: () => void };

function Dialog({ unit, open, close }: DialogProps) {
  const book = useQuery({ queryKey: ['book'], queryFn: () => getBook() });
  switch (open.name) {
    case 'unit':
      if (book.data === undefined) return null;
      return <UnitDialog unit={unit} book={book.data} close={close} />;
    case 'merge':
      return <MergeForm from={unit.id} close={close} />;
    case 'add':
      return <PostDialog unit={unit} replaces={null} close={close} />;
    case 'replace':
      return <PostDialog unit={unit} replaces={open.holder} close={close} />;
    case 'end':
      return <EndDialog unit={unit} holder={open.holder} close={close} />;
    case 'person':
      return <PersonDialog holder={open.holder} close={close} />;
    case 'ways':
      return <WaysDialog holder={open.holder} close={close} />;
    case 'leave':
      return <LeaveDialog holder={open.holder} close={close} />;
  }
}

function Facts({ unit }: { unit: BookUnitDetails }) {
  const { t } = useTranslation(['translation', BOOK]);
  const none = t('book:none');
  const lines = [
    { key: 'kind', label: t('book:kind'), children: t(`book:kinds.${unit.kind}`) },
    { key: 'side', label: t('book:side'), children: unit.side ?? none },
    {
      key: 'aliases',
      label: t('book:aliasList'),
      children: unit.aliases.join(sign('list')) || none,
    },
    { key: 'through', label: t('book:answersThrough'), children: unit.answersThrough ?? none },
    { key: 'phone', label: t('book:officePhone'), children: unit.phone ?? none },
    { key: 'mailbox', label: t('book:mailbox'), children: unit.mailbox ?? none },
  ];
  return <Descriptions column={1} items={lines} />;
}

function holderColumns(
  t: ReturnType<typeof useTranslation<['translation', 'book']>>['t'],
  { keeps, rolesToFill }: BookUnitDetails,
  open: (what: Open) => void,
): Column<Holder>[] {
  const columns: Column<Holder>[] = [
    { key: 'role', head: t('book:role'), cell: ({ role }) => t(`book:roles.${role}`) },
    {
      key: 'name',
      head: t('book:person'),
      cell: ({ name, room, awayTo }) => (
        <>
          {name}
          {room !== null && <div className="small">{room}</div>}
          {awayTo !== null && <div className="small">{t('book:away', { to: awayTo })}</div>}
        </>
      ),
    },
    {
      key: 'phone',
      head: t('book:phone'),
      cell: ({ phone, phoneFault }) => (
        <Reach address={phone} fault={phoneFault} says={t('book:refusedPhone')} />
      ),
    },
    {
      key: 'email',
      head: t('book:email'),
      cell: ({ email, emailFault }) => (
        <Reach address={email} fault={emailFault} says={t('book:refusedMail')} />
      ),
    },
    { key: 'since', head: t('book:since'), cell: ({ from }) => t('book:from', { day: from }) },
  ];
  if (!keeps) return columns;
  return [
    ...columns,
    {
      key: 'acts',
      head: t('book:acts'),
      cell: (holder) => (
        <div className="commands">
          {rolesToFill.includes(holder.role) && (
            <Button size="small" onClick={() => open({ name: 'replace', holder })}>
              {t('book:replace')}
            </Button>
          )}
          <Button size="small" onClick={() => open({ name: 'person', holder })}>
            {t('book:edit')}
          </Button>
          <Button size="small" onClick={() => open({ name: 'leave', holder })}>
            {t('book:takeLeave')}
          </Button>
          <Button size="small" onClick={() => open({ name: 'ways', holder })}>
            {t('book:ways')}
          </Button>
          {rolesToFill.includes(holder.role) && (
            <Button size="small" onClick={() => open({ name: 'end', holder })}>
              {t('book:end')}
            </Button>
          )}
        </div>
      ),
    },
  ];
}

type ReachProps = { address: string | null; fault: string | null; says: string };

function Reach({ address, fault, says }: ReachProps) {
  const { t } = useTranslation(['translation', BOOK]);
  if (address === null) return t('book:none');
  return (
    <>
      {address}
      {fault !== null && (
        <div>
          <Light light="red" words={says} /> <span className="small">{fault}</span>
        </div>
      )}
    </>
  );
}
