import type { ProgrammeOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../ui/index.ts';
import { BOUND_STAGES } from './words.ts';

type Calendar = ProgrammeOut['calendar'];

/** Days of the stages as they are set: not before, not after. */
export function BoundsTable({ calendar, onChange }: { readonly calendar: Calendar; readonly onChange: (calendar: Calendar) => void }) {
  const { t } = useTranslation();
  const put = (stage: (typeof BOUND_STAGES)[number], end: 'earliest' | 'latest', day: string): void => {
    const { [end]: _old, ...rest } = calendar[stage] ?? {};
    const next = day === '' ? rest : { ...rest, [end]: day };
    const { [stage]: _stage, ...others } = calendar;
    onChange(Object.keys(next).length === 0 ? others : { ...others, [stage]: next });
  };
  return (
    <div className="programmes-scroll">
      <table className="programmes-days">
        <thead><tr><th>{t('programmes.stage')}</th><th>{t('programmes.earliest')}</th><th>{t('programmes.latest')}</th></tr></thead>
        <tbody>
          {BOUND_STAGES.map((stage) => (
            <tr key={stage}>
              <td>{t(`stage.${stage}`)}</td>
              {(['earliest', 'latest'] as const).map((end) => <td key={end}><DayInput label={`${t(`stage.${stage}`)} ${t(`programmes.${end}`)}`} value={calendar[stage]?.[end] ?? ''} onChange={(day) => put(stage, end, day)} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
