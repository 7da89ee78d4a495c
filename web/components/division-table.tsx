import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type DivisionAnswer, type DivisionRow, replyToDivisionAnswer } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { refreshReview } from '../api/review.ts';
import { DIVISION } from '../i18n/division.ts';
import { type Column, DataTable } from './data-table.tsx';
import { minuteOf } from './days.ts';
import { useAssigning } from './division-assign.tsx';
import { FormDialog } from './form-dialog.tsx';
import { inBrackets, sign } from './signs.ts';
import { Refusal } from './states.tsx';

type TableProps = {
  id: number;
  label: string;
  rows: DivisionRow[];
  mayEdit: boolean;
  chosen: string[];
  choose: (keys: string[]) => void;
};

/** Rows of the division of work, with what the units say beside them. */
export function DivisionTable({ id, label, rows, mayEdit, chosen, choose }: TableProps) {
  const { t } = useTranslation(DIVISION);
  const toggle = (key: string) =>
    choose(chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]);
  const columns: Column<DivisionRow>[] = [
    {
      key: 'task',
      head: t('task'),
      cell: ({ key, number, title, quote, section }) => (
        <div className="division-task">
          {mayEdit && (
            <Checkbox
              aria-label={t('choose', { key, title })}
              checked={chosen.includes(key)}
              onChange={() => toggle(key)}
            />
          )}{' '}
          <Link to={`/plans/${id}/review?task=${key}`}>
            {number} {title}
          </Link>
          {quote !== title && <div className="small">{quote}</div>}
          {section !== null && <div className="small">{section}</div>}
        </div>
      ),
    },
    { key: 'lead', head: t('lead'), cell: (row) => <Lead id={id} row={row} mayEdit={mayEdit} /> },
    { key: 'support', head: t('support'), cell: ({ support }) => support.join(sign('list')) },
    { key: 'due', head: t('due'), cell: ({ due }) => due },
    {
      key: 'opinions',
      head: t('opinions'),
      cell: (row) => <Opinions id={id} row={row} mayEdit={mayEdit} />,
    },
  ];
  return <DataTable label={label} columns={columns} rows={rows} keyOf={({ key }) => key} />;
}

type RowProps = { id: number; row: DivisionRow; mayEdit: boolean };

function Lead({ id, row, mayEdit }: RowProps) {
  const { t } = useTranslation(DIVISION);
  const assigning = useAssigning(id);
  const { lead, candidates, unknown } = row;
  return (
    <>
      {lead.join(sign('list')) || t('undecided')}
      {unknown.map((name) => (
        <div key={name} className="small">
          ⚠ {t('unknown', { name })}
        </div>
      ))}
      {candidates
        .filter(({ unit }) => !lead.includes(unit))
        .map(({ unit, why }) => (
          <div key={unit} className="small">
            {t('suggested')}
            {sign('colon')}
            {unit}
            {inBrackets(why)}{' '}
            {mayEdit && (
              <Button
                size="small"
                aria-label={`${t('takeSuggested')}${sign('colon')}${row.title} ${unit}`}
                disabled={assigning.isPending}
                onClick={() => assigning.mutate([{ ...row, units: { lead: [unit] } }])}
              >
                {t('takeSuggested')}
              </Button>
            )}
          </div>
        ))}
      {assigning.error !== null && <Refusal error={assigning.error} />}
    </>
  );
}

function Opinions({ id, row: { units, past, title }, mayEdit }: RowProps) {
  const { t } = useTranslation(DIVISION);
  return (
    <div className="division-units">
      {units.map(({ unitId, name, standing, answer, earlier }) => (
        <div key={unitId}>
          {name} <span className="standing">{t(`standing.${standing}`)}</span>
          {answer !== null && (
            <Answer id={id} about={`${name} ${title}`} answer={answer} mayEdit={mayEdit} />
          )}
          {earlier.length > 0 && (
            <details>
              <summary className="small">{t('earlier')}</summary>
              {earlier.map((each) => (
                <Answer
                  key={each.id}
                  id={id}
                  about={`${name} ${title}`}
                  answer={each}
                  mayEdit={mayEdit}
                />
              ))}
            </details>
          )}
        </div>
      ))}
      {past
        .filter(({ kind }) => kind !== 'agree')
        .map((each) => (
          <div key={each.id}>
            {t('notInRow', { name: each.name })}
            <Answer id={id} about={`${each.name} ${title}`} answer={each} mayEdit={mayEdit} />
          </div>
        ))}
    </div>
  );
}

type AnswerProps = { id: number; about: string; answer: DivisionAnswer; mayEdit: boolean };

function Answer({ id, about, answer, mayEdit }: AnswerProps) {
  const { t } = useTranslation(DIVISION);
  const [isReplying, setReplying] = useState(false);
  const { kind, words, unit, time, by, source, informant, outcome, reply, repliedBy } = answer;
  const take = (after: Awaited<ReturnType<typeof replyToDivisionAnswer>>) => {
    queryClient.setQueryData(['division', id], after);
    void refreshReview(id);
  };
  const taking = useMutation({
    mutationFn: () =>
      replyToDivisionAnswer({ id, answer: answer.id, divisionReplyInput: { outcome: 'taken' } }),
    onSuccess: take,
  });
  if (kind === 'agree' && source === null) return null;
  const at = minuteOf(answer.at);
  return (
    <div className="small">
      {[
        unit === null ? '' : t('proposes.unit', { unit }),
        time === null ? '' : t('proposes.time', { time }),
        words ?? '',
      ]
        .filter(Boolean)
        .join(sign('semicolon'))}{' '}
      —{' '}
      {source === null
        ? t('saidBy', { by, at })
        : t('told', { by, at, source, informant: informant ?? '' })}
      {outcome !== null && (
        <div>
          {t(`outcome.${outcome}`)}
          {reply !== null && `${sign('colon')}${reply}`}
          {inBrackets(t('repliedBy', { by: repliedBy ?? '' }))}
        </div>
      )}
      {mayEdit && outcome === null && kind !== 'agree' && (
        <div className="name-acts">
          {kind === 'propose' && (
            <Button
              size="small"
              type="primary"
              loading={taking.isPending}
              aria-label={`${t('take')}${sign('colon')}${about}`}
              onClick={() => taking.mutate()}
            >
              {t('take')}
            </Button>
          )}
          <Button
            size="small"
            aria-label={`${t('keep')}${sign('colon')}${about}`}
            onClick={() => setReplying(true)}
          >
            {kind === 'propose' ? t('keep') : t('reply')}
          </Button>
        </div>
      )}
      {taking.error !== null && <Refusal error={taking.error} />}
      {isReplying && (
        <FormDialog<{ words: string }, Awaited<ReturnType<typeof replyToDivisionAnswer>>>
          title={t('keepTitle')}
          okText={t('reply')}
          initial={{ words: '' }}
          send={({ words: said }) =>
            replyToDivisionAnswer({
              id,
              answer: answer.id,
              divisionReplyInput: { outcome: 'kept', words: said },
            })
          }
          done={take}
          close={() => setReplying(false)}
        >
          <Form.Item name="words" label={t('replyWords')} rules={[{ required: true }]}>
            <Input.TextArea rows={4} maxLength={500} />
          </Form.Item>
        </FormDialog>
      )}
    </div>
  );
}
