import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  listOpenPeriods,
  orderChange,
  type PlanDetails,
  type PlanOrderInput,
  type PlanTask,
  previewChange,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { PLAN } from '../i18n/plan.ts';
import { DayInput } from './day-input.tsx';
import { MergeForm } from './merge-units.tsx';
import { newId } from './new-id.ts';
import { Reached } from './reached.tsx';
import { Refusal } from './states.tsx';

type Kind = PlanOrderInput['kind'];

const OFFERED: Record<PlanDetails['state'], Kind[]> = {
  draft: [],
  launching: [],
  running: ['due', 'event', 'pause', 'end'],
  paused: ['resume', 'due', 'event', 'end'],
  ended: [],
};

type OrdersProps = { plan: PlanDetails; tasks: PlanTask[] };

/** What may be ordered of a plan that runs; each shows first what it reaches. */
export function PlanOrders({ plan, tasks }: OrdersProps) {
  const { t } = useTranslation(['translation', PLAN]);
  const [chosen, choose] = useState<Kind | null>(null);
  const [isMerging, setMerging] = useState(false);
  return (
    <div className="commands">
      {OFFERED[plan.state].map((kind) => (
        <Button key={kind} onClick={() => choose(kind)}>
          {t(`plan:order.${kind}`)}
        </Button>
      ))}
      {OFFERED[plan.state].length > 0 && (
        <Button onClick={() => setMerging(true)}>{t('plan:order.merge')}</Button>
      )}
      {isMerging && <MergeForm from={null} close={() => setMerging(false)} />}
      {chosen !== null && (
        <OrderForm plan={plan} tasks={tasks} kind={chosen} close={() => choose(null)} />
      )}
    </div>
  );
}

type Fields = { reason?: string; task?: string; until?: string; on?: string; period?: string };

function OrderForm({
  plan: { id },
  tasks,
  kind,
  close,
}: OrdersProps & { kind: Kind; close: () => void }) {
  const { t } = useTranslation(['translation', PLAN]);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [key] = useState(newId);
  const seeing = useMutation({
    mutationFn: (fields: Fields) => previewChange({ id, planOrderInput: orderOf(kind, fields) }),
  });
  const giving = useMutation({
    mutationFn: async () => {
      const planOrderInput = orderOf(kind, form.getFieldsValue(true));
      return await orderChange({ id, idempotencyKey: key, planOrderInput });
    },
    onSuccess: async ({ words }) => {
      void message.success(words);
      close();
      await queryClient.invalidateQueries({ queryKey: ['duties'] });
    },
  });
  const name = t(`plan:order.${kind}`);
  const seen = seeing.data;
  const needs = (must: boolean) => [{ required: must, message: t('plan:missing') }];
  const mustSay = kind !== 'resume' && kind !== 'event';
  const ofTask = kind === 'due' || kind === 'event';
  return (
    <Modal
      open
      title={name}
      okText={seen === undefined ? t('plan:preview') : t('plan:apply', { name })}
      cancelText={seen === undefined ? undefined : t('plan:back')}
      confirmLoading={seeing.isPending || giving.isPending}
      onCancel={seen === undefined ? close : seeing.reset}
      onOk={seen === undefined ? form.submit : () => giving.mutate()}
    >
      <p>{t(`plan:about.${kind}`)}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        disabled={seen !== undefined}
        onFinish={seeing.mutate}
      >
        {ofTask && (
          <Form.Item name="task" label={t('plan:task')} rules={needs(true)}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              onChange={() => form.resetFields(['period'])}
              options={tasks.map((task) => ({
                value: task.key,
                label: `${task.number} ${task.title}`,
              }))}
            />
          </Form.Item>
        )}
        {kind === 'due' && (
          <>
            <Form.Item name="until" label={t('plan:until')} rules={needs(true)}>
              <DayInput />
            </Form.Item>
            <PeriodField planId={id} />
          </>
        )}
        {kind === 'event' && (
          <Form.Item name="on" label={t('plan:on')} rules={needs(true)}>
            <DayInput />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t(mustSay ? 'plan:reason' : 'plan:maybeReason')}
          rules={needs(mustSay)}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
      {seen !== undefined && <Reached lines={seen.lines} />}
      {seeing.error !== null && <Refusal error={seeing.error} />}
      {giving.error !== null && <Refusal error={giving.error} />}
    </Modal>
  );
}

/** Which of several periods that are open is meant; of a task with one there is nothing to ask. */
function PeriodField({ planId }: { planId: number }) {
  const { t } = useTranslation(['translation', PLAN]);
  const form = Form.useFormInstance<Fields>();
  const task = Form.useWatch('task', form);
  const periods = useQuery({
    queryKey: ['duties', 'plan', planId, 'periods', task],
    queryFn: () => listOpenPeriods({ id: planId, task: task ?? '' }),
    enabled: task !== undefined,
  });
  const open = periods.data ?? [];
  if (open.length < 2) return null;
  return (
    <Form.Item
      key={task}
      name="period"
      label={t('plan:whichPeriod')}
      preserve={false}
      rules={[{ required: true, message: t('plan:missing') }]}
    >
      <Select options={open.map(({ period, name }) => ({ value: period, label: name }))} />
    </Form.Item>
  );
}

function orderOf(kind: Kind, fields: Fields): PlanOrderInput {
  const { reason: said, task = '', until = '', on = '', period } = fields;
  const reason = said?.trim() ?? '';
  const maybe = reason === '' ? {} : { reason };
  switch (kind) {
    case 'due': {
      const which = period === undefined || period.trim() === '' ? {} : { period: period.trim() };
      return { kind, task, until, reason, ...which };
    }
    case 'event':
      return { kind, task, on, ...maybe };
    case 'resume':
      return { kind, ...maybe };
    default:
      return { kind, reason };
  }
}
