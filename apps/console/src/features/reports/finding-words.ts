import type { FindingOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';

/** `reused-text` of `reused-text@1`; `school` and `student-number` of `school.student-number@1`. */
export function checkName(check: string): { readonly owner: string; readonly name: string } {
  const plain = check.split('@')[0] ?? check;
  const dot = plain.indexOf('.');
  return dot < 0 ? { owner: 'report', name: plain } : { owner: plain.slice(0, dot), name: plain.slice(dot + 1) };
}

/** Title and sentence of a finding; a plugin words its own. */
export function useFindingWords(): (finding: FindingOut) => { readonly title: string; readonly words: string } {
  const { t, i18n } = useTranslation();
  return (finding) => {
    const { owner, name } = checkName(finding.check);
    const say = (key: string): string => (i18n.exists(key) ? t(key, { ...finding.params }) : '');
    return { title: say(`${owner}.check.${name}`) || t('report.check.other'), words: say(`${owner}.finding.${finding.code}`) };
  };
}
