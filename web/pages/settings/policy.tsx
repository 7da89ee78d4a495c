import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  getOfficePolicy,
  getPlanPolicy,
  listPlans,
  lookAtPolicyShifts,
  type PolicyPreview,
  previewPolicy,
  type Rules,
  setOfficePolicy,
  setPlanPolicy,
} from '../../api/client.ts';
import { queryClient } from '../../api/query.ts';
import { changedFields, type Draft } from '../../components/policy-draft.ts';
import { PolicyFields } from '../../components/policy-fields.tsx';
import { ShiftList } from '../../components/shifts.tsx';
import { sign } from '../../components/signs.ts';
import { Asked, Refusal } from '../../components/states.tsx';
import { useTitle } from '../../components/title.ts';
import { RULES } from '../../i18n/rules.ts';
import { SETTINGS } from '../../i18n/settings.ts';

const SAMPLES = ['monthly', 'quarter', 'november', 'week'] as const;

type SampleName = (typeof SAMPLES)[number];

/** The rules of the office or of a plan, and beside them what they make of a sample duty. */
export function PolicyPage() {
  const { t } = useTranslation(['translation', SETTINGS, RULES]);
  useTitle(t('settings:policy'));
  const [search, setSearch] = useSearchParams();
  const planId = Number(search.get('plan') ?? '0') || null;
  const plans = useQuery({ queryKey: ['duties', 'plans'], queryFn: () => listPlans() });
  const rules = useQuery({
    queryKey: ['policy', planId],
    queryFn: () => (planId === null ? getOfficePolicy() : getPlanPolicy({ id: planId })),
    staleTime: Number.POSITIVE_INFINITY, // what is typed is not overwritten by what comes anew
  });
  const choose = (id: number) => {
    const next = new URLSearchParams(search);
    if (id === 0) next.delete('plan');
    else next.set('plan', String(id));
    setSearch(next);
  };
  return (
    <>
      <div className="title-row">
        <h1>{t('settings:policy')}</h1>
        <Select<number>
          className="plan-choice"
          aria-label={t('rules:of')}
          value={planId ?? 0}
          onChange={choose}
          options={[
            { value: 0, label: t('rules:office') },
            ...(plans.data ?? [])
              .filter(({ state }) => state !== 'ended')
              .map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      </div>
      <Asked of={rules}>
        {(found) => <Editor key={planId ?? 0} planId={planId} rules={found} />}
      </Asked>
    </>
  );
}

type EditorProps = { planId: number | null; rules: Rules };

function Editor({ planId, rules }: EditorProps) {
  const { t } = useTranslation(['translation', SETTINGS, RULES]);
  const { message } = App.useApp();
  const [search, setSearch] = useSearchParams();
  const sample = SAMPLES.find((each) => each === search.get('sample')) ?? 'monthly';
  const [draft, setDraft] = useState<Draft>(rules.policy);
  const [reason, setReason] = useState('');
  // what others change meanwhile in other fields stays
  const changes = changedFields(rules.policy, draft);
  // typing is never held up by what is computed from it
  const typed = useDeferredValue(draft);
  const preview = useQuery({
    queryKey: ['policy', 'preview', planId, sample, typed],
    queryFn: () => previewPolicy({ body: { planId, policy: typed, sample } }),
    placeholderData: keepPreviousData,
  });
  const looking = useMutation({
    mutationFn: (id: number) => lookAtPolicyShifts({ id, body: changes }),
  });
  const saving = useMutation({
    mutationFn: () => {
      if (planId === null) return setOfficePolicy({ body: changes });
      const why = reason.trim() === '' ? {} : { reason };
      return setPlanPolicy({ id: planId, body: { policy: changes, ...why } });
    },
    onSuccess: async ({ changed, reached, brought }) => {
      const items = brought ? 'rules:savedItems' : 'rules:savingItems';
      const words = reached === 0 ? t('rules:saved') : t(items, { count: reached });
      void message.success(changed.length === 0 ? t('rules:unchanged') : words);
      await queryClient.invalidateQueries({ queryKey: ['policy'] });
    },
  });
  const { mayEdit, keys } = rules;
  const faults = preview.data?.faults ?? [];
  const change = (next: Draft) => {
    looking.reset();
    saving.reset();
    setDraft(next);
  };
  return (
    <div className="two-columns">
      <div>
        <p className="small">{t(planId === null ? 'rules:officeHint' : 'rules:planHint')}</p>
        {!mayEdit && <Alert type="info" showIcon title={t('rules:mayNot')} />}
        <PolicyFields draft={draft} change={change} keys={keys} faults={faults} mayEdit={mayEdit} />
        {mayEdit && (
          <>
            {planId !== null && (
              <p>
                <label htmlFor="rules-reason">{t('rules:reason')}</label>
                <Input
                  id="rules-reason"
                  maxLength={500}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              </p>
            )}
            {saving.error !== null && <Refusal error={saving.error} />}
            {looking.error !== null && <Refusal error={looking.error} />}
            <div className="commands sticky">
              <Button
                type="primary"
                disabled={faults.length > 0}
                loading={saving.isPending}
                onClick={() => saving.mutate()}
              >
                {t('rules:save')}
              </Button>
              {planId !== null && (
                <Button
                  disabled={faults.length > 0}
                  loading={looking.isPending}
                  onClick={() => looking.mutate(planId)}
                >
                  {t('rules:look')}
                </Button>
              )}
              <Button onClick={() => change(rules.policy)}>{t('rules:undo')}</Button>
            </div>
            {looking.data !== undefined && <ShiftList of={looking.data} />}
          </>
        )}
      </div>
      <section aria-labelledby="sample" className="sample" tabIndex={0}>
        <h2 id="sample">{t('rules:sampleHead')}</h2>
        <Select<SampleName>
          className="plan-choice"
          aria-label={t('rules:sample')}
          value={sample}
          onChange={(chosen) => {
            const next = new URLSearchParams(search);
            next.set('sample', chosen);
            setSearch(next, { replace: true });
          }}
          options={SAMPLES.map((each) => ({ value: each, label: t(`rules:samples.${each}`) }))}
        />
        <Asked of={preview}>{(seen) => <Sample seen={seen} />}</Asked>
      </section>
    </div>
  );
}

function Sample({ seen: { sample } }: { seen: PolicyPreview }) {
  const { t } = useTranslation(['translation', RULES]);
  if (sample === null) return <p role="status">{t('rules:wrong')}</p>;
  const { dueOn, practicalOn, provisional, moments } = sample;
  return (
    <div aria-live="polite">
      <p>
        <strong>{t('rules:dueOn', { day: dueOn })}</strong>
        {practicalOn !== null &&
          `${sign('semicolon')}${t('rules:practicalOn', { day: practicalOn })}`}
        {provisional && <span className="small">{sign('semicolon') + t('rules:provisional')}</span>}
      </p>
      <Moments head={t('rules:ahead')} moments={moments.filter(({ late }) => !late)} />
      <Moments head={t('rules:late')} moments={moments.filter(({ late }) => late)} />
    </div>
  );
}

type SampleMoment = NonNullable<PolicyPreview['sample']>['moments'][number];

function Moments({ head, moments }: { head: string; moments: SampleMoment[] }) {
  if (moments.length === 0) return null;
  return (
    <>
      <h3>{head}</h3>
      <ol className="moments">
        {moments.map(({ day, weekday, time, words, why }) => (
          <li key={`${day}/${words}`}>
            <strong>{day}</strong> {weekday} {time}　{words}
            <div className="small">{why}</div>
          </li>
        ))}
      </ol>
    </>
  );
}
