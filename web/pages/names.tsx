import '../styles/review.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { addCollective, decideName, listNames, type PlanNames } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { refreshReview } from '../api/review.ts';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { NAMES } from '../i18n/names.ts';

type Name = PlanNames['names'][number];

/** What the names in a plan stand for: those that nobody has settled first. */
export function NamesPage() {
  const { t } = useTranslation(NAMES);
  useTitle(t('page'));
  const id = Number(useParams()['id']);
  const names = useQuery({ queryKey: ['names', id], queryFn: () => listNames({ id }) });
  return (
    <>
      <div className="title-row">
        <h1>{t('page')}</h1>
        <Link to={`/plans/${id}/review`}>{t('back')}</Link>
      </div>
      <Asked of={names}>{(found) => <Names id={id} found={found} />}</Asked>
    </>
  );
}

function Names({ id, found }: { id: number; found: PlanNames }) {
  const { t } = useTranslation(NAMES);
  const { title, names, units, mayEdit } = found;
  const open = names.filter(({ settled }) => settled === null);
  const settled = names.filter((name) => name.settled !== null);
  const parts = { id, units, mayEdit };
  if (names.length === 0) return <Nothing>{t('nothing')}</Nothing>;
  return (
    <>
      <p>
        {t('of', { title })}
        <span className="small"> {t('book')}</span>
      </p>
      <p role="status">{open.length > 0 ? t('left', { count: open.length }) : t('allSettled')}</p>
      {open.length > 0 && <h2>{t('open')}</h2>}
      <ul className="names">
        {open.map((name) => (
          <NameRow key={name.written} name={name} {...parts} />
        ))}
      </ul>
      {settled.length > 0 && <h2>{t('settled')}</h2>}
      <ul className="names">
        {settled.map((name) => (
          <NameRow key={name.written} name={name} {...parts} />
        ))}
      </ul>
    </>
  );
}

type RowProps = { id: number; name: Name; units: string[]; mayEdit: boolean };

function NameRow({ id, name, units, mayEdit }: RowProps) {
  const { t } = useTranslation(NAMES);
  const { written, settled, reason, tasks, proposals } = name;
  const [chosen, choose] = useState<string[]>([]);
  const [leaving, setLeaving] = useState<string | null>(null);
  const deciding = useMutation({
    mutationFn: (decision: { units: string[] } | { leaveOut: string }) =>
      decideName({
        id,
        nameDecisionInput: { written, seen: { units: name.units, reason }, ...decision },
      }),
    onSuccess: (after) => {
      queryClient.setQueryData(['names', id], after);
      void refreshReview(id);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: ['names', id] }),
  });
  return (
    <li aria-busy={deciding.isPending}>
      <div>
        <strong>{written}</strong> <span className="small">{t('tasks', { count: tasks })}</span>
      </div>
      {settled !== null && (
        <div className="name-acts">
          <span>
            {settled === 'left-out'
              ? t('isLeftOut', { reason: reason ?? '' })
              : `${name.units.join(sign('list'))}${inBrackets(t(settled))}`}
          </span>
          {mayEdit && (
            <Button
              size="small"
              data-once
              disabled={deciding.isPending}
              aria-label={`${t('reopen')}${sign('colon')}${written}`}
              onClick={() => deciding.mutate({ units: [] })}
            >
              {t('reopen')}
            </Button>
          )}
          {mayEdit && settled === 'person' && name.collective === 'unknown' && (
            <Register id={id} name={name} />
          )}
        </div>
      )}
      {settled === 'person' &&
        mayEdit &&
        proposals.map((proposal) => (
          <div className="name-acts" key={proposal.units.join()}>
            <Button
              size="small"
              data-once
              disabled={deciding.isPending}
              aria-label={`${t('takeNow')}${sign('colon')}${written} ${proposal.units.join(sign('list'))}`}
              onClick={() => deciding.mutate({ units: proposal.units })}
            >
              {t('takeNow')}
            </Button>
            <span>
              {t('bookSays', { units: proposal.units.join(sign('list')) })}{' '}
              <span className="small">{proposal.reason}</span>
            </span>
          </div>
        ))}
      {settled === null && mayEdit && (
        <>
          {proposals.map((proposal) => (
            <div className="name-acts" key={proposal.units.join()}>
              <Button
                size="small"
                type="primary"
                disabled={deciding.isPending}
                aria-label={`${t('take')}${sign('colon')}${written} ${proposal.units.join(sign('list'))}`}
                onClick={() => deciding.mutate({ units: proposal.units })}
              >
                {t('take')}
              </Button>
              <span>
                {proposal.units.join(sign('list'))} <span className="small">{proposal.reason}</span>
              </span>
            </div>
          ))}
          {proposals.length === 0 && <div className="small">{t('none')}</div>}
          <div className="name-acts">
            <Select
              mode="multiple"
              className="name-units"
              aria-label={`${t('several')}${sign('colon')}${written}`}
              placeholder={t('several')}
              value={chosen}
              onChange={choose}
              options={units.map((unit) => ({ value: unit, label: unit }))}
            />
            <Button
              data-once
              disabled={chosen.length === 0 || deciding.isPending}
              onClick={() => deciding.mutate({ units: chosen })}
            >
              {t('set')}
            </Button>
            {leaving === null ? (
              <Button onClick={() => setLeaving('')}>{t('leaveOut')}</Button>
            ) : (
              <Input.Search
                autoFocus
                className="name-units"
                maxLength={200}
                value={leaving}
                aria-label={`${t('why')}${sign('colon')}${written}`}
                placeholder={t('why')}
                enterButton={t('leaveOut')}
                onChange={({ target }) => setLeaving(target.value)}
                onSearch={(why) => {
                  if (why.trim() !== '') deciding.mutate({ leaveOut: why });
                }}
              />
            )}
          </div>
        </>
      )}
      {deciding.error !== null && <Refusal error={deciding.error} />}
    </li>
  );
}

/** What was settled here of a collective becomes what the address book proposes for the next plan. */
function Register({ id, name: { written, units } }: { id: number; name: Name }) {
  const { t } = useTranslation(NAMES);
  const registering = useMutation({
    mutationFn: () => addCollective({ body: { name: written, aliases: [], units } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['names', id] });
      await queryClient.invalidateQueries({ queryKey: ['book', 'collectives'] });
    },
  });
  return (
    <>
      <Button
        size="small"
        title={t('registerHint')}
        aria-label={`${t('register')}${sign('colon')}${written}`}
        loading={registering.isPending}
        onClick={() => registering.mutate()}
      >
        {t('register')}
      </Button>
      {registering.error !== null && <Refusal error={registering.error} />}
    </>
  );
}
