import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listTaskEdits, type Review, type ReviewTask } from '../../api/client.ts';
import { REVIEW } from '../../i18n/review.ts';
import { minuteOf } from '../days.ts';
import { actName } from './acts.ts';
import type { Work } from './work.ts';
import { TaskForm } from './task-form.tsx';

type Props = {
  planId: number;
  task: ReviewTask;
  conflicts: Review['conflicts'];
  isCurrent: boolean;
  isEditing: boolean;
  mayEdit: boolean;
  work: Work;
};

/** A task as it is reviewed: a line, and of the one that is looked at everything. */
export const TaskCard = memo(function TaskCard(props: Props) {
  const { task, isCurrent, isEditing, work } = props;
  const { key, title, dismissed } = task;
  return (
    <li
      id={`item-${key}`}
      className={`review-item${isCurrent ? ' review-current' : ''}`}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent}
      onFocus={() => work.choose(key)}
      onClick={() => work.choose(key)}
    >
      <div className="review-line">
        <strong className={dismissed === null ? '' : 'struck'}>
          {key} {title}
        </strong>
        <Standing task={task} />
      </div>
      <Summary task={task} />
      {isCurrent && isEditing && <TaskForm {...props} key={key} />}
      {isCurrent && !isEditing && <Whole {...props} />}
    </li>
  );
});

function Standing({ task: { reviewed, dismissed } }: { task: ReviewTask }) {
  const { t } = useTranslation(REVIEW);
  if (dismissed !== null) return <span className="standing">✕ {t('dismissed')}</span>;
  if (reviewed) return <span className="standing standing-done">✓ {t('reviewed')}</span>;
  return <span className="standing standing-open">○ {t('toReview')}</span>;
}

function Summary({ task }: { task: ReviewTask }) {
  const { t } = useTranslation(REVIEW);
  const { lead, deadline, dismissed, issues } = task;
  if (dismissed !== null) return <div className="small">{dismissed}</div>;
  const [first] = deadline.due;
  const due =
    deadline.due.length > 1
      ? t('dates', { first, count: deadline.due.length })
      : (first ?? t('noDate'));
  return (
    <div className="small">
      {lead.join('、') || t('noUnit')} · {due}
      {issues.length > 0 && ` · ⚠ ${issues.length}`}
    </div>
  );
}

