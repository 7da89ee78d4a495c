import { useTranslation } from 'react-i18next';
import type { LaunchRehearsal } from '../api/client.ts';
import { LAUNCH } from '../i18n/launch.ts';
import { Scrolling } from './scrolling.tsx';
import { Nothing } from './states.tsx';

const DEGREES = 4;

/** How much is due of each unit in each month: a table of numbers, the darker the more. */
export function HeatMap({ load }: Pick<LaunchRehearsal, 'load'>) {
  const { t } = useTranslation(['translation', LAUNCH]);
  if (load.length === 0) return <Nothing>{t('launch:noLoad')}</Nothing>;
  const months = [
    ...new Set(load.flatMap((row) => row.months.map(({ month }) => month))),
  ].toSorted();
  const most = Math.max(...load.flatMap((row) => row.months.map(({ due }) => due)));
  const dueIn = (row: (typeof load)[number], month: string) =>
    row.months.find((each) => each.month === month)?.due ?? 0;
  return (
    <Scrolling label={t('launch:heatCaption')}>
      <table className="heat">
        <caption className="small">{t('launch:heatCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.unit')}</th>
            {months.map((month) => (
              <th scope="col" key={month}>
                {month}
              </th>
            ))}
            <th scope="col">{t('launch:total')}</th>
          </tr>
        </thead>
        <tbody>
          {load.map((row) => (
            <tr key={row.unit}>
              <th scope="row">{row.unit}</th>
              {months.map((month) => {
                const due = dueIn(row, month);
                return (
                  <td key={month} className={due === 0 ? undefined : `heat-${degree(due, most)}`}>
                    {due === 0 ? '' : due}
                  </td>
                );
              })}
              <td>{sum(row.months.map(({ due }) => due))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('launch:total')}</th>
            {months.map((month) => (
              <td key={month}>{sum(load.map((row) => dueIn(row, month)))}</td>
            ))}
            <td>{sum(load.flatMap((row) => row.months.map(({ due }) => due)))}</td>
          </tr>
        </tbody>
      </table>
    </Scrolling>
  );
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function degree(due: number, most: number): number {
  return Math.max(1, Math.ceil((DEGREES * due) / most));
}
