import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type CalendarMonth, getBoard, getCalendar } from '../api/client.ts';
import { ledgerQuery, LIGHTS } from '../api/ledger-query.ts';
import { DayInput } from '../components/day-input.tsx';
import { MonthList, MonthTable } from '../components/month.tsx';
import { useMe } from '../components/shell.tsx';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { CALENDAR } from '../i18n/calendar.ts';
import '../styles/calendar.css';
import { PlanChoice } from './board.tsx';

/** What is due in a month, day by day; which month and what of it stands in the address. */
export function CalendarPage() {
  const { t } = useTranslation(['translation', CALENDAR]);
  useTitle(t('page.calendar'));
  const [search, setSearch] = useSearchParams();
  const { plan, unit, light } = ledgerQuery(search);
  const today = useMe().data?.today ?? '';
  const month = monthIn(search) ?? today.slice(0, 7);
  const asked = {
    month,
    ...(plan === undefined ? {} : { plan }),
    ...(unit === undefined ? {} : { unit }),
    ...(light === undefined ? {} : { light }),
  };
  const found = useQuery({
    queryKey: ['duties', 'calendar', asked],
    queryFn: () => getCalendar(asked),
    enabled: month !== '',
    placeholderData: keepPreviousData,
  });
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  return (
    <div className="calendar-page">
      <div className="title-row">
        <h1>
          {t('page.calendar')} {month}
        </h1>
        <Button className="no-print" onClick={() => change({ month: monthBeside(month, -1) })}>
          {t('calendar:before')}
        </Button>
        <Button className="no-print" onClick={() => change({ month: undefined })}>
          {t('calendar:now')}
        </Button>
        <Button className="no-print" onClick={() => change({ month: monthBeside(month, 1) })}>
          {t('calendar:after')}
        </Button>
        <Button className="no-print" onClick={() => window.print()}>
          {t('calendar:print')}
        </Button>
      </div>
      <search className="filters no-print">
        <DayInput
          kind="month"
          whole
          aria-label={t('calendar:month')}
          value={month}
          onChange={(chosen) => isMonth(chosen) && change({ month: chosen })}
        />
        <PlanChoice value={plan} onChange={(chosen) => change({ plan: chosen, unit: undefined })} />
        <UnitChoice plan={plan} value={unit} onChange={(chosen) => change({ unit: chosen })} />
        <Select
          mode="multiple"
          allowClear
          aria-label={t('ledger.light')}
          placeholder={t('ledger.light')}
          value={light ?? []}
          onChange={(lights: string[]) => change({ light: lights.join() })}
          options={LIGHTS.map((each) => ({ value: each, label: t(`light.${each}`) }))}
        />
        <Button type="link" onClick={() => setSearch({})}>
          {t('ledger.clear')}
        </Button>
      </search>
      <Asked of={found}>
        {(shown) => (
          <div aria-busy={found.isPlaceholderData}>
            <Summary shown={shown} />
            <MonthTable shown={shown} search={search} />
            <MonthList shown={shown} search={search} />
          </div>
        )}
      </Asked>
    </div>
  );
}

function Summary({ shown: { days } }: { shown: CalendarMonth }) {
  const { t } = useTranslation(['translation', CALENDAR]);
  const total = days.reduce((sum, day) => sum + day.total, 0);
  return (
    <>
      <p role="status">{t('calendar:sum', { count: total })}</p>
      {days.some(({ provisional }) => provisional) && (
        <p className="small">{t('calendar:provisional')}</p>
      )}
      {total === 0 && <Nothing>{t('calendar:none')}</Nothing>}
    </>
  );
}

type UnitProps = {
  plan: number | undefined;
  value: number | undefined;
  onChange: (unit: string | undefined) => void;
};

/** Of which unit: those that have duties under the plan. */
function UnitChoice({ plan, value, onChange }: UnitProps) {
  const { t } = useTranslation(['translation', CALENDAR]);
  const board = useQuery({
    queryKey: ['duties', 'board', plan],
    queryFn: () => getBoard(plan === undefined ? {} : { plan }),
  });
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('calendar:unit')}
      placeholder={t('calendar:unit')}
      value={value === undefined ? null : String(value)}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
      options={(board.data?.units ?? []).map(({ id, name }) => ({
        value: String(id),
        label: name,
      }))}
    />
  );
}

function isMonth(text: string): boolean {
  return /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);
}

function monthIn(search: URLSearchParams): string | null {
  const given = search.get('month') ?? '';
  return isMonth(given) ? given : null;
}

/** @example monthBeside('2026-12', 1) // '2027-01' */
function monthBeside(month: string, step: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + step;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
