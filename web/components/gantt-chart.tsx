import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Gantt } from '../api/client.ts';
import { GANTT } from '../i18n/gantt.ts';
import { Light, type LightName, LightShape } from './light.tsx';
import { Scrolling } from './scrolling.tsx';
import { sign } from './signs.ts';
import { scaleOf, type TimeScale } from './time-scale.ts';

type Task = Gantt['tasks'][number];
type Bar = Task['bars'][number];

/** The gravest first: of what is due on one day the mark shows it. */
const LIGHTS: LightName[] = ['red', 'yellow', 'green', 'grey', 'done'];
const MONTH_WIDTH = 58;
const HEIGHT = 30;

/** Tasks by section against months. What is drawn is said in words as well, in the same cells. */
export function GanttChart({ planId, gantt }: { planId: number; gantt: Gantt }) {
  const { t } = useTranslation(['translation', GANTT]);
  const { tasks, today, from, to } = gantt;
  const scale = scaleOf(from, to);
  const sections = [...Map.groupBy(tasks, ({ section }) => section)];
  return (
    <>
      <Legend today={today} />
      <Scrolling label={t('gantt:title')}>
        <table className="gantt">
          <thead>
            <tr>
              <th scope="col" className="gantt-task">
                {t('gantt:task')}
              </th>
              <th scope="col" style={{ minWidth: scale.months.length * MONTH_WIDTH }}>
                <span className="hidden">{t('gantt:time', { from, to })}</span>
                <Months scale={scale} />
              </th>
            </tr>
          </thead>
          {sections.map(([section, own]) => (
            <tbody key={section}>
              <tr>
                <th scope="rowgroup" colSpan={2} className="gantt-section">
                  {section ?? t('gantt:noSection')}
                </th>
              </tr>
              {own.map((task) => (
                <tr key={task.id}>
                  <th scope="row" className="gantt-task">
                    <Link to={`/ledger?plan=${planId}&task=${task.id}`}>
                      {task.number} {task.title}
                    </Link>
                    <div className="small">{task.lead.join(sign('list'))}</div>
                  </th>
                  <td>
                    <Course task={task} scale={scale} today={today} />
                    <Words task={task} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </Scrolling>
    </>
  );
}

function Legend({ today }: { today: string }) {
  const { t } = useTranslation(['translation', GANTT]);
  return (
    <div className="gantt-legend" role="note" aria-label={t('gantt:legend')}>
      <span>{t('gantt:bar')}</span>
      <span>
        {t('gantt:mark')}
        {sign('colon')}
      </span>
      {LIGHTS.map((light) => (
        <Light key={light} light={light} />
      ))}
      <span>◇ {t('gantt:milestone')}</span>
      <span className="gantt-today-words">┆ {t('gantt:today', { day: today })}</span>
    </div>
  );
}

function Months({ scale: { months } }: { scale: TimeScale }) {
  return (
    <svg className="gantt-line" height="20" aria-hidden="true">
      {months.map(({ name, at }) => (
        <text key={name} x={`${at}%`} y="14" dx="3">
          {name.endsWith('-01') || at === 0 ? name : name.slice(5)}
        </text>
      ))}
    </svg>
  );
}

function Course({ task, scale, today }: { task: Task; scale: TimeScale; today: string }) {
  const now = scale.at(today);
  return (
    <svg className="gantt-line" height={HEIGHT} aria-hidden="true">
      {scale.months.map(({ name, at }) => (
        <line key={name} className="gantt-month" x1={`${at}%`} x2={`${at}%`} y1="0" y2={HEIGHT} />
      ))}
      {task.bars.map(({ opensOn, dueOn, lights }) => {
        const [from, to] = [scale.at(opensOn), scale.at(dueOn)];
        return (
          <rect
            key={dueOn}
            className={`gantt-bar gantt-${gravest(lights)}`}
            x={`${from}%`}
            width={`${Math.max(0, to - from)}%`}
            y="12"
            height="6"
            rx="3"
          />
        );
      })}
      {task.milestones.map(({ date, text }) => (
        <svg key={`${date}/${text}`} className="gantt-milestone" x={`${scale.at(date)}%`} y="15">
          <path d="M0 -6 6 0 0 6 -6 0Z" />
        </svg>
      ))}
      {task.bars.map((bar) => (
        <Mark key={bar.dueOn} bar={bar} at={scale.at(bar.dueOn)} />
      ))}
      {now >= 0 && now <= 100 && (
        <line className="gantt-today" x1={`${now}%`} x2={`${now}%`} y1="0" y2={HEIGHT} />
      )}
    </svg>
  );
}

/** A due date: the gravest of its lights, and how many it is for. */
function Mark({ bar: { lights }, at }: { bar: Bar; at: number }) {
  const count = Object.values(lights).reduce((sum, each) => sum + each, 0);
  return (
    <svg className={`gantt-mark gantt-${gravest(lights)}`} x={`${at}%`} y="15">
      <g transform="translate(-7 -7) scale(0.875)">
        <LightShape light={gravest(lights)} />
      </g>
      {count > 1 && (
        <text x="0" y="-8" textAnchor="middle">
          {count}
        </text>
      )}
    </svg>
  );
}

function gravest(lights: Bar['lights']): LightName {
  return LIGHTS.find((light) => (lights[light] ?? 0) > 0) ?? 'grey';
}

/** What is drawn, for those who hear it. */
function Words({ task: { bars, milestones } }: { task: Task }) {
  const { t } = useTranslation(['translation', GANTT]);
  const lit = ({ lights }: Bar) =>
    LIGHTS.flatMap((light) => {
      const count = lights[light] ?? 0;
      return count === 0 ? [] : [t('gantt:one', { light: t(`light.${light}`), count })];
    }).join(sign('list'));
  const lines = [
    ...bars.map((bar) => t('gantt:due', { day: bar.dueOn, lights: lit(bar) })),
    ...milestones.map(({ date, text }) => t('gantt:at', { day: date, text })),
  ];
  return <span className="hidden">{lines.join(sign('semicolon'))}</span>;
}
