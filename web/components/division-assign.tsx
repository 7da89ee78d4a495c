import { useMutation } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Division, editReview } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { refreshReview } from '../api/review.ts';
import { DIVISION } from '../i18n/division.ts';
import { newId } from './new-id.ts';
import { Refusal } from './states.tsx';

export type Units = { lead: string[]; support?: string[] };

/** Gives units to tasks by one act of the review, which is undone there as one. */
export function useAssigning(id: number, done: () => void = () => {}) {
  const { t } = useTranslation(DIVISION);
  const { message } = App.useApp();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['division', id] });
  return useMutation({
    mutationFn: (rows: { key: string; revision: number; units: Units }[]) =>
      editReview({
        id,
        idempotencyKey: newId(),
        reviewEditInputInput: {
          seen: 0,
          command: {
            kind: 'change-many',
            tasks: rows.map(({ key, revision, units }) => ({
              task: key,
              revision,
              changes: units,
            })),
          },
        },
      }),
    onSuccess: async () => {
      await refresh();
      void refreshReview(id);
      void message.success(t('assigned'));
      done();
    },
    onError: () => void refresh(),
  });
}

type BarProps = { id: number; found: Division; chosen: string[]; clear: () => void };

/** Units for all chosen tasks at once. */
export function AssignBar({ id, found, chosen, clear }: BarProps) {
  const { t } = useTranslation(DIVISION);
  const [lead, setLead] = useState<string[]>([]);
  const [support, setSupport] = useState<string[]>([]);
  const assigning = useAssigning(id, clear);
  const rows = found.rows.filter(({ key }) => chosen.includes(key));
  const options = found.names.map((name) => ({ value: name, label: name }));
  const units = support.length === 0 ? { lead } : { lead, support };
  return (
    <div className="division-bar card no-print" role="group" aria-label={t('assign')}>
      <strong>{t('chosen', { count: rows.length })}</strong>
      <Select
        mode="multiple"
        className="name-units"
        aria-label={t('leadOf')}
        placeholder={t('leadOf')}
        value={lead}
        onChange={setLead}
        options={options}
      />
      <Select
        mode="multiple"
        className="name-units"
        aria-label={t('supportOf')}
        placeholder={t('supportOf')}
        value={support}
        onChange={setSupport}
        options={options.filter(({ value }) => !lead.includes(value))}
      />
      <Button
        type="primary"
        disabled={lead.length === 0}
        loading={assigning.isPending}
        onClick={() => assigning.mutate(rows.map((row) => ({ ...row, units })))}
      >
        {t('assign')}
      </Button>
      <Button onClick={clear}>{t('clear')}</Button>
      {assigning.error !== null && <Refusal error={assigning.error} />}
    </div>
  );
}
