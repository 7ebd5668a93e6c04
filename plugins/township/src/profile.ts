import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { field } = write;

export const profileFields: ProfileField[] = [
  field('villages', 'number', 'units'),
  field('communities', 'number', 'units'),
  field('branches', 'number', 'units'),
  field('members', 'number', 'people'),
  field('weak_organisations', 'number', 'units'),
  field('party_workers', 'number', 'people'),
  field('team_vacancies', 'number', 'people'),
  field('village_funds', 'number', 'wan_yuan'),
  field('new_organisations', 'number', 'units'),
];
