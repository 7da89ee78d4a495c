import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { Button, Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type LedgerRow, listLedger } from '../api/client.ts';
import {
  type LedgerQuery,
  LIGHTS,
  ledgerQuery,
  MARKS,
  OUTCOMES,
  SORTS,
} from '../api/ledger-query.ts';
import { site } from '../api/site.ts';
import { BulkBar } from '../components/bulk-bar.tsx';
import { dayOf } from '../components/days.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Due } from '../components/due.tsx';
import { RowLight, titleOf } from '../components/row.tsx';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { BULK } from '../i18n/bulk.ts';
import '../styles/ledger.css';
import { PlanChoice } from './board.tsx';

const SIZE = 50;

/** All duties that one sees, page by page; what is asked for stands in the address. */
export function LedgerPage() {
  const { t } = useTranslation(['translation', BULK]);
  useTitle(t('page.ledger'));
  const [search, setSearch] = useSearchParams();
  const asked = ledgerQuery(search);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (ids: Iterable<string>) => setChosen(new Set(ids));
  const ledger = useQuery({
    queryKey: ['duties', 'ledger', asked],
    queryFn: () => listLedger({ ...asked, size: SIZE }),
    placeholderData: keepPreviousData,
  });
  const change: Change = (changes) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  const exported = new URLSearchParams(search);
  exported.delete('page');
  return (
    <>
      <div className="title-row">
        <h1>{t('page.ledger')}</h1>
        <Button className="no-print" href={`${site}/api/v1/export/ledger.xlsx?${exported}`}>
          {t('ledger.export')}
        </Button>
        <Button className="no-print" onClick={() => window.print()}>
          {t('ledger.print')}
        </Button>
      </div>
      <Filters asked={asked} change={change} clear={() => setSearch({})} />
      <Asked of={ledger}>
        {({ rows, total, more }) => (
          <>
            <BulkBar
              chosen={chosen}
              choose={choose}
              page={rows.map(({ id }) => id)}
              asked={asked}
            />
            <p role="status">{t(more ? 'ledger.countMore' : 'ledger.count', { count: total })}</p>
            {rows.length === 0 ? (
              <Nothing>{t('ledger.nothing')}</Nothing>
            ) : (
              <DataTable
                label={t('page.ledger')}
                columns={[choiceOf(t, chosen, choose), ...columnsOf(t)]}
                rows={rows}
                keyOf={({ id }) => id}
                isStale={ledger.isPlaceholderData}
              />
            )}
            <Pagination
              className="no-print pages"
              align="end"
              hideOnSinglePage
              showSizeChanger={false}
              current={asked.page ?? 1}
              pageSize={SIZE}
              total={total}
              onChange={(page) => change({ page: String(page) })}
            />
          </>
        )}
      </Asked>
    </>
  );
}

type Change = (changes: Record<string, string | undefined>) => void;

type FilterProps = { asked: LedgerQuery; change: Change; clear: () => void };

function Filters({ asked, change, clear }: FilterProps) {
  const { t } = useTranslation();
  return (
    <search className="filters no-print">
      <Input.Search
        key={asked.text}
        defaultValue={asked.text ?? ''}
        allowClear
        placeholder={t('ledger.search')}
        aria-label={t('ledger.search')}
        onSearch={(text) => change({ text })}
      />
      <PlanChoice value={asked.plan} onChange={(plan) => change({ plan })} />
      <Select
        mode="multiple"
        allowClear
        aria-label={t('ledger.light')}
        placeholder={t('ledger.light')}
        value={asked.light ?? []}
        onChange={(lights: string[]) => change({ light: lights.join() })}
        options={LIGHTS.map((light) => ({ value: light, label: t(`light.${light}`) }))}
      />
      <Select
        allowClear
        aria-label={t('ledger.mark')}
        placeholder={t('ledger.mark')}
        value={asked.mark ?? null}
        onChange={(mark: string | undefined) => change({ mark })}
        options={MARKS.map((mark) => ({ value: mark, label: t(`mark.${mark}`) }))}
      />
      <Select
        allowClear
        aria-label={t('ledger.outcome')}
        placeholder={t('ledger.outcome')}
        value={asked.outcome ?? null}
        onChange={(outcome: string | undefined) => change({ outcome })}
        options={OUTCOMES.map((each) => ({ value: each, label: t(`outcome.${each}`) }))}
      />
      <label>
        {t('ledger.from')}
        <Input
          type="date"
          value={asked.dueFrom ?? ''}
          onChange={({ target }) => change({ due_from: target.value })}
        />
      </label>
      <label>
        {t('ledger.to')}
        <Input
          type="date"
          value={asked.dueTo ?? ''}
          onChange={({ target }) => change({ due_to: target.value })}
        />
      </label>
      <Select
        aria-label={t('ledger.sort')}
        value={asked.sort ?? 'due'}
        onChange={(sort: string) => change({ sort })}
        options={SORTS.map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))}
      />
      <Button type="link" onClick={clear}>
        {t('ledger.clear')}
      </Button>
    </search>
  );
}

type Words = ReturnType<typeof useTranslation<['translation', typeof BULK]>>['t'];

/** The box by which a row is chosen. */
function choiceOf(
  t: Words,
  chosen: ReadonlySet<string>,
  choose: (ids: Iterable<string>) => void,
): Column<LedgerRow> {
  return {
    key: 'choice',
    head: t('bulk:choose'),
    cell: (row) => (
      <input
        type="checkbox"
        className="no-print row-choice"
        aria-label={t('bulk:chooseRow', { title: titleOf(row), unit: row.unit })}
        checked={chosen.has(row.id)}
        onChange={({ target }) => {
          const others = [...chosen].filter((id) => id !== row.id);
          choose(target.checked ? [...others, row.id] : others);
        }}
      />
    ),
  };
}

function columnsOf(t: Words): Column<LedgerRow>[] {
  return [
    {
      key: 'light',
      head: t('ledger.light'),
      cell: (row) => <RowLight row={row} />,
    },
    {
      key: 'number',
      head: t('ledger.number'),
      isWideOnly: true,
      cell: ({ number }) => number,
    },
    {
      key: 'title',
      head: t('ledger.title'),
      cell: (row) => (
        <Link to={`/duty/${row.id}`} className="duty-title">
          {titleOf(row)}
        </Link>
      ),
    },
    { key: 'unit', head: t('ledger.unit'), cell: ({ unit }) => unit },
    { key: 'due', head: t('ledger.due'), cell: (row) => <Due row={row} /> },
    { key: 'state', head: t('ledger.state'), cell: ({ stateName }) => stateName },
    {
      key: 'lastAct',
      isWideOnly: true,
      head: t('ledger.lastAct'),
      cell: ({ lastAct }) =>
        lastAct === null
          ? ''
          : [dayOf(lastAct.at), lastAct.words, lastAct.enteredBy].filter(Boolean).join(' '),
    },
  ];
}
