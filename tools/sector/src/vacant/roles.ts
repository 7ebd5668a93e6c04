import type { RoleDefinition } from '@shuping/plugin-sdk';

/** Roles of the sector that the core does not know; each grant is clipped to the sector. */
export const roles: RoleDefinition[] = [
  {
    id: 'vacant_supervisor',
    plugin: 'vacant',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
