import { useTranslation } from 'react-i18next';
import { SETTINGS } from '../i18n/settings.ts';

type Days = { year: number; rest: string[]; work: string[] };

/** A year at a glance: rest days and make-up days are marked by a sign, not by colour alone. */
export function YearSheet({ year, rest, work }: Days) {
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  return (
    <div className="year">
      {months.map((month) => (
        <Month key={month} year={year} month={month} rest={rest} work={work} />
      ))}
    </div>
  );
}

function Month({ year, month, rest, work }: Days & { month: number }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const caption = t('settings:month', { month });
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {Array.from(t('settings:weekdays')).map((name, index) => (
            <th scope="col" key={index}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, index) => (
              <Day
                key={day ?? index}
                day={day}
                isRest={day !== null && rest.includes(day)}
                isWork={day !== null && work.includes(day)}
                isWeekend={index > 4}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayProps = { day: string | null; isRest: boolean; isWork: boolean; isWeekend: boolean };

function Day({ day, isRest, isWork, isWeekend }: DayProps) {
  const { t } = useTranslation(['translation', SETTINGS]);
  if (day === null) return <td />;
  const number = Number(day.slice(8));
  if (isRest) {
    return (
      <td className="rest" title={t('settings:cellRest', { day })}>
        {number}
        <sup>{t('settings:rest')}</sup>
      </td>
    );
  }
  if (isWork) {
    return (
      <td className="work" title={t('settings:cellWork', { day })}>
        {number}
        <sup>{t('settings:work')}</sup>
      </td>
    );
  }
  return <td className={isWeekend ? 'weekend' : undefined}>{number}</td>;
}

/** The weeks of a month from Monday on; null: a day of another month. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const days: (string | null)[] = Array.from({ length: first }, () => null);
  for (let day = 1; day <= length; day += 1) {
    days.push(new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10));
  }
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, index) =>
    days.slice(index * 7, index * 7 + 7),
  );
  return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => null)]);
}
