import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, Select } from 'antd';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewTask } from '../../api/client.ts';
import { REVIEW } from '../../i18n/review.ts';
import { Refusal } from '../states.tsx';
import type { Item } from './items.ts';
import type { Work } from './work.ts';

type Props = { item: Item; work: Work };

/** Gives an act from a dialog, which closes when it is taken. */
function useGiving(work: Work, then: () => void = () => {}) {
  return useMutation({
    mutationFn: work.give,
    onSuccess: () => {
      work.open(null);
      then();
    },
  });
}

const WHYS = ['call', 'aim', 'past', 'twice', 'other'] as const;

/** Why a task or clause is none. */
export function DismissDialog({ item: { task, clause }, work }: Props) {
  const { t } = useTranslation(REVIEW);
  const [reason, setReason] = useState('');
  const giving = useGiving(work, work.next);
  const [isMissing, setMissing] = useState(false);
  const give = () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '' || giving.isPending) return;
    if (task !== null) {
      giving.mutate({ kind: 'dismiss', task: task.key, revision: task.revision, reason });
    } else giving.mutate({ kind: 'dismiss-clause', clause: clause.at, reason });
  };
  return (
    <Modal
      open
      title={t('why')}
      okText={t('dismiss')}
      confirmLoading={giving.isPending}
      onCancel={() => work.open(null)}
      onOk={give}
    >
      <p>{task === null ? clause.text : `${task.key} ${task.title}`}</p>
      <Input
        autoFocus
        maxLength={200}
        aria-label={t('why')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        onPressEnter={give}
      />
      <div className="commands review-whys">
        {WHYS.map((why) => (
          <Button key={why} size="small" onClick={() => setReason(t(`whys.${why}`))}>
            {t(`whys.${why}`)}
          </Button>
        ))}
      </div>
      {isMissing && reason.trim() === '' && <p role="alert">{t('reasonMissing')}</p>}
      {giving.error !== null && <Refusal error={giving.error} />}
    </Modal>
  );
}

/** Where a task is cut in two: at the cursor. */
export function SplitDialog({ task, work }: { task: ReviewTask; work: Work }) {
  const { t } = useTranslation(REVIEW);
  const { quote } = task;
  const [at, setAt] = useState(() => likelyCut(quote));
  const giving = useGiving(work);
  const moved = ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) =>
    setAt(currentTarget.selectionStart);
  return (
    <Modal
      open
      title={`${t('split')}：${task.key} ${task.title}`}
      okText={t('split')}
      confirmLoading={giving.isPending}
      okButtonProps={{ disabled: at === 0 || at >= quote.length }}
      onCancel={() => work.open(null)}
      onOk={() => giving.mutate({ kind: 'split', task: task.key, revision: task.revision, at })}
    >
      <label htmlFor="split-quote">{t('splitAt')}</label>
      <textarea
        id="split-quote"
        className="split-quote"
        rows={4}
        readOnly
        value={quote}
        ref={(element) => {
          if (element === null || document.activeElement === element) return;
          element.focus();
          element.setSelectionRange(at, at);
        }}
        onSelect={moved}
        onKeyUp={moved}
        onClick={moved}
      />
      <dl className="review-facts">
        <div>
          <dt>{t('first')}</dt>
          <dd>{quote.slice(0, at)}</dd>
        </div>
        <div>
          <dt>{t('second')}</dt>
          <dd>{quote.slice(at)}</dd>
        </div>
      </dl>
      {giving.error !== null && <Refusal error={giving.error} />}
    </Modal>
  );
}

/** After the semicolon, else the comma, that is nearest to the middle. */
function likelyCut(quote: string): number {
  const middle = quote.length / 2;
  for (const marks of ['；;。', '，,、']) {
    const places = Array.from(quote, (sign, index) => (marks.includes(sign) ? index + 1 : 0));
    const inside = places.filter((place) => place > 3 && place < quote.length - 3);
    const [nearest] = inside.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    if (nearest !== undefined) return nearest;
  }
  return Math.floor(middle);
}

/** Which task goes into this one. */
export function MergeDialog({
  task,
  tasks,
  work,
}: {
  task: ReviewTask;
  tasks: ReviewTask[];
  work: Work;
}) {
  const { t } = useTranslation(REVIEW);
  const [chosen, choose] = useState<string | null>(null);
  const giving = useGiving(work);
  const others = tasks.filter(({ key, dismissed }) => key !== task.key && dismissed === null);
  const other = others.find(({ key }) => key === chosen);
  return (
    <Modal
      open
      title={t('mergeWith', { title: `${task.key} ${task.title}` })}
      okText={t('merge')}
      confirmLoading={giving.isPending}
      okButtonProps={{ disabled: other === undefined }}
      onCancel={() => work.open(null)}
      onOk={() => {
        if (other === undefined) return;
        giving.mutate({
          kind: 'merge',
          task: task.key,
          revision: task.revision,
          others: [{ task: other.key, revision: other.revision }],
        });
      }}
    >
      <Select
        autoFocus
        className="name-units"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('mergeWith', { title: task.title })}
        value={chosen}
        onChange={choose}
        options={others.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))}
      />
      <p className="small">{t('mergeHint')}</p>
      {other !== undefined && <blockquote>{other.quote}</blockquote>}
      {giving.error !== null && <Refusal error={giving.error} />}
    </Modal>
  );
}

const KEYS = [
  ['j  k', 'next'],
  ['Enter', 'confirm'],
  ['e', 'edit'],
  ['d', 'dismiss'],
  ['s', 'split'],
  ['m', 'merge'],
  ['t', 'make'],
  ['u  r', 'undo'],
  ['Ctrl+Enter  Esc', 'save'],
  ['?', 'help'],
] as const;

/** What the keys do. */
export function KeysDialog({ work }: { work: Work }) {
  const { t } = useTranslation(REVIEW);
  return (
    <Modal open title={t('keysTitle')} footer={null} onCancel={() => work.open(null)}>
      <p className="small">{t('keysHint')}</p>
      <table className="data">
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr key={what}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{t(`key.${what}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
