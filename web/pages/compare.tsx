import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type ComparedUnit, compareUnits } from '../api/client.ts';
import { ledgerQuery, OUTCOMES } from '../api/ledger-query.ts';
import { type Outcome, OutcomeChart } from '../components/chart.tsx';
import { DataTable } from '../components/data-table.tsx';
import { DayInput } from '../components/day-input.tsx';
import { Scrolling } from '../components/scrolling.tsx';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { COMPARE } from '../i18n/compare.ts';
import '../styles/chart.css';
import { PlanChoice } from './board.tsx';

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
  const ledgerOf: LedgerOf = (unitId, outcome) => {
    const next = new URLSearchParams(search);
    next.delete('ranked');
    next.set('unit', String(unitId));
    if (outcome !== undefined) next.set('outcome', outcome);
    return `/ledger?${next}`;
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
          <DayInput whole value={from} onChange={(day) => change('due_from', day)} />
        </label>
        <label>
          {t('compare:to')}
          <DayInput whole value={to} onChange={(day) => change('due_to', day)} />
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
            <Figures units={ranked ? units.toSorted(byRate) : units} ledgerOf={ledgerOf} />
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

type FiguresProps = { units: ComparedUnit[]; ledgerOf: LedgerOf };

/** The address of the rows that a figure counts. */
type LedgerOf = (unitId: number, outcome?: Outcome) => string;

/** The figures drawn, and the same in numbers. */
function Figures({ units, ledgerOf }: FiguresProps) {
  const { t } = useTranslation(['translation', COMPARE]);
  const navigate = useNavigate();
  return (
    <>
      <Scrolling label={t('compare:chart')}>
        <div className="chart-card compare-chart">
          <OutcomeChart
            isLying
            label={t('compare:chartWords', { count: units.length })}
            bars={units.map((row) => ({ ...row, name: row.unit }))}
            onOpen={(place, outcome) => {
              const row = units[place];
              if (row !== undefined) void navigate(ledgerOf(row.unitId, outcome));
            }}
          />
        </div>
      </Scrolling>
      <Table units={units} ledgerOf={ledgerOf} />
    </>
  );
}

function Table({ units, ledgerOf }: FiguresProps) {
  const { t } = useTranslation(['translation', COMPARE]);
  return (
    <DataTable
      label={t('page.compare')}
      rows={units}
      keyOf={({ unitId }) => unitId}
      columns={[
        {
          key: 'unit',
          head: t('compare:unit'),
          cell: ({ unitId, unit }) => (
            <Link to={ledgerOf(unitId)} className="unit-name">
              {unit}
            </Link>
          ),
        },
        ...OUTCOMES.map((outcome) => ({
          key: outcome,
          head: t(`outcome.${outcome}`),
          cell: (row: ComparedUnit) =>
            row[outcome] === 0 ? (
              0
            ) : (
              <Link
                to={ledgerOf(row.unitId, outcome)}
                aria-label={`${row.unit} ${t(`outcome.${outcome}`)} ${row[outcome]}`}
              >
                {row[outcome]}
              </Link>
            ),
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
  );
}
