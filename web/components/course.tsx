import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type Course, getCourse } from '../api/client.ts';
import { OUTCOMES } from '../api/ledger-query.ts';
import { COURSE } from '../i18n/course.ts';
import { OutcomeChart } from './chart.tsx';
import { Scrolling } from './scrolling.tsx';
import { Asked, Nothing } from './states.tsx';

type Month = Course['months'][number];

/** What was due in each month of a year and how it turned out, drawn and in numbers. */
export function YearCourse({ plan, year }: { plan: number | undefined; year: number }) {
  const { t } = useTranslation(['translation', COURSE]);
  const course = useQuery({
    queryKey: ['duties', 'course', plan, year],
    queryFn: () => getCourse({ year, ...(plan === undefined ? {} : { plan }) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Asked of={course}>
      {({ months }) =>
        months.every((month) => allOf(month) === 0) ? (
          <Nothing>{t('course:none', { year })}</Nothing>
        ) : (
          <>
            <p>{t('course:hint')}</p>
            <div className="chart-card">
              <Bars months={months} year={year} />
            </div>
            <Numbers months={months} />
          </>
        )
      }
    </Asked>
  );
}

function Bars({ months, year }: { months: Month[]; year: number }) {
  const { t } = useTranslation(['translation', COURSE]);
  const navigate = useNavigate();
  const sum = OUTCOMES.map((outcome) =>
    t('course:part', {
      name: t(`outcome.${outcome}`),
      count: months.reduce((all, month) => all + month[outcome], 0),
    }),
  ).join(t('course:join'));
  return (
    <OutcomeChart
      label={t('course:chart', { year, sum })}
      bars={months.map((month) => ({ ...month, name: nameOf(t, month) }))}
      onOpen={(place, outcome) => {
        const query = months[place]?.query;
        if (query !== undefined) void navigate(`/ledger?${query}&outcome=${outcome}`);
      }}
    />
  );
}

function Numbers({ months }: { months: Month[] }) {
  const { t } = useTranslation(['translation', COURSE]);
  return (
    <Scrolling label={t('course:numbers')}>
      <table className="months">
        <thead>
          <tr>
            <th scope="col">{t('course:month')}</th>
            {months.map((month) => (
              <th scope="col" key={month.month}>
                {nameOf(t, month)}
              </th>
            ))}
            <th scope="col">{t('course:year')}</th>
          </tr>
        </thead>
        <tbody>
          {OUTCOMES.map((outcome) => (
            <tr key={outcome}>
              <th scope="row">{t(`outcome.${outcome}`)}</th>
              {months.map((month) => (
                <td key={month.month}>
                  {month[outcome] > 0 && (
                    <Link
                      to={`/ledger?${month.query}&outcome=${outcome}`}
                      aria-label={`${nameOf(t, month)} ${t(`outcome.${outcome}`)} ${month[outcome]}`}
                    >
                      {month[outcome]}
                    </Link>
                  )}
                </td>
              ))}
              <td>{months.reduce((all, month) => all + month[outcome], 0)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('course:all')}</th>
            {months.map((month) => (
              <td key={month.month}>{allOf(month)}</td>
            ))}
            <td>{months.reduce((all, month) => all + allOf(month), 0)}</td>
          </tr>
        </tbody>
      </table>
    </Scrolling>
  );
}

type Words = ReturnType<typeof useTranslation<['translation', typeof COURSE]>>['t'];

function nameOf(t: Words, { month }: Month): string {
  return t('board.months', { returnObjects: true })[Number(month.slice(5)) - 1] ?? '';
}

function allOf(month: Month): number {
  return OUTCOMES.reduce((all, outcome) => all + month[outcome], 0);
}
