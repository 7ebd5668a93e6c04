import type { RoleDefinition } from '@shuping/plugin-sdk';

/**
 * Roles of a hospital that the core does not know; each grant is clipped to the sector.
 * 督导组 visits branches and keeps findings, 医德医风办 records verified cases, 社会监督员 follows what is put right.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'hospital_supervision_team',
    plugin: 'hospital',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Report', 'Commitment'] },
      { action: ['read', 'create', 'update', 'submit'], subject: ['RoutineScore'] },
      { action: ['read', 'create', 'update', 'return'], subject: ['Problem'] },
    ],
  },
  {
    id: 'hospital_conduct_officer',
    plugin: 'hospital',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['EventRecord'] },
      { action: ['create'], subject: ['Problem'] },
    ],
  },
  {
    id: 'hospital_public_supervisor',
    plugin: 'hospital',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
