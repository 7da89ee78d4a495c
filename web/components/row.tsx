import { useTranslation } from 'react-i18next';
import type { LedgerRow } from '../api/client.ts';
import { Light } from './light.tsx';
import { inBrackets } from './signs.ts';

/** What a row is called: its task, and of a report the period. */
export function titleOf({
  title,
  reportingPeriod,
}: Pick<LedgerRow, 'title' | 'reportingPeriod'>): string {
  return reportingPeriod === null ? title : `${title}${inBrackets(reportingPeriod)}`;
}

type Lit = Pick<LedgerRow, 'light' | 'lightName' | 'daysLate'>;

/** The light of a row; of what is late, by how many working days. */
export function RowLight({ row: { light, lightName, daysLate } }: { row: Lit }) {
  const { t } = useTranslation();
  const late = t('ledger.late', { light: lightName, count: daysLate });
  return <Light light={light} words={daysLate > 0 ? late : lightName} />;
}
