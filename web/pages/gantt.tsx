import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { getGantt } from '../api/client.ts';
import { GanttChart } from '../components/gantt-chart.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { GANTT } from '../i18n/gantt.ts';
import '../styles/gantt.css';
import { MissingPage } from './missing.tsx';
import { usePlanId } from './plan.tsx';

/** A plan's tasks over its time. */
export function GanttPage() {
  const id = usePlanId();
  return id === null ? <MissingPage /> : <Gantt id={id} />;
}

function Gantt({ id }: { id: number }) {
  const { t } = useTranslation(['translation', GANTT]);
  const found = useQuery({ queryKey: ['duties', 'gantt', id], queryFn: () => getGantt({ id }) });
  const title = found.data?.title;
  useTitle(title === undefined ? t('gantt:title') : `${t('gantt:title')} ${title}`);
  return (
    <div className="gantt-page">
      <div className="title-row">
        <h1>{[t('gantt:title'), title].filter(Boolean).join(sign('colon'))}</h1>
        <Link className="no-print" to={`/plans/${id}`}>
          {t('gantt:back')}
        </Link>
        <Button className="no-print" onClick={() => window.print()}>
          {t('gantt:print')}
        </Button>
      </div>
      <Asked of={found}>
        {(gantt) =>
          gantt.tasks.length === 0 ? (
            <Nothing>{t('gantt:nothing')}</Nothing>
          ) : (
            <GanttChart planId={id} gantt={gantt} />
          )
        }
      </Asked>
    </div>
  );
}
