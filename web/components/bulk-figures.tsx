import { Alert, App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkPreview, type CommandInput, giveCommand } from '../api/client.ts';
import { isRefusal, problemOf } from '../api/problem.ts';
import { queryClient } from '../api/query.ts';
import { BULK } from '../i18n/bulk.ts';
import { type Column, DataTable } from './data-table.tsx';
import { newId } from './new-id.ts';

type Kind = BulkPreview['kinds'][number];
type Row = BulkPreview['rows'][number];

/** What of each duty has a figure or words of its own. */
const FIGURED: readonly Kind['kind'][] = ['report', 'enter', 'complete'];

/** True of an act that each row fills in for itself. */
export function isFigured(kind: Kind['kind']): boolean {
  return FIGURED.includes(kind);
}

const SOURCES = ['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms'] as const;
const AT_ONCE = 3;

/** A row as it is filled in; `key` makes what stands in it one act, however often it is sent. */
type Filled = { key: string; amount: number | null; text: string; fault: string | null };

type Common = { text: string; source: (typeof SOURCES)[number] | null; informant: string };

type Props = { kind: Kind; rows: Row[]; close: () => void };

/**
 * A small table in which several duties are reported or claimed as done, each with its own figure
 * and words. What was recorded leaves the table; what was refused stays, with the reason.
 */
export function BulkFigures({ kind, rows, close }: Props) {
  const { t } = useTranslation(['translation', BULK]);
  const { message } = App.useApp();
  const [left, setLeft] = useState(rows);
  const [filled, setFilled] = useState<ReadonlyMap<string, Filled>>(new Map());
  const [common, setCommon] = useState<Common>({ text: '', source: null, informant: '' });
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const of = (id: string): Filled => filled.get(id) ?? EMPTY;
  const change = (id: string, changes: Partial<Filled>) =>
    // what was changed is another act than the one that was refused
    setFilled((all) =>
      new Map(all).set(id, { ...(all.get(id) ?? EMPTY), fault: null, key: newId(), ...changes }),
    );
  const wanted = left.filter((row) => isWanted(kind, of(row.id), common));
  const send = async () => {
    const lacking = new Map(
      wanted.flatMap((row) => {
        const lack = lackOf(kind, row, of(row.id), common);
        return lack === null ? [] : [[row.id, lack]];
      }),
    );
    setFault(kind.as === 'behalf' && common.source === null ? t('bulk:mustSource') : null);
    for (const [id, lack] of lacking) change(id, { fault: t(`bulk:${lack}`) });
    if (lacking.size > 0 || (kind.as === 'behalf' && common.source === null)) return;
    setSending(true);
    const queue = wanted.map((row) => ({ row, entry: keyed(of(row.id)) }));
    setFilled(
      (all) => new Map([...all, ...queue.map(({ row, entry }) => [row.id, entry] as const)]),
    );
    let isWhole = true;
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { row, entry } = next;
        const refused = await give(kind, row.id, entry, common, t('bulk:unconfirmed'));
        if (refused === null) setLeft((all) => all.filter(({ id }) => id !== row.id));
        else setFilled((all) => new Map(all).set(row.id, { ...entry, fault: refused }));
        isWhole &&= refused === null;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setSending(false);
    await queryClient.invalidateQueries({ queryKey: ['duties', 'ledger'] });
    if (!isWhole || wanted.length < left.length) return;
    void message.success(t('bulk:finished', { name: kind.name, ok: rows.length, refused: 0 }));
    finish();
  };
  const finish = () => {
    close();
    void queryClient.invalidateQueries({ queryKey: ['duties'] });
  };
  const done = rows.length - left.length;
  const count = wanted.length;
  const again = left.some(({ id }) => of(id).fault !== null);
  const columns = useColumns(kind, { left, of, change, isSending });
  return (
    <Modal
      open
      width={960}
      title={t('bulk:figures', { name: kind.name })}
      okText={t(again ? 'bulk:again' : 'bulk:send', { count })}
      okButtonProps={{ disabled: count === 0 }}
      {...(done > 0 ? { cancelText: t('bulk:close') } : {})}
      confirmLoading={isSending}
      onCancel={finish}
      onOk={() => void send()}
    >
      {done > 0 && <p role="status">{t('bulk:doneSoFar', { count: done })}</p>}
      <Form layout="vertical" component="div">
        {kind.as === 'behalf' && (
          <Behalf common={common} change={(given) => setCommon({ ...common, ...given })} />
        )}
        <Form.Item label={t('bulk:wordsForAll')} htmlFor="figures-words">
          <Input
            id="figures-words"
            maxLength={2000}
            value={common.text}
            onChange={({ target }) => setCommon({ ...common, text: target.value })}
          />
        </Form.Item>
      </Form>
      <p className="small">{t('bulk:skip')}</p>
      {fault !== null && <Alert role="alert" type="error" showIcon title={fault} />}
      <DataTable
        label={t('bulk:figures', { name: kind.name })}
        rows={left}
        keyOf={({ id }) => id}
        columns={columns}
      />
    </Modal>
  );
}

