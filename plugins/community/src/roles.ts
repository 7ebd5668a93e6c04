import type { RoleDefinition } from '@shuping/plugin-sdk';

/**
 * Roles of a sub-district that the core does not know; each grant is clipped to the sector.
 * 网格中心 keeps the quarters and records appeals, 包联领导 comments on the communities in his care and verifies what is put right, 居民监督员 reads what is published.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'community_grid_centre',
    plugin: 'community',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['RoutineScore', 'EventRecord'] },
      { action: ['create'], subject: ['Problem'] },
    ],
  },
  {
    id: 'community_contact_leader',
    plugin: 'community',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Report', 'Result', 'Problem', 'Commitment'] },
      { action: ['read', 'create', 'update', 'sign'], subject: ['LeaderComment'] },
      { action: ['verify', 'return'], subject: ['Problem', 'Commitment'] },
    ],
  },
  {
    id: 'community_residents_supervisor',
    plugin: 'community',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
