import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { getMe, logOut, type Me } from '../api/client.ts';
import { isLoggedOut, problemOf, silenceOf } from '../api/problem.ts';
import { queryClient } from '../api/query.ts';
import { forgetSent, tidySent } from '../api/sent-file.ts';
import { site } from '../api/site.ts';
import { writeChoice } from './choice.ts';
import { WithFormAbove } from './form-above.tsx';
import { followChanges } from './live.ts';
import { type Scheme, useScheme } from './look.tsx';
import { MorePages } from './more-pages.tsx';
import { Refusal } from './states.tsx';

type Role = Me['roles'][number];

/** The ledger opens with what has not ended. */
export const OPEN_ROWS = 'light=red,yellow,green,grey';

const OFFICE: Role[] = ['coordinator', 'verifier', 'supervisor', 'admin'];
const DECIDING: Role[] = ['coordinator', 'verifier', 'supervisor'];
type PageName =
  | 'inbox'
  | 'weekly'
  | 'board'
  | 'ledger'
  | 'calendar'
  | 'plans'
  | 'calls'
  | 'check'
  | 'liaison'
  | 'circular'
  | 'compare'
  | 'book'
  | 'settings';
type PageOf = { path: string; name: PageName; roles: Role[] };

/** The pages of the desk, in the order of the work, and who has them. */
const PAGES: PageOf[] = [
  { path: '/inbox', name: 'inbox', roles: DECIDING },
  { path: '/weekly', name: 'weekly', roles: OFFICE },
  { path: '/board', name: 'board', roles: OFFICE },
  { path: `/ledger?${OPEN_ROWS}`, name: 'ledger', roles: [...OFFICE, 'unit'] },
  { path: '/calendar', name: 'calendar', roles: [...OFFICE, 'unit'] },
  { path: '/plans', name: 'plans', roles: [...OFFICE, 'unit'] },
];

/** Pages that are opened now and then. */
const MORE: PageOf[] = [
  { path: '/calls', name: 'calls', roles: ['coordinator'] },
  { path: '/check', name: 'check', roles: DECIDING },
  { path: '/liaison', name: 'liaison', roles: ['coordinator'] },
  { path: '/circular', name: 'circular', roles: DECIDING },
  { path: '/compare', name: 'compare', roles: [...OFFICE, 'unit'] },
  { path: '/book', name: 'book', roles: OFFICE },
  { path: '/settings', name: 'settings', roles: ['coordinator', 'supervisor', 'admin'] },
];

/** Who is here; asked once for all pages. */
export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => getMe(), staleTime: 5 * 60_000 });
}

/** The frame of all pages behind the door; nobody is let past it who is not logged in. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const location = useLocation();
  const personId = me.data?.person.id;
  useEffect(() => {
    if (personId !== undefined) void tidySent(personId);
  }, [personId]);
  if (isLoggedOut(me.error)) {
    const after = `${location.pathname}${location.search}`;
    return <Navigate to={`/login?after=${encodeURIComponent(after)}`} replace />;
  }
  if (me.data === undefined) {
    return (
      <main className="desk-main">
        {me.error === null ? null : <Refusal error={me.error} again={() => void me.refetch()} />}
      </main>
    );
  }
  if (me.data.mustChange) return <Navigate to="/password" replace />;
  return (
    <>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <Head me={me.data} />
      <main className="desk-main" id="main" tabIndex={-1}>
        <WithFormAbove>
          <Outlet />
        </WithFormAbove>
      </main>
    </>
  );
}

function Head({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const mine = ({ roles }: PageOf) => me.roles.some((role) => roles.includes(role));
  const pages = PAGES.filter(mine);
  const more = MORE.filter(mine).map(({ path, name }) => ({ path, words: t(`page.${name}`) }));
  const day = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en' : 'zh-CN', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(me.today));
  return (
    <header className="desk-head">
      <span className="name">{t('shell.name')}</span>
      <nav aria-label={t('shell.pages')}>
        <ul>
          {pages.map(({ path, name }) => (
            <li key={path}>
              <NavLink to={path}>{t(`page.${name}`)}</NavLink>
            </li>
          ))}
          {more.length > 0 && <MorePages pages={more} />}
        </ul>
      </nav>
      <Connection />
      <span className="day">{t('shell.day', { day })}</span>
      <PersonMenu me={me} />
    </header>
  );
}

/** Says that what is shown may be old, while the line to the server is down. */
function Connection() {
  const { t } = useTranslation();
  const [isLost, setLost] = useState(false);
  useEffect(() => followChanges(setLost), []);
  return (
    <span role="status" className={isLost ? 'light light-yellow' : undefined}>
      {isLost ? t('shell.offline') : ''}
    </span>
  );
}

function PersonMenu({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const { scheme, setScheme } = useScheme();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const leaving = useMutation({
    mutationFn: () => logOut(),
    onSuccess: () => {
      queryClient.clear();
      void forgetSent();
      if (me.byIdentity) window.location.assign(`${site}/login/oidc/leave`);
      else void navigate('/login');
    },
    onError: (error) => void message.error(problemOf(error)?.detail ?? t(silenceOf(error)), 8),
  });
  const schemes: Scheme[] = ['auto', 'light', 'dark'];
  const language = i18n.language === 'en' ? 'zh' : 'en';
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [`scheme/${scheme}`],
        items: [
          ...me.posts.map(({ unit, roleName }) => ({
            key: `post/${unit}/${roleName}`,
            label: `${unit} ${roleName}`,
            disabled: true,
          })),
          { type: 'divider' },
          ...schemes.map((each) => ({ key: `scheme/${each}`, label: t(`scheme.${each}`) })),
          { type: 'divider' },
          { key: 'language', label: t('shell.otherLanguage') },
          { key: 'password', label: t('page.password') },
          { key: 'leave', label: t('shell.leave') },
        ],
        onClick: ({ key }) => {
          const chosen = schemes.find((each) => key === `scheme/${each}`);
          if (chosen !== undefined) setScheme(chosen);
          if (key === 'language') {
            writeChoice('language', language);
            void i18n.changeLanguage(language);
          }
          if (key === 'password') void navigate('/password');
          if (key === 'leave') leaving.mutate();
        },
      }}
    >
      <Button>{me.person.name}</Button>
    </Dropdown>
  );
}
