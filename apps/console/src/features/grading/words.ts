import type { BoardMember, BoardPool, BoardQuota } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';

/** Grade in force: decided, else what the last step of the chain said, else computed. */
export const inForce = (member: BoardMember): string | null => member.grade ?? member.chain?.said.at(-1)?.grade ?? member.computed;

/** Word of a grade of the pool. */
export function useGradeWord(pool: BoardPool): (id: string | null) => string {
  const { t } = useTranslation();
  const text = useText();
  return (id) => {
    const found = [...pool.grades, ...pool.outcomes].find((grade) => grade.id === id);
    return found ? text(found.title) : t('ui.none');
  };
}

/** Name of a pool: its sectors, or what it is made by. */
export function usePoolName(): (pool: BoardPool) => string {
  const { t } = useTranslation();
  const text = useText();
  return (pool) => {
    const sectors = pool.sectors.map((sector) => t(`${sector}.sector`)).join(' · ');
    if (pool.merged) return t('grading.pool.small', { sectors });
    const parts = pool.parts.filter((part) => part.of !== 'sector').map((part) => (part.title ? t('grading.pool.part', { title: text(part.title), value: part.value }) : part.value));
    return [sectors, ...parts].join(' · ');
  };
}

/** A limit in words: 上限 4（30%，14 人，去尾）. */
export function useQuotaWords(pool: BoardPool): { readonly rule: (quota: BoardQuota) => string; readonly standing: (quota: BoardQuota) => string } {
  const { t } = useTranslation();
  const word = useGradeWord(pool);
  const share = (quota: BoardQuota): string => `${Number((quota.share * 100).toFixed(2))}%`;
  return {
    rule: (quota) => t(quota.kind === 'cap' ? 'grading.quota.cap' : 'grading.quota.floor', { limit: quota.limit, share: share(quota), size: pool.graded, rounding: t(`grading.rounding.${quota.rounding}`), grades: quota.grades.map(word).join(' + ') }),
    standing: (quota) => {
      if (quota.broken) return t(quota.kind === 'cap' ? 'grading.quota.over' : 'grading.quota.short', { count: Math.abs(quota.used - quota.limit) });
      if (quota.kind === 'floor') return t('grading.quota.enough', { used: quota.used });
      return quota.used === quota.limit ? t('grading.quota.full') : t('grading.quota.left', { count: quota.limit - quota.used });
    },
  };
}
