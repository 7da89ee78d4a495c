import { useQuery } from '@tanstack/react-query';
import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { getPlan, listPlanTasks, type PlanDetails, type PlanTasks } from '../api/client.ts';
import { minuteOf } from '../components/days.ts';
import { Light, type LightName } from '../components/light.tsx';
import { OpenItems } from '../components/open-items.tsx';
import { PlanChanges } from '../components/plan-changes.tsx';
import { PlanOrders } from '../components/plan-orders.tsx';
import { TaskSections } from '../components/plan-tasks.tsx';
import { Asked } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { PLAN } from '../i18n/plan.ts';
import '../styles/plan.css';
import { MissingPage } from './missing.tsx';

const LIGHTS: LightName[] = ['red', 'yellow', 'green', 'grey', 'done'];

/** The number of the plan that the address names; null: it names none. */
export function usePlanId(): number | null {
  const { id = '' } = useParams();
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : null;
}

/** A plan whole: what it is, how it stands, what is open, its tasks, and what may be done with it. */
export function PlanPage() {
  const id = usePlanId();
  return id === null ? <MissingPage /> : <Plan id={id} />;
}

function Plan({ id }: { id: number }) {
  const { t } = useTranslation(['translation', PLAN]);
  const plan = useQuery({ queryKey: ['duties', 'plan', id], queryFn: () => getPlan({ id }) });
  const tasks = useQuery({
    queryKey: ['duties', 'plan', id, 'tasks'],
    queryFn: () => listPlanTasks({ id }),
  });
  useTitle(plan.data?.title ?? t('page.plans'));
  return (
    <Asked of={plan}>
      {(found) => (
        <article>
          <h1>{found.title}</h1>
          <Ways plan={found} may={tasks.data?.may} />
          <div className="two-columns">
            <section aria-labelledby="facts">
              <h2 id="facts">{t('plan:facts')}</h2>
              <Facts plan={found} />
              {found.launchedAt !== null && (tasks.data?.doubts ?? 0) > 0 && (
                <p>
                  <Light light="yellow" words="" />{' '}
                  {t('plan:doubtsLeft', { count: tasks.data?.doubts ?? 0 })}{' '}
                  <Link to={`/plans/${id}/doubts`}>{t('plan:doubts')}</Link>
                </p>
              )}
            </section>
            {tasks.data?.may.launch === true && found.state === 'draft' && (
              <OpenBefore id={id} open={tasks.data.open} tasks={tasks.data} />
            )}
            {tasks.data?.may.order === true && found.launchedAt !== null && (
              <section aria-labelledby="orders" className="no-print">
                <h2 id="orders">{t('plan:orders')}</h2>
                <PlanOrders plan={found} tasks={tasks.data.tasks} />
                <PlanChanges id={id} />
              </section>
            )}
          </div>
          <h2>{t('plan:tasks')}</h2>
          <Asked of={tasks}>{(all) => <TaskSections planId={id} tasks={all.tasks} />}</Asked>
        </article>
      )}
    </Asked>
  );
}

/** Where to go from here. */
function Ways({
  plan: { id, state },
  may,
}: {
  plan: PlanDetails;
  may: PlanTasks['may'] | undefined;
}) {
  const { t } = useTranslation(['translation', PLAN]);
  const draft = state === 'draft';
  const ways: { to: string; words: string; isFirst?: boolean }[] = [
    ...(draft
      ? [
          { to: `/plans/${id}/review`, words: t('plan:review') },
          { to: `/plans/${id}/division`, words: t('plan:division') },
          { to: `/plans/${id}/doubts`, words: t('plan:doubts') },
        ]
      : []),
    ...(may?.launch === true
      ? [
          {
            to: `/plans/${id}/launch`,
            words: t(draft ? 'plan:launch' : 'plan:goOn'),
            isFirst: true,
          },
        ]
      : []),
    ...(draft
      ? []
      : [
          { to: `/ledger?plan=${id}`, words: t('plan:ledger') },
          { to: `/board?plan=${id}`, words: t('plan:board') },
          { to: `/plans/${id}/gantt`, words: t('plan:gantt') },
          { to: `/calendar?plan=${id}`, words: t('plan:calendar') },
        ]),
    ...(!draft && may?.office === true
      ? [
          { to: `/plans/${id}/division`, words: t('plan:division') },
          { to: `/plans/${id}/doubts`, words: t('plan:doubts') },
        ]
      : []),
    ...(may?.order === true && state !== 'ended'
      ? [
          { to: `/settings/policy?plan=${id}`, words: t('plan:rules') },
          { to: '/settings/calendar', words: t('plan:restDays') },
        ]
      : []),
  ];
  return (
    <nav className="commands no-print" aria-label={t('shell.pages')}>
      {ways.map(({ to, words, isFirst = false }) => (
        <Link key={to} to={to} className={isFirst ? 'way way-first' : 'way'}>
          {words}
        </Link>
      ))}
    </nav>
  );
}

