import type { Problem } from '@shuping/kernel';
import type { HeadingLevel } from '../report/heading-level.ts';

export type DocxParagraph = { readonly text: string; readonly level: HeadingLevel; readonly style?: string };

export type DocxContent = { readonly paragraphs: readonly DocxParagraph[]; readonly warnings: readonly Problem[] };
