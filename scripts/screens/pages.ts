import type { Scene } from './scene.ts';

/** A page of the desk: who opens it, at which address, and in which further looks it is kept. */
export type Shown = {
  name: string;
  path: string;
  as: 'coordinator' | 'leader' | 'admin' | 'nobody';
  also?: ('dark' | 'phone')[];
  /** What must be there, beyond what every page waits for. */
  waits?: string;
  /** What is done on it first. */
  keys?: string[];
};

/** Every page of the desk (web/routes.tsx), in the order of the work. */
export function deskPages({ draftId, unitId, overdueId }: Scene): Shown[] {
  const draft = `/plans/${draftId}`;
  const coordinator: [string, string, Partial<Shown>?][] = [
    ['board', '/board', { also: ['dark', 'phone'] }],
    ['course', '/board?view=course', { also: ['dark'] }],
    ['inbox', '/inbox', { also: ['phone'] }],
    ['weekly', '/weekly'],
    ['ledger', '/ledger?light=red,yellow,green', { also: ['phone'] }],
    ['calendar', '/calendar'],
    ['plans', '/plans'],
    ['plan', '/plans/1'],
    ['gantt', '/plans/1/gantt'],
    ['duty', `/duty/${overdueId}`, { also: ['dark', 'phone'] }],
    ['calls', '/calls', { also: ['phone'] }],
    ['check', '/check'],
    ['liaison', '/liaison'],
    ['circular', '/circular'],
    ['compare', '/compare', { also: ['dark'] }],
    ['book', '/book'],
    ['book-unit', `/book/unit/${unitId}`],
    ['book-leaves', '/book/leaves'],
    ['book-collectives', '/book/collectives'],
    ['book-devices', '/book/devices'],
    ['review', `${draft}/review`, { also: ['dark'], keys: ['Enter', 'Enter', 'Enter', 'Enter'] }],
    ['division', `${draft}/division`],
    ['doubts', `${draft}/doubts`],
    ['names', `${draft}/names`],
    ['draft', draft],
    ['launch', `${draft}/launch?unreviewed=1`, { waits: '.ant-tabs' }],
    ['settings-policy', '/settings/policy?plan=1&sample=november'],
    ['settings-calendar', '/settings/calendar'],
    ['settings-channels', '/settings/channels'],
    ['password', '/password'],
    ['missing', '/nowhere'],
  ];
  return [
    { name: 'login', path: '/login', as: 'nobody' },
    ...coordinator.map(([name, path, rest]): Shown => ({ name, path, as: 'coordinator', ...rest })),
    { name: 'leader-inbox', path: '/inbox', as: 'leader', also: ['phone'] },
    { name: 'leader-weekly', path: '/weekly', as: 'leader', also: ['phone'] },
    { name: 'settings-accounts', path: '/settings/accounts', as: 'admin' },
    { name: 'settings-keys', path: '/settings/keys', as: 'admin' },
    { name: 'settings-webhooks', path: '/settings/webhooks', as: 'admin' },
    { name: 'settings-access', path: '/settings/access', as: 'admin' },
  ];
}