function Whole({ planId, task, conflicts, mayEdit, work }: Props) {
  const { t } = useTranslation(REVIEW);
  const { dismissed, issues, alsoInBody } = task;
  return (
    <>
      <Actions task={task} mayEdit={mayEdit} work={work} />
      <dl className="review-facts">
        <Fact name={t('lead')}>{task.lead.join('、') || t('noUnit')}</Fact>
        {task.support.length > 0 && <Fact name={t('support')}>{task.support.join('、')}</Fact>}
        {task.candidates.length > 0 && dismissed === null && (
          <Fact name={t('suggested')}>
            <Candidates task={task} mayEdit={mayEdit} work={work} />
          </Fact>
        )}
        <Fact name={t('deadline')}>
          <Reading task={task} mayEdit={mayEdit} work={work} />
        </Fact>
        {task.counts.length > 0 && (
          <Fact name={t('count')}>
            <span lang="zh-CN">{task.counts.join('；')}</span>
          </Fact>
        )}
        {task.milestones.length > 0 && (
          <Fact name={t('milestones')}>
            <span lang="zh-CN">{task.milestones.join('；')}</span>
          </Fact>
        )}
        {task.evidence.length > 0 && <Fact name={t('evidence')}>{task.evidence.join('、')}</Fact>}
        {task.delivery !== null && <Fact name={t('delivery')}>{task.delivery}</Fact>}
        {task.reporting !== null && <Fact name={t('reporting')}>{task.reporting}</Fact>}
      </dl>
      <p className="review-qualities">
        <Tag>{t(`forces.${task.force}`)}</Tag>
        <Tag>{t(`distributions.${task.distribution}`)}</Tag>
        <Tag>{t(`trackings.${task.tracking}`)}</Tag>
        <Tag>
          {t('verification')} {t(`verifications.${task.verification}`)}
        </Tag>
        {task.weighty && <Tag>{t('weighty')}</Tag>}
      </p>
      {alsoInBody !== null && <p className="small">{t('inBody', { text: alsoInBody })}</p>}
      {issues.map(({ expected, found }) => (
        <p key={`${expected}/${found}`} className="review-doubt">
          ⚠ {t('doubt', { expected, found })}
        </p>
      ))}
      {conflicts.map(({ question, says }) => (
        <p key={question} className="review-doubt">
          ⚠ {question}
          {says.map(({ text, start }) => (
            <span key={start} className="small">
              {' '}
              “{text}”
            </span>
          ))}{' '}
          <Link to={`/plans/${planId}/doubts`}>{t('doubtSettle')}</Link>
        </p>
      ))}
      <History planId={planId} task={task} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Part = Pick<Props, 'task' | 'mayEdit' | 'work'>;

function Actions({ task, mayEdit, work }: Part) {
  const { t } = useTranslation(REVIEW);
  const { dismissed, reviewed } = task;
  return (
    <div className="commands">
      {mayEdit && dismissed === null && (
        <>
          {!reviewed && (
            <Button type="primary" size="small" onClick={() => work.confirm()}>
              {t('confirm')}
            </Button>
          )}
          <Button size="small" onClick={() => work.open('edit')}>
            {t('edit')}
          </Button>
          <Button size="small" onClick={() => work.open('dismiss')}>
            {t('dismiss')}
          </Button>
          <Button size="small" onClick={() => work.open('split')}>
            {t('split')}
          </Button>
          <Button size="small" onClick={() => work.open('merge')}>
            {t('merge')}
          </Button>
          {reviewed && (
            <Button size="small" onClick={() => work.act({ kind: 'unreview', ...named(task) })}>
              {t('unreview')}
            </Button>
          )}
        </>
      )}
      {mayEdit && dismissed !== null && (
        <Button size="small" onClick={() => work.act({ kind: 'restore', ...named(task) })}>
          {t('restore')}
        </Button>
      )}
      <Button size="small" className="narrow-only" onClick={() => work.showDocument()}>
        {t('toDocument')}
      </Button>
    </div>
  );
}

function named({ key, revision }: ReviewTask): { task: string; revision: number } {
  return { task: key, revision };
}

function Candidates({ task, mayEdit, work }: Part) {
  const { t } = useTranslation(REVIEW);
  return task.candidates.map(({ unit, why }) => (
    <div key={unit} className="name-acts">
      {mayEdit && !task.lead.includes(unit) && (
        <Button
          size="small"
          aria-label={t('useFor', { unit })}
          onClick={() =>
            work.act({ kind: 'change', ...named(task), changes: { lead: [...task.lead, unit] } })
          }
        >
          {t('use')}
        </Button>
      )}
      <span>
        {unit} <span className="small">{why}</span>
      </span>
    </div>
  ));
}

/** How the words of time were read, how else they may be, and the dates that follow. */
function Reading({ task, mayEdit, work }: Part) {
  const { t } = useTranslation(REVIEW);
  const { card, deadline, dismissed } = task;
  const { due, text } = deadline;
  return (
    <>
      {text !== null && <div>{t('words', { text })}</div>}
      {card !== null && <div>{t('readAs', { meaning: card.meaning })}</div>}
      <div>
        {due.length === 0
          ? t('noDate')
          : t('firstSix', { count: due.length, dates: due.slice(0, 6).join('、') })}
      </div>
      {deadline.inherited && <div className="small">{t('inherited')}</div>}
      {deadline.assumed && <div className="small">{t('assumed')}</div>}
      {card?.others.map(({ meaning, dates }, index) => (
        <div key={meaning} className="name-acts">
          <span className="small">{t('otherwise', { meaning, dates: dates.join('、') })}</span>
          {mayEdit && dismissed === null && (
            <Button
              size="small"
              aria-label={`${t('takeOther')}：${meaning}`}
              onClick={() =>
                work.act({
                  kind: 'change',
                  ...named(task),
                  changes: { deadline: { words: card.text, choice: index + 1 } },
                })
              }
            >
              {t('takeOther')}
            </Button>
          )}
        </div>
      ))}
    </>
  );
}

/** Who changed it last, and when it is asked for everybody who did. */
function History({
  planId,
  task: { key, revision, changedBy, changedAt },
}: Pick<Props, 'planId' | 'task'>) {
  const { t } = useTranslation(REVIEW);
  const [isOpen, setOpen] = useState(false);
  const edits = useQuery({
    queryKey: ['review-edits', planId, key, revision],
    queryFn: () => listTaskEdits({ id: planId, task: key }),
    enabled: isOpen,
  });
  if (revision === 0) return null;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="small">
        {changedBy === null || changedAt === null
          ? t('history')
          : t('changedBy', { by: changedBy, at: minuteOf(changedAt) })}
      </summary>
      <ul className="small">
        {edits.data?.map(({ id, at, by, kind, fields, undone }) => (
          <li key={id}>
            {minuteOf(at)} {by} {t(`acts.${actName(kind)}`)} {fields.join('、')}
            {undone && `（${t('undone')}）`}
          </li>
        ))}
      </ul>
    </details>
  );
}
