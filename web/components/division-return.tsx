import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Division, type ReturnedDivision, readReturnedDivision } from '../api/client.ts';
import { DIVISION } from '../i18n/division.ts';
import { type Column, DataTable } from './data-table.tsx';
import { useAssigning } from './division-assign.tsx';
import { sign } from './signs.ts';
import { Refusal } from './states.tsx';

type Returned = ReturnedDivision[number];
type ReturnProps = { id: number; found: Division; close: () => void };

const HEADERS = { headers: { 'x-duban': '1' } };

/** A table that was filled in outside: what it says otherwise is shown first, then taken as one act. */
export function ReturnDialog({ id, found: { names }, close }: ReturnProps) {
  const { t } = useTranslation(DIVISION);
  const [file, setFile] = useState<File | null>(null);
  const reading = useMutation({
    mutationFn: (chosen: File) => readReturnedDivision({ id, body: { files: [chosen] } }, HEADERS),
  });
  const assigning = useAssigning(id, close);
  const rows = reading.data ?? [];
  const take = () =>
    assigning.mutate(rows.map(({ key, revision, to }) => ({ key, revision, units: to })));
  return (
    <Modal
      open
      width={960}
      title={t('returnTitle')}
      onCancel={close}
      footer={
        rows.length > 0 ? (
          <Button type="primary" loading={assigning.isPending} onClick={take}>
            {t('returnTake', { count: rows.length })}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={file === null}
            loading={reading.isPending}
            onClick={() => file !== null && reading.mutate(file)}
          >
            {t('returnRead')}
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
      {rows.length > 0 && <Differences rows={rows} names={names} />}
      {reading.error !== null && <Refusal error={reading.error} />}
      {assigning.error !== null && <Refusal error={assigning.error} />}
    </Modal>
  );
}

function Differences({ rows, names }: { rows: Returned[]; names: string[] }) {
  const { t } = useTranslation(DIVISION);
  const wanted = rows.flatMap(({ to }) => [...to.lead, ...to.support]);
  const strangers = [...new Set(wanted)].filter((name) => !names.includes(name));
  const units = ({ lead, support }: Returned['to']) => (
    <>
      {lead.join(sign('list')) || t('undecided')}
      {support.length > 0 && (
        <div className="small">
          {t('support')}
          {sign('colon')}
          {support.join(sign('list'))}
        </div>
      )}
    </>
  );
  const columns: Column<Returned>[] = [
    { key: 'task', head: t('task'), cell: ({ number, title }) => `${number} ${title}` },
    { key: 'from', head: t('returnFrom'), cell: ({ from }) => units(from) },
    { key: 'to', head: t('returnTo'), cell: ({ to }) => units(to) },
  ];
  return (
    <>
      {strangers.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('returnStrangers', { names: strangers.join(sign('list')) })}
        />
      )}
      <DataTable label={t('returnTitle')} columns={columns} rows={rows} keyOf={({ key }) => key} />
    </>
  );
}
