import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type ComparedUnit, compareUnits } from '../api/client.ts';
import { ledgerQuery } from '../api/ledger-query.ts';
import { DataTable } from '../components/data-table.tsx';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { COMPARE } from '../i18n/compare.ts';
import '../styles/office.css';
import { PlanChoice } from './board.tsx';

const PARTS = ['onTime', 'late', 'overdue', 'open'] as const;

/** Units side by side, by name; ranked only for whoever asks for it. Filters stand in the address. */
export function ComparePage() {
  const { t } = useTranslation(['translation', COMPARE]);
  useTitle(t('page.compare'));
  const [search, setSearch] = useSearchParams();
  const { plan, dueFrom: from, dueTo: to } = ledgerQuery(search);
  const ranked = search.get('ranked') === 'true';
  const asked = {
    ...(plan === undefined ? {} : { plan }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const found = useQuery({
    queryKey: ['duties', 'compare', asked],
    queryFn: () => compareUnits(asked),
    placeholderData: keepPreviousData,
  });
  const change = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next);
  };
  return (
    <>
      <div className="title-row">
        <h1>{t('page.compare')}</h1>
        <Button className="no-print" onClick={() => window.print()}>
          {t('compare:print')}
        </Button>
      </div>
      <p>{t('compare:hint')}</p>
      <search className="filters no-print">
        <PlanChoice value={plan} onChange={(chosen) => change('plan', chosen)} />
        <label>
          {t('compare:from')}
          <Input
            type="date"
            value={from ?? ''}
            onChange={({ target }) => change('due_from', target.value)}
          />
        </label>
        <label>
          {t('compare:to')}
          <Input
            type="date"
            value={to ?? ''}
            onChange={({ target }) => change('due_to', target.value)}
          />
        </label>
        <Checkbox
          checked={ranked}
          onChange={({ target }) => change('ranked', target.checked ? 'true' : undefined)}
        >
          {t('compare:rank')}
        </Checkbox>
      </search>
      <Asked of={found}>
        {(units) =>
          units.length === 0 ? (
            <Nothing>{t('compare:none')}</Nothing>
          ) : (
            <Table units={ranked ? units.toSorted(byRate) : units} planId={plan} />
          )
        }
      </Asked>
    </>
  );
}

/** The best rate first; of whom there is none to tell, last. */
function byRate(a: ComparedUnit, b: ComparedUnit): number {
  return (b.rate ?? -1) - (a.rate ?? -1);
}

function Table({ units, planId }: { units: ComparedUnit[]; planId: number | undefined }) {
  const { t } = useTranslation(['translation', COMPARE]);
  const most = Math.max(...units.map(totalOf));
  return (
    <>
      <ul className="legend" aria-hidden="true">
        {PARTS.map((part) => (
          <li key={part}>
            <svg viewBox="0 0 14 14" width="14" height="14">
              <rect width="14" height="14" className={`bar-${part}`} />
            </svg>
            {t(`compare:${part}`)}
          </li>
        ))}
      </ul>
      <DataTable
        label={t('page.compare')}
        rows={units}
        keyOf={({ unitId }) => unitId}
        columns={[
          {
            key: 'unit',
            head: t('compare:unit'),
            cell: ({ unitId, unit }) => (
              <Link to={`/ledger?unit=${unitId}${planId === undefined ? '' : `&plan=${planId}`}`}>
                {unit}
              </Link>
            ),
          },
          {
            key: 'chart',
            head: t('compare:chart'),
            cell: (row) => <Bar row={row} most={most} />,
          },
          ...PARTS.map((part) => ({
            key: part,
            head: t(`compare:${part}`),
            cell: (row: ComparedUnit) => row[part],
          })),
          {
            key: 'extensions',
            head: t('compare:extensions'),
            cell: ({ extensions }) => extensions,
          },
          {
            key: 'rate',
            head: t('compare:rate'),
            cell: ({ rate }) =>
              rate === null ? <span className="small">{t('compare:tooFew')}</span> : `${rate}%`,
          },
        ]}
      />
    </>
  );
}

function totalOf({ onTime, late, overdue, open }: ComparedUnit): number {
  return onTime + late + overdue + open;
}

const WIDTH = 240;

/** A unit's matters as a bar, to the scale of the largest; the numbers stand beside it. */
function Bar({ row, most }: { row: ComparedUnit; most: number }) {
  const scale = WIDTH / Math.max(1, most);
  return (
    <svg className="bar" viewBox={`0 0 ${WIDTH} 16`} width={WIDTH} height={16} aria-hidden="true">
      {PARTS.map((part, place) => (
        <rect
          key={part}
          className={`bar-${part}`}
          x={PARTS.slice(0, place).reduce((sum, each) => sum + row[each], 0) * scale}
          width={row[part] * scale}
          height={16}
        />
      ))}
    </svg>
  );
}
