import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { field } = write;

export const profileFields: ProfileField[] = [
  field('households', 'number', 'households'),
  field('members', 'number', 'people'),
  field('migrant_members', 'number', 'people'),
  field('young_members', 'number', 'people'),
  field('reserve_cadres', 'number', 'people'),
  field('collective_income', 'number', 'wan_yuan'),
  field('monitored_households', 'number', 'households'),
  field('dual_post', 'boolean'),
  field('weak_organisation', 'boolean'),
];
