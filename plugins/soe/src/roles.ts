import type { RoleDefinition } from '@shuping/plugin-sdk';

const SEEN = ['Organisation', 'Scheme', 'Assessee'] as const;

/**
 * Roles of a group of enterprises that the core does not know; each grant is clipped to the sector.
 * 现场考核组 checks on the spot, 安全监管人员 records accidents and unrest, 职工监督员 follows what is put right.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'soe_check_team',
    plugin: 'soe',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Report', 'Commitment'] },
      { action: ['read', 'create', 'update', 'submit'], subject: ['RoutineScore'] },
      { action: ['read', 'create', 'update', 'return'], subject: ['Problem'] },
    ],
  },
  {
    id: 'soe_safety_officer',
    plugin: 'soe',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Problem'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['EventRecord'] },
      { action: ['create'], subject: ['Problem'] },
    ],
  },
  {
    id: 'soe_staff_supervisor',
    plugin: 'soe',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
