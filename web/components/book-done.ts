import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BookEdited } from '../api/client.ts';
import { queryClient } from '../api/query.ts';
import { BOOK } from '../i18n/book.ts';

/** Says what an act on the address book did, and has what is shown asked for anew. */
export function useBookDone(): (edited: BookEdited) => Promise<void> {
  const { t } = useTranslation(['translation', BOOK]);
  const { message } = App.useApp();
  return async ({ changes, reached, brought }) => {
    const words = brought ? 'book:reachedItems' : 'book:reachingItems';
    const items = reached === 0 ? '' : t(words, { count: reached });
    void message.success(changes.length === 0 ? t('book:unchanged') : `${t('book:saved')}${items}`);
    await queryClient.invalidateQueries({ queryKey: ['book'] });
  };
}
