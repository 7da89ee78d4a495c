import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { previewBulk } from '../api/client.ts';
import type { LedgerQuery } from '../api/ledger-query.ts';
import { BULK } from '../i18n/bulk.ts';
import { BulkForm } from './bulk.tsx';
import { type BulkCourse, useBulkCourse } from './bulk-course.ts';
import { DataTable } from './data-table.tsx';
import { Refusal } from './states.tsx';

type BarProps = {
  chosen: ReadonlySet<string>;
  choose: (ids: Iterable<string>) => void;
  page: string[];
  asked: LedgerQuery;
};

/** Chooses rows of the ledger, acts on them at once, and shows how far that has come. */
export function BulkBar({ chosen, choose, page, asked }: BarProps) {
  const { t } = useTranslation(['translation', BULK]);
  const [isActing, act] = useState(false);
  const { course, isLost, begin, end } = useBulkCourse();
  const all = useMutation({
    mutationFn: () => previewBulk({ body: { query: queryOf(asked) } }),
    onSuccess: ({ rows }) => choose(rows.map(({ id }) => id)),
  });
  return (
    <>
      <div className="commands no-print bulk-bar" role="group" aria-label={t('bulk:act')}>
        <Button size="small" onClick={() => choose([...chosen, ...page])}>
          {t('bulk:page')}
        </Button>
        <Button size="small" loading={all.isPending} onClick={() => all.mutate()}>
          {t('bulk:all')}
        </Button>
        {chosen.size > 0 && (
          <>
            <Button size="small" onClick={() => choose([])}>
              {t('bulk:none')}
            </Button>
            <span role="status">{t('bulk:chosen', { count: chosen.size })}</span>
            <Button
              size="small"
              type="primary"
              disabled={course !== null && !isOver(course)}
              onClick={() => act(true)}
            >
              {t('bulk:act')}
            </Button>
          </>
        )}
      </div>
      {all.data?.more === true && <p>{t('bulk:more', { count: all.data.rows.length })}</p>}
      {all.error !== null && <Refusal error={all.error} />}
      {isActing && (
        <BulkForm
          ids={[...chosen]}
          close={() => act(false)}
          begin={(fresh) => {
            begin(fresh);
            choose([]);
          }}
        />
      )}
      {course !== null && <Course course={course} isLost={isLost} end={end} />}
    </>
  );
}

function isOver({ rows, results }: BulkCourse): boolean {
  return rows.every(({ id }) => results[id] !== undefined);
}

type CourseProps = { course: BulkCourse; isLost: boolean; end: () => void };

/** How far an act on many duties has come, and what became of each. */
export function Course({ course, isLost, end }: CourseProps) {
  const { t } = useTranslation(['translation', BULK]);
  const { name, rows, results } = course;
  const all = Object.values(results);
  const ok = all.filter(({ isDone }) => isDone).length;
  const over = isOver(course);
  return (
    <section className="bulk-course no-print" aria-label={name}>
      <p role="status">
        {over
          ? t('bulk:finished', { name, ok, refused: all.length - ok })
          : t('bulk:running', { name, done: all.length, all: rows.length })}
      </p>
      {!over && <progress value={all.length} max={rows.length} aria-label={name} />}
      {isLost && <p role="alert">{t('bulk:lost')}</p>}
      <details>
        <summary>{t('bulk:results')}</summary>
        <DataTable
          label={t('bulk:results')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { key: 'number', head: t('ledger.number'), cell: ({ number }) => number },
            {
              key: 'title',
              head: t('ledger.title'),
              cell: ({ id, title }) => <Link to={`/duty/${id}`}>{title}</Link>,
            },
            { key: 'unit', head: t('ledger.unit'), cell: ({ unit }) => unit },
            {
              key: 'result',
              head: t('ledger.state'),
              cell: ({ id }) => {
                const result = results[id];
                if (result === undefined) return t('bulk:waiting');
                const { isDone, words } = result;
                return isDone ? t('bulk:recorded', { state: words }) : `✗ ${words}`;
              },
            },
          ]}
        />
      </details>
      <Button size="small" onClick={end}>
        {t(over ? 'bulk:close' : 'bulk:stop')}
      </Button>
    </section>
  );
}

/** The filters of the ledger as they are asked in a body. */
function queryOf({ dueFrom, dueTo, page: _page, size: _size, ...rest }: LedgerQuery) {
  return {
    ...rest,
    ...(dueFrom === undefined ? {} : { due_from: dueFrom }),
    ...(dueTo === undefined ? {} : { due_to: dueTo }),
  };
}
