import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readDeadline, type ReviewTask } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { REVIEW } from '../../i18n/review.ts';
import { Refusal } from '../states.tsx';
import { changesOf, fieldsOf, type TaskFields } from './task-fields.ts';
import type { Work } from './work.ts';

const FORCES = ['firm', 'soft', 'advice'] as const;
const DISTRIBUTIONS = ['joint', 'each'] as const;
const TRACKINGS = ['deadline', 'return', 'record'] as const;
const VERIFICATIONS = ['auto', 'office', 'leader'] as const;
const KINDS = ['once', 'recurring', 'window'] as const;
const PATIENCE = 250;

type Props = { planId: number; task: ReviewTask; work: Work };

/** A task to be corrected; only what was changed is sent, on the task as it was when the form opened. */
export function TaskForm({ planId, task, work }: Props) {
  const { t } = useTranslation(REVIEW);
  const [form] = Form.useForm<TaskFields>();
  const { modal } = App.useApp();
  const [base] = useState(task);
  const [initial] = useState(() => fieldsOf(task));
  const setBy = Form.useWatch('setBy', form) ?? initial.setBy;
  const saving = useMutation({
    mutationFn: async ({ review, revision }: { review: boolean; revision: number }) => {
      const fields = await form.validateFields();
      const changes = changesOf(initial, fields);
      await work.give({ kind: 'change', task: base.key, revision, changes, review });
      return review;
    },
    onSuccess: (review) => {
      work.open(null);
      if (review) work.next();
    },
  });
  const save = (review: boolean, revision = base.revision) => {
    if (!saving.isPending) saving.mutate({ review, revision });
  };
  const leave = () => {
    if (!form.isFieldsTouched()) return work.open(null);
    const asked = {
      title: t('discard'),
      okText: t('cancel'),
      cancelText: t('goOn'),
      onOk: () => work.open(null),
    };
    // the key that asks must not answer as well
    setTimeout(() => modal.confirm(asked), 0);
  };
  const isClash = problemOf(saving.error)?.code === 'refused';
  return (
    <Form<TaskFields>
      form={form}
      layout="vertical"
      size="small"
      className="review-form"
      initialValues={initial}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(true);
        if (event.key === 'Escape' && !isPicking(event.target)) leave();
      }}
      onFinish={() => save(false)}
    >
      <Form.Item name="title" label={t('title')}>
        <Input maxLength={80} autoFocus />
      </Form.Item>
      <div className="review-pair">
        <Form.Item name="lead" label={t('lead')}>
          <Select mode="tags" options={unitOptions(task)} tokenSeparators={['、', '，', ',']} />
        </Form.Item>
        <Form.Item name="support" label={t('support')}>
          <Select mode="tags" options={unitOptions(task)} tokenSeparators={['、', '，', ',']} />
        </Form.Item>
      </div>
      <Form.Item name="setBy" label={t('setBy')}>
        <Radio.Group
          options={[
            { value: 'words', label: t('byWords') },
            { value: 'dates', label: t('byDates') },
            { value: 'none', label: t('byNone') },
          ]}
        />
      </Form.Item>
      {setBy === 'words' && (
        <>
          <Form.Item name="words" label={t('timeWords')}>
            <Input maxLength={200} />
          </Form.Item>
          <Preview planId={planId} />
        </>
      )}
      {setBy === 'dates' && (
        <div className="review-pair">
          <Form.Item name="dates" label={t('timeDates')}>
            <Input.TextArea rows={4} />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')}>
            <Radio.Group
              options={KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            />
          </Form.Item>
        </div>
      )}
      <div className="review-pair">
        <Form.Item name="counts" label={t('countsHint')}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <Form.Item name="milestones" label={t('milestonesHint')}>
          <Input.TextArea rows={2} />
        </Form.Item>
      </div>
      <div className="review-pair">
        <Form.Item name="force" label={t('force')}>
          <Radio.Group
            options={FORCES.map((each) => ({ value: each, label: t(`forces.${each}`) }))}
          />
        </Form.Item>
        <Form.Item name="distribution" label={t('distribution')}>
          <Radio.Group
            options={DISTRIBUTIONS.map((each) => ({
              value: each,
              label: t(`distributions.${each}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="tracking" label={t('tracking')}>
          <Radio.Group
            options={TRACKINGS.map((each) => ({ value: each, label: t(`trackings.${each}`) }))}
          />
        </Form.Item>
        <Form.Item name="verification" label={t('verification')}>
          <Radio.Group
            options={VERIFICATIONS.map((each) => ({
              value: each,
              label: t(`verifications.${each}`),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="evidence" label={t('evidence')}>
        <Select mode="tags" open={false} tokenSeparators={['、', '，', ',']} />
      </Form.Item>
      <Form.Item name="weighty" valuePropName="checked">
        <Checkbox>{t('weighty')}</Checkbox>
      </Form.Item>
      {saving.error !== null && problemOf(saving.error) !== null && (
        <Refusal error={saving.error} />
      )}
      <div className="commands">
        <Button type="primary" loading={saving.isPending} onClick={() => save(true)}>
          {t('saveAndConfirm')}
        </Button>
        <Button htmlType="submit" disabled={saving.isPending}>
          {t('save')}
        </Button>
        {isClash && task.dismissed === null && (
          <Button onClick={() => save(false, task.revision)}>{t('mine')}</Button>
        )}
        <Button type="text" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </Form>
  );
}

/** Escape closes an open list of choices first. */
function isPicking(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.ant-select-open') !== null;
}

/** How the words are read while they are typed; another reading may be chosen. */
function Preview({ planId }: { planId: number }) {
  const { t } = useTranslation(REVIEW);
  const form = Form.useFormInstance<TaskFields>();
  const typed = Form.useWatch('words', form) ?? '';
  const words = useSettled(typed.trim());
  const read = useQuery({
    queryKey: ['reading', planId, words],
    queryFn: () => readDeadline({ id: planId, body: { words } }),
    enabled: words !== '',
    staleTime: Infinity,
  });
  const { card, fault } = read.data ?? { card: null, fault: null };
  const choices = card === null ? [] : [card, ...card.others];
  return (
    <div className="review-preview" role="status">
      {words !== '' && fault !== null && <p className="review-doubt">⚠ {fault}</p>}
      {words !== '' && card !== null && (
        <>
          <Form.Item name="choice" label={t('taken')}>
            <Radio.Group
              className="review-choices"
              options={choices.map(({ meaning, dates, count }, index) => ({
                value: index,
                label: `${t('readAs', { meaning })}　${
                  count === 0 ? t('noDate') : t('firstSix', { count, dates: dates.join('、') })
                }`,
              }))}
            />
          </Form.Item>
          {card.unread !== '' && <p className="small">{t('unread', { unread: card.unread })}</p>}
        </>
      )}
    </div>
  );
}

/** What was typed, once the typing rests. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PATIENCE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function unitOptions({ lead, support, candidates }: ReviewTask) {
  const names = [...lead, ...support, ...candidates.map(({ unit }) => unit)];
  return [...new Set(names)].map((name) => ({ value: name, label: name }));
}
