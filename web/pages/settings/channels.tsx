import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addChatGroup,
  type Channel,
  type ChannelTest,
  type ChatGroup,
  endChatGroup,
  getChannelTest,
  listChannels,
  listChatGroups,
  tryChannel,
} from '../../api/client.ts';
import { queryClient } from '../../api/query.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { minuteOf } from '../../components/days.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { Light } from '../../components/light.tsx';
import { sign } from '../../components/signs.ts';
import { Asked, Nothing, Refusal } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { SETTINGS } from '../../i18n/settings.ts';
import { PlanChoice } from '../board.tsx';

const LIGHTS = { healthy: 'green', failing: 'red', paused: 'yellow', off: 'grey' } as const;
const GROUP_LIGHTS = { works: 'green', untried: 'yellow', stopped: 'red' } as const;

/** How each channel does and what it lacks, a test to oneself, and the chat groups. */
export function ChannelsPage() {
  const { t } = useTranslation(['translation', SETTINGS]);
  useTitle(t('settings:channels'));
  const channels = useQuery({
    queryKey: ['channels'],
    queryFn: () => listChannels(),
    refetchInterval: 30_000,
  });
  return (
    <>
      <h1>{t('settings:channels')}</h1>
      <Asked of={channels}>
        {(rows) => rows.map((row) => <ChannelCard key={row.channel} channel={row} />)}
      </Asked>
      <Groups />
    </>
  );
}

function ChannelCard({ channel: row }: { channel: Channel }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { channel, name, state, setup, lacks, fault, lastSent, pausedUntil, waitingSince } = row;
  return (
    <section className="card" aria-labelledby={`channel-${channel}`}>
      <div className="title-row">
        <h2 id={`channel-${channel}`}>{name}</h2>
        <Light light={LIGHTS[state]} words={t(`settings:channelStates.${state}`)} />
        {pausedUntil !== null && t('settings:pausedUntil', { at: minuteOf(pausedUntil) })}
      </div>
      <dl>
        <dt>{t('settings:lastSent')}</dt>
        <dd>{lastSent === null ? t('settings:neverSent') : minuteOf(lastSent)}</dd>
        {fault !== null && (
          <>
            <dt>{t('settings:lastFault')}</dt>
            <dd>
              {minuteOf(fault.at)} {fault.words}
            </dd>
          </>
        )}
        <dt>{t('settings:backlog')}</dt>
        <dd>
          {waitingSince === null
            ? t('settings:noBacklog')
            : t('settings:backlogOf', { count: row.waiting, at: minuteOf(waitingSince) })}
        </dd>
        {setup.length > 0 && (
          <>
            <dt>{t('settings:setup')}</dt>
            <dd>
              {setup.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </dd>
          </>
        )}
        <dt>{t('settings:lacks')}</dt>
        <dd>
          {lacks.length === 0
            ? t('settings:nothingLacks')
            : lacks.map((line) => <div key={line}>{line}</div>)}
        </dd>
        {row.pace !== '' && (
          <>
            <dt>{t('settings:pace')}</dt>
            <dd>{row.pace}</dd>
          </>
        )}
      </dl>
      {channel !== 'chat' && (
        <>
          <p className="small">{t('settings:how', { variables: row.variables })}</p>
          <OwnTest channel={channel} row={row} />
        </>
      )}
    </section>
  );
}

/** So often it is asked what became of a test before it is said that nobody takes it. */
const LOOKS = 15;

function OwnTest({
  channel,
  row: { name, own, state },
}: {
  channel: 'mail' | 'sms';
  row: Channel;
}) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const trying = useMutation({ mutationFn: () => tryChannel({ channel, body: {} }) });
  const id = trying.data?.id ?? null;
  const test = useQuery({
    queryKey: ['channels', 'test', id],
    queryFn: () => getChannelTest({ id: id ?? 0 }),
    enabled: id !== null,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.tried === true || dataUpdateCount > LOOKS ? false : 2_000,
  });
  return (
    <div>
      <Button
        disabled={own === null || state === 'off'}
        loading={trying.isPending}
        aria-label={t('settings:testOf', { name })}
        onClick={() => trying.mutate()}
      >
        {t('settings:test')}
      </Button>{' '}
      <span className="small">
        {own === null ? t('settings:testNoAddress') : t('settings:testTo', { address: own })}
      </span>
      {trying.error !== null && <Refusal error={trying.error} />}
      {id !== null && <TestResult test={test.data} />}
    </div>
  );
}

function TestResult({ test }: { test: ChannelTest | undefined }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  if (test === undefined || !test.tried) return <p role="status">{t('settings:testing')}</p>;
  return (
    <p role="status">
      <Light light={test.state === 'sent' ? 'green' : 'red'} words={test.stateName} /> {test.words}
    </p>
  );
}

