import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  editLetter,
  type LiaisonSide,
  listLiaison,
  makeLetter,
  sendLetter,
} from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { site } from '../api/site.ts';
import { DataTable } from '../components/data-table.tsx';
import { DayInput } from '../components/day-input.tsx';
import { dayOf } from '../components/days.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { LetterForm, LetterView } from '../components/letter-form.tsx';
import { useMe } from '../components/shell.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { LETTERS } from '../i18n/letters.ts';
import '../styles/office.css';

const ASKED = ['duties', 'liaison'];

/** What lies with the other side, the month's letter about it, and what came back. */
export function LiaisonPage() {
  const { t } = useTranslation(['translation', LETTERS]);
  useTitle(t('page.liaison'));
  const found = useQuery({ queryKey: ASKED, queryFn: () => listLiaison() });
  return (
    <>
      <h1>{t('page.liaison')}</h1>
      <Asked of={found}>
        {(sides) =>
          sides.length === 0 ? (
            <Nothing>{t('letters:none')}</Nothing>
          ) : (
            sides.map((side) => <Side key={`${side.planId}/${side.sideId}`} side={side} />)
          )
        }
      </Asked>
    </>
  );
}

function Side({ side }: { side: LiaisonSide }) {
  const { t } = useTranslation(['translation', LETTERS]);
  const { matters, answers, past } = side;
  const name = t('letters:side', { side: side.side, plan: side.planTitle });
  const listed = t('letters:matters', { count: matters.length });
  return (
    <section aria-label={name} className="card">
      <h2>{name}</h2>
      <Letter side={side} />
      <h3>{listed}</h3>
      {matters.length === 0 ? (
        <p>{t('letters:nothing')}</p>
      ) : (
        <DataTable
          label={listed}
          rows={matters}
          keyOf={({ id }) => id}
          columns={[
            { key: 'number', head: t('ledger.number'), cell: ({ number }) => number ?? '' },
            {
              key: 'title',
              head: t('ledger.title'),
              cell: ({ id, title, again }) => (
                <>
                  <Link to={`/duty/${id}`}>{title}</Link>
                  {again && <div className="small">{t('letters:again')}</div>}
                </>
              ),
            },
            { key: 'unit', head: t('letters:unit'), cell: ({ unit }) => unit },
            {
              key: 'due',
              head: t('ledger.due'),
              cell: ({ dueOn }) => dueOn ?? t('ledger.undated'),
            },
            {
              key: 'asks',
              head: t('letters:what'),
              cell: ({ asks, count }) =>
                [
                  t(`letters:asks.${asks}`),
                  count === null ? '' : `${count.sum} ${count.unit}`,
                ].join(' '),
            },
          ]}
        />
      )}
      {answers.length > 0 && (
        <>
          <h3>{t('letters:answers')}</h3>
          <p className="small no-print">{t('letters:answersHint')}</p>
          <DataTable
            label={t('letters:answers')}
            rows={answers}
            keyOf={({ id }) => id}
            columns={[
              { key: 'number', head: t('ledger.number'), cell: ({ number }) => number },
              {
                key: 'title',
                head: t('ledger.title'),
                cell: ({ id, title }) => <Link to={`/duty/${id}`}>{title}</Link>,
              },
              { key: 'state', head: t('letters:state'), cell: ({ stateName }) => stateName },
              {
                key: 'answer',
                head: t('letters:answer'),
                cell: ({ act }) =>
                  act === null
                    ? t('letters:noAnswer')
                    : [dayOf(act.at), act.words, act.text].filter(Boolean).join(' '),
              },
            ]}
          />
        </>
      )}
      {past.length > 0 && (
        <>
          <h3>{t('letters:past')}</h3>
          <ul className="plain">
            {past.map(({ month, matters: count, sentOn, number }) => (
              <li key={month}>
                <a href={docxOf(side, month)}>{t('letters:month', { month })}</a>{' '}
                {[
                  t('letters:count', { count }),
                  sentOn === null ? t('letters:notSent') : t('letters:sentAt', { day: sentOn }),
                  number,
                ]
                  .filter(Boolean)
                  .join(sign('comma'))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function docxOf({ planId, sideId }: LiaisonSide, month: string): string {
  return `${site}/api/v1/liaison/${planId}/${sideId}/letter.docx?month=${month}`;
}

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ASKED });
}

/** This month's letter: gathered, edited, downloaded, marked as sent. */
function Letter({ side }: { side: LiaisonSide }) {
  const { t } = useTranslation(['translation', LETTERS]);
  const today = useMe().data?.today ?? '';
  const [form, open] = useState<'edit' | 'sent' | null>(null);
  const { planId, sideId, month, matters, letter } = side;
  const of = { plan: planId, side: sideId };
  const making = useMutation({ mutationFn: () => makeLetter(of), onSuccess: refresh });
  const name = t('letters:month', { month });
  const isDraft = letter !== null && letter.sentOn === null;
  return (
    <div>
      {letter !== null && (
        <p>
          <strong>{name}</strong>{' '}
          {[
            t('letters:count', { count: letter.matters }),
            letter.sentOn === null
              ? t('letters:notSent')
              : t('letters:sentAt', { day: letter.sentOn }),
            letter.number,
          ]
            .filter(Boolean)
            .join(sign('comma'))}
        </p>
      )}
      <div className="commands no-print" role="group" aria-label={name}>
        {letter === null && matters.length > 0 && (
          <Button type="primary" loading={making.isPending} onClick={() => making.mutate()}>
            {t('letters:make')}
          </Button>
        )}
        {letter !== null && (
          <Button href={docxOf(side, month)} type={isDraft ? 'primary' : 'default'}>
            {t('letters:docx')}
          </Button>
        )}
        {isDraft && (
          <>
            <Button onClick={() => open('edit')}>{t('letters:edit')}</Button>
            <Button onClick={() => open('sent')}>{t('letters:sent')}</Button>
            <Popconfirm
              title={t('letters:remakeHint')}
              okText={t('letters:remake')}
              onConfirm={() => making.mutate()}
            >
              <Button loading={making.isPending}>{t('letters:remake')}</Button>
            </Popconfirm>
          </>
        )}
      </div>
      {making.error !== null && <Refusal error={making.error} />}
      {letter?.text != null && (
        <details>
          <summary>{t('letters:view')}</summary>
          <LetterView text={letter.text} />
        </details>
      )}
      {form === 'edit' && letter?.text != null && (
        <LetterForm
          title={name}
          text={letter.text}
          send={async (letterText) => {
            await editLetter({ ...of, letterTextInput: letterText });
          }}
          done={refresh}
          close={() => open(null)}
        />
      )}
      {form === 'sent' && (
        <FormDialog<{ on: string; number?: string }, void>
          title={t('letters:sent')}
          okText={t('letters:sent')}
          initial={{ on: today }}
          send={async (letterSent) => {
            await sendLetter({ ...of, letterSentInput: letterSent });
          }}
          done={refresh}
          close={() => open(null)}
        >
          <p>{t('letters:sentHint')}</p>
          <Form.Item
            name="on"
            label={t('letters:sentOn')}
            rules={[{ required: true, message: t('command.missing') }]}
          >
            <DayInput max={today} />
          </Form.Item>
          <Form.Item name="number" label={t('letters:sentNumber')}>
            <Input maxLength={100} />
          </Form.Item>
        </FormDialog>
      )}
    </div>
  );
}
