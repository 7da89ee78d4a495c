import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BookImport, importBook } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { site } from '../api/site.ts';
import { BOOK } from '../i18n/book.ts';
import { type Column, DataTable } from './data-table.tsx';
import { sign } from './signs.ts';
import { Refusal } from './states.tsx';

type Cell = BookImport['cells'][number];
type Change = BookImport['changes'][number];

const HEADERS = { headers: { 'x-duban': '1' } };

/** A table is chosen, what it would change is shown, and only then is it taken in: all or nothing. */
export function BookImportDialog({ close }: { close: () => void }) {
  const { t } = useTranslation(['translation', BOOK]);
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  const sending = useMutation({
    mutationFn: async (digest: string | null) => {
      const files = file === null ? [] : [file];
      return await importBook({ body: { files }, ...(digest === null ? {} : { digest }) }, HEADERS);
    },
    onSuccess: async ({ applied }) => {
      if (!applied) return;
      void message.success(t('book:applied'));
      await queryClient.invalidateQueries({ queryKey: ['book'] });
    },
  });
  const { data, error, isPending } = sending;
  const agreed = data?.digest ?? null;
  const ready = agreed !== null && data?.applied === false && data.changes.length > 0;
  return (
    <Modal
      open
      width={960}
      title={t('book:import')}
      onCancel={close}
      footer={
        <div className="commands">
          <Button href={`${site}/api/v1/book/template`}>{t('book:template')}</Button>
          {!ready && data?.applied !== true && (
            <Button
              type="primary"
              disabled={file === null}
              loading={isPending}
              onClick={() => sending.mutate(null)}
            >
              {t('book:preview')}
            </Button>
          )}
          {data?.applied === true && (
            <Button type="primary" onClick={close}>
              {t('book:finish')}
            </Button>
          )}
          {ready && (
            <Button type="primary" loading={isPending} onClick={() => sending.mutate(agreed)}>
              {t('book:apply')}
            </Button>
          )}
        </div>
      }
    >
      <label htmlFor="book-file">{t('book:file')}</label>
      <p>
        <input
          id="book-file"
          type="file"
          accept=".xlsx,.csv"
          onChange={({ target }) => {
            setFile(target.files?.[0] ?? null);
            sending.reset();
          }}
        />
      </p>
      <p className="small">{t('book:fileHint')}</p>
      {error !== null && <Refusal error={error} />}
      {data !== undefined && <Preview seen={data} />}
    </Modal>
  );
}

function Preview({ seen }: { seen: BookImport }) {
  const { t } = useTranslation(['translation', BOOK]);
  const { applied, cells, faults, warnings, changes, kept, reached, matched } = seen;
  const wrong = cells.length + faults.length;
  const cellColumns: Column<Cell>[] = [
    { key: 'row', head: t('book:row'), cell: ({ sheet, row }) => `${sheet} ${row}` },
    { key: 'column', head: t('book:column'), cell: ({ column }) => column },
    { key: 'stands', head: t('book:stands'), cell: ({ found }) => found || t('book:none') },
    { key: 'expected', head: t('book:expected'), cell: ({ expected }) => expected },
  ];
  const changeColumns: Column<Change>[] = [
    { key: 'kind', head: t('book:state'), cell: ({ kind }) => t(`book:kindsOfChange.${kind}`) },
    { key: 'unit', head: t('book:unit'), cell: ({ unit }) => unit },
    {
      key: 'says',
      head: t('book:wouldDo'),
      cell: ({ says }) => says.replace(/^[^：:]*(?:：|: )/, ''),
    },
  ];
  if (wrong > 0) {
    return (
      <>
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('book:wrongCells', { count: wrong })}
          description={
            faults.length === 0 ? undefined : (
              <ul>
                {faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            )
          }
        />
        {cells.length > 0 && (
          <DataTable
            label={t('book:wrongCells', { count: wrong })}
            columns={cellColumns}
            rows={cells}
            keyOf={({ sheet, row, column, expected }) => `${sheet}/${row}/${column}/${expected}`}
          />
        )}
      </>
    );
  }
  return (
    <div role="status">
      {applied && <Alert type="success" showIcon title={t('book:applied')} />}
      {warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('book:warnings')}
          description={
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          }
        />
      )}
      {changes.length === 0 ? (
        <p>{t('book:noChange')}</p>
      ) : (
        <DataTable
          label={t('book:wouldDo')}
          columns={changeColumns}
          rows={changes}
          keyOf={({ says }) => says}
        />
      )}
      <p>
        {t('book:keptUnits', { count: kept })}
        {reached > 0 && `${sign('semicolon')}${t('book:willReach', { count: reached })}`}
      </p>
      {matched.map(({ planId, title, names }) => (
        <p key={planId}>{t('book:matched', { title, names: names.join(sign('list')) })}</p>
      ))}
    </div>
  );
}
