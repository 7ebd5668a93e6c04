import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { field } = write;

export const profileFields: ProfileField[] = [
  field('organ_kind', 'text'),
  field('staff', 'number', 'people'),
  field('members', 'number', 'people'),
  field('young_members', 'number', 'people'),
  field('retired_members', 'number', 'people'),
  field('window_posts', 'number', 'posts'),
  field('deputy_secretary_full_time', 'boolean'),
  field('elected_on', 'date'),
];
