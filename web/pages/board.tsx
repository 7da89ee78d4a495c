import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type Board, getBoard, listPlans } from '../api/client.ts';
import { ledgerQuery } from '../api/ledger-query.ts';
import { Light } from '../components/light.tsx';
import { Scrolling } from '../components/scrolling.tsx';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';

type Cell = Board['cells'][number];

/** How things stand, in figures: each opens the rows that it counts. */
export function BoardPage() {
  const { t } = useTranslation();
  useTitle(t('page.board'));
  const [search, setSearch] = useSearchParams();
  const { plan } = ledgerQuery(search);
  const board = useQuery({
    queryKey: ['duties', 'board', plan],
    queryFn: () => getBoard(plan === undefined ? {} : { plan }),
  });
  return (
    <>
      <div className="title-row">
        <h1>{t('page.board')}</h1>
        <PlanChoice
          value={plan}
          onChange={(chosen) => setSearch(chosen === undefined ? {} : { plan: chosen })}
        />
      </div>
      <Asked of={board}>
        {({ figures, cells }) => (
          <>
            <ul className="figures">
              {figures.map(({ name, label, count, query }) => (
                <li key={name} className={count > 0 ? `figure figure-${name}` : 'figure'}>
                  <Link to={`/ledger?${query}`}>
                    <strong>{count}</strong>
                    <span>{label}</span>
                  </Link>
                </li>
              ))}
            </ul>
            <h2>{t('board.byMonth')}</h2>
            {cells.length === 0 ? (
              <Nothing>{t('board.nothing')}</Nothing>
            ) : (
              <UnitMonths cells={cells} />
            )}
          </>
        )}
      </Asked>
    </>
  );
}

/** Of which plan; none chosen: of all that one sees. */
export function PlanChoice({
  value,
  onChange,
}: {
  value: number | undefined;
  onChange: (plan: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const plans = useQuery({ queryKey: ['duties', 'plans'], queryFn: () => listPlans() });
  return (
    <Select
      className="no-print plan-choice"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('ledger.plan')}
      placeholder={t('ledger.allPlans')}
      value={value === undefined ? null : String(value)}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
      options={(plans.data ?? []).map(({ id, title }) => ({ value: String(id), label: title }))}
    />
  );
}

/** The lights of each unit in each month. */
function UnitMonths({ cells }: { cells: Cell[] }) {
  const { t } = useTranslation();
  const months = [...new Set(cells.map(({ month }) => month))].toSorted(byMonth);
  const units = new Map(cells.map(({ unitId, unit }) => [unitId, unit]));
  const found = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = `${cell.unitId}/${cell.month}`;
    found.set(key, [...(found.get(key) ?? []), cell]);
  }
  return (
    <Scrolling label={t('board.byMonth')}>
      <table className="months">
        <thead>
          <tr>
            <th scope="col">{t('ledger.unit')}</th>
            {months.map((month) => (
              <th scope="col" key={month}>
                {month ?? t('board.undated')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...units].map(([unitId, unit]) => (
            <tr key={unitId}>
              <th scope="row">{unit}</th>
              {months.map((month) => (
                <td key={month}>
                  {found.get(`${unitId}/${month}`)?.map(({ light, lightName, count, query }) => (
                    <Link
                      key={light}
                      to={`/ledger?${query}`}
                      aria-label={`${unit} ${month ?? t('board.undated')} ${lightName} ${count}`}
                    >
                      <Light light={light} words={String(count)} />
                    </Link>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** What has no date stands last. */
function byMonth(one: string | null, other: string | null): number {
  return (one ?? '9999').localeCompare(other ?? '9999');
}
