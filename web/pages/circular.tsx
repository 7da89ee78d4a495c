import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { type CircularCandidate, draftCircular, listCirculars, listPlans } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { CircularCard } from '../components/circular-card.tsx';
import { DataTable } from '../components/data-table.tsx';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { CIRCULAR } from '../i18n/circular.ts';
import '../styles/ledger.css';
import '../styles/office.css';
import { PlanChoice } from './board.tsx';

/** What may be named in a circular, and the drafts on their way; the plan stands in the address. */
export function CircularPage() {
  const { t } = useTranslation(['translation', CIRCULAR]);
  useTitle(t('page.circular'));
  const [search, setSearch] = useSearchParams();
  const plans = useQuery({ queryKey: ['duties', 'plans'], queryFn: () => listPlans() });
  const running = plans.data?.filter(({ state }) => state !== 'draft') ?? [];
  const planId = Number(search.get('plan')) || running[0]?.id;
  return (
    <>
      <h1>{t('page.circular')}</h1>
      <p>{t('circular:hint')}</p>
      <PlanChoice
        value={planId}
        onChange={(chosen) => setSearch(chosen === undefined ? {} : { plan: chosen })}
      />
      <Asked of={plans}>
        {() =>
          planId === undefined ? (
            <Nothing>{t('circular:choosePlan')}</Nothing>
          ) : (
            <OfPlan key={planId} planId={planId} />
          )
        }
      </Asked>
    </>
  );
}

function OfPlan({ planId }: { planId: number }) {
  const { t } = useTranslation(['translation', CIRCULAR]);
  const found = useQuery({
    queryKey: ['duties', 'circulars', planId],
    queryFn: () => listCirculars({ id: planId }),
  });
  return (
    <Asked of={found}>
      {({ candidates, circulars, mayDraft }) => (
        <>
          <h2>{t('circular:candidates', { count: candidates.length })}</h2>
          <Candidates planId={planId} candidates={candidates} mayDraft={mayDraft} />
          <h2>{t('circular:circulars')}</h2>
          {circulars.length === 0 ? (
            <p>{t('circular:noCirculars')}</p>
          ) : (
            circulars.map((each) => <CircularCard key={each.id} planId={planId} circular={each} />)
          )}
        </>
      )}
    </Asked>
  );
}

type CandidatesProps = { planId: number; candidates: CircularCandidate[]; mayDraft: boolean };

function Candidates({ planId, candidates, mayDraft }: CandidatesProps) {
  const { t } = useTranslation(['translation', CIRCULAR]);
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const drafting = useMutation({
    mutationFn: () => draftCircular({ id: planId, circularNamedInput: { ids: [...picked] } }),
    onSuccess: async () => {
      pick(new Set());
      await queryClient.invalidateQueries({ queryKey: ['duties', 'circulars', planId] });
    },
  });
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    pick(next);
  };
  return (
    <>
      {candidates.length === 0 ? (
        <p>{t('circular:none')}</p>
      ) : (
        <DataTable
          label={t('circular:candidates', { count: candidates.length })}
          rows={candidates}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'choose',
              head: '',
              cell: ({ id, title, unit }) => (
                <input
                  type="checkbox"
                  className="row-choice"
                  disabled={!mayDraft}
                  aria-label={t('circular:choose', { title, unit })}
                  checked={picked.has(id)}
                  onChange={() => toggle(id)}
                />
              ),
            },
            {
              key: 'title',
              head: t('ledger.title'),
              cell: ({ id, number, title }) => (
                <Link to={`/duty/${id}`}>
                  {number} {title}
                </Link>
              ),
            },
            { key: 'unit', head: t('ledger.unit'), cell: ({ unit }) => unit },
            { key: 'due', head: t('ledger.due'), cell: ({ dueOn }) => dueOn ?? '' },
            { key: 'since', head: t('circular:since'), cell: ({ since }) => since },
            { key: 'new', head: t('circular:newDate'), cell: ({ newDate }) => newDate ?? '' },
            {
              key: 'summons',
              head: t('circular:summons'),
              cell: ({ summons }) => (summons === 0 ? '' : t('circular:times', { count: summons })),
            },
          ]}
        />
      )}
      {mayDraft && (
        <div className="commands no-print bulk-bar">
          <Button type="primary" loading={drafting.isPending} onClick={() => drafting.mutate()}>
            {t('circular:draft', { count: picked.size })}
          </Button>
        </div>
      )}
      {drafting.error !== null && <Refusal error={drafting.error} />}
    </>
  );
}
