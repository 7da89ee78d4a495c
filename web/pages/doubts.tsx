import '../styles/review.css';
import '../styles/division.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { decideDoubt, type DoubtOrderInput, listDoubts, type PlanDoubts } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { refreshReview } from '../api/review.ts';
import { DayInput } from '../components/day-input.tsx';
import { minuteOf } from '../components/days.ts';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { DOUBTS } from '../i18n/doubts.ts';

type Doubt = PlanDoubts['doubts'][number];

/** Where a document contradicts itself: both places, the question, the choices, what was decided. */
export function DoubtsPage() {
  const { t } = useTranslation(DOUBTS);
  useTitle(t('page'));
  const id = Number(useParams()['id']);
  const doubts = useQuery({ queryKey: ['doubts', id], queryFn: () => listDoubts({ id }) });
  return (
    <>
      <div className="title-row">
        <h1>{t('page')}</h1>
        <Link to={`/plans/${id}/review`}>{t('back')}</Link>
      </div>
      <Asked of={doubts}>{(found) => <Doubts id={id} found={found} />}</Asked>
    </>
  );
}

function Doubts({ id, found }: { id: number; found: PlanDoubts }) {
  const { t } = useTranslation(DOUBTS);
  const { title, doubts, mayEdit, text } = found;
  if (doubts.length === 0) return <Nothing>{t('none')}</Nothing>;
  const open = doubts.filter((each) => each.open);
  const settled = doubts.filter((each) => !each.open);
  const rows = (of: Doubt[]) => (
    <ul className="names">
      {of.map((doubt) => (
        // a decision by somebody else takes what was typed to the one before
        <DoubtRow key={doubt.id} planId={id} doubt={doubt} text={text} mayEdit={mayEdit} />
      ))}
    </ul>
  );
  return (
    <>
      <p>{t('of', { title })}</p>
      <p role="status">{open.length > 0 ? t('left', { count: open.length }) : t('allSettled')}</p>
      {!mayEdit && <p className="small">{t('readOnly')}</p>}
      {open.length > 0 && <h2>{t('open', { count: open.length })}</h2>}
      {rows(open)}
      {settled.length > 0 && <h2>{t('settled', { count: settled.length })}</h2>}
      {rows(settled)}
    </>
  );
}

type RowProps = { planId: number; doubt: Doubt; text: string; mayEdit: boolean };

function DoubtRow({ planId, doubt, text, mayEdit }: RowProps) {
  const { t } = useTranslation(DOUBTS);
  const { id, question, tasks, says, open, seen, decisions } = doubt;
  const deciding = useMutation({
    mutationFn: (doubtOrderInput: DoubtOrderInput) =>
      decideDoubt({ id: planId, doubt: id, doubtOrderInput }),
    onSuccess: (after) => {
      queryClient.setQueryData(['doubts', planId], after);
      void refreshReview(planId);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: ['doubts', planId] }),
  });
  const last = decisions.at(-1);
  const hasChange = last?.changed === true && !last.undone;
  return (
    <li id={id} aria-busy={deciding.isPending}>
      <strong>{question}</strong>
      {says.map((saying, index) => (
        <Place key={`${saying.start}/${String(index)}`} saying={saying} text={text} />
      ))}
      {tasks.length > 0 && (
        <p className="small">
          {t('tasks')}
          {sign('colon')}
          {tasks.map(({ key, title, dismissed }) => (
            <span key={key}>
              <Link to={`/plans/${planId}/review?task=${key}`}>
                {key} {title}
              </Link>
              {dismissed && t('gone')}{' '}
            </span>
          ))}
        </p>
      )}
      {open && mayEdit && (
        <Choices doubt={doubt} isBusy={deciding.isPending} decide={deciding.mutate} />
      )}
      <ul className="answers">
        {decisions.map(({ act, choice, words, by, at, changed, undone }) => (
          <li key={at} className="small">
            {act === 'choose' && t('chosen', { choice: choice ?? '' })}
            {act === 'keep' && t('kept', { words: words ?? '' })}
            {act === 'reopen' && t('reopened')}
            {act !== 'keep' && words !== null && `${sign('colon')}${words}`}
            {changed && inBrackets(undone ? t('undone') : t('changed'))} —{' '}
            {t('by', { by, at: minuteOf(at) })}
          </li>
        ))}
      </ul>
      {!open && mayEdit && decisions.length > 0 && (
        <div className="name-acts">
          <Button
            size="small"
            aria-label={`${t('reopen')}${sign('colon')}${question}`}
            onClick={() => deciding.mutate({ act: 'reopen', seen })}
          >
            {t('reopen')}
          </Button>
          {hasChange && (
            <Button
              size="small"
              aria-label={`${t('reopenLeave')}${sign('colon')}${question}`}
              onClick={() => deciding.mutate({ act: 'reopen', leave: true, seen })}
            >
              {t('reopenLeave')}
            </Button>
          )}
        </div>
      )}
      {deciding.error !== null && <Refusal error={deciding.error} />}
    </li>
  );
}

