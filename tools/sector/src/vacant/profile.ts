import type { ProfileField } from '@shuping/plugin-sdk';
import { write } from './text.ts';

export const profileFields: ProfileField[] = [write.field('members', 'number', 'people'), write.field('first_figure', 'number', 'people')];
