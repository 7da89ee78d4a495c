import '../styles/review.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listPlans, type Plan } from '../api/client.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { FirstSteps } from '../components/first-steps.tsx';
import { Light, type LightName } from '../components/light.tsx';
import { ImportDrop } from '../components/import-drop.tsx';
import { useMe } from '../components/shell.tsx';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { PLANS } from '../i18n/plans.ts';

const LIGHTS: LightName[] = ['red', 'yellow', 'green', 'grey', 'done'];

/** The plans that one sees, the newest first. */
export function PlansPage() {
  const { t } = useTranslation(['translation', PLANS]);
  useTitle(t('page.plans'));
  const roles = useMe().data?.roles ?? [];
  const plans = useQuery({ queryKey: ['duties', 'plans'], queryFn: () => listPlans() });
  const columns: Column<Plan>[] = [
    {
      head: t('plans:title'),
      key: 'title',
      cell: ({ id, title, documentNumber }) => (
        <>
          <Link to={`/plans/${id}`}>{title}</Link>
          {documentNumber !== null && <div className="small">{documentNumber}</div>}
        </>
      ),
    },
    {
      head: t('plans:state'),
      key: 'state',
      cell: ({ id, state }) => (
        <>
          {t(`planState.${state}`)}
          {state === 'draft' && (
            <div>
              <Link to={`/plans/${id}/review`}>{t('plans:review')}</Link>
            </div>
          )}
        </>
      ),
    },
    {
      head: t('plans:period'),
      key: 'period',
      cell: ({ periodFrom, periodTo, openEnded }) =>
        openEnded ? t('plans:openEnded', { from: periodFrom }) : `${periodFrom} – ${periodTo}`,
    },
    { head: t('plans:office'), key: 'office', cell: ({ office }) => office ?? '' },
    { key: 'tasks', head: t('plans:tasks'), cell: ({ tasks }) => tasks },
    {
      head: t('plans:lights'),
      key: 'lights',
      cell: ({ id, lights }) => (
        <span className="lights">
          {LIGHTS.filter((light) => lights[light] > 0).map((light) => (
            <Link
              key={light}
              to={`/ledger?plan=${id}&light=${light}`}
              aria-label={`${t(`light.${light}`)} ${lights[light]}`}
            >
              <Light light={light} words={String(lights[light])} />
            </Link>
          ))}
        </span>
      ),
    },
  ];
  return (
    <>
      <h1>{t('page.plans')}</h1>
      {roles.includes('coordinator') && <ImportDrop />}
      <Asked of={plans}>
        {(rows) =>
          rows.length === 0 ? (
            <>
              <Nothing>{t('plans:nothing')}</Nothing>
              <FirstSteps />
            </>
          ) : (
            <DataTable
              label={t('page.plans')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
    </>
  );
}
