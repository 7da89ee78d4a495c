import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Collectives, dropCollective, getBook, listCollectives } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { BookParts } from '../components/book-parts.tsx';
import { CollectiveDialog } from '../components/collective-form.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { COLLECTIVES } from '../i18n/collectives.ts';

type Collective = Collectives['collectives'][number];
type Open = { name: 'add' } | { name: 'edit' | 'drop'; of: Collective };

/** Names for several units, and which units they mean in new plans. */
export function CollectivesPage() {
  const { t } = useTranslation(COLLECTIVES);
  useTitle(t('title'));
  const found = useQuery({
    queryKey: ['book', 'collectives'],
    queryFn: () => listCollectives(),
  });
  const book = useQuery({ queryKey: ['book'], queryFn: () => getBook() });
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div className="title-row">
        <h1>{t('title')}</h1>
        {found.data?.keeps === true && (
          <Button type="primary" onClick={() => setOpen({ name: 'add' })}>
            {t('add')}
          </Button>
        )}
      </div>
      <BookParts />
      <p className="small">{t('about')}</p>
      <Asked of={found}>
        {({ keeps, collectives }) =>
          collectives.length === 0 ? (
            <Nothing>{t('nothing')}</Nothing>
          ) : (
            <DataTable
              label={t('title')}
              columns={columnsOf(t, setOpen).filter(({ key }) => keeps || key !== 'acts')}
              rows={collectives}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
      {open !== null && open.name !== 'drop' && book.data !== undefined && (
        <CollectiveDialog
          of={open.name === 'add' ? null : open.of}
          book={book.data}
          close={close}
        />
      )}
      {open?.name === 'drop' && <DropDialog of={open.of} close={close} />}
    </>
  );
}

function DropDialog({ of: { id, name }, close }: { of: Collective; close: () => void }) {
  const { t } = useTranslation(COLLECTIVES);
  const { message } = App.useApp();
  const dropping = useMutation({
    mutationFn: () => dropCollective({ id }),
    onSuccess: (kept) => {
      queryClient.setQueryData(['book', 'collectives'], kept);
      void queryClient.invalidateQueries({ queryKey: ['names'] });
      void message.success(t('dropped'));
      close();
    },
  });
  return (
    <Modal
      open
      title={t('dropOf', { name })}
      okText={t('drop')}
      confirmLoading={dropping.isPending}
      onCancel={close}
      onOk={() => dropping.mutate()}
    >
      <p>{t('dropHint')}</p>
      {dropping.error !== null && <Refusal error={dropping.error} />}
    </Modal>
  );
}

function columnsOf(
  t: ReturnType<typeof useTranslation<'collectives'>>['t'],
  open: (what: Open) => void,
): Column<Collective>[] {
  return [
    {
      key: 'name',
      head: t('name'),
      cell: ({ name, aliases }) => (
        <>
          <strong>{name}</strong>
          {aliases.length > 0 && <div className="small">{aliases.join(sign('list'))}</div>}
        </>
      ),
    },
    { key: 'side', head: t('side'), cell: ({ side }) => side ?? t('sideNone') },
    {
      key: 'units',
      head: t('units'),
      cell: ({ units }) => (
        <>
          <div className="small">{t('count', { count: units.length })}</div>
          {units.join(sign('list'))}
        </>
      ),
    },
    {
      key: 'acts',
      head: t('acts'),
      cell: (of) =>
        of.keeps ? (
          <div className="commands">
            <Button
              size="small"
              aria-label={t('editOf', { name: of.name })}
              onClick={() => open({ name: 'edit', of })}
            >
              {t('edit')}
            </Button>
            <Button
              size="small"
              aria-label={`${t('drop')}${sign('colon')}${of.name}`}
              onClick={() => open({ name: 'drop', of })}
            >
              {t('drop')}
            </Button>
          </div>
        ) : (
          <span className="small">{t('others')}</span>
        ),
    },
  ];
}
