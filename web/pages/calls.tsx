import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Caller, keepCall, listCalls } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { DayInput } from '../components/day-input.tsx';
import { dayOf, daysAfter, minuteOf } from '../components/days.ts';
import { Due } from '../components/due.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { newId } from '../components/new-id.ts';
import { RowLight, titleOf } from '../components/row.tsx';
import { inBrackets, sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { CALLS } from '../i18n/calls.ts';
import '../styles/office.css';

type Outcome = Caller['calls'][number]['outcome'];

const OUTCOMES: Outcome[] = ['told', 'promised', 'no-answer', 'wrong-number', 'changed'];

/** Whom to call today, and what came of it at one tap. */
export function CallsPage() {
  const { t } = useTranslation(['translation', CALLS]);
  useTitle(t('page.calls'));
  const found = useQuery({ queryKey: ['duties', 'calls'], queryFn: () => listCalls() });
  return (
    <>
      <div className="title-row">
        <h1>{t('page.calls')}</h1>
        <Button className="no-print" onClick={() => window.print()}>
          {t('calls:print')}
        </Button>
      </div>
      <Asked of={found}>
        {({ today, callers }) => {
          const now = callers.filter(({ nextAt }) => nextAt === null);
          const later = callers.filter(({ nextAt }) => nextAt !== null);
          return (
            <>
              <p>{t('calls:hint', { day: today })}</p>
              <h2>{t('calls:now', { count: now.length })}</h2>
              {now.length === 0 && <Nothing>{t('calls:none')}</Nothing>}
              <Callers callers={now} today={today} />
              {later.length > 0 && (
                <>
                  <h2>{t('calls:later', { count: later.length })}</h2>
                  <Callers callers={later} today={today} />
                </>
              )}
            </>
          );
        }}
      </Asked>
    </>
  );
}

function Callers({ callers, today }: { callers: Caller[]; today: string }) {
  return (
    <ul className="matters">
      {callers.map((caller) => (
        <li key={caller.unitId}>
          <CallerCard caller={caller} today={today} />
        </li>
      ))}
    </ul>
  );
}

function CallerCard({ caller, today }: { caller: Caller; today: string }) {
  const { t } = useTranslation(['translation', CALLS]);
  const { unit, inPerson, reasons, calls, nextAt } = caller;
  return (
    <article className="matter">
      <h3>{unit}</h3>
      <div className="waiting-facts">
        {reasons.map(({ reason, name, count }) => (
          <span key={reason} className={reason === 'overdue' ? 'light light-red' : undefined}>
            {t('calls:reason', { name, count })}
          </span>
        ))}
        {inPerson && <strong>{t('calls:inPerson')}</strong>}
        {nextAt !== null && <span>{t('calls:again', { at: minuteOf(nextAt) })}</span>}
      </div>
      <Numbers caller={caller} />
      <Outcomes caller={caller} today={today} />
      <Matters caller={caller} />
      {calls.length > 0 && (
        <details>
          <summary>
            {t('calls:calls')}
            {inBrackets(calls.length)}
          </summary>
          <ul className="plain">
            {calls.map(({ at, name, words, person }) => (
              <li key={at}>{[minuteOf(at), name, words, person].filter(Boolean).join(' · ')}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** Each number as a link that a telephone dials. */
function Numbers({ caller: { unitId, phone, people } }: { caller: Caller }) {
  const { t } = useTranslation(['translation', CALLS]);
  const numbers = people.filter((each) => each.phone !== null);
  return (
    <ul className="numbers">
      {numbers.map(({ name, roleName, room, phone: number, fault }) => (
        <li key={`${name}/${number}`}>
          <a href={`tel:${dialled(number ?? '')}`}>
            {t('calls:phoneOf', { name, phone: number ?? '' })}
          </a>{' '}
          <span className="small">
            {[roleName, room, fault === null ? null : t('calls:faulty')]
              .filter(Boolean)
              .join(sign('comma'))}
          </span>
        </li>
      ))}
      {phone !== null && (
        <li>
          <a href={`tel:${dialled(phone)}`}>{phone}</a>
        </li>
      )}
      {numbers.length === 0 && phone === null && (
        <li>
          {t('calls:noPhone')} <Link to={`/book/unit/${unitId}`}>{t('calls:mend')}</Link>
        </li>
      )}
    </ul>
  );
}

/** @example dialled('0771-234 5678') // '07712345678' */
function dialled(number: string): string {
  return number.replace(/[^\d+]/g, '');
}

function Matters({ caller: { matters } }: { caller: Caller }) {
  const { t } = useTranslation(['translation', CALLS]);
  return (
    <details open={matters.length <= 3}>
      <summary>{t('calls:matters', { count: matters.length })}</summary>
      <ul className="plain">
        {matters.map(({ row, reasons }) => (
          <li key={row.id} className="call-matter">
            <Link to={`/duty/${row.id}`}>
              {row.number} {titleOf(row)}
            </Link>
            <div className="waiting-facts small">
              <RowLight row={row} />
              <span>
                <Due row={row} />
              </span>
              <span>{reasons.map(({ name }) => name).join(sign('comma'))}</span>
              <span>
                {row.lastAct === null
                  ? t('calls:nothingSaid')
                  : t('calls:lastSaid', {
                      day: dayOf(row.lastAct.at),
                      words: row.lastAct.words,
                    })}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Said = { outcome: Outcome; words?: string; until?: string };

function Outcomes({ caller, today }: { caller: Caller; today: string }) {
  const { t } = useTranslation(['translation', CALLS]);
  const { message } = App.useApp();
  const [isDetailed, setDetailed] = useState(false);
  const [key, setKey] = useState(newId);
  const { unit, unitId, matters } = caller;
  const send = async ({ outcome, words = '', until = '' }: Said) =>
    await keepCall({
      idempotencyKey: key,
      callInput: {
        unitId,
        outcome,
        ids: matters.slice(0, 200).map(({ row }) => row.id),
        ...(words.trim() === '' ? {} : { words }),
        ...(outcome === 'promised' && until !== '' ? { until } : {}),
      },
    });
  const done = async (
    { nextAt, told, refused }: Awaited<ReturnType<typeof send>>,
    outcome: Outcome,
  ) => {
    const name = t(`calls:outcome.${outcome}`);
    const words = [
      t('calls:done', { name, at: minuteOf(nextAt) }),
      ...(told > 0 ? [t('calls:doneTold', { count: told })] : []),
    ];
    void message.success(words.join(sign('semicolon')));
    const [first] = refused;
    if (first !== undefined) {
      void message.warning(t('calls:some', { count: refused.length, why: first.detail }));
    }
    setKey(newId()); // the next is another call
    await queryClient.invalidateQueries({ queryKey: ['duties'] });
  };
  const sending = useMutation({
    mutationFn: send,
    onSuccess: async (answer, { outcome }) => await done(answer, outcome),
  });
  const chosen = sending.isPending ? sending.variables.outcome : null;
  return (
    <div className="commands no-print" role="group" aria-label={t('calls:outcomes', { unit })}>
      {OUTCOMES.map((outcome) => (
        <Button
          key={outcome}
          size="small"
          type={outcome === 'told' ? 'primary' : 'default'}
          aria-label={`${unit}${sign('colon')}${t(`calls:outcome.${outcome}`)}`}
          data-once
          loading={chosen === outcome}
          disabled={sending.isPending}
          onClick={() => sending.mutate({ outcome })}
        >
          {t(`calls:outcome.${outcome}`)}
        </Button>
      ))}
      <Button size="small" type="link" onClick={() => setDetailed(true)}>
        {t('calls:detail')}
      </Button>
      <Link to={`/book/unit/${unitId}`}>{t('calls:mend')}</Link>
      {sending.error !== null && <Refusal error={sending.error} />}
      {isDetailed && (
        <FormDialog<Said, { answer: Awaited<ReturnType<typeof send>>; outcome: Outcome }>
          title={t('calls:detailOf', { unit })}
          okText={t('calls:save')}
          initial={{ outcome: 'told', until: daysAfter(today, 1) }}
          send={async (said) => ({ answer: await send(said), outcome: said.outcome })}
          done={async ({ answer, outcome }) => await done(answer, outcome)}
          close={() => setDetailed(false)}
        >
          <Form.Item name="outcome" label={t('calls:how')}>
            <Radio.Group
              options={OUTCOMES.map((each) => ({ value: each, label: t(`calls:outcome.${each}`) }))}
            />
          </Form.Item>
          <Form.Item name="until" label={t('calls:until')}>
            <DayInput min={today} />
          </Form.Item>
          <Form.Item name="words" label={t('calls:words')}>
            <Input.TextArea rows={4} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </div>
  );
}