function Groups() {
  const { t } = useTranslation(['translation', SETTINGS]);
  const { message } = App.useApp();
  const groups = useQuery({ queryKey: ['channels', 'groups'], queryFn: () => listChatGroups() });
  const [adding, setAdding] = useState(false);
  const trying = useMutation({
    mutationFn: (group: string) => tryChannel({ channel: 'chat', body: { group } }),
    onSuccess: () => void message.success(t('settings:groupTested')),
    onSettled: refresh,
  });
  const ending = useMutation({
    mutationFn: (id: number) => endChatGroup({ id }),
    onSuccess: refresh,
  });
  const columns: Column<ChatGroup>[] = [
    { key: 'name', head: t('settings:groupName'), cell: ({ name }) => name },
    {
      key: 'system',
      head: t('settings:groupSystem'),
      cell: ({ system }) => t(`settings:systems.${system}`),
    },
    {
      key: 'units',
      head: t('settings:unit'),
      cell: ({ units }) => units.join(sign('list')) || t('settings:groupAllUnits'),
    },
    {
      key: 'state',
      head: t('settings:state'),
      cell: ({ state, words }) => (
        <>
          <Light light={GROUP_LIGHTS[state]} words={t(`settings:groupStates.${state}`)} />
          <div className="small">{words}</div>
        </>
      ),
    },
    {
      key: 'acts',
      head: t('settings:acts'),
      cell: ({ id, name }) => (
        <div className="commands">
          <Button
            size="small"
            data-once
            disabled={trying.isPending}
            aria-label={t('settings:groupTestOf', { name })}
            onClick={() => trying.mutate(name)}
          >
            {t('settings:groupTest')}
          </Button>
          <Button
            size="small"
            data-once
            disabled={ending.isPending}
            aria-label={t('settings:groupEndOf', { name })}
            onClick={() => ending.mutate(id)}
          >
            {t('settings:groupEnd')}
          </Button>
        </div>
      ),
    },
  ];
  const error = trying.error ?? ending.error;
  return (
    <section aria-labelledby="groups">
      <div className="title-row">
        <h2 id="groups">{t('settings:groups')}</h2>
        <Button onClick={() => setAdding(true)}>{t('settings:addGroup')}</Button>
      </div>
      {error !== null && <Refusal error={error} />}
      <Asked of={groups}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('settings:noGroups')}</Nothing>
          ) : (
            <DataTable
              label={t('settings:groups')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
      {adding && <GroupDialog close={() => setAdding(false)} />}
    </section>
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['channels'] });

type GroupFields = {
  name: string;
  url: string;
  secret?: string;
  system?: ChatGroup['system'];
  planId?: string;
  units?: string;
};

function GroupDialog({ close }: { close: () => void }) {
  const { t } = useTranslation(['translation', SETTINGS]);
  const must = [{ required: true, message: t('settings:required') }];
  const systems = ['wecom', 'dingtalk', 'feishu'] as const;
  return (
    <FormDialog<GroupFields, void>
      title={t('settings:addGroup')}
      okText={t('settings:save')}
      initial={{ name: '', url: '', secret: '', units: '' }}
      send={async ({ name, url, secret = '', system = null, planId, units = '' }) => {
        await addChatGroup({
          body: {
            name,
            url,
            secret: secret === '' ? null : secret,
            system,
            planId: planId === undefined ? null : Number(planId),
            units: units.split(/[、，,\s]+/).filter((unit) => unit !== ''),
          },
        });
      }}
      done={refresh}
      close={close}
    >
      <Form.Item name="name" label={t('settings:groupName')} rules={must}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('settings:groupUrl')}
        extra={t('settings:groupUrlHint')}
        rules={must}
      >
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Form.Item name="secret" label={t('settings:groupSecret')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="system" label={t('settings:groupSystem')}>
        <Select
          allowClear
          placeholder={t('settings:groupSystemAuto')}
          options={systems.map((system) => ({
            value: system,
            label: t(`settings:systems.${system}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="planId" label={t('settings:groupPlan')}>
        <GroupPlan />
      </Form.Item>
      <Form.Item name="units" label={t('settings:groupUnits')}>
        <Input maxLength={1000} />
      </Form.Item>
    </FormDialog>
  );
}

type GroupPlanProps = { value?: string; onChange?: (plan: string | undefined) => void };

function GroupPlan({ value, onChange }: GroupPlanProps) {
  return (
    <PlanChoice
      value={value === undefined ? undefined : Number(value)}
      onChange={(plan) => onChange?.(plan)}
    />
  );
}
