import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { BOOK } from '../i18n/book.ts';

const PARTS = [
  { path: '/book', name: 'units' },
  { path: '/book/collectives', name: 'collectives' },
  { path: '/book/leaves', name: 'leaves' },
  { path: '/book/devices', name: 'devices' },
] as const;

/** The parts of the address book. */
export function BookParts() {
  const { t } = useTranslation(['translation', BOOK]);
  return (
    <nav aria-label={t('book:parts')} className="parts no-print">
      <ul>
        {PARTS.map(({ path, name }) => (
          <li key={path}>
            <NavLink to={path} end>
              {t(`book:${name}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
