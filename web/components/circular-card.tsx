import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnCircular, type Circular, type CircularActInput } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { site } from '../api/site.ts';
import { CIRCULAR } from '../i18n/circular.ts';
import { DayInput } from './day-input.tsx';
import { dayOf, minuteOf } from './days.ts';
import { FormDialog } from './form-dialog.tsx';
import { LetterForm, LetterView } from './letter-form.tsx';
import { useMe } from './shell.tsx';
import { sign } from './signs.ts';
import { Refusal } from './states.tsx';

type Step = Circular['may'][number];
type Check = Circular['checks'][number];

/** What is done by a tap, and what asks for words first. */
const WORDED = ['submit', 'return', 'review', 'sign', 'drop'] as const;
const SOURCES = ['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms'] as const;

type CardProps = { planId: number; circular: Circular };

/** A circular: its words, what the units said, who did what, and what may be done now. */
export function CircularCard({ planId, circular }: CardProps) {
  const { t } = useTranslation(['translation', CIRCULAR]);
  const { message } = App.useApp();
  const [form, open] = useState<Step | null>(null);
  const [check, answer] = useState<Check | null>(null);
  const today = useMe().data?.today ?? '';
  const { id, stateName, frozenAt, text, revision, number, issuedOn, steps, may } = circular;
  const give = async (circularActInput: CircularActInput) => {
    await actOnCircular({ id: planId, circular: id, circularActInput });
  };
  const done = async () => {
    void message.success(t('circular:done'));
    await queryClient.invalidateQueries({ queryKey: ['duties', 'circulars', planId] });
  };
  const asking = useMutation({ mutationFn: () => give({ kind: 'ask' }), onSuccess: done });
  const name = t('circular:named', { id, state: stateName });
  const worded = WORDED.find((each) => each === form);
  const close = () => open(null);
  return (
    <section className="card" aria-label={name}>
      <h2>{name}</h2>
      <p className="small">
        {[
          t('circular:frozen', { at: minuteOf(frozenAt) }),
          issuedOn === null ? '' : t('circular:issued', { number, day: issuedOn }),
        ]
          .filter(Boolean)
          .join(sign('semicolon'))}
      </p>
      <div className="commands no-print" role="group" aria-label={name}>
        {may.includes('ask') && circular.checks.some(({ askedAt }) => askedAt === null) && (
          <Button type="primary" loading={asking.isPending} onClick={() => asking.mutate()}>
            {t('circular:ask')}
          </Button>
        )}
        {may.includes('edit') && <Button onClick={() => open('edit')}>{t('circular:edit')}</Button>}
        {WORDED.filter((kind) => may.includes(kind)).map((kind) => (
          <Button key={kind} onClick={() => open(kind)}>
            {t(`circular:${kind}`)}
          </Button>
        ))}
        {may.includes('issue') && (
          <Button type="primary" onClick={() => open('issue')}>
            {t('circular:issue')}
          </Button>
        )}
        <Button href={`${site}/api/v1/plans/${planId}/circulars/${id}/text.docx`}>
          {t('circular:docx')}
        </Button>
      </div>
      {asking.error !== null && <Refusal error={asking.error} />}
      <details open={circular.state === 'draft'}>
        <summary>{t('circular:view')}</summary>
        <LetterView text={text} />
      </details>
      <Checks circular={circular} answer={answer} />
      <h3>{t('circular:steps')}</h3>
      <ol className="plain">
        {steps.map(({ seq, at, name: step, person, words }) => (
          <li key={seq}>{[minuteOf(at), step, person, words].filter(Boolean).join(' · ')}</li>
        ))}
      </ol>
      {form === 'edit' && (
        <LetterForm
          title={name}
          text={text}
          send={(edited) => give({ kind: 'edit', text: edited, revision })}
          done={done}
          close={close}
        />
      )}
      {worded !== undefined && (
        <FormDialog<{ words?: string }, void>
          title={`${t(`circular:${worded}`)}${sign('colon')}${name}`}
          okText={t(`circular:${worded}`)}
          initial={{}}
          send={({ words = '' }) =>
            give({ kind: worded, ...(words.trim() === '' ? {} : { words }) })
          }
          done={done}
          close={close}
        >
          <Form.Item name="words" label={t('circular:reason')}>
            <Input.TextArea rows={4} maxLength={1000} />
          </Form.Item>
        </FormDialog>
      )}
      {form === 'issue' && (
        <FormDialog<{ number: string; on: string }, void>
          title={t('circular:issue')}
          okText={t('circular:issue')}
          initial={{ on: today }}
          send={(fields) => give({ kind: 'issue', ...fields })}
          done={done}
          close={close}
        >
          <Form.Item
            name="number"
            label={t('circular:number')}
            rules={[{ required: true, message: t('command.missing') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="on"
            label={t('circular:on')}
            rules={[{ required: true, message: t('command.missing') }]}
          >
            <DayInput max={today} />
          </Form.Item>
        </FormDialog>
      )}
      {check !== null && (
        <AnswerForm check={check} give={give} done={done} close={() => answer(null)} />
      )}
    </section>
  );
}

type ChecksProps = { circular: Circular; answer: (check: Check) => void };

function Checks({ circular: { checks, checkUntil, may }, answer }: ChecksProps) {
  const { t } = useTranslation(['translation', CIRCULAR]);
  if (checks.length === 0) return null;
  const said = ({ askedAt, answer: given, words }: Check) => {
    if (given !== null) return [t(`circular:${given}`), words].filter(Boolean).join(sign('colon'));
    if (askedAt === null) return t('circular:notAsked');
    return t('circular:asked', { day: dayOf(askedAt) });
  };
  return (
    <>
      <h3>{t('circular:checks')}</h3>
      {checkUntil !== null && (
        <p className="small">{t('circular:checkUntil', { day: checkUntil })}</p>
      )}
      <ul className="plain">
        {checks.map((check) => (
          <li key={check.unitId}>
            {check.unit}
            {sign('colon')}
            {said(check)}{' '}
            {may.includes('answer') && check.askedAt !== null && (
              <Button
                size="small"
                className="no-print"
                aria-label={t('circular:recordOf', { unit: check.unit })}
                onClick={() => answer(check)}
              >
                {t('circular:record')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type AnswerProps = {
  check: Check;
  give: (act: CircularActInput) => Promise<void>;
  done: () => Promise<void>;
  close: () => void;
};

type Answer = {
  answer: 'agrees' | 'corrects';
  source: (typeof SOURCES)[number];
  words?: string;
};

function AnswerForm({ check: { unit, unitId }, give, done, close }: AnswerProps) {
  const { t } = useTranslation(['translation', CIRCULAR]);
  return (
    <FormDialog<Answer, void>
      title={t('circular:recordOf', { unit })}
      okText={t('circular:record')}
      initial={{ answer: 'agrees', source: 'telephone' }}
      send={({ words = '', ...said }) =>
        give({ kind: 'answer', unitId, ...said, ...(words.trim() === '' ? {} : { words }) })
      }
      done={done}
      close={close}
    >
      <Form.Item name="answer" label={t('circular:answer')}>
        <Radio.Group
          options={(['agrees', 'corrects'] as const).map((each) => ({
            value: each,
            label: t(`circular:${each}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="source" label={t('circular:source')}>
        <Select options={SOURCES.map((each) => ({ value: each, label: t(`source.${each}`) }))} />
      </Form.Item>
      <Form.Item name="words" label={t('circular:words')}>
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  );
}
