import type { ProgrammeItem } from '@shuping/contracts';
import type { TagTone } from '../../ui/index.ts';

export const STATE_TONES: Readonly<Record<ProgrammeItem['state'], TagTone>> = { draft: 'amber', issued: 'green', withdrawn: 'grey' };
/** Stages that a programme usually bounds; the others keep the days of the schemes. */
export const BOUND_STAGES = ['planning', 'research', 'reporting', 'vetting', 'meeting', 'grading', 'publicity', 'feedback', 'rectification'] as const;
