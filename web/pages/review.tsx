import '../styles/review.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Radio, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Review } from '../api/client.ts';
import { askReview, reviewKey } from '../api/review.ts';
import { useReviewing } from '../components/review/reviewing.ts';
import { ClauseCard } from '../components/review/clause-card.tsx';
import {
  DismissDialog,
  KeysDialog,
  MergeDialog,
  SplitDialog,
} from '../components/review/dialogs.tsx';
import { Document } from '../components/review/document.tsx';
import { conflictsOf, countsOf, isOpen, type Show, SHOWS } from '../components/review/items.ts';
import { TaskCard } from '../components/review/task-card.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Nothing } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { REVIEW } from '../i18n/review.ts';

/** A draft under review: the document, and beside it what was made of it. */
export function ReviewPage() {
  const { t } = useTranslation(REVIEW);
  useTitle(t('page'));
  const id = Number(useParams()['id']);
  const review = useQuery({ queryKey: reviewKey(id), queryFn: () => askReview(id) });
  return <Asked of={review}>{(found) => <Reviewing id={id} review={found} />}</Asked>;
}

function Reviewing({ id, review }: { id: number; review: Review }) {
  const { t } = useTranslation(REVIEW);
  const [search, setSearch] = useSearchParams();
  const show = SHOWS.find((each) => each === search.get('show')) ?? 'all';
  const setShow = (chosen: Show) => setSearch({ show: chosen }, { replace: true });
  const at = useReviewing(id, review, { show, setShow, first: search.get('task') });
  const { items, current, open, work, pane } = at;
  const { mayEdit } = review;
  return (
    <>
      <Head id={id} review={review} turn={at.turn} openKeys={() => work.open('keys')} />
      <div className="review-bar no-print">
        <Shows review={review} show={show} setShow={setShow} />
        <Radio.Group
          className="narrow-only"
          optionType="button"
          aria-label={t('pane')}
          value={pane}
          onChange={({ target }) => at.setPane(target.value)}
          options={[
            { value: 'document', label: t('document') },
            { value: 'tasks', label: t('tasks') },
          ]}
        />
        {show === 'rest' && mayEdit && items.some(isOpen) && (
          <Button onClick={at.seeAll}>{t('seeAll', { count: items.filter(isOpen).length })}</Button>
        )}
      </div>
      <div className="review" data-pane={pane}>
        <section
          className="review-document"
          tabIndex={0}
          aria-label={t('document')}
          ref={at.document}
        >
          <Document review={review} choose={at.chooseInDocument} />
        </section>
        <section className="review-list" aria-label={t('tasks')} onKeyDown={at.onKey} ref={at.list}>
          {items.length === 0 && (
            <Nothing>{t(show === 'rest' ? 'nothingRest' : 'nothing')}</Nothing>
          )}
          <ol>
            {items.map((item) =>
              item.task === null ? (
                <ClauseCard
                  key={item.id}
                  clause={item.clause}
                  isCurrent={item.id === current?.id}
                  mayEdit={mayEdit}
                  work={work}
                />
              ) : (
                <TaskCard
                  key={item.id}
                  planId={id}
                  task={item.task}
                  conflicts={item.id === current?.id ? conflictsOf(review, item.id) : NONE}
                  isCurrent={item.id === current?.id}
                  isEditing={item.id === current?.id && open === 'edit'}
                  mayEdit={mayEdit}
                  work={work}
                />
              ),
            )}
          </ol>
        </section>
      </div>
      {open === 'keys' && <KeysDialog work={work} />}
      {open === 'dismiss' && current !== null && <DismissDialog item={current} work={work} />}
      {open === 'split' && current?.task && <SplitDialog task={current.task} work={work} />}
      {open === 'merge' && current?.task && (
        <MergeDialog task={current.task} tasks={review.tasks} work={work} />
      )}
    </>
  );
}

const NONE: Review['conflicts'] = [];

type HeadProps = {
  id: number;
  review: Review;
  turn: (turn: 'undo' | 'redo') => void;
  openKeys: () => void;
};

function Head({ id, review, turn, openKeys }: HeadProps) {
  const { t } = useTranslation(REVIEW);
  const { plan, names, undo, redo, others, mayEdit } = review;
  return (
    <>
      <div className="title-row">
        <h1>{t('of', { title: plan.title })}</h1>
        <Link to={`/plans/${id}`}>{t('toPlan')}</Link>
        <Link to={`/plans/${id}/names`}>
          {names.unsettled > 0 ? t('namesOpen', { count: names.unsettled }) : t('names')}
        </Link>
        <Link to={`/plans/${id}/division`}>{t('division')}</Link>
        <Link to={`/plans/${id}/doubts`}>{t('doubtList')}</Link>
        {mayEdit && (
          <>
            <Button size="small" disabled={undo === null} onClick={() => turn('undo')}>
              {t('undo')}
            </Button>
            <Button size="small" disabled={redo === null} onClick={() => turn('redo')}>
              {t('redo')}
            </Button>
          </>
        )}
        <Button size="small" onClick={openKeys}>
          {t('keys')}
        </Button>
      </div>
      {!mayEdit && <p>{t(plan.state === 'draft' ? 'readOnly' : 'launched')}</p>}
      <CoverageBar of={review.coverage} names={names} />
      <p role="status" className="small">
        {others.length > 0 &&
          t('others', { names: others.map(({ name }) => name).join(sign('list')) })}
      </p>
    </>
  );
}

const PARTS = ['tasks', 'rules', 'parts', 'dismissed'] as const;

/** How far the review is: what the clauses became, and how much of it somebody has checked. */
function CoverageBar({ of: coverage, names }: Pick<Review, 'names'> & { of: Review['coverage'] }) {
  const { t } = useTranslation(REVIEW);
  const { percent } = coverage;
  return (
    <div className="coverage">
      <div
        className="coverage-done"
        role="progressbar"
        aria-label={t('coverageName')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <div style={{ width: `${percent}%` }} />
      </div>
      <div className="coverage-kinds" aria-hidden="true">
        {PARTS.map((part) => (
          <div key={part} className={`coverage-${part}`} style={{ flexGrow: coverage[part] }} />
        ))}
      </div>
      <p>
        {t('coverage', coverage)}
        {percent === 100 && (
          <strong> {t(names.unsettled > 0 ? 'completeButNames' : 'complete')}</strong>
        )}
      </p>
    </div>
  );
}

type ShowsProps = { review: Review; show: Show; setShow: (show: Show) => void };

function Shows({ review, show, setShow }: ShowsProps) {
  const { t } = useTranslation(REVIEW);
  const counts = useMemo(() => countsOf(review), [review]);
  return (
    <Select
      className="review-shows"
      aria-label={t('show')}
      value={show}
      onChange={setShow}
      options={SHOWS.map((each) => ({
        value: each,
        label: t(`shows.${each}`, { count: counts[each] }),
      }))}
    />
  );
}
