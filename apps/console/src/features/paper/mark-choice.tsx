import { useTranslation } from 'react-i18next';
import { TWO, type Mark } from './model.ts';

type Props = { readonly label: string; readonly name: string; readonly options: readonly { readonly id: string; readonly title: string }[]; readonly value: Mark | undefined; readonly onChange: (mark: Mark) => void };

/** One question of a sheet: its options, a blank, two marks. Undefined while nothing has been chosen, which is not the same as a blank. */
export function MarkChoice({ label, name, options, value, onChange }: Props) {
  const { t } = useTranslation();
  const all: { id: Mark; title: string; odd: boolean }[] = [...options.map((one) => ({ ...one, odd: false })), { id: null, title: t('paper.blank'), odd: true }, { id: TWO, title: t('paper.two'), odd: true }];
  return (
    <fieldset className="mark-choice" aria-label={label}>
      {all.map((one) => (
        <label key={one.id ?? ''} className={`${one.odd ? 'odd ' : ''}${value === one.id ? 'on' : ''}`}>
          <input type="radio" name={name} checked={value === one.id} onChange={() => onChange(one.id)} />
          <span>{one.title}</span>
        </label>
      ))}
    </fieldset>
  );
}