const EMPTY: Filled = { key: '', amount: null, text: '', fault: null };

function keyed(entry: Filled): Filled {
  return entry.key === '' ? { ...entry, key: newId() } : entry;
}

/** The office says for all rows how it heard of them. */
function Behalf({ common, change }: { common: Common; change: (given: Partial<Common>) => void }) {
  const { t } = useTranslation(['translation', BULK]);
  return (
    <>
      <Form.Item label={t('command.source')} htmlFor="figures-source" required>
        <Select
          id="figures-source"
          value={common.source}
          onChange={(source) => change({ source })}
          options={SOURCES.map((source) => ({ value: source, label: t(`source.${source}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('command.informant')} htmlFor="figures-informant">
        <Input
          id="figures-informant"
          maxLength={50}
          value={common.informant}
          onChange={({ target }) => change({ informant: target.value })}
        />
      </Form.Item>
    </>
  );
}

type Filling = {
  left: Row[];
  of: (id: string) => Filled;
  change: (id: string, changes: Partial<Filled>) => void;
  isSending: boolean;
};

function useColumns({ kind }: Kind, { left, of, change, isSending }: Filling): Column<Row>[] {
  const { t } = useTranslation(['translation', BULK]);
  const hasFigure = (row: Row) => kind !== 'complete' || row.tally !== null;
  const figure: Column<Row>[] = [
    {
      key: 'have',
      head: t('bulk:have'),
      cell: ({ tally }) =>
        tally === null ? '' : `${tally.sum} / ${tally.target} ${tally.unit ?? ''}`,
    },
    {
      key: 'amount',
      head: t(kind === 'report' ? 'bulk:soFar' : 'bulk:added'),
      cell: (row) =>
        hasFigure(row) && (
          <InputNumber
            aria-label={t('bulk:addedOf', row)}
            disabled={isSending}
            value={of(row.id).amount}
            onChange={(amount) => change(row.id, { amount })}
          />
        ),
    },
  ];
  return [
    {
      key: 'title',
      head: t('ledger.title'),
      cell: ({ number, title, unit }) => (
        <>
          {number} {title}
          <div className="small">{unit}</div>
        </>
      ),
    },
    ...(left.some(hasFigure) ? figure : []),
    {
      key: 'words',
      head: t('bulk:words'),
      cell: (row) => (
        <Input
          aria-label={t('bulk:wordsOf', row)}
          maxLength={2000}
          disabled={isSending}
          value={of(row.id).text}
          onChange={({ target }) => change(row.id, { text: target.value })}
        />
      ),
    },
    {
      key: 'why',
      head: t('bulk:why'),
      cell: ({ id }) => {
        const { fault } = of(id);
        return fault === null ? '' : <span role="alert">✗ {fault}</span>;
      },
    },
  ];
}

/** Left empty it is left out, unless the words for all are meant for it. */
function isWanted({ kind }: Kind, { amount, text }: Filled, common: Common): boolean {
  const forAll = kind !== 'enter' && common.text.trim() !== '';
  return amount !== null || text.trim() !== '' || forAll;
}

function lackOf(
  { kind }: Kind,
  { tally }: Row,
  { amount, text }: Filled,
  common: Common,
): 'mustFigure' | 'mustWords' | null {
  if (kind === 'enter' && amount === null) return 'mustFigure';
  const says = text.trim() !== '' || common.text.trim() !== '';
  if (kind === 'enter' || says) return null;
  return kind === 'complete' && tally !== null && amount !== null ? null : 'mustWords';
}

/** Gives a row's act; null when it was taken, else why not. */
async function give(
  { kind, as }: Kind,
  id: string,
  { key, amount, text }: Filled,
  common: Common,
  unconfirmed: string,
): Promise<string | null> {
  const words = text.trim() === '' ? common.text.trim() : text.trim();
  const informant = common.informant.trim();
  const commandInput: CommandInput = {
    kind,
    ...(amount === null ? {} : { amount }),
    ...(words === '' ? {} : { text: words }),
    ...(common.source === null ? {} : { source: common.source }),
    ...(as === 'behalf' ? { behalf: informant === '' ? {} : { informant } } : {}),
  };
  try {
    await giveCommand({ id, idempotencyKey: key, commandInput });
    return null;
  } catch (error) {
    const problem = problemOf(error);
    return isRefusal(error) && problem !== null ? problem.detail : unconfirmed;
  }
}
