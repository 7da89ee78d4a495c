import { App, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  answerDivision,
  type Division,
  type DivisionAnswersInput,
  type DivisionRoundOrderInput,
  issueDivision,
  sendDivision,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { DIVISION } from '../i18n/division.ts';
import { DayInput } from './day-input.tsx';
import { FormDialog } from './form-dialog.tsx';
import { newId } from './new-id.ts';

type DialogProps = { id: number; found: Division; close: () => void };

function useDone(id: number) {
  const { message } = App.useApp();
  return (words: string) => (after: Division) => {
    queryClient.setQueryData(['division', id], after);
    void message.success(words);
  };
}

/** Sends the table to the units for comments. */
export function SendDialog({ id, found: { units }, close }: DialogProps) {
  const { t } = useTranslation(DIVISION);
  const done = useDone(id);
  const [key] = useState(newId); // pressed twice it is sent once
  const asked = units.some(({ askedAt }) => askedAt !== null);
  const changed = units.filter(({ askedAt, touched, rows }) =>
    askedAt === null ? rows > 0 : touched !== null,
  ).length;
  const silent = units.filter(({ askedAt, open }) => askedAt !== null && open > 0).length;
  return (
    <FormDialog<DivisionRoundOrderInput, Division>
      title={t('sendTitle')}
      okText={t('send')}
      initial={{ to: asked && changed > 0 ? 'changed' : 'all' }}
      send={(order) => sendDivision({ id, idempotencyKey: key, divisionRoundOrderInput: order })}
      done={done(t('sent'))}
      close={close}
    >
      <p>{t('sendHint')}</p>
      <Form.Item name="to" label={t('to')}>
        <Radio.Group
          options={[
            { value: 'all', label: t('tos.all') },
            { value: 'changed', label: t('tos.changed', { count: changed }), disabled: !asked },
            { value: 'silent', label: t('tos.silent', { count: silent }), disabled: silent === 0 },
          ]}
        />
      </Form.Item>
      <Form.Item name="until" label={t('until')} rules={[{ required: true }]}>
        <DayInput />
      </Form.Item>
    </FormDialog>
  );
}

/** Issues the settled table. */
export function IssueDialog({ id, found: { rows, units }, close }: DialogProps) {
  const { t } = useTranslation(DIVISION);
  const done = useDone(id);
  const [key] = useState(newId);
  const unitless = rows.filter(({ lead }) => lead.length === 0).length;
  const silent = units.filter(({ askedAt, open }) => askedAt !== null && open > 0).length;
  return (
    <FormDialog<{ until?: string }, Division>
      title={t('issueTitle')}
      okText={t('issue')}
      initial={{}}
      send={({ until }) =>
        issueDivision({ id, idempotencyKey: key, divisionIssueInput: { until: until ?? null } })
      }
      done={done(t('issued'))}
      close={close}
    >
      <p>{t('issueHint')}</p>
      {silent > 0 && <p>{t('silentLeft', { count: silent })}</p>}
      {unitless > 0 && (
        <Form.Item
          name="until"
          label={t('issueUntil', { count: unitless })}
          rules={[{ required: true }]}
        >
          <DayInput />
        </Form.Item>
      )}
    </FormDialog>
  );
}

const SOURCES: DivisionAnswersInput['source'][] = ['电话', '微信', '纸质', 'OA', '当面'];

type Said = {
  unitId: number;
  source: DivisionAnswersInput['source'];
  informant: string;
  tasks: string[];
  agree: boolean;
  words?: string;
  unit?: string;
  time?: string;
};

/** Enters for a unit what it said by telephone or otherwise. */
export function PhoneDialog({ id, found: { rows, units }, close }: DialogProps) {
  const { t } = useTranslation(DIVISION);
  const done = useDone(id);
  const [key] = useState(newId);
  const asked = units.filter(({ askedAt }) => askedAt !== null);
  return (
    <FormDialog<Said, Division>
      title={t('phoneTitle')}
      okText={t('phone')}
      initial={{ source: '电话', agree: true, tasks: [] }}
      send={({ unitId, source, informant, tasks, agree, words = '', unit = '', time = '' }) =>
        answerDivision({
          id,
          idempotencyKey: key,
          divisionAnswersInput: {
            unitId,
            source,
            informant,
            answers: tasks.map((task) =>
              agree ? { task, agree } : { task, agree, words, unit, time },
            ),
          },
        })
      }
      done={done(t('recorded'))}
      close={close}
    >
      <Form.Item name="unitId" label={t('unit')} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={asked.map(({ unitId, name }) => ({ value: unitId, label: name }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(one: Said, other: Said) => one.unitId !== other.unitId}>
        {({ getFieldValue }) => (
          <Form.Item name="tasks" label={t('phoneTask')} rules={[{ required: true }]}>
            <Select
              mode="multiple"
              options={rows
                .filter((row) => row.units.some(({ unitId }) => unitId === getFieldValue('unitId')))
                .map(({ key: task, number, title }) => ({
                  value: task,
                  label: `${number} ${title}`,
                }))}
            />
          </Form.Item>
        )}
      </Form.Item>
      <Form.Item name="agree" label={t('opinion')}>
        <Radio.Group
          options={[
            { value: true, label: t('agree') },
            { value: false, label: t('other') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(one: Said, other: Said) => one.agree !== other.agree}>
        {({ getFieldValue }) =>
          getFieldValue('agree') === false && (
            <>
              <Form.Item name="words" label={t('words')}>
                <Input.TextArea rows={3} maxLength={500} />
              </Form.Item>
              <Form.Item name="unit" label={t('proposedUnit')}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="time" label={t('proposedTime')}>
                <Input maxLength={100} />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
      <Form.Item name="source" label={t('source')}>
        <Select
          options={SOURCES.map((source) => ({ value: source, label: t(`sources.${source}`) }))}
        />
      </Form.Item>
      <Form.Item name="informant" label={t('informant')} rules={[{ required: true }]}>
        <Input maxLength={40} />
      </Form.Item>
    </FormDialog>
  );
}
