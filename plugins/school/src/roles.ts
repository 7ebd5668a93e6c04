import type { RoleDefinition } from '@shuping/plugin-sdk';

/**
 * Roles that an ordinary office of this sector has and the core does not know. Each grant is clipped to the sector.
 * 专职组织员 keeps the year's record, 联系领导 answers for some branches, 师生监督员 reads what is published and follows what is put right.
 */
export const roles: RoleDefinition[] = [
  {
    id: 'school_organiser',
    plugin: 'school',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Report', 'ReportComment', 'Problem', 'Commitment'] },
      { action: ['read', 'create', 'update', 'submit', 'import'], subject: ['RoutineScore', 'EventRecord'] },
      { action: ['create', 'update'], subject: ['ReportComment', 'Problem'] },
    ],
  },
  {
    id: 'school_contact_leader',
    plugin: 'school',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Report', 'Result', 'Problem', 'Commitment'] },
      { action: ['read', 'create', 'update', 'sign'], subject: ['LeaderComment'] },
      { action: ['verify', 'return'], subject: ['Problem', 'Commitment'] },
    ],
  },
  {
    id: 'school_supervisor',
    plugin: 'school',
    cells: [
      { action: ['read'], subject: ['Organisation', 'Scheme', 'Assessee', 'Problem', 'Commitment'] },
      { action: ['read'], subject: ['Report', 'Result'], when: 'published' },
    ],
  },
];
