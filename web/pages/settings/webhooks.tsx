import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addWebhook,
  changeWebhook,
  listPlans,
  listWebhookDeliveries,
  listWebhookKinds,
  listWebhooks,
  removeWebhook,
  testWebhook,
  type Webhook,
  type WebhookDelivery,
} from '../../api/client.ts';
import { problemOf, silenceOf } from '../../api/problem.ts';
import { queryClient } from '../../api/query.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { minuteOf } from '../../components/days.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Asked, Nothing } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { SETTINGS } from '../../i18n/settings.ts';

/** Which other systems are told of the ledger, and how that goes. */
export function WebhooksPage() {
  const { t } = useTranslation(['translation', SETTINGS]);
  useTitle(t('settings:webhooks'));
  const hooks = useQuery({ queryKey: ['webhooks'], queryFn: () => listWebhooks() });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Webhook | null>(null);
  const [shown, setShown] = useState<Webhook | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const columns: Column<Webhook>[] = [
    {
      key: 'name',
      head: t('settings:keyName'),
      cell: ({ name, url }) => (
        <>
          {name}
          <div className="small">{url}</div>
        </>
      ),
    },
    { key: 'state', head: t('settings:state'), cell: (hook) => <HookState hook={hook} /> },
    {
      key: 'taken',
      head: t('settings:hookTaken'),
      cell: ({ takenAt }) => (takenAt === null ? t('settings:neverSent') : minuteOf(takenAt)),
    },
    { key: 'waiting', head: t('settings:hookWaiting'), cell: ({ waiting }) => waiting },
    { key: 'failed', head: t('settings:hookFailed'), cell: ({ failed }) => failed },
    {
      key: 'acts',
      head: t('settings:acts'),
      cell: (hook) => (
        <HookActs hook={hook} remove={() => setRemoving(hook)} show={() => setShown(hook)} />
      ),
    },
  ];
  return (
    <>
      <div className="title-row">
        <h1>{t('settings:webhooks')}</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('settings:addHook')}
        </Button>
      </div>
      <p>{t('settings:hooksHint')}</p>
      <Asked of={hooks}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('settings:noHooks')}</Nothing>
          ) : (
            <DataTable
              label={t('settings:webhooks')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
      {adding && <AddDialog made={setKey} close={() => setAdding(false)} />}
      {removing !== null && (
        <FormDialog<object, void>
          title={t('settings:hookOf', { act: t('settings:hookRemove'), name: removing.name })}
          okText={t('settings:hookRemove')}
          initial={{}}
          send={async () => {
            await removeWebhook({ id: removing.id });
          }}
          done={refresh}
          close={() => setRemoving(null)}
        >
          <p>{t('settings:hookRemoveSure')}</p>
        </FormDialog>
      )}
      {shown !== null && <Deliveries hook={shown} close={() => setShown(null)} />}
      {key !== null && (
        <ShownOnce title={t('settings:hookKey')} text={key} close={() => setKey(null)} />
      )}
    </>
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] });

function HookState({ hook: { disabledAt, failingSince, why } }: { hook: Webhook }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  if (disabledAt !== null) {
    return (
      <>
        {t('settings:hookState.off')}
        {why !== null && <div className="small">{why}</div>}
      </>
    );
  }
  return failingSince === null
    ? t('settings:hookState.on')
    : t('settings:hookState.failing', { at: minuteOf(failingSince) });
}

type ActsProps = { hook: Webhook; remove: () => void; show: () => void };

