import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Shifts } from '../api/client.ts';
import { SETTINGS } from '../i18n/settings.ts';
import { type Column, DataTable } from './data-table.tsx';
import { sign } from './signs.ts';

type Shift = Shifts['shifts'][number];

/** The open duties that would be told of on other days. */
export function ShiftList({ of: { shifts, looked, reached } }: { of: Shifts }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const days = (list: string[]) =>
    list.length === 0 ? t('settings:none') : list.join(sign('list'));
  const columns: Column<Shift>[] = [
    {
      key: 'duty',
      head: t('settings:duty'),
      cell: ({ id, number, title }) => (
        <Link to={`/duty/${id}`} className="duty-title">
          {number} {title}
        </Link>
      ),
    },
    { key: 'unit', head: t('settings:unit'), cell: ({ unit }) => unit },
    {
      key: 'due',
      head: t('settings:due'),
      cell: ({ dueOn, practical }) => (
        <>
          {dueOn}
          {practical !== null && <div>{t('settings:practical', practical)}</div>}
        </>
      ),
    },
    { key: 'gone', head: t('settings:gone'), cell: ({ gone }) => days(gone) },
    { key: 'come', head: t('settings:come'), cell: ({ come }) => days(come) },
  ];
  if (shifts.length === 0) {
    return <p role="status">{t('settings:shiftsNone', { count: looked })}</p>;
  }
  return (
    <div role="status">
      <p>
        {t('settings:shiftsCount', { count: shifts.length })}
        {reached > looked &&
          `${sign('semicolon')}${t('settings:shiftsMore', { count: reached, looked })}`}
      </p>
      <DataTable
        label={t('settings:shiftsHead')}
        columns={columns}
        rows={shifts}
        keyOf={({ id }) => id}
      />
    </div>
  );
}
