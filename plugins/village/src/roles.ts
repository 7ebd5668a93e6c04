import type { RoleDefinition } from '@shuping/plugin-sdk';

/**
 * Roles of the countryside that the core does not know; each grant is clipped to the sector.
 * 驻村干部 keeps the year's record, 三资管理员 records what the accounts show, 村务监督员 reads what is published and follows what is put right.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'village_stationed_cadre',
    plugin: 'village',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Report', 'Commitment'] },
      { action: ['read', 'create', 'update', 'submit'], subject: ['RoutineScore'] },
      { action: ['read', 'create', 'update'], subject: ['Problem'] },
    ],
  },
  {
    id: 'village_assets_officer',
    plugin: 'village',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['EventRecord'] },
      { action: ['create'], subject: ['Problem'] },
    ],
  },
  {
    id: 'village_affairs_supervisor',
    plugin: 'village',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
