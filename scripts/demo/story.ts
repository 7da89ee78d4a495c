import type { Role } from './cast.ts';

/** The sample plan's year: who is late, who asks for time, what is sent back. */
export const ROLES: Role[] = [
  { unit: '青禾县教育局', task: '1.3', completes: '2024-12-16' },
  {
    unit: '青禾县商务局',
    task: '2.3',
    asks: { on: '2024-09-24', until: '2024-10-18', why: '场地与国庆活动冲突' },
    completes: '2024-10-17',
  },
  { unit: '青禾县卫健局', task: '1.4', returned: '缺会诊室启用照片，请补充' },
  { unit: '青禾县妇联', task: 't10', period: '2024-05-05', completes: '2024-05-09' },
  { unit: '青禾县文旅局', task: '3.1', period: '2024-06-30', completes: '2024-07-04' },
  { unit: '青禾县人社局', task: 't08', completes: null },
];

export const SLOW_TO_ACKNOWLEDGE = ['青禾县文旅局'];

export const OFFICE = { verifier: '吴静', coordinator: '周明' };
