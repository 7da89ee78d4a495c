import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type Board, getBoard, listPlans } from '../api/client.ts';
import { ledgerQuery } from '../api/ledger-query.ts';
import { FirstSteps } from '../components/first-steps.tsx';
import { Light } from '../components/light.tsx';
import { Scrolling } from '../components/scrolling.tsx';
import { Asked, Nothing, Reading } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import '../styles/chart.css';

// what draws charts is large: it is loaded for whoever looks at one
const YearCourse = lazy(async () => ({
  default: (await import('../components/course.tsx')).YearCourse,
}));

const VIEWS = ['lights', 'course'] as const;

/** How things stand, in figures: each opens the rows that it counts. */
export function BoardPage() {
  const { t } = useTranslation();
  useTitle(t('page.board'));
  const [search, setSearch] = useSearchParams();
  const { plan } = ledgerQuery(search);
  const wanted = yearIn(search);
  const board = useQuery({
    queryKey: ['duties', 'board', plan, wanted],
    queryFn: () =>
      getBoard({
        ...(plan === undefined ? {} : { plan }),
        ...(wanted === undefined ? {} : { year: wanted }),
      }),
    placeholderData: keepPreviousData,
  });
  const plans = useQuery({ queryKey: ['duties', 'plans'], queryFn: () => listPlans() });
  const view = search.get('view') === 'course' ? 'course' : 'lights';
  const changed = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(name);
    else next.set(name, value);
    return next;
  };
  const show = (year: number) => setSearch(changed('year', String(year)));
  return (
    <>
      <div className="title-row">
        <h1>{t('page.board')}</h1>
        <PlanChoice value={plan} onChange={(chosen) => setSearch(changed('plan', chosen))} />
      </div>
      {plans.data?.length === 0 && <FirstSteps />}
      <Asked of={board}>
        {({ figures, year, years, ...shown }) => (
          <>
            <ul className="figures">
              {figures.map(({ name, count, query }) => (
                <li key={name} className={count > 0 ? `figure figure-${name}` : 'figure'}>
                  <Link to={`/ledger?${query}`}>
                    <strong>{count}</strong>
                    <span>{t(`board.figure.${name}`)}</span>
                  </Link>
                </li>
              ))}
            </ul>
            <nav className="parts no-print" aria-label={t('board.views')}>
              <ul>
                {VIEWS.map((each) => (
                  <li key={each}>
                    <Link
                      to={{ search: `${changed('view', each === 'lights' ? undefined : each)}` }}
                      aria-current={each === view ? 'page' : undefined}
                    >
                      {t(`board.${each}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <div className="title-row">
              <h2>{t(view === 'course' ? 'board.courseOf' : 'board.byMonth', { year })}</h2>
              {years.from < years.to && (
                <span className="no-print">
                  <Button disabled={year <= years.from} onClick={() => show(year - 1)}>
                    {t('board.yearBefore', { year: year - 1 })}
                  </Button>{' '}
                  <Button disabled={year >= years.to} onClick={() => show(year + 1)}>
                    {t('board.yearAfter', { year: year + 1 })}
                  </Button>
                </span>
              )}
            </div>
            {view === 'course' ? (
              <Suspense fallback={<Reading />}>
                <YearCourse plan={plan} year={year} />
              </Suspense>
            ) : shown.cells.length === 0 ? (
              <Nothing>{t('board.nothing', { year })}</Nothing>
            ) : (
              <UnitMonths {...shown} year={year} />
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

function yearIn(search: URLSearchParams): number | undefined {
  const year = search.get('year') ?? '';
  return /^\d{4}$/.test(year) ? Number(year) : undefined;
}

/** The lights of each unit in each month of a year, and of what is left from before it or has no date. */
function UnitMonths({
  units,
  spans,
  cells,
  year,
}: Pick<Board, 'units' | 'spans' | 'cells' | 'year'>) {
  const { t } = useTranslation();
  const queries = new Map(spans.map(({ span, query }) => [span, query]));
  const found = Map.groupBy(cells, ({ unitId, span }) => `${unitId}/${span}`);
  const months = Array.from({ length: 12 }, (_, index) => ({
    span: `${year}-${String(index + 1).padStart(2, '0')}`,
    words: t('board.months', { returnObjects: true })[index] ?? '',
  }));
  const columns = [
    ...(queries.has('earlier') ? [{ span: 'earlier', words: t('board.earlier') }] : []),
    ...months,
    ...(queries.has('undated') ? [{ span: 'undated', words: t('board.undated') }] : []),
  ];
  return (
    <Scrolling label={t('board.byMonth', { year })}>
      <table className="months">
        <thead>
          <tr>
            <th scope="col">{t('ledger.unit')}</th>
            {columns.map(({ span, words }) => (
              <th scope="col" key={span}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {columns.map(({ span, words }) => (
                <td key={span}>
                  {found.get(`${id}/${span}`)?.map(({ light, count }) => (
                    <Link
                      key={light}
                      to={`/ledger?${queries.get(span)}&unit=${id}&light=${light}`}
                      aria-label={`${name} ${words} ${t(`light.${light}`)} ${count}`}
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
