import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { importDocument } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { keepSent } from '../api/sent-file.ts';
import { IMPORTS } from '../i18n/imports.ts';
import { newId } from './new-id.ts';
import { Refusal } from './states.tsx';
import { useMe } from './shell.tsx';

const LARGEST = 50 * 1024 * 1024;
const KINDS = '.docx,.doc,.wps,.pdf,.xlsx,.ofd,.txt,.md';

type Given = { file: File; officeId: number | null; internal: boolean };

/**
 * Sends a file to be imported, and goes to where its progress is shown; under the id of an import that
 * was broken off it is read anew.
 */
export function useImport(again?: string) {
  const navigate = useNavigate();
  const owner = useMe().data?.person.id;
  return useMutation({
    mutationFn: async ({ file, officeId, internal }: Given) => {
      const id = again ?? newId();
      if (owner !== undefined) await keepSent({ id, owner, file, officeId, internal });
      const body = {
        id,
        ...(officeId === null ? {} : { officeId: String(officeId) }),
        ...(internal ? { internal: 'true' as const } : {}),
        file,
      };
      await importDocument({ body }, { headers: { 'x-duban': '1' } });
      return id;
    },
    onSuccess: async (id) => {
      await queryClient.invalidateQueries({ queryKey: ['import', id] });
      void navigate(`/plans/import/${id}`);
    },
  });
}

/** Where a coordinator drops a plan's file, or chooses it. */
export function ImportDrop({ internalAsked = false }: { internalAsked?: boolean }) {
  const { t } = useTranslation(IMPORTS);
  const posts = useMe().data?.posts ?? [];
  const offices = posts.filter(({ role }) => role === 'coordinator');
  const [officeId, setOffice] = useState(offices[0]?.unitId ?? null);
  const [internal, setInternal] = useState(false);
  const [isOver, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const chosen = useRef<HTMLInputElement>(null);
  const sending = useImport();
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined || sending.isPending) return;
    setTooLarge(file.size > LARGEST);
    if (file.size <= LARGEST) sending.mutate({ file, officeId, internal });
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <section
      className={isOver ? 'drop drop-over no-print' : 'drop no-print'}
      aria-label={t('page')}
      aria-busy={sending.isPending}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <span>{t('drop')}</span>
      <Button type="primary" loading={sending.isPending} onClick={() => chosen.current?.click()}>
        {t('choose')}
      </Button>
      <input
        ref={chosen}
        type="file"
        hidden
        accept={KINDS}
        aria-label={t('choose')}
        onChange={({ target }) => {
          take(target.files);
          target.value = ''; // the same file may be chosen again
        }}
      />
      {offices.length > 1 && (
        <Select
          aria-label={t('office')}
          value={officeId}
          onChange={setOffice}
          options={offices.map(({ unitId, unit }) => ({ value: unitId, label: unit }))}
        />
      )}
      {internalAsked && (
        <Checkbox checked={internal} onChange={({ target }) => setInternal(target.checked)}>
          {t('confirmInternal')}
        </Checkbox>
      )}
      <div className="small">{t('kinds')}</div>
      {tooLarge && <div role="alert">{t('largest')}</div>}
      {sending.error !== null && <Refusal error={sending.error} />}
    </section>
  );
}
