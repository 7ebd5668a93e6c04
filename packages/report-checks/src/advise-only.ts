import type { CheckId } from './model.ts';

/**
 * Checks that may only advise, whatever a scheme says: those measured below precision 0.9 or recall 0.8 on the labelled corpus (corpus.spec.ts), and those that
 * judge style rather than a rule of the scheme.
 */
export const ADVISE_ONLY: readonly CheckId[] = ['figures-examples@1', 'empty-labels@1', 'set-phrases@1'];
