import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type Book, type BookUnit, getBook } from '../api/client.ts';
import { site } from '../api/site.ts';
import { BookImportDialog } from '../components/book-import.tsx';
import { BookParts } from '../components/book-parts.tsx';
import { UnitDialog } from '../components/book-forms.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Light } from '../components/light.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { BOOK } from '../i18n/book.ts';

const SIZE = 50;
const ROLES = [
  'contact',
  'handler',
  'leader',
  'office',
  'coordinator',
  'supervising-leader',
  'verifier',
] as const;

/** The address book: who cannot be reached stands first, with why and what to do. */
export function BookPage() {
  const { t } = useTranslation(['translation', BOOK]);
  useTitle(t('book:title'));
  const book = useQuery({ queryKey: ['book'], queryFn: () => getBook() });
  const [dialog, setDialog] = useState<'import' | 'unit' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <div className="title-row">
        <h1>{t('book:title')}</h1>
        {book.data?.keeps === true && (
          <>
            <Button type="primary" onClick={() => setDialog('import')}>
              {t('book:import')}
            </Button>
            <Button onClick={() => setDialog('unit')}>{t('book:addUnit')}</Button>
          </>
        )}
        <Button href={`${site}/api/v1/book/template`}>{t('book:template')}</Button>
        <Button href={`${site}/api/v1/book/table`}>{t('book:table')}</Button>
      </div>
      <BookParts />
      <Asked of={book}>{(found) => <Units book={found} />}</Asked>
      {dialog === 'import' && <BookImportDialog close={close} />}
      {dialog === 'unit' && book.data !== undefined && (
        <UnitDialog unit={null} book={book.data} close={close} />
      )}
    </>
  );
}

function Units({ book: { units, sides } }: { book: Book }) {
  const { t } = useTranslation(['translation', BOOK]);
  const [search, setSearch] = useSearchParams();
  if (units.length === 0) return <Nothing>{t('book:nothing')}</Nothing>;
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  const silent = units.filter(({ unreachable }) => unreachable !== null);
  const found = units.filter((unit) => fits(unit, search));
  const page = Number(search.get('page') ?? '1');
  const shown = found.slice((page - 1) * SIZE, page * SIZE);
  return (
    <>
      <p role="status">
        {t('book:count', { count: units.length, silent: silent.length })}
        {found.length < units.length &&
          `${sign('semicolon')}${t('book:found', { count: found.length })}`}
      </p>
      {silent.length > 0 && search.size === 0 && <Silent units={silent.slice(0, 20)} />}
      <search className="filters no-print">
        <Input.Search
          key={search.get('text')}
          defaultValue={search.get('text') ?? ''}
          allowClear
          placeholder={t('book:search')}
          aria-label={t('book:search')}
          onSearch={(text) => change({ text })}
        />
        <Select
          allowClear
          aria-label={t('book:side')}
          placeholder={t('book:side')}
          value={search.get('side')}
          onChange={(side: string | undefined) => change({ side })}
          options={sides.map((side) => ({ value: side, label: side }))}
        />
        <Select
          allowClear
          aria-label={t('book:role')}
          placeholder={t('book:role')}
          value={search.get('role')}
          onChange={(role: string | undefined) => change({ role })}
          options={ROLES.map((role) => ({ value: role, label: t(`book:roles.${role}`) }))}
        />
        <Checkbox
          checked={search.get('silent') === '1'}
          onChange={({ target }) => change({ silent: target.checked ? '1' : undefined })}
        >
          {t('book:silentOnly')}
        </Checkbox>
        <Button type="link" onClick={() => setSearch({})}>
          {t('book:clear')}
        </Button>
      </search>
      {found.length === 0 ? (
        <Nothing>{t('book:nothingFound')}</Nothing>
      ) : (
        <DataTable
          label={t('book:units')}
          columns={columnsOf(t)}
          rows={shown}
          keyOf={({ id }) => id}
        />
      )}
      <Pagination
        className="no-print pages"
        align="end"
        hideOnSinglePage
        showSizeChanger={false}
        current={page}
        pageSize={SIZE}
        total={found.length}
        onChange={(chosen) => {
          const next = new URLSearchParams(search);
          next.set('page', String(chosen));
          setSearch(next);
        }}
      />
    </>
  );
}

function Silent({ units }: { units: BookUnit[] }) {
  const { t } = useTranslation(['translation', BOOK]);
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{t('book:silentHead')}</h2>
      <ul className="waiting">
        {units.map(({ id, name, unreachable, hint, departed }) => (
          <li key={id}>
            <div className="waiting-words">
              <Light light="red" words={name} />
              <div className="waiting-facts">
                <span>{unreachable}</span>
                {departed !== null && <span>{t('book:departed', departed)}</span>}
                <span className="small">{hint}</span>
              </div>
            </div>
            <Link to={`/book/unit/${id}`} aria-label={t('book:mendOf', { unit: name })}>
              {t('book:mend')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function fits({ name, aliases, side, posts, unreachable }: BookUnit, search: URLSearchParams) {
  const text = (search.get('text') ?? '').trim().toLowerCase();
  const role = search.get('role');
  const people = posts.flatMap((post) => [post.name, post.phone ?? '', post.email ?? '']);
  const words = [name, ...aliases, ...people].join('\n').toLowerCase();
  return (
    words.includes(text) &&
    (search.get('side') === null || side === search.get('side')) &&
    (role === null || posts.some((post) => post.role === role)) &&
    (search.get('silent') !== '1' || unreachable !== null)
  );
}

function columnsOf(
  t: ReturnType<typeof useTranslation<['translation', 'book']>>['t'],
): Column<BookUnit>[] {
  return [
    {
      key: 'unit',
      head: t('book:unit'),
      cell: ({ id, name, aliases }) => (
        <>
          <Link to={`/book/unit/${id}`} className="unit-name">
            {name}
          </Link>
          {aliases.length > 0 && <div className="small">{aliases.join(sign('list'))}</div>}
        </>
      ),
    },
    { key: 'kind', head: t('book:kind'), cell: ({ kind }) => t(`book:kinds.${kind}`) },
    { key: 'side', head: t('book:side'), cell: ({ side }) => side ?? '' },
    {
      key: 'people',
      head: t('book:people'),
      cell: ({ posts }) => (
        <ul className="plain">
          {posts.map(({ postId, role, name, phone, awayTo }) => (
            <li key={postId}>
              {t(`book:roles.${role}`)} {name} {phone}
              {awayTo !== null && <span className="small"> {t('book:away', { to: awayTo })}</span>}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'reach',
      head: t('book:reach'),
      cell: ({ name, reachedAt, unreachable, liaison }) =>
        liaison ? (
          <Light light="grey" words={t('book:liaison')} />
        ) : unreachable === null ? (
          <>
            <Light light="green" words={t('book:reached')} />
            {reachedAt !== name && (
              <div className="small">{t('book:through', { unit: reachedAt ?? '' })}</div>
            )}
          </>
        ) : (
          <>
            <Light light="red" words={t('book:silent')} />
            <div className="small">{unreachable}</div>
          </>
        ),
    },
  ];
}
