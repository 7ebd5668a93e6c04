import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

const { field } = write;

export const profileFields: ProfileField[] = [
  field('households', 'number', 'households'),
  field('members', 'number', 'people'),
  field('reported_members', 'number', 'people'),
  field('grids', 'number', 'grids'),
  field('full_time_grid_workers', 'number', 'people'),
  field('estates', 'number', 'estates'),
  field('unmanaged_estates', 'number', 'estates'),
  field('owners_committees', 'number', 'committees'),
  field('partner_units', 'number', 'units'),
  field('weak_organisation', 'boolean'),
];
