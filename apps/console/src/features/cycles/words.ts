import type { CycleOverview, MissingOut } from '@shuping/contracts';
import type { TFunction } from 'i18next';
import { dayWords } from '../../ui/index.ts';

type Guard = NonNullable<CycleOverview['next']>['guards'][number];

/** Params of a code with days written as people write them. */
export function worded(params: Readonly<Record<string, string | number>>, language: string): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayWords(value, language) : value]));
}

/** A guard in words: what is there, or what is missing. */
export function guardWords(guard: Guard, t: TFunction, language: string): string {
  return t(guard.holds ? guard.code : `errors.${guard.code}`, worded(guard.params, language));
}

const PLACES: Readonly<Record<string, (id: string) => string>> = {
  'guard.assessees': (id) => `/cycles/${id}/assessees`,
  'guard.coverage-explained': (id) => `/cycles/${id}/assessees`,
  'guard.schemes-published': () => '/schemes',
  'guard.reports-accepted': (id) => `/reports?view=list&cycle=${id}`,
  'guard.meeting-planned': (id) => `/meetings?cycle=${id}`,
  'guard.agenda-drawn': (id) => `/meetings?cycle=${id}`,
  'guard.groups-complete': (id) => `/meetings?cycle=${id}`,
  'guard.small-groups-settled': (id) => `/meetings?cycle=${id}`,
  'guard.meetings-sealed': (id) => `/meetings?cycle=${id}`,
  'guard.comments-recorded': (id) => `/meetings?cycle=${id}`,
  'guard.scores-complete': (id) => `/scoring?cycle=${id}`,
  'guard.grades-decided': (id) => `/grading?cycle=${id}`,
  'guard.quotas-hold': (id) => `/grading?cycle=${id}`,
  'guard.opinions-approved': (id) => `/grading?cycle=${id}`,
  'guard.objections-decided': (id) => `/publicity?cycle=${id}`,
  'guard.letters-issued': (id) => `/publicity?cycle=${id}`,
  'guard.problems-settled': (id) => `/ledger?cycle=${id}`,
};

/** Where the missing thing is done; null for what only time brings. */
export function guardPlace(code: string, cycleId: string): string | null {
  return PLACES[code]?.(cycleId) ?? null;
}

/** Words of a reason code; short ones where the figures of the rule are not at hand. */
export function reasonWords(code: string, params: Readonly<Record<string, string | number>>, t: TFunction, language: string): string {
  const needs = code === 'coverage.short-tenure' && params['months'] === undefined;
  return needs ? t(`why.plain.${code}`) : t(`why.${code}`, worded(params, language));
}

/** Why a unit is not assessed: the rule first, then what the office wrote. */
export function missingWords(missing: MissingOut, t: TFunction, language: string): string {
  const rule = reasonWords(missing.code, missing.params, t, language);
  if (missing.reason !== '') return missing.code === missing.reasonCode ? t('cycles.missing.both', { rule, reason: missing.reason }) : missing.reason;
  return rule;
}
