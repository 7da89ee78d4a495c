import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Division, type ReturnedDivision, readReturnedDivision } from '../api/client.ts';
import { DIVISION } from '../i18n/division.ts';
import { type Column, DataTable } from './data-table.tsx';
import { useAssigning } from './division-assign.tsx';
import { Refusal } from './states.tsx';

type Returned = ReturnedDivision[number];
type ReturnProps = { id: number; found: Division; close: () => void };

const HEADERS = { headers: { 'x-duban': '1' } };

/**
 * A table that was filled in outside: what it says otherwise is shown first; what is ticked is taken
 * as one act. Rows that somebody should look at before are not ticked by themselves.
 */
export function ReturnDialog({ id, found: { names }, close }: ReturnProps) {
  const { t } = useTranslation(DIVISION);
  const [file, setFile] = useState<File | null>(null);
  const [ticked, setTicked] = useState<string[]>([]);
  const assigning = useAssigning(id, close);
  const reading = useMutation({
    mutationFn: (chosen: File) => readReturnedDivision({ id, body: { files: [chosen] } }, HEADERS),
    onSuccess: (rows) => {
      assigning.reset();
      setTicked(rows.filter(({ doubts }) => doubts.length === 0).map(({ key }) => key));
    },
  });
  const rows = reading.data ?? [];
  const taken = rows.filter(({ key }) => ticked.includes(key));
  const take = () =>
    assigning.mutate(taken.map(({ key, revision, to }) => ({ key, revision, units: to })));
  const mayTake = rows.length > 0 && assigning.error === null;
  return (
    <Modal
      open
      width={960}
      title={t('returnTitle')}
      onCancel={close}
      footer={
        mayTake ? (
          <Button
            type="primary"
            disabled={taken.length === 0}
            loading={assigning.isPending}
            onClick={take}
          >
            {t('returnTake', { count: taken.length })}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={file === null}
            loading={reading.isPending}
            onClick={() => file !== null && reading.mutate(file)}
          >
            {t(rows.length > 0 ? 'returnAgain' : 'returnRead')}
          </Button>
        )
      }
    >
      <p>{t('returnHint')}</p>
      <p>
        <label htmlFor="division-file">{t('returnFile')}</label>{' '}
        <input
          id="division-file"
          type="file"
          accept=".xlsx,.csv,.docx"
          onChange={({ target }) => {
            setFile(target.files?.[0] ?? null);
            reading.reset();
          }}
        />
      </p>
      {reading.data?.length === 0 && <Alert type="info" showIcon title={t('returnSame')} />}
      {rows.length > 0 && (
        <Differences rows={rows} names={names} ticked={ticked} tick={setTicked} />
      )}
      {reading.error !== null && <Refusal error={reading.error} />}
      {assigning.error !== null && <Refusal error={assigning.error} />}
    </Modal>
  );
}

type DifferencesProps = {
  rows: Returned[];
  names: string[];
  ticked: string[];
  tick: (keys: string[]) => void;
};

function Differences({ rows, names, ticked, tick }: DifferencesProps) {
  const { t } = useTranslation(DIVISION);
  const wanted = rows
    .filter(({ key }) => ticked.includes(key))
    .flatMap(({ to }) => [...to.lead, ...to.support]);
  const strangers = [...new Set(wanted)].filter((name) => !names.includes(name));
  const doubtful = rows.filter(({ doubts }) => doubts.length > 0).length;
  const units = ({ lead, support }: Returned['to']) => (
    <>
      {lead.join('、') || t('undecided')}
      {support.length > 0 && (
        <div className="small">
          {t('support')}：{support.join('、')}
        </div>
      )}
    </>
  );
  const columns: Column<Returned>[] = [
    {
      key: 'task',
      head: t('task'),
      cell: ({ key, number, title }) => (
        <Checkbox
          checked={ticked.includes(key)}
          onChange={({ target }) =>
            tick(target.checked ? [...ticked, key] : ticked.filter((each) => each !== key))
          }
        >
          {number} {title}
        </Checkbox>
      ),
    },
    { key: 'from', head: t('returnFrom'), cell: ({ from }) => units(from) },
    { key: 'to', head: t('returnTo'), cell: ({ to }) => units(to) },
    {
      key: 'doubts',
      head: t('returnLook'),
      cell: ({ doubts }) =>
        doubts.map((doubt) => <div key={doubt}>▲ {t(`returnDoubts.${doubt}`)}</div>),
    },
  ];
  return (
    <>
      {doubtful > 0 && (
        <Alert type="warning" showIcon title={t('returnDoubtful', { count: doubtful })} />
      )}
      {strangers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('returnStrangers', { names: strangers.join('、') })}
        />
      )}
      <DataTable label={t('returnTitle')} columns={columns} rows={rows} keyOf={({ key }) => key} />
    </>
  );
}
