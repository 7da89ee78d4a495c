import { useTranslation } from 'react-i18next';
import { PLAN } from '../i18n/plan.ts';
import { sign } from './signs.ts';

/** The tasks, names or units that something is about, folded. */
export function OpenItems({ items }: { items: string[] }) {
  const { t } = useTranslation(['translation', PLAN]);
  if (items.length === 0) return null;
  return (
    <details>
      <summary>{t('plan:allItems', { count: items.length })}</summary>
      {items.join(sign('list'))}
    </details>
  );
}
