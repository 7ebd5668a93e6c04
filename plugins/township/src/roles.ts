import type { RoleDefinition } from '@shuping/plugin-sdk';

/**
 * Roles of a county that the core does not know; each grant is clipped to the sector.
 * 成员单位评价员 marks for one department, 巡察整改联络员 verifies what inspections found, 基层党代表 reads what is published and follows what is put right.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'township_department_reviewer',
    plugin: 'township',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Report', 'Commitment'] },
      { action: ['read', 'create', 'update', 'submit'], subject: ['RoutineScore'] },
      { action: ['create'], subject: ['Problem'] },
    ],
  },
  {
    id: 'township_inspection_liaison',
    plugin: 'township',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['create', 'update', 'verify', 'return'], subject: ['Problem'] },
      { action: ['read', 'create', 'submit'], subject: ['EventRecord'] },
    ],
  },
  {
    id: 'township_party_delegate',
    plugin: 'township',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
