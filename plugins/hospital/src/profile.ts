import type { ProfileField } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const field = (id: string, type: ProfileField['type'], unit?: string): ProfileField => ({
  id, title: t(`profile.${id}`), type, ...(unit === undefined ? {} : { unit: t(`unit.${unit}`) }),
});

export const profileFields: ProfileField[] = [
  field('category', 'text'),
  field('members', 'number', 'people'),
  field('senior_members', 'number', 'people'),
  field('head_is_secretary', 'boolean'),
  field('beds', 'number', 'beds'),
];
