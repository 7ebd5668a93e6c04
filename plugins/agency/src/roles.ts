import type { RoleDefinition } from '@shuping/plugin-sdk';

const SEEN = ['Organisation', 'Scheme', 'Assessee'] as const;

/**
 * Roles among organs that the core does not know; each grant is clipped to the sector.
 * 片区召集人 hears the organs of an area, 纪检工委人员 records accountability, 服务对象监督员 follows what is put right.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'agency_area_convener',
    plugin: 'agency',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Report', 'Problem', 'Commitment'] },
      { action: ['read', 'create', 'update', 'sign'], subject: ['LeaderComment'] },
      { action: ['create', 'update', 'verify', 'return'], subject: ['Problem'] },
    ],
  },
  {
    id: 'agency_discipline_officer',
    plugin: 'agency',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Problem'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['EventRecord'] },
      { action: ['create'], subject: ['Problem'] },
    ],
  },
  {
    id: 'agency_service_supervisor',
    plugin: 'agency',
    cells: [
      { action: ['read'], subject: [...SEEN, 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
