import { useTranslation } from 'react-i18next';

export type PeriodKind = 'year' | 'half_year' | 'quarter' | 'month' | 'term';

/** Parts of a year: the letter of their keys and how many months each has. */
export const PERIOD_PARTS = { half_year: { letter: 'H', months: 6 }, quarter: { letter: 'Q', months: 3 }, month: { letter: 'M', months: 1 } } as const;
const PART_KINDS = Object.keys(PERIOD_PARTS) as (keyof typeof PERIOD_PARTS)[];

/** Kind of a period by its key: `2026`, `2026-H1`, `2026-Q3`, `2026-M05`, `2024-2028`. */
export function periodKind(key: string): PeriodKind {
  return PART_KINDS.find((kind) => PERIOD_PARTS[kind].letter === key.charAt(5)) ?? (key.length === 4 ? 'year' : 'term');
}

/** Names a period in words, e.g. the first half of a year. */
export function usePeriodName(): (key: string) => string {
  const { t } = useTranslation();
  return (key) => {
    const [first = '', last = ''] = key.split('-');
    const kind = periodKind(key);
    if (kind === 'year') return t('period.year', { year: key });
    if (kind === 'term') return t('period.term', { from: first, to: last });
    return t(`period.${last.charAt(0).toLowerCase()}${Number(last.slice(1))}`, { year: first });
  };
}
