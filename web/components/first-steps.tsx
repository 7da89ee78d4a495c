import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PLANS } from '../i18n/plans.ts';
import { useMe } from './shell.tsx';

/** What comes first where there is no plan yet, for whoever may do it. */
export function FirstSteps() {
  const { t } = useTranslation(PLANS);
  const roles = useMe().data?.roles ?? [];
  const imports = roles.includes('coordinator');
  const manages = roles.includes('admin');
  if (!imports && !manages) return null;
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps">{t('first')}</h2>
      <ol>
        <li>
          <Link className="way" to="/book">
            {t('firstBook')}
          </Link>{' '}
          {t('firstBookHint')}
        </li>
        {manages && (
          <li>
            <Link className="way" to="/settings/accounts">
              {t('firstAccounts')}
            </Link>{' '}
            {t('firstAccountsHint')}
          </li>
        )}
        <li>
          {imports ? (
            <Link className="way" to="/plans">
              {t('firstImport')}
            </Link>
          ) : (
            <strong>{t('firstImport')}</strong>
          )}{' '}
          {t(imports ? 'firstImportHint' : 'firstImportByOthers')}
        </li>
      </ol>
    </section>
  );
}
