import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findPeople } from '../api/client.ts';
import { BOOK } from '../i18n/book.ts';
import { inBrackets, sign } from './signs.ts';

/** Somebody of the address book, found by name, unit or mailbox. */
export function PersonChoice({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: number | null;
  onChange?: (person: number | null) => void;
}) {
  const { t } = useTranslation(['translation', BOOK]);
  const [text, setText] = useState('');
  const people = useQuery({
    queryKey: ['book', 'people', text],
    queryFn: () => findPeople({ text }),
    placeholderData: keepPreviousData,
  });
  const found = people.data ?? [];
  return (
    <Select<number>
      {...(id === undefined ? {} : { id })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('book:choose')}
      value={value ?? null}
      onChange={(chosen: number | undefined) => onChange?.(chosen ?? null)}
      loading={people.isFetching}
      options={found.map((person) => ({
        value: person.id,
        label:
          person.name +
          inBrackets(
            [person.at, ...(person.reachable ? [] : [t('book:unreachablePerson')])].join(
              sign('comma'),
            ),
          ),
      }))}
    />
  );
}
