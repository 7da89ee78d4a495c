import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { cancelLeave, getBook, type Leave, listLeaves } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { BookParts } from '../components/book-parts.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { sign } from '../components/signs.ts';
import { Asked, Nothing, Refusal } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';
import { BOOK } from '../i18n/book.ts';

/** Who is away, until when, and who stands in. */
export function LeavesPage() {
  const { t } = useTranslation(['translation', BOOK]);
  useTitle(t('book:leaves'));
  const { message } = App.useApp();
  const book = useQuery({ queryKey: ['book'], queryFn: () => getBook() });
  const leaves = useQuery({ queryKey: ['book', 'leaves'], queryFn: () => listLeaves() });
  const cancelling = useMutation({
    mutationFn: (id: number) => cancelLeave({ id }),
    onSuccess: async () => {
      void message.success(t('book:cancelled'));
      await queryClient.invalidateQueries({ queryKey: ['book'] });
    },
  });
  const columns: Column<Leave>[] = [
    { key: 'person', head: t('book:person'), cell: ({ person }) => person },
    { key: 'unit', head: t('book:unit'), cell: ({ units }) => units.join(sign('list')) },
    { key: 'from', head: t('book:firstDay'), cell: ({ from }) => from },
    { key: 'to', head: t('book:lastDay'), cell: ({ to }) => to },
    {
      key: 'substitute',
      head: t('book:substitute'),
      cell: ({ substitute }) => substitute ?? t('book:substituteNone'),
    },
    {
      key: 'acts',
      head: t('book:acts'),
      cell: ({ id, person }) =>
        book.data?.keeps === true && (
          <Button
            size="small"
            data-once
            disabled={cancelling.isPending}
            aria-label={t('book:cancelOf', { name: person })}
            onClick={() => cancelling.mutate(id)}
          >
            {t('book:cancel')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <h1>{t('book:leaves')}</h1>
      <BookParts />
      {cancelling.error !== null && <Refusal error={cancelling.error} />}
      <Asked of={leaves}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing>{t('book:noLeaves')}</Nothing>
          ) : (
            <DataTable
              label={t('book:leaves')}
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
