import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PlanTask } from '../api/client.ts';
import { PLAN } from '../i18n/plan.ts';
import { Light, type LightName } from './light.tsx';
import { Scrolling } from './scrolling.tsx';
import { sign } from './signs.ts';
import { Nothing } from './states.tsx';

const LIGHTS: LightName[] = ['red', 'yellow', 'green', 'grey', 'done'];

const ALWAYS = ['number', 'title', 'units', 'due'] as const;
const LATER = ['next', 'lights'] as const;

/** The tasks of a plan under the headings of its document. */
export function TaskSections({ planId, tasks }: { planId: number; tasks: PlanTask[] }) {
  const { t } = useTranslation(['translation', PLAN]);
  if (tasks.length === 0) return <Nothing>{t('plan:none')}</Nothing>;
  const sections = [...Map.groupBy(tasks, ({ section }) => section)];
  const hasBegun = tasks.some(({ lights }) => Object.keys(lights).length > 0);
  const heads = [...ALWAYS, ...(hasBegun ? LATER : [])];
  return (
    <Scrolling label={t('plan:tasks')}>
      <table className="data">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {t(`plan:${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        {sections.map(([section, own]) => (
          <tbody key={section}>
            <tr>
              <th scope="rowgroup" colSpan={heads.length}>
                {t('plan:section', { section: section ?? t('plan:noSection'), count: own.length })}
              </th>
            </tr>
            {own.map((task) => (
              <tr key={task.id}>
                <td>{task.number}</td>
                <td>
                  <Title planId={planId} task={task} />
                </td>
                <td>
                  <Units task={task} />
                </td>
                <td>{task.due}</td>
                {hasBegun && <td>{task.nextDue}</td>}
                {hasBegun && (
                  <td>
                    <Lights planId={planId} task={task} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Scrolling>
  );
}

type OfTask = { planId: number; task: PlanTask };

function Title({ planId, task: { id, title, tracking, reviewed, lights } }: OfTask) {
  const { t } = useTranslation(['translation', PLAN]);
  const begun = Object.keys(lights).length > 0;
  const marks = [
    ...(tracking === 'deadline' ? [] : [t(`plan:tracking.${tracking}`)]),
    ...(reviewed || begun ? [] : [t('plan:notReviewed')]),
  ];
  return (
    <div className="duty-title">
      {begun ? <Link to={`/ledger?plan=${planId}&task=${id}`}>{title}</Link> : title}
      {marks.length > 0 && <div className="small">{marks.join(sign('comma'))}</div>}
    </div>
  );
}

function Units({ task: { lead, support } }: { task: PlanTask }) {
  const { t } = useTranslation(['translation', PLAN]);
  if (lead.length + support.length === 0) return <span className="small">{t('plan:noUnit')}</span>;
  return (
    <div className="units">
      {lead.length > 0 && <div>{t('plan:lead', { names: lead.join(sign('list')) })}</div>}
      {support.length > 0 && (
        <div className="small">{t('plan:support', { names: support.join(sign('list')) })}</div>
      )}
    </div>
  );
}

function Lights({ planId, task: { id, title, lights } }: OfTask) {
  const { t } = useTranslation();
  return (
    <span className="lights">
      {LIGHTS.flatMap((light) => {
        const count = lights[light] ?? 0;
        if (count === 0) return [];
        return [
          <Link
            key={light}
            to={`/ledger?plan=${planId}&task=${id}&light=${light}`}
            aria-label={`${title} ${t(`light.${light}`)} ${count}`}
          >
            <Light light={light} words={String(count)} />
          </Link>,
        ];
      })}
    </span>
  );
}
