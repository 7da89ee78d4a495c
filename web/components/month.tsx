import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CalendarMonth, LedgerRow } from '../api/client.ts';
import { CALENDAR } from '../i18n/calendar.ts';
import { Light } from './light.tsx';
import { titleOf } from './row.tsx';
import { inBrackets, sign } from './signs.ts';

type Day = CalendarMonth['days'][number];
type MonthProps = { shown: CalendarMonth; search: URLSearchParams };

const SHOWN = 3;

/** The month as a table of weeks, for screens that are wide enough and for paper. */
export function MonthTable({ shown: { month, days, today }, search }: MonthProps) {
  const { t } = useTranslation(['translation', CALENDAR]);
  return (
    <table className="month">
      <caption className="small">{t('calendar:caption', { month })}</caption>
      <thead>
        <tr>
          {t('calendar:weekdays', { returnObjects: true }).map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day !== null)?.day}>
            {week.map((day, place) =>
              day === null ? (
                <td key={`none/${place}`} />
              ) : (
                <td
                  key={day.day}
                  className={`day day-${day.kind}`}
                  aria-current={day.day === today ? 'date' : undefined}
                >
                  <DayHead day={day} today={today} words={String(Number(day.day.slice(8)))} />
                  <Due day={day} search={search} most={SHOWN} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same as a list of weeks, for a phone: the days on which something is due. */
export function MonthList({ shown: { days, today }, search }: MonthProps) {
  const { t } = useTranslation(['translation', CALENDAR]);
  return (
    <div className="weeks">
      {weeksOf(days).map((week) => {
        const own = week.filter((day) => day !== null);
        const busy = own.filter(({ total }) => total > 0);
        if (busy.length === 0) return null;
        const [from, to] = [own[0]?.day, own.at(-1)?.day];
        return (
          <section key={from}>
            <h2>{t('calendar:week', { from, to })}</h2>
            {busy.map((day) => (
              <div key={day.day} className={`day day-${day.kind}`}>
                <DayHead day={day} today={today} words={day.day} />
                <Due day={day} search={search} most={5} />
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}

function DayHead({ day: { day, kind }, today, words }: { day: Day; today: string; words: string }) {
  const { t } = useTranslation(['translation', CALENDAR]);
  const marked = kind === 'holiday' || kind === 'make-up' ? kind : null;
  return (
    <div className="day-head">
      <strong>{words}</strong>
      {marked !== null && (
        <span className="day-mark">
          <span aria-hidden="true">{t(`calendar:mark.${marked}`)}</span>
          <span className="hidden">{t(`calendar:markName.${marked}`)}</span>
        </span>
      )}
      {day === today && <span className="small">{t('calendar:today')}</span>}
    </div>
  );
}

type DueProps = { day: Day; search: URLSearchParams; most: number };

/** How much is due on a day, and what first; opens the ledger for that day. */
function Due({ day: { day, total, rows }, search, most }: DueProps) {
  const { t } = useTranslation(['translation', CALENDAR]);
  if (total === 0) return null;
  const shown = rows.slice(0, most);
  const ledger = new URLSearchParams(search);
  ledger.delete('month');
  ledger.set('due_from', day);
  ledger.set('due_to', day);
  return (
    <>
      <Link
        to={`/ledger?${ledger}`}
        aria-label={t('calendar:dueOf', { day, count: total })}
        className="day-count"
      >
        {t('calendar:due', { count: total })}
      </Link>
      <ul className="day-rows">
        {shown.map((row) => (
          <li key={row.id}>
            <Row row={row} />
          </li>
        ))}
        {total > shown.length && (
          <li className="small">{t('calendar:more', { count: total - shown.length })}</li>
        )}
      </ul>
    </>
  );
}

function Row({ row }: { row: LedgerRow }) {
  return (
    <Link
      to={`/duty/${row.id}`}
      title={titleOf(row) + inBrackets(`${row.unit}${sign('comma')}${row.lightName}`)}
    >
      <Light light={row.light} words="" />
      <span className="hidden">{row.lightName}</span>
      <span className="day-title">{titleOf(row)}</span> <span className="small">{row.unit}</span>
    </Link>
  );
}

/** The days in weeks that begin on Monday; null: a day of another month. */
function weeksOf(days: Day[]): (Day | null)[][] {
  const first = days[0]?.day ?? '2024-01-01';
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells: (Day | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
