import '../styles/review.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useParams } from 'react-router';
import { chooseHome, getImport, type Import } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { forgetSent, sentFile } from '../api/sent-file.ts';
import { ImportDrop, useImport } from '../components/import-drop.tsx';
import { useMe } from '../components/shell.tsx';
import { Asked, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { IMPORTS } from '../i18n/imports.ts';

const STEPS = ['received', 'reading', 'finding', 'asking', 'ready'] as const;
const OFTEN = 700;

/** How far a file is on its way to a draft; the address holds it, so that a reload loses nothing. */
export function ImportPage() {
  const { t } = useTranslation(IMPORTS);
  useTitle(t('page'));
  const { id = '' } = useParams();
  const asked = useQuery({
    queryKey: ['import', id],
    queryFn: () => getImport({ id }),
    refetchInterval: ({ state }) => (isWorking(state.data) ? OFTEN : false),
    staleTime: 0,
  });
  return (
    <>
      <h1>{t('page')}</h1>
      <Asked of={asked}>{(found) => <Progress of={found} key={found.id} />}</Asked>
    </>
  );
}

function isWorking(found: Import | undefined): boolean {
  return found === undefined || ['reading', 'finding'].includes(found.stage);
}

function Progress({ of: found }: { of: Import }) {
  const { t } = useTranslation(IMPORTS);
  const { id, stage, planId, existed } = found;
  const isRead = ['asking', 'ready', 'refused'].includes(stage);
  useEffect(() => {
    if (isRead) void forgetSent(id);
  }, [id, isRead]);
  if (stage === 'ready' && planId !== null && !existed) {
    return <Navigate to={`/plans/${planId}/review`} replace />;
  }
  return (
    <>
      <p>{found.fileName}</p>
      {(isWorking(found) || stage === 'asking') && <Steps stage={stage} />}
      {stage === 'asking' && <WhichSide of={found} />}
      {stage === 'internal' && <Internal of={found} />}
      {stage === 'ready' && (
        <Alert
          type="info"
          showIcon
          title={t('existed')}
          action={<Link to={`/plans/${planId}/review`}>{t('open')}</Link>}
        />
      )}
      {stage === 'lost' && <Lost of={found} />}
      {stage === 'refused' && (
        <Alert type="error" showIcon role="alert" title={t('refused')} description={found.why} />
      )}
      {!isWorking(found) && stage !== 'asking' && (
        <>
          <h2>{t('other')}</h2>
          <ImportDrop internalAsked={stage === 'internal'} />
        </>
      )}
    </>
  );
}

function Steps({ stage }: { stage: Import['stage'] }) {
  const { t } = useTranslation(IMPORTS);
  const at = STEPS.findIndex((step) => step === stage);
  const stateAt = (index: number) => (index < at ? 'done' : index === at ? 'now' : 'waits');
  return (
    <>
      <ol className="steps" aria-label={t('stages')}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            data-state={stateAt(index)}
            aria-current={index === at ? 'step' : undefined}
          >
            <span>{t(step)}</span>
            <span className="small">{t(stateAt(index))}</span>
          </li>
        ))}
      </ol>
      <p role="status" className="small">
        {stage === 'asking' ? '' : t('canLeave')}
      </p>
    </>
  );
}

function WhichSide({ of: { id, found } }: { of: Import }) {
  const { t } = useTranslation(IMPORTS);
  const choosing = useMutation({
    mutationFn: ({ home }: { home: string }) => chooseHome({ id, body: { home } }),
    onSuccess: async (done) => {
      queryClient.setQueryData(['import', id], done);
      await queryClient.invalidateQueries({ queryKey: ['duties', 'plans'] });
    },
  });
  if (found === null) return null;
  const { title, tasks, clauses, sides, likely } = found;
  return (
    <Form
      layout="vertical"
      className="card"
      initialValues={likely === null ? {} : { home: likely }}
      onFinish={choosing.mutate}
    >
      <p>{t('found', { title, tasks, clauses })}</p>
      <Form.Item
        name="home"
        label={t(sides.length > 0 ? 'whichSide' : 'homeName')}
        rules={[{ required: true, whitespace: true, message: t('missing') }]}
      >
        {sides.length > 0 ? (
          <Radio.Group options={sides.map((side) => ({ value: side, label: side }))} />
        ) : (
          <Input maxLength={60} autoFocus />
        )}
      </Form.Item>
      {choosing.error !== null && <Refusal error={choosing.error} />}
      <Button type="primary" htmlType="submit" loading={choosing.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}

/** The file, while this browser has it of whom is here. */
function useSentFile(id: string) {
  const owner = useMe().data?.person.id;
  return useQuery({
    queryKey: ['sent-file', id, owner],
    queryFn: () => (owner === undefined ? null : sentFile(id, owner)),
    networkMode: 'always',
    staleTime: 0,
  }).data;
}

/** Its process ended: the file is still here, and is read anew at one tap. */
function Lost({ of: { id } }: { of: Import }) {
  const { t } = useTranslation(IMPORTS);
  const sending = useImport(id);
  const sent = useSentFile(id);
  return (
    <>
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('broken')}
        description={sent === null ? t('lost') : t('goOnHint')}
        action={
          sent != null && (
            <Button type="primary" loading={sending.isPending} onClick={() => sending.mutate(sent)}>
              {t('goOn')}
            </Button>
          )
        }
      />
      {sending.error !== null && <Refusal error={sending.error} />}
    </>
  );
}

function Internal({ of: { id } }: { of: Import }) {
  const { t } = useTranslation(IMPORTS);
  const sending = useImport();
  const sent = useSentFile(id);
  return (
    <>
      <Alert type="warning" showIcon title={t('internal')} />
      {sent === null && <p>{t('again')}</p>}
      {sent != null && (
        <p>
          <Button
            type="primary"
            loading={sending.isPending}
            onClick={() => {
              void forgetSent(id);
              sending.mutate({ ...sent, internal: true });
            }}
          >
            {t('confirm')}
          </Button>
        </p>
      )}
      {sending.error !== null && <Refusal error={sending.error} />}
    </>
  );
}
