import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { getOccurrence } from '../api/client.ts';
import { Duty } from '../components/duty.tsx';
import { Asked } from '../components/states.tsx';
import { useTitle } from '../components/title.ts';

/** One duty, whole: its clause, who owes it, what may be done now, what was told, what happened. */
export function DutyPage() {
  const { t } = useTranslation();
  const id = useParams()['*'] ?? '';
  const duty = useDuty(id);
  useTitle(duty.data?.row.title ?? t('page.duty'));
  return <Asked of={duty}>{(found) => <Duty duty={found} />}</Asked>;
}

/** A duty by its id. */
export function useDuty(id: string) {
  return useQuery({
    queryKey: ['duties', 'duty', id],
    queryFn: () => getOccurrence({ id }),
  });
}
