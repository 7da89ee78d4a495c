import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Device, getBook, listDevices, settleDevice } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { BookParts } from '../components/book-parts.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { dayOf } from '../components/days.ts';
import { Light } from '../components/light.tsx';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { BOOK } from '../i18n/book.ts';

/** From which telephones and computers units act; those that wait for approval first. */
export function DevicesPage() {
  const { t } = useTranslation(['translation', BOOK]);
  useTitle(t('book:devices'));
  const { message } = App.useApp();
  const book = useQuery({ queryKey: ['book'], queryFn: () => getBook() });
  const devices = useQuery({ queryKey: ['book', 'devices'], queryFn: () => listDevices() });
  const settling = useMutation({
    mutationFn: ({ id, allowed }: { id: number; allowed: boolean }) =>
      settleDevice({ id, body: { allowed } }),
    onSuccess: async () => {
      void message.success(t('book:saved'));
      await queryClient.invalidateQueries({ queryKey: ['book', 'devices'] });
    },
  });
  const columns: Column<Device>[] = [
    { key: 'unit', head: t('book:unit'), cell: ({ unit }) => unit },
    {
      key: 'user',
      head: t('book:user'),
      cell: ({ name, room, phone }) => (
        <>
          {[name, room].filter(Boolean).join(' ') || t('book:none')}
          <div className="small">{phone}</div>
        </>
      ),
    },
    { key: 'link', head: t('book:linkOf'), cell: ({ person }) => person },
    {
      key: 'state',
      head: t('book:state'),
      cell: ({ confirmed }) => (
        <Light
          light={confirmed ? 'green' : 'yellow'}
          words={t(confirmed ? 'book:confirmed' : 'book:waiting')}
        />
      ),
    },
    { key: 'seen', head: t('book:seen'), cell: ({ seenAt }) => dayOf(seenAt) },
    {
      key: 'acts',
      head: t('book:acts'),
      cell: ({ id, unit, name, confirmed }) =>
        book.data?.keeps === true && (
          <div className="commands">
            {!confirmed && (
              <Button
                size="small"
                type="primary"
                disabled={settling.isPending}
                aria-label={t('book:approveOf', { unit, name: name ?? '' })}
                onClick={() => settling.mutate({ id, allowed: true })}
              >
                {t('book:approve')}
              </Button>
            )}
            <Button
              size="small"
              data-once
              disabled={settling.isPending}
              aria-label={t('book:revokeOf', { unit, name: name ?? '' })}
              onClick={() => settling.mutate({ id, allowed: false })}
            >
              {t('book:revoke')}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <>
      <h1>{t('book:devices')}</h1>
      <BookParts />
      <p className="small">{t('book:devicesHint')}</p>
      {settling.error !== null && <Refusal error={settling.error} />}
      <Asked of={devices}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('book:noDevices')}</Nothing>
          ) : (
            <DataTable
              label={t('book:devices')}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
            />
          )
        }
      </Asked>
    </>
  );
}
