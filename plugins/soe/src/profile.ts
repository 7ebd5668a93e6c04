import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { field } = write;

export const profileFields: ProfileField[] = [
  field('ownership', 'text'),
  field('employees', 'number', 'people'),
  field('members', 'number', 'people'),
  field('frontline_members', 'number', 'people'),
  field('branches', 'number', 'branches'),
  field('teams_without_members', 'number', 'teams'),
  field('charter_clause', 'boolean'),
  field('cross_appointed', 'boolean'),
];
