import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import type { Me } from '../../api/client.ts';
import { useMe } from '../../components/shell.tsx';
import { SETTINGS } from '../../i18n/settings.ts';

type Role = Me['roles'][number];

const PARTS: {
  name: 'policy' | 'calendar' | 'channels' | 'accounts' | 'keys' | 'webhooks' | 'access';
  roles: Role[];
}[] = [
  { name: 'policy', roles: ['coordinator', 'supervisor', 'admin'] },
  { name: 'calendar', roles: ['coordinator', 'supervisor', 'admin'] },
  { name: 'channels', roles: ['coordinator', 'admin'] },
  { name: 'accounts', roles: ['admin'] },
  { name: 'keys', roles: ['admin'] },
  { name: 'webhooks', roles: ['admin'] },
  { name: 'access', roles: ['admin'] },
];

/** The settings, with a list of their parts at the side; on a phone it lies above. */
export function SettingsFrame() {
  const { t } = useTranslation(['translation', SETTINGS]);
  const roles = useMe().data?.roles ?? [];
  const parts = PARTS.filter((part) => part.roles.some((role) => roles.includes(role)));
  return (
    <div className="settings">
      <nav aria-label={t('settings:parts')} className="no-print">
        <ul className="plain">
          {parts.map(({ name }) => (
            <li key={name}>
              <NavLink to={`/settings/${name}`}>{t(`settings:${name}`)}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-part">
        <Outlet />
      </div>
    </div>
  );
}
