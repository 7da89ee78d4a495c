import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import type { Me } from './api/client.ts';
import { site } from './api/site.ts';
import { OPEN_ROWS, Shell, useMe } from './components/shell.tsx';
import { LoginPage } from './pages/login.tsx';
import { BrokenPage, MissingPage } from './pages/missing.tsx';
import { PasswordPage } from './pages/password.tsx';

/** A page whose script is loaded when it is opened. */
function later<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): () => Promise<{ Component: ComponentType }> {
  return async () => ({ Component: (await load())[name] });
}

export const router = createBrowserRouter(
  [
    { path: '/login', Component: LoginPage, ErrorBoundary: BrokenPage },
    { path: '/password', Component: PasswordPage, ErrorBoundary: BrokenPage },
    {
      Component: Shell,
      HydrateFallback: () => null,
      ErrorBoundary: BrokenPage,
      children: [
        { index: true, Component: FirstPage },
        { path: 'inbox', lazy: later(() => import('./pages/inbox.tsx'), 'InboxPage') },
        { path: 'weekly', lazy: later(() => import('./pages/weekly.tsx'), 'WeeklyPage') },
        { path: 'calls', lazy: later(() => import('./pages/calls.tsx'), 'CallsPage') },
        { path: 'check', lazy: later(() => import('./pages/check.tsx'), 'CheckPage') },
        { path: 'liaison', lazy: later(() => import('./pages/liaison.tsx'), 'LiaisonPage') },
        { path: 'circular', lazy: later(() => import('./pages/circular.tsx'), 'CircularPage') },
        { path: 'compare', lazy: later(() => import('./pages/compare.tsx'), 'ComparePage') },
        { path: 'board', lazy: later(() => import('./pages/board.tsx'), 'BoardPage') },
        { path: 'ledger', lazy: later(() => import('./pages/ledger.tsx'), 'LedgerPage') },
        { path: 'calendar', lazy: later(() => import('./pages/calendar.tsx'), 'CalendarPage') },
        { path: 'plans', lazy: later(() => import('./pages/plans.tsx'), 'PlansPage') },
        {
          path: 'plans/import/:id',
          lazy: later(() => import('./pages/import.tsx'), 'ImportPage'),
        },
        {
          path: 'plans/:id/review',
          lazy: later(() => import('./pages/review.tsx'), 'ReviewPage'),
        },
        {
          path: 'plans/:id/division',
          lazy: later(() => import('./pages/division.tsx'), 'DivisionPage'),
        },
        {
          path: 'plans/:id/doubts',
          lazy: later(() => import('./pages/doubts.tsx'), 'DoubtsPage'),
        },
        { path: 'plans/:id/names', lazy: later(() => import('./pages/names.tsx'), 'NamesPage') },
        { path: 'book', lazy: later(() => import('./pages/book.tsx'), 'BookPage') },
        {
          path: 'book/collectives',
          lazy: later(() => import('./pages/book-collectives.tsx'), 'CollectivesPage'),
        },
        {
          path: 'book/unit/:id',
          lazy: later(() => import('./pages/book-unit.tsx'), 'BookUnitPage'),
        },
        { path: 'book/leaves', lazy: later(() => import('./pages/book-leaves.tsx'), 'LeavesPage') },
        {
          path: 'book/devices',
          lazy: later(() => import('./pages/book-devices.tsx'), 'DevicesPage'),
        },
        {
          path: 'settings',
          lazy: later(() => import('./pages/settings/frame.tsx'), 'SettingsFrame'),
          children: [
            { index: true, element: <Navigate to="/settings/policy" replace /> },
            {
              path: 'policy',
              lazy: later(() => import('./pages/settings/policy.tsx'), 'PolicyPage'),
            },
            {
              path: 'calendar',
              lazy: later(() => import('./pages/settings/calendar.tsx'), 'CalendarPage'),
            },
            {
              path: 'channels',
              lazy: later(() => import('./pages/settings/channels.tsx'), 'ChannelsPage'),
            },
            {
              path: 'accounts',
              lazy: later(() => import('./pages/settings/accounts.tsx'), 'AccountsPage'),
            },
            { path: 'keys', lazy: later(() => import('./pages/settings/keys.tsx'), 'KeysPage') },
            {
              path: 'webhooks',
              lazy: later(() => import('./pages/settings/webhooks.tsx'), 'WebhooksPage'),
            },
            {
              path: 'access',
              lazy: later(() => import('./pages/settings/access.tsx'), 'AccessPage'),
            },
          ],
        },
        { path: 'plans/:id', lazy: later(() => import('./pages/plan.tsx'), 'PlanPage') },
        {
          path: 'plans/:id/launch',
          lazy: later(() => import('./pages/launch.tsx'), 'LaunchPage'),
        },
        { path: 'plans/:id/gantt', lazy: later(() => import('./pages/gantt.tsx'), 'GanttPage') },
        { path: 'duty/*', lazy: later(() => import('./pages/duty.tsx'), 'DutyPage') },
        { path: '*', Component: MissingPage },
      ],
    },
  ],
  { basename: `${site}/desk` },
);

const FIRST: Record<Me['roles'][number], string> = {
  coordinator: '/board',
  supervisor: '/inbox',
  verifier: '/inbox',
  unit: `/ledger?${OPEN_ROWS}`,
  admin: '/plans',
};

/** Whoever comes in begins where the work is. */
function FirstPage() {
  const roles = useMe().data?.roles ?? [];
  return <Navigate to={FIRST[roles[0] ?? 'unit']} replace />;
}
