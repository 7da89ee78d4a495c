import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getBook, mergeUnits, previewUnitMerge } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { PLAN } from '../i18n/plan.ts';
import { newId } from './new-id.ts';
import { Reached } from './reached.tsx';
import { sign } from './signs.ts';
import { Refusal } from './states.tsx';

type Fields = { unitId?: number; intoId?: number; reason?: string };

/** One unit goes into another; shows first what goes over. `from`: the unit, where it is known. */
export function MergeForm({ from, close }: { from: number | null; close: () => void }) {
  const { t } = useTranslation(['translation', PLAN]);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [key] = useState(newId);
  const book = useQuery({ queryKey: ['book'], queryFn: () => getBook() });
  const units = (book.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const nameOf = (id: number) => units.find(({ value }) => value === id)?.label ?? '';
  const seeing = useMutation({
    mutationFn: (fields: Fields) => previewUnitMerge({ body: mergerOf(fields) }),
  });
  const giving = useMutation({
    mutationFn: async () => {
      const body = mergerOf(form.getFieldsValue(true));
      await mergeUnits({ idempotencyKey: key, body });
      return body;
    },
    onSuccess: async ({ unitId, intoId }) => {
      void message.success(t('plan:merge.done', { from: nameOf(unitId), into: nameOf(intoId) }));
      close();
      await queryClient.invalidateQueries();
    },
  });
  const seen = seeing.data;
  const name = t('plan:order.merge');
  const must = [{ required: true, message: t('plan:missing') }];
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
      <p>{t('plan:merge.about')}</p>
      {book.error !== null && <Refusal error={book.error} />}
      <Form<Fields>
        form={form}
        layout="vertical"
        disabled={seen !== undefined}
        initialValues={from === null ? {} : { unitId: from }}
        onFinish={seeing.mutate}
      >
        <Form.Item name="unitId" label={t('plan:merge.from')} rules={must}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
        </Form.Item>
        <Form.Item name="intoId" label={t('plan:merge.into')} rules={must}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={units} />
        </Form.Item>
        <Form.Item name="reason" label={t('plan:reason')} rules={must}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
      {seen !== undefined && seen.plans.length > 0 && (
        <p>
          {t('plan:merge.plans', {
            titles: seen.plans.map(({ title }) => title).join(sign('list')),
          })}
        </p>
      )}
      {seen !== undefined && <Reached lines={seen.lines} />}
      {seeing.error !== null && <Refusal error={seeing.error} />}
      {giving.error !== null && <Refusal error={giving.error} />}
    </Modal>
  );
}

function mergerOf({ unitId = 0, intoId = 0, reason = '' }: Fields) {
  return { unitId, intoId, reason: reason.trim() };
}
