import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  getLaunchProgress,
  type LaunchProgress,
  type LaunchRehearsal,
  launchPlan,
} from '../api/client.ts';
import type { LaunchOptions } from '../api/launch-options.ts';
import { queryClient } from '../api/query.ts';
import { LAUNCH } from '../i18n/launch.ts';
import { OpenItems } from './open-items.tsx';
import { Refusal } from './states.tsx';

type StartProps = {
  id: number;
  title: string;
  options: LaunchOptions;
  /** What these options come to; undefined: it is not known yet. */
  rehearsal: LaunchRehearsal | undefined;
};

/** The one button, what it does, and the question whether that is meant. */
export function LaunchStart({ id, title, options, rehearsal }: StartProps) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const [isAsking, ask] = useState(false);
  const [over, setOver] = useState(false);
  const launching = useMutation({
    mutationFn: () => launchPlan({ id, body: { ...options, ...(over && { overBudget: true }) } }),
    onSuccess: async () => {
      ask(false);
      await queryClient.invalidateQueries({ queryKey: ['launch', id] });
      await queryClient.invalidateQueries({ queryKey: ['duties'] });
    },
  });
  const faults = rehearsal?.faults.length ?? 0;
  const does = t('launch:does', {
    units: rehearsal?.counts.units ?? '…',
    occurrences:
      rehearsal === undefined ? '…' : rehearsal.counts.occurrences - rehearsal.counts.beforeStart,
  });
  const budget = rehearsal?.budget ?? null;
  return (
    <>
      <p id="launch-does">{does}</p>
      <p role="status">
        {rehearsal === undefined && t('launch:wait')}
        {faults > 0 && t('launch:notYet', { count: faults })}
      </p>
      <Button
        type="primary"
        size="large"
        disabled={rehearsal === undefined || faults > 0}
        aria-describedby="launch-does"
        onClick={() => ask(true)}
      >
        {t('launch:button')}
      </Button>
      <Modal
        open={isAsking}
        title={t('launch:ask', { title })}
        okText={t('launch:yes')}
        cancelText={t('launch:no')}
        confirmLoading={launching.isPending}
        okButtonProps={{ disabled: budget !== null && !over }}
        cancelButtonProps={{ disabled: launching.isPending }}
        closable={!launching.isPending}
        onCancel={() => {
          if (!launching.isPending) ask(false);
        }}
        onOk={() => launching.mutate()}
      >
        <p>{does}</p>
        {budget !== null && (
          <>
            <Alert
              type="warning"
              showIcon
              title={budget.says}
              description={<OpenItems items={budget.items} />}
            />
            <Checkbox checked={over} onChange={({ target }) => setOver(target.checked)}>
              {t('launch:askBudget')}
            </Checkbox>
          </>
        )}
        <p role="status">{launching.isPending && t('launch:beginning')}</p>
        {launching.error !== null && <Refusal error={launching.error} />}
      </Modal>
    </>
  );
}

const OFTEN = 1000;
const STILL = 30; // looks without progress

/** How far a launch has come, from whichever window it was given, and what to do when it stands. */
export function LaunchCourse({ id, before }: { id: number; before: LaunchProgress }) {
  const { t } = useTranslation(['translation', LAUNCH]);
  const progress = useQuery({
    queryKey: ['launch', id, 'progress'],
    queryFn: () => getLaunchProgress({ id }),
    initialData: before,
    refetchInterval: ({ state: { data } }) => (data?.state === 'launching' ? OFTEN : false),
  });
  const goingOn = useMutation({ mutationFn: () => launchPlan({ id, body: {} }) });
  const { state, rows, started, working } = progress.data;
  const looks = useLooks(`${rows}/${started}/${state}`, progress.dataUpdatedAt);
  useEffect(() => {
    if (state === 'running') void queryClient.invalidateQueries({ queryKey: ['duties'] });
  }, [state]);
  if (state !== 'launching') return <Launched id={id} state={state} />;
  return (
    <section className="launching" aria-labelledby="launching">
      <h2 id="launching">{t('launch:launching')}</h2>
      <progress
        aria-label={t('launch:launching')}
        {...(rows === 0 ? {} : { value: started, max: rows })}
      />
      <p role="status">
        {rows === 0 ? t('launch:preparing') : t('launch:rows', { rows, started })}
      </p>
      <p className="small">{t('launch:leave')}</p>
      {!working && <Alert type="warning" showIcon title={t('launch:noWorker')} />}
      {looks >= STILL && (
        <Alert
          type="warning"
          showIcon
          title={t('launch:still')}
          action={
            <Button loading={goingOn.isPending} onClick={() => goingOn.mutate()}>
              {t('launch:goOn')}
            </Button>
          }
        />
      )}
      {goingOn.error !== null && <Refusal error={goingOn.error} />}
      {progress.error !== null && <Refusal error={progress.error} />}
    </section>
  );
}

/** How often something was looked at since it last changed. */
function useLooks(what: string, lookedAt: number): number {
  const [seen, see] = useState({ what, lookedAt, looks: 0 });
  if (seen.lookedAt !== lookedAt) {
    see({ what, lookedAt, looks: seen.what === what ? seen.looks + 1 : 0 });
  }
  return seen.looks;
}

function Launched({ id, state }: { id: number; state: LaunchProgress['state'] }) {
  const { t } = useTranslation(['translation', LAUNCH]);
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('launch:done')}
      description={
        <>
          <p>
            {state === 'running'
              ? t('launch:doneHint')
              : t('launch:ended', { state: t(`planState.${state}`) })}
          </p>
          <Link to={`/plans/${id}`}>{t('launch:toPlan')}</Link>{' '}
          <Link to={`/ledger?plan=${id}`}>{t('launch:toLedger')}</Link>
        </>
      }
    />
  );
}
