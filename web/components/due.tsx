import { useTranslation } from 'react-i18next';
import type { LedgerRow } from '../api/client.ts';

type Dates = Pick<LedgerRow, 'dueOn' | 'practicalDueOn' | 'provisional' | 'waiting'>;

/** Until when, and by which working day to hand it in. */
export function Due({ row: { dueOn, practicalDueOn, provisional, waiting } }: { row: Dates }) {
  const { t } = useTranslation();
  if (dueOn === null) return waiting ?? t('ledger.undated');
  return (
    <>
      {dueOn}
      {practicalDueOn !== null && practicalDueOn !== dueOn && (
        <div className="small whole">{t('ledger.practical', { day: practicalDueOn })}</div>
      )}
      {provisional && <div className="small">{t('ledger.provisional')}</div>}
    </>
  );
}
