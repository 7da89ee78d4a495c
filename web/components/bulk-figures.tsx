import { Alert, App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkPreview, giveCommand } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { BULK } from '../i18n/bulk.ts';
import { type Column, DataTable } from './data-table.tsx';
import {
  type Common,
  EMPTY,
  failed,
  failureOf,
  type FigureRow,
  type Filled,
  isFilled,
  isWanted,
  lackOf,
  type Sent,
  sendingOf,
} from './figures.ts';
import { type Held, useHeld } from './leaving.ts';
import { newId } from './new-id.ts';

type Kind = BulkPreview['kinds'][number];

const SOURCES = ['telephone', 'wechat', 'paper', 'oa', 'mail', 'sms'] as const;
const AT_ONCE = 3;
/** A row that has not been answered by then is sent again by hand. */
const PATIENCE = 60_000;

type Props = { kind: Kind; rows: FigureRow[]; close: () => void };

/**
 * A small table in which several duties are reported or claimed as done, each with its own figure
 * and words. What was recorded leaves the table; what was refused stays, with the reason; what nobody
 * has answered stays as it was sent.
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
  const put = (id: string, entry: Filled) => setFilled((all) => new Map(all).set(id, entry));
  const change = (id: string, changes: Partial<Filled>) =>
    put(id, { ...of(id), fault: null, ...changes });
  const wanted = left.filter((row) => isWanted(kind, of(row.id), common));
  const open = left.filter(({ id }) => of(id).isOpen).length;
  const leave = useHeld(heldBy());
  function heldBy(): Held | null {
    if (isSending) return { busy: true };
    if (open > 0) return { busy: false, loses: t('bulk:losesOpen', { count: open }) };
    const count = left.filter(({ id }) => isFilled(of(id))).length;
    return count === 0 ? null : { busy: false, loses: t('bulk:losesFilled', { count }) };
  }
  const isSaid = () => {
    const lacksSource = kind.as === 'behalf' && common.source === null;
    setFault(lacksSource ? t('bulk:mustSource') : null);
    let isWhole = !lacksSource;
    for (const row of wanted) {
      const lack = lackOf(kind, row, of(row.id), common);
      if (lack === null) continue;
      change(row.id, { fault: t(`bulk:${lack}`) });
      isWhole = false;
    }
    return isWhole;
  };
  const send = async () => {
    if (!isSaid()) return;
    setSending(true);
    const queue = wanted.map((row) => {
      const entry = of(row.id);
      return { row, entry, sent: sendingOf(kind, row, entry, common, newId) };
    });
    let isWhole = wanted.length === left.length;
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { row, entry, sent } = next;
        const after = await give(row.id, entry, sent);
        if (after === null) setLeft((all) => all.filter(({ id }) => id !== row.id));
        else put(row.id, after);
        isWhole &&= after === null;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setSending(false);
    if (isWhole) {
      void message.success(t('bulk:finished', { name: kind.name, ok: rows.length, refused: 0 }));
      finish();
    } else void queryClient.invalidateQueries({ queryKey: ['duties', 'ledger'] });
  };
  /** Gives a row's act; null when it was taken, else the row as it stands then. */
  const give = async (id: string, entry: Filled, sent: Sent): Promise<Filled | null> => {
    const { key: idempotencyKey, input: commandInput } = sent;
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      await giveCommand({ id, idempotencyKey, commandInput }, { signal });
      return null;
    } catch (error) {
      const failure = failureOf(error);
      const silence = failure.outcome === 'open' || entry.isOpen ? 'unconfirmed' : 'unsent';
      return failed(entry, sent, failure, failure.says ?? t(`bulk:${silence}`));
    }
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
      cancelButtonProps={{ disabled: isSending }}
      {...(done > 0 ? { cancelText: t('bulk:close') } : {})}
      confirmLoading={isSending}
      onCancel={() => leave(finish)}
      onOk={() => void send()}
    >
      {done > 0 && <p role="status">{t('bulk:doneSoFar', { count: done })}</p>}
      {open > 0 && (
        <Alert
          className="figures-note"
          role="status"
          type="warning"
          showIcon
          title={t('bulk:locked')}
        />
      )}
      <Form layout="vertical" component="div" disabled={isSending || open > 0}>
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
      {fault !== null && (
        <Alert className="figures-note" role="alert" type="error" showIcon title={fault} />
      )}
      <DataTable
        label={t('bulk:figures', { name: kind.name })}
        rows={left}
        keyOf={({ id }) => id}
        columns={columns}
      />
    </Modal>
  );
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

const FIGURE_HEADS: Partial<Record<Kind['kind'], 'bulk:soFar' | 'bulk:given'>> = {
  report: 'bulk:soFar',
  contribute: 'bulk:given',
};

type Filling = {
  left: FigureRow[];
  of: (id: string) => Filled;
  change: (id: string, changes: Partial<Filled>) => void;
  isSending: boolean;
};

function useColumns({ kind }: Kind, filling: Filling): Column<FigureRow>[] {
  const { t } = useTranslation(['translation', BULK]);
  const { left, of, change, isSending } = filling;
  const isLocked = (id: string) => isSending || of(id).isOpen;
  const hasFigure = (row: FigureRow) => kind !== 'complete' || row.tally !== null;
  const have: Column<FigureRow> = {
    key: 'have',
    head: t('bulk:have'),
    cell: ({ tally }) =>
      tally === null ? '' : `${tally.sum} / ${tally.target} ${tally.unit ?? ''}`,
  };
  const figure: Column<FigureRow> = {
    key: 'amount',
    head: t(FIGURE_HEADS[kind] ?? 'bulk:added'),
    cell: (row) =>
      hasFigure(row) && (
        <InputNumber
          aria-label={t('bulk:addedOf', row)}
          disabled={isLocked(row.id)}
          value={of(row.id).amount}
          onChange={(amount) => change(row.id, { amount })}
        />
      ),
  };
  const speaker: Column<FigureRow> = {
    key: 'speaker',
    head: t('command.behalfOf'),
    cell: ({ units, ...row }) =>
      units.length < 2 ? (
        units[0]?.name
      ) : (
        <Select
          className="speaker"
          aria-label={t('bulk:speakerOf', row)}
          disabled={isLocked(row.id)}
          value={of(row.id).unitId}
          onChange={(unitId) => change(row.id, { unitId })}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ),
  };
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
    ...(left.some(({ units }) => units.length > 1) ? [speaker] : []),
    ...(left.some(({ tally }) => tally !== null) ? [have] : []),
    ...(left.some(hasFigure) ? [figure] : []),
    {
      key: 'words',
      head: t('bulk:words'),
      cell: (row) => (
        <Input
          aria-label={t('bulk:wordsOf', row)}
          maxLength={2000}
          disabled={isLocked(row.id)}
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
