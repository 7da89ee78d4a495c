import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  type CalendarYear,
  listCalendarYears,
  lookAtCalendarShifts,
  readCalendarTable,
  setCalendarYear,
} from '../../api/client.ts';
import { queryClient } from '../../api/query.ts';
import { ShiftList } from '../../components/shifts.tsx';
import { useMe } from '../../components/shell.tsx';
import { Asked, Refusal } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { YearSheet } from '../../components/year-sheet.tsx';
import { SETTINGS } from '../../i18n/settings.ts';
import { inBrackets, sign } from '../../components/signs.ts';

/** Rest days and make-up days, a year at a time, and taking in a year that was announced. */
export function CalendarPage() {
  const { t } = useTranslation(['translation', SETTINGS]);
  useTitle(t('settings:calendar'));
  const [search, setSearch] = useSearchParams();
  const today = useMe().data?.today ?? '';
  const calendar = useQuery({ queryKey: ['calendar'], queryFn: () => listCalendarYears() });
  return (
    <>
      <h1>{t('settings:calendar')}</h1>
      <Asked of={calendar}>
        {({ years, mayEdit }) => {
          const asked = Number(search.get('year') ?? today.slice(0, 4));
          const year = years.find((each) => each.year === asked) ?? years.at(-1);
          if (year === undefined) return null;
          return (
            <>
              <Select<number>
                className="plan-choice"
                aria-label={t('settings:choose')}
                value={year.year}
                onChange={(chosen) => setSearch({ year: String(chosen) })}
                options={years.map((each) => ({
                  value: each.year,
                  label: each.year + inBrackets(t(`settings:yearState.${each.state}`)),
                }))}
              />
              <Year key={`${year.year}/${year.source}`} year={year} mayEdit={mayEdit} />
            </>
          );
        }}
      </Asked>
    </>
  );
}

function Year({ year, mayEdit }: { year: CalendarYear; mayEdit: boolean }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { rest, work, state, source } = year;
  const [open, setOpen] = useState(false);
  return (
    <>
      {state === 'provisional' ? (
        <Alert type="warning" showIcon title={t('settings:provisionalHint', { year: year.year })} />
      ) : (
        <p>
          {source}
          {sign('semicolon')}
          {t('settings:yearCount', { rest: rest.length, work: work.length })}
        </p>
      )}
      {!open && <YearSheet year={year.year} rest={rest} work={work} />}
      {mayEdit && !open && (
        <p>
          <Button onClick={() => setOpen(true)}>
            {t('settings:enterYear', { year: year.year })}
          </Button>
        </p>
      )}
      {open && <Entry year={year} close={() => setOpen(false)} />}
    </>
  );
}

type Written = { source: string; rest: string; work: string };

function Entry({ year: known, close }: { year: CalendarYear; close: () => void }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { message } = App.useApp();
  const { year } = known;
  const [written, setWritten] = useState<Written>({
    source: known.source,
    rest: known.rest.join('\n'),
    work: known.work.join('\n'),
  });
  const body = {
    source: written.source,
    rest: linesOf(written.rest),
    work: linesOf(written.work),
  };
  const looking = useMutation({ mutationFn: () => lookAtCalendarShifts({ year, body }) });
  const change = (changes: Partial<Written>) => {
    looking.reset();
    setWritten((before) => ({ ...before, ...changes }));
  };
  const reading = useMutation({
    mutationFn: (file: File) =>
      readCalendarTable({ body: { files: [file] } }, { headers: { 'x-duban': '1' } }),
    onSuccess: ({ rest, work }) => change({ rest: rest.join('\n'), work: work.join('\n') }),
  });
  const saving = useMutation({
    mutationFn: () => setCalendarYear({ year, body }),
    onSuccess: async ({ changed, reached, brought }) => {
      const items = brought ? 'settings:enteredItems' : 'settings:enteringItems';
      const words = reached === 0 ? t('settings:entered') : t(items, { count: reached });
      void message.success(changed ? words : t('settings:sameYear'));
      close();
      await queryClient.invalidateQueries({ queryKey: ['calendar'] });
      await queryClient.invalidateQueries({ queryKey: ['policy'] });
    },
  });
  const error = reading.error ?? looking.error ?? saving.error;
  return (
    <section aria-labelledby="enter">
      <h2 id="enter">{t('settings:enterYear', { year })}</h2>
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('settings:source')}
          htmlFor="year-source"
          extra={t('settings:sourceHint')}
        >
          <Input
            id="year-source"
            maxLength={100}
            value={written.source}
            onChange={({ target }) => change({ source: target.value })}
          />
        </Form.Item>
        <Form.Item label={t('settings:fromTable')} htmlFor="year-table">
          <input
            id="year-table"
            type="file"
            accept=".xlsx,.csv"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) reading.mutate(file);
            }}
          />
        </Form.Item>
        <Form.Item label={t('settings:restDays')} htmlFor="year-rest">
          <Input.TextArea
            id="year-rest"
            rows={8}
            value={written.rest}
            onChange={({ target }) => change({ rest: target.value })}
          />
        </Form.Item>
        <Form.Item label={t('settings:workDays')} htmlFor="year-work">
          <Input.TextArea
            id="year-work"
            rows={4}
            value={written.work}
            onChange={({ target }) => change({ work: target.value })}
          />
        </Form.Item>
      </Form>
      {error !== null && <Refusal error={error} />}
      {looking.data !== undefined && (
        <>
          <YearSheet year={year} rest={looking.data.rest} work={looking.data.work} />
          <h3>{t('settings:shiftsHead')}</h3>
          <ShiftList of={looking.data} />
        </>
      )}
      <div className="commands">
        {looking.data === undefined ? (
          <Button type="primary" loading={looking.isPending} onClick={() => looking.mutate()}>
            {t('settings:preview')}
          </Button>
        ) : (
          <Button type="primary" loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('settings:apply')}
          </Button>
        )}
      </div>
    </section>
  );
}

function linesOf(text: string): string[] {
  return text.split(/[\n,，、;；]+/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}
