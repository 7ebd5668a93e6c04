import type { FindingOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/index.ts';
import { useFindingWords } from './finding-words.ts';

type Props = { readonly findings: readonly FindingOut[]; readonly titleOf: (sectionId: string) => string; readonly on: number | null; readonly onPick: (index: number) => void };

/** 体检: findings in the order of the text, numbered as in it. */
export function FindingsPanel({ findings, titleOf, on, onPick }: Props) {
  const { t } = useTranslation();
  const say = useFindingWords();
  if (findings.length === 0) return <p className="c2 s13 report-none">{t('report.findings.none')}</p>;
  return (
    <ol className="report-list">
      {findings.map((finding, index) => {
        const { title, words } = say(finding);
        return (
          <li key={`${finding.check} ${finding.code} ${finding.sectionId ?? ''} ${finding.start ?? ''} ${index}`} className={on === index ? 'on' : ''}>
            <span className={finding.level === 'block' ? 'report-no block' : 'report-no'}>{index + 1}</span>
            <div>
              <div className="row"><b>{title}</b><Tag tone={finding.level === 'block' ? 'amber' : 'grey'}>{t(finding.level === 'block' ? 'report.level.block' : 'report.level.advise')}</Tag></div>
              <p className="s13 c2">{words}</p>
              {finding.sectionId === undefined ? null : <button type="button" className="linkish s13" onClick={() => onPick(index)}>{t('report.findings.go', { section: titleOf(finding.sectionId) })}</button>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