function line(key: string, label: string, children: ReactNode) {
  return { key, label, children };
}

function Facts({ plan }: { plan: PlanDetails }) {
  const { t } = useTranslation(['translation', PLAN]);
  const { state, pausedOn, endedOn, periodFrom, periodTo, openEnded, office, sides } = plan;
  const since = [
    pausedOn === null ? null : t('plan:pausedOn', { day: pausedOn }),
    endedOn === null ? null : t('plan:endedOn', { day: endedOn }),
  ].filter(Boolean);
  const items = [
    line('state', t('plan:state'), [t(`planState.${state}`), ...since].join('，')),
    line(
      'period',
      t('plan:period'),
      openEnded ? t('plan:openEnded', { from: periodFrom }) : `${periodFrom} – ${periodTo}`,
    ),
    line('office', t('plan:office'), office ?? t('plan:noOffice')),
    ...(sides.length < 2
      ? []
      : [
          line(
            'sides',
            t('plan:sides'),
            sides.map((side) => <Side key={side.name} side={side} />),
          ),
        ]),
    ...(plan.superviseFrom === null
      ? []
      : [line('from', t('plan:superviseFrom'), plan.superviseFrom)]),
    line('file', t('plan:file'), [plan.documentNumber, plan.fileName].filter(Boolean).join(' · ')),
    ...(plan.launchedAt === null
      ? []
      : [line('launched', t('plan:launchedAt'), minuteOf(plan.launchedAt))]),
    ...(state === 'draft' ? [] : [line('lights', t('plan:lights'), <Lights plan={plan} />)]),
  ];
  return <Descriptions column={1} size="small" bordered items={items} />;
}

function Side({ side: { name, home, mode, office } }: { side: PlanDetails['sides'][number] }) {
  const { t } = useTranslation(['translation', PLAN]);
  const how = t(`plan:mode.${mode}`);
  return (
    <div>
      {name}
      {home && `（${t('plan:home')}）`}
      {!home && <span> {office === null ? how : t('plan:by', { office, mode: how })}</span>}
    </div>
  );
}

function Lights({ plan: { id, lights } }: { plan: PlanDetails }) {
  const { t } = useTranslation();
  return (
    <span className="lights">
      {LIGHTS.filter((light) => lights[light] > 0).map((light) => (
        <Link key={light} to={`/ledger?plan=${id}&light=${light}`}>
          <Light light={light} words={`${t(`light.${light}`)} ${lights[light]}`} />
        </Link>
      ))}
    </span>
  );
}

type Open = PlanTasks['open'][number];

/** What stands between a draft and its launch, and where each is settled. */
type Before = { id: number; open: Open[]; tasks: Pick<PlanTasks, 'tasks' | 'doubts' | 'issued'> };

function OpenBefore({ id, open, tasks: { tasks, doubts, issued } }: Before) {
  const { t } = useTranslation(['translation', PLAN]);
  const unitless = tasks.filter(({ lead, tracking }) => lead.length === 0 && tracking !== 'record');
  return (
    <section aria-labelledby="open">
      <h2 id="open">{t('plan:open')}</h2>
      {open.length === 0 ? (
        <p>{t('plan:ready')}</p>
      ) : (
        <ul className="open-list">
          {open.map((each) => (
            <li key={each.says}>
              <div>
                <Light light="yellow" words="" /> {each.says}
              </div>
              <OpenItems items={each.items} />
              <Mend id={id} about={each.about} />
            </li>
          ))}
        </ul>
      )}
      {/* these stand against no launch: what is nobody's waits, what is doubtful is told of */}
      <ul className="open-list">
        {unitless.length > 0 && (
          <li>
            {t('plan:unitless', { count: unitless.length })}{' '}
            {typeof issued?.until === 'string' && t('plan:unitlessUntil', { day: issued.until })}{' '}
            <Link className="way" to={`/plans/${id}/division`}>
              {t('plan:division')}
            </Link>
          </li>
        )}
        {doubts !== null && doubts > 0 && (
          <li>
            {t('plan:openDoubts', { count: doubts })}{' '}
            <Link className="way" to={`/plans/${id}/doubts`}>
              {t('plan:doubts')}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function Mend({ id, about }: { id: number; about: Open['about'] }) {
  const { t } = useTranslation(['translation', PLAN]);
  const atReview = about === 'review' || about === 'names';
  return (
    <Link className="way" to={`/plans/${id}/${atReview ? 'review' : 'launch'}`}>
      {t(atReview ? `plan:mend.${about}` : 'plan:mend.here')}
    </Link>
  );
}