const AROUND = 60;

/** Words of the document, and on a click the text around them. */
function Place({ saying, text }: { saying: Doubt['says'][number]; text: string }) {
  const { t } = useTranslation(DOUBTS);
  const [isShown, show] = useState(false);
  const { start, end } = saying;
  return (
    <div className="doubt-place">
      <span lang="zh-CN">“{saying.text}”</span>{' '}
      <Button
        size="small"
        aria-expanded={isShown}
        aria-label={`${isShown ? t('hideText') : t('inText')}${sign('colon')}${saying.text}`}
        onClick={() => show(!isShown)}
      >
        {isShown ? t('hideText') : t('inText')}
      </Button>
      {isShown && (
        <blockquote lang="zh-CN">
          …{text.slice(Math.max(0, start - AROUND), start)}
          <mark>{text.slice(start, end)}</mark>
          {text.slice(end, end + AROUND)}…
        </blockquote>
      )}
    </div>
  );
}

type ChoicesProps = { doubt: Doubt; isBusy: boolean; decide: (order: DoubtOrderInput) => void };

function Choices({ doubt: { question, choices, seen }, isBusy, decide }: ChoicesProps) {
  const { t } = useTranslation(DOUBTS);
  const [chosen, choose] = useState<number | null>(null);
  const [words, setWords] = useState('');
  const [day, setDay] = useState('');
  const choice = chosen === null ? undefined : choices[chosen];
  return (
    <>
      {choices.length > 0 && (
        <Radio.Group
          className="doubt-choices"
          aria-label={`${t('choices')}${sign('colon')}${question}`}
          value={chosen}
          onChange={({ target }) => {
            choose(target.value);
            setDay(choices[target.value]?.day ?? '');
          }}
        >
          {choices.map(({ text, changes, fault }, index) => (
            <Radio key={text} value={index} disabled={fault !== null}>
              {text}
              {fault !== null && <div className="small">{t('cannot', { why: fault })}</div>}
              {fault === null && (
                <div className="small">
                  {changes.length === 0
                    ? t('records')
                    : `${t('changes')}${changes.join(sign('semicolon'))}`}
                </div>
              )}
            </Radio>
          ))}
        </Radio.Group>
      )}
      {typeof choice?.day === 'string' && (
        <div className="name-acts">
          <DayInput className="day-input" aria-label={t('day')} value={day} onChange={setDay} />
        </div>
      )}
      <div className="name-acts">
        <Input
          className="name-units"
          maxLength={300}
          aria-label={`${t('why')}${sign('colon')}${question}`}
          placeholder={t('whyHint')}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        {choices.length > 0 && (
          <Button
            type="primary"
            disabled={chosen === null || isBusy}
            aria-label={`${t('choose')}${sign('colon')}${question}`}
            onClick={() =>
              chosen !== null &&
              decide({
                act: 'choose',
                choice: chosen,
                seen,
                ...(day === '' ? {} : { day }),
                ...(words.trim() === '' ? {} : { words: words.trim() }),
              })
            }
          >
            {t('choose')}
          </Button>
        )}
        <Button
          disabled={words.trim() === '' || isBusy}
          aria-label={`${t('keep')}${sign('colon')}${question}`}
          onClick={() => decide({ act: 'keep', words: words.trim(), seen })}
        >
          {t('keep')}
        </Button>
      </div>
    </>
  );
}
