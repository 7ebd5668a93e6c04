import type { ProgrammeOverview } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';

/** How many cycles stand in each stage; a press narrows the list to them. */
export function StageBars({ seen, chosen, onChoose }: { readonly seen: ProgrammeOverview; readonly chosen: string | undefined; readonly onChoose: (stage: string | null) => void }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...seen.stages.map((one) => one.hosts));
  return (
    <ul className="programmes-stages" aria-label={t('programmes.stages')}>
      {seen.stages.map((one) => (
        <li key={one.stage}>
          <button type="button" aria-pressed={chosen === one.stage} className={chosen === one.stage ? 'on' : ''} disabled={one.hosts === 0} onClick={() => onChoose(chosen === one.stage ? null : one.stage)}>
            <span className="bar-box" aria-hidden="true"><i style={{ height: `${Math.round((one.hosts / most) * 100)}%` }} /></span>
            <b className="num">{one.hosts}</b>
            <span>{one.stage === 'none' ? t('programmes.notOpened') : t(`stage.${one.stage}`)}</span>
            {one.late > 0 ? <em className="late s12">{t('programmes.late', { count: one.late })}</em> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
