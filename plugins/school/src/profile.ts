import type { ProfileField } from '@shuping/plugin-sdk';
import { t } from './text.ts';

const field = (id: string, type: ProfileField['type'], unit?: string): ProfileField => ({
  id, title: t(`profile.${id}`), type, ...(unit === undefined ? {} : { unit: t(`unit.${unit}`) }),
});

export const profileFields: ProfileField[] = [
  field('branch_type', 'text'),
  field('members', 'number', 'people'),
  field('teacher_members', 'number', 'people'),
  field('student_members', 'number', 'people'),
  field('dual_leader', 'boolean'),
  field('weak_organisation', 'boolean'),
];
