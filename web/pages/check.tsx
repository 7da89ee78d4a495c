import { useQuery } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type Claim, listClaims, listPlansToCheck } from '../api/client.ts';
import { site } from '../api/site.ts';
import { CheckBar } from '../components/check-bar.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Files } from '../components/evidence.tsx';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { CHECK } from '../i18n/check.ts';
import '../styles/ledger.css';
import '../styles/office.css';

/** Completions that wait, many at once; plan and filters stand in the address. */
export function CheckPage() {
  const { t } = useTranslation(['translation', CHECK]);
  useTitle(t('page.check'));
  const [search, setSearch] = useSearchParams();
  const plans = useQuery({ queryKey: ['duties', 'check'], queryFn: () => listPlansToCheck() });
  const asked = Number(search.get('plan'));
  return (
    <>
      <h1>{t('page.check')}</h1>
      <Asked of={plans}>
        {(all) => {
          const shown = all.find(({ id }) => id === asked) ?? all[0];
          if (shown === undefined) return <Nothing>{t('check:none')}</Nothing>;
          return (
            <>
              <Select
                className="no-print list-choice"
                aria-label={t('ledger.plan')}
                value={shown.id}
                onChange={(id: number) => setSearch({ plan: String(id) })}
                options={all.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <Claims key={shown.id} planId={shown.id} />
            </>
          );
        }}
      </Asked>
    </>
  );
}

function Claims({ planId }: { planId: number }) {
  const found = useQuery({
    queryKey: ['duties', 'check', planId],
    queryFn: () => listClaims({ id: planId }),
  });
  return <Asked of={found}>{({ claims }) => <Checking planId={planId} claims={claims} />}</Asked>;
}

function Checking({ planId, claims }: { planId: number; claims: Claim[] }) {
  const { t } = useTranslation(['translation', CHECK]);
  const [search, setSearch] = useSearchParams();
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const unit = search.get('unit');
  const onlySampled = search.get('sampled') === 'true';
  const shown = claims.filter(
    (each) => (unit === null || each.unit === unit) && (!onlySampled || each.sampled),
  );
  const chosen = claims.filter(({ id }) => picked.has(id));
  const change = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    setSearch(next);
  };
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    pick(next);
  };
  const sampled = claims.filter((each) => each.sampled).length;
  const list = `${site}/api/v1/check/${planId}/list`;
  const query = unit === null ? '' : `?unit=${encodeURIComponent(unit)}`;
  return (
    <>
      <p role="status">{t('check:hint', { count: claims.length, sampled })}</p>
      <search className="filters no-print">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('check:unit')}
          placeholder={t('check:allUnits')}
          value={unit}
          onChange={(value: string | null | undefined) => change('unit', value ?? undefined)}
          options={[...new Set(claims.map((each) => each.unit))].map((name) => ({
            value: name,
            label: name,
          }))}
        />
        <Checkbox
          checked={onlySampled}
          onChange={({ target }) => change('sampled', target.checked ? 'true' : undefined)}
        >
          {t('check:onlySampled')}
        </Checkbox>
        <span className="commands">
          <a href={`${list}.docx${query}`}>{t('check:docx')}</a>
          <a href={`${list}.xlsx${query}`}>{t('check:xlsx')}</a>
        </span>
      </search>
      <CheckBar planId={planId} shown={shown} chosen={chosen} pick={pick} seen={seen} />
      {shown.length === 0 ? (
        <Nothing>{t('check:noneHere')}</Nothing>
      ) : (
        <DataTable
          label={t('page.check')}
          rows={shown}
          keyOf={({ id }) => id}
          columns={columnsOf(t, {
            picked,
            toggle,
            seen,
            look: (id) => setSeen(new Set([...seen, id])),
          })}
        />
      )}
    </>
  );
}

type Choosing = {
  picked: ReadonlySet<string>;
  toggle: (id: string) => void;
  seen: ReadonlySet<string>;
  look: (id: string) => void;
};

type Translate = ReturnType<typeof useTranslation<['translation', 'check']>>['t'];

function columnsOf(t: Translate, { picked, toggle, seen, look }: Choosing): Column<Claim>[] {
  return [
    {
      key: 'choose',
      head: '',
      cell: ({ id, title, unit }) => (
        <input
          type="checkbox"
          className="row-choice"
          aria-label={t('check:choose', { title, unit })}
          checked={picked.has(id)}
          onChange={() => toggle(id)}
        />
      ),
    },
    {
      key: 'number',
      head: t('check:number'),
      isWideOnly: true,
      cell: ({ number }) => number,
    },
    {
      key: 'title',
      head: t('check:title'),
      cell: ({ id, title, unit, dueOn }) => (
        <>
          <Link className="duty-title" to={`/duty/${id}`}>
            {title}
          </Link>
          <div className="small">{[unit, dueOn].filter(Boolean).join(sign('comma'))}</div>
        </>
      ),
    },
    {
      key: 'completed',
      head: t('check:completed'),
      cell: ({ completedOn, waits, officeDelay }) => (
        <>
          {completedOn}
          {waits > 0 && (
            <div className="small">
              {t('check:waited')} {t('check:waits', { count: waits })}
              {officeDelay && inBrackets(t('check:delay'))}
            </div>
          )}
        </>
      ),
    },
    { key: 'done', head: t('check:words'), cell: ({ done }) => <span lang="zh-CN">{done}</span> },
    {
      key: 'files',
      head: t('check:files'),
      cell: ({ id, files }) =>
        files.length === 0 ? t('evidence.none') : <Files files={files} seen={() => look(id)} />,
    },
    {
      key: 'notes',
      head: t('check:notes'),
      cell: ({ id, title, sampled, forLeader, papersDue }) => (
        <>
          {sampled && (
            <div>
              <strong>{t('check:sampled')}</strong>{' '}
              <Checkbox
                checked={seen.has(id)}
                onChange={() => look(id)}
                aria-label={`${t('check:mark')}${sign('colon')}${title}`}
              >
                {t(seen.has(id) ? 'check:seen' : 'check:mark')}
              </Checkbox>
            </div>
          )}
          {forLeader && <div>{t('check:forLeader')}</div>}
          {papersDue > 0 && <div>{t('check:papers', { count: papersDue })}</div>}
        </>
      ),
    },
  ];
}
