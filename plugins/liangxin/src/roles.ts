import type { RoleDefinition } from '@shuping/plugin-sdk';

const SEEN = ['Organisation', 'Scheme', 'Assessee'] as const;

/**
 * Roles around small organisations that have no office of their own; each grant is clipped to the sector.
 * 党建指导员 reads, helps and keeps the record, 园区工作站 records events and accepts what was put right, 职工观察员 follows what is promised.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'liangxin_instructor',
    plugin: 'liangxin',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Report', 'ReportComment', 'Problem', 'Commitment'] },
      { action: ['create', 'update'], subject: ['ReportComment', 'Problem'] },
      { action: ['read', 'create', 'update', 'submit'], subject: ['RoutineScore'] },
    ],
  },
  {
    id: 'liangxin_park_station',
    plugin: 'liangxin',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Problem', 'Commitment', 'Result'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['EventRecord'] },
      { action: ['verify', 'return'], subject: ['Problem', 'Commitment'] },
    ],
  },
  {
    id: 'liangxin_staff_observer',
    plugin: 'liangxin',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
