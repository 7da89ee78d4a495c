import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { getChange, listChanges, type PlanChange } from '../api/client.ts';
import { PLAN } from '../i18n/plan.ts';
import { DataTable } from './data-table.tsx';
import { minuteOf } from './days.ts';
import { sign } from './signs.ts';
import { Asked } from './states.tsx';

const OFTEN = 2000;

/** What was changed while the plan ran: how far each change has come, and what became of it. */
export function PlanChanges({ id }: { id: number }) {
  const { t } = useTranslation(['translation', PLAN]);
  const changes = useQuery({
    queryKey: ['duties', 'plan', id, 'changes'],
    queryFn: () => listChanges({ id }),
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ doneAt }) => doneAt === null) === true ? OFTEN : false,
  });
  return (
    <>
      <h3>{t('plan:changes')}</h3>
      <Asked of={changes}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{t('plan:noChanges')}</p>
          ) : (
            <ul className="change-list">
              {rows.map((change) => (
                <Change key={change.id} planId={id} change={change} />
              ))}
            </ul>
          )
        }
      </Asked>
    </>
  );
}

function Change({ planId, change }: { planId: number; change: PlanChange }) {
  const { t } = useTranslation(['translation', PLAN]);
  const [isOpen, setOpen] = useState(false);
  const { words, person, reason, at, rows, done, edited, refused, doneAt } = change;
  const reached = done + edited + refused;
  const how =
    rows === 0
      ? t('plan:changeNone')
      : doneAt === null
        ? t('plan:changeOpen', { reached, rows })
        : t('plan:changeDone', { rows });
  return (
    <li>
      <div>
        <strong>{words}</strong> <span className="small">{minuteOf(at)}</span>
      </div>
      <div className="small">{[person, reason].filter(Boolean).join(sign('colon'))}</div>
      <div role="status">
        {[how, ...(refused > 0 ? [t('plan:refused', { count: refused })] : [])].join(
          sign('semicolon'),
        )}
      </div>
      {doneAt === null && rows > 0 && <progress value={reached} max={rows} aria-label={words} />}
      {rows > 0 && (
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{t('plan:lines')}</summary>
          {isOpen && <Lines planId={planId} change={change} />}
        </details>
      )}
    </li>
  );
}

function Lines({ planId, change: { id, doneAt } }: { planId: number; change: PlanChange }) {
  const { t } = useTranslation(['translation', PLAN]);
  const found = useQuery({
    queryKey: ['duties', 'plan', planId, 'changes', id],
    queryFn: () => getChange({ id: planId, change: id }),
    refetchInterval: doneAt === null ? OFTEN : false,
  });
  return (
    <Asked of={found}>
      {({ lines }) => (
        <DataTable
          label={t('plan:lines')}
          rows={lines}
          keyOf={(line) => line.id}
          columns={[
            { key: 'number', head: t('plan:number'), cell: ({ number }) => number },
            {
              key: 'title',
              head: t('plan:title'),
              cell: (line) => <Link to={`/duty/${line.id}`}>{line.title}</Link>,
            },
            { key: 'unit', head: t('ledger.unit'), cell: ({ unit }) => unit },
            {
              key: 'result',
              head: t('plan:result'),
              cell: ({ outcome, reason }) =>
                [t(`plan:outcome.${outcome ?? 'open'}`), reason]
                  .filter(Boolean)
                  .join(sign('colon')),
            },
          ]}
        />
      )}
    </Asked>
  );
}