function HookActs({ hook, remove, show }: ActsProps) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { message } = App.useApp();
  const refused = (error: unknown) =>
    void message.error(problemOf(error)?.detail ?? t(silenceOf(error)));
  const changing = useMutation({
    mutationFn: (act: 'on' | 'off' | 'retry') => changeWebhook({ id: hook.id, act }),
    onSuccess: refresh,
    onError: refused,
  });
  const testing = useMutation({
    mutationFn: () => testWebhook({ id: hook.id }),
    onSuccess: ({ taken, words }) =>
      void (taken ? message.success(words) : message.error(words, 10)),
    onError: refused,
  });
  const toggle = hook.disabledAt === null ? 'off' : 'on';
  const acts: { words: string; act: () => void; busy?: boolean }[] = [
    { words: t('settings:hookTest'), act: () => testing.mutate(), busy: testing.isPending },
    {
      words: t(toggle === 'on' ? 'settings:hookOn' : 'settings:hookOff'),
      act: () => changing.mutate(toggle),
      busy: changing.isPending,
    },
    ...(hook.failed > 0
      ? [
          {
            words: t('settings:hookRetry'),
            act: () => changing.mutate('retry'),
            busy: changing.isPending,
          },
        ]
      : []),
    { words: t('settings:hookLog'), act: show },
    { words: t('settings:hookRemove'), act: remove },
  ];
  return (
    <div className="commands">
      {acts.map(({ words, act, busy = false }) => (
        <Button
          key={words}
          size="small"
          data-once
          loading={busy}
          aria-label={t('settings:hookOf', { act: words, name: hook.name })}
          onClick={act}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}

/** What the acts are called in the language that is shown; their codes stand for the English. */
function useKindNames() {
  const { i18n } = useTranslation();
  const kinds = useQuery({ queryKey: ['webhook-kinds'], queryFn: () => listWebhookKinds() });
  const isEnglish = i18n.language === 'en';
  return (kinds.data ?? []).map(({ kind, name }) => ({
    value: kind,
    label: isEnglish ? kind : name,
  }));
}

function Deliveries({ hook, close }: { hook: Webhook; close: () => void }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const names = new Map(useKindNames().map(({ value, label }) => [value, label]));
  const sent = useQuery({
    queryKey: ['webhooks', hook.id],
    queryFn: () => listWebhookDeliveries({ id: hook.id }),
  });
  const columns: Column<WebhookDelivery>[] = [
    { key: 'id', head: 'webhook-id', cell: ({ id }) => id },
    { key: 'kind', head: t('settings:acts'), cell: ({ kind }) => names.get(kind) ?? kind },
    {
      key: 'state',
      head: t('settings:state'),
      cell: ({ state }) => t(`settings:hookDelivery.${state}`),
    },
    { key: 'words', head: t('settings:hookAnswer'), cell: ({ words, status }) => words ?? status },
    {
      key: 'at',
      head: t('settings:hookTaken'),
      cell: ({ doneAt }) => (doneAt === null ? '' : minuteOf(doneAt)),
    },
  ];
  const title = t('settings:hookOf', { act: t('settings:hookLog'), name: hook.name });
  return (
    <Modal open title={title} onCancel={close} footer={null} width={800}>
      <Asked of={sent}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('settings:noDeliveries')}</Nothing>
          ) : (
            <DataTable label={title} columns={columns} rows={rows} keyOf={({ id }) => id} />
          )
        }
      </Asked>
    </Modal>
  );
}

type AddFields = {
  name: string;
  url: string;
  kinds: Webhook['kinds'];
  planId?: number | null;
};

function AddDialog({ made, close }: { made: (key: string) => void; close: () => void }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const kinds = useKindNames();
  const plans = useQuery({ queryKey: ['duties', 'plans'], queryFn: () => listPlans() });
  const must = [{ required: true, message: t('settings:required') }];
  return (
    <FormDialog<AddFields, { key: string }>
      title={t('settings:addHook')}
      okText={t('settings:save')}
      initial={{ name: '', url: '', kinds: [] }}
      send={({ planId = null, ...rest }) => addWebhook({ body: { ...rest, planId } })}
      done={async ({ key }) => {
        made(key);
        await refresh();
      }}
      close={close}
    >
      <Form.Item name="name" label={t('settings:keyName')} rules={must}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="url" label={t('settings:hookUrl')} rules={must}>
        <Input placeholder="https://oa.example.gov.cn/duban" />
      </Form.Item>
      <Form.Item name="kinds" label={t('settings:hookKinds')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={kinds}
          placeholder={t('settings:hookEverything')}
        />
      </Form.Item>
      <Form.Item name="planId" label={t('settings:hookPlan')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('settings:hookEverything')}
          options={(plans.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
