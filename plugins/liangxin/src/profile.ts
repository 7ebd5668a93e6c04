import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { field } = write;

export const profileFields: ProfileField[] = [
  field('organisation_kind', 'text'),
  field('employees', 'number', 'people'),
  field('members', 'number', 'people'),
  field('members_elsewhere', 'number', 'people'),
  field('joint_branch', 'boolean'),
  field('owner_is_member', 'boolean'),
  field('secretary_in_management', 'boolean'),
  field('instructor_since', 'date'),
];
