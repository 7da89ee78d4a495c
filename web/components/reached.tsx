import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { PLAN } from '../i18n/plan.ts';
import { inBrackets } from './signs.ts';

const MOST_SHOWN = 12;

/** What an order would reach. */
export function Reached({
  lines,
}: {
  lines: { id: string; number: string; title: string; unit: string }[];
}) {
  const { t } = useTranslation(['translation', PLAN]);
  const left = lines.length - MOST_SHOWN;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={
        lines.length === 0 ? t('plan:reachesNone') : t('plan:reaches', { count: lines.length })
      }
      description={
        <ul className="plain-list">
          {lines.slice(0, MOST_SHOWN).map(({ id, number, title, unit }) => (
            <li key={id}>
              {number} {title}
              {inBrackets(unit)}
            </li>
          ))}
          {left > 0 && <li>{t('plan:more', { count: left })}</li>}
        </ul>
      }
    />
  );
}
