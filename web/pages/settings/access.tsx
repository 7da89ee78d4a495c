import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type AccessEntry, listAccess, listAccounts } from '../../api/client.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { minuteOf } from '../../components/days.ts';
import { inBrackets } from '../../components/signs.ts';
import { Asked, Nothing } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { SETTINGS } from '../../i18n/settings.ts';

/** Who came in, who was turned away, and who changed what accounts may do. */
export function AccessPage() {
  const { t } = useTranslation(['translation', SETTINGS]);
  useTitle(t('settings:access'));
  const [search, setSearch] = useSearchParams();
  const chosen = Number(search.get('account') ?? '0');
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => listAccounts() });
  const entries = useQuery({
    queryKey: ['accounts', 'log', chosen],
    queryFn: () => listAccess(chosen > 0 ? { account: chosen } : {}),
  });
  const columns: Column<AccessEntry>[] = [
    { key: 'at', head: t('settings:at'), cell: ({ at }) => minuteOf(at) },
    {
      key: 'login',
      head: t('settings:login'),
      cell: ({ login }) => login ?? t('settings:nobody'),
    },
    {
      key: 'outcome',
      head: t('settings:outcome'),
      cell: ({ outcomeName, detail }) => (
        <>
          {outcomeName}
          {detail !== '' && <div className="small">{detail}</div>}
        </>
      ),
    },
    { key: 'by', head: t('settings:doneBy'), cell: ({ by }) => by ?? '' },
    { key: 'address', head: t('settings:address'), cell: ({ address }) => address },
  ];
  return (
    <>
      <div className="title-row">
        <h1>{t('settings:access')}</h1>
        <Select<number>
          className="plan-choice"
          allowClear
          aria-label={t('settings:all')}
          placeholder={t('settings:all')}
          value={chosen > 0 ? chosen : null}
          onChange={(id: number | undefined) =>
            setSearch(id === undefined ? {} : { account: String(id) })
          }
          options={(accounts.data ?? []).map(({ id, login, person }) => ({
            value: id,
            label: `${person}${inBrackets(login)}`,
          }))}
        />
      </div>
      <Asked of={entries}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('settings:noEntries')}</Nothing>
          ) : (
            <DataTable
              label={t('settings:access')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
    </>
  );
}
