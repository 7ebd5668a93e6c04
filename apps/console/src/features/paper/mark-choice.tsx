import { asWritten, isInRange } from '@shuping/ballot-box/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TWO, type Item, type Mark } from './model.ts';

type Props = { readonly label: string; readonly name: string; readonly item: Item; readonly value: Mark | undefined; readonly onChange: (mark: Mark | undefined) => void };

/** One question of a sheet: its options or a number, a blank, two marks. Undefined while nothing has been chosen, which is not the same as a blank. */
export function MarkChoice({ label, name, item: { options, range }, value, onChange }: Props) {
  const { t } = useTranslation();
  const all: { id: Mark; title: string; odd: boolean }[] = [...options.map((one) => ({ ...one, odd: false })), { id: null, title: t('paper.blank'), odd: true }, { id: TWO, title: t('paper.two'), odd: true }];
  return (
    <fieldset className="mark-choice" aria-label={label}>
      {range ? <NumberMark label={label} range={range} value={value} onChange={onChange} /> : null}
      {all.map((one) => (
        <label key={one.id ?? ''} className={`${one.odd ? 'odd ' : ''}${value === one.id ? 'on' : ''}`}>
          <input type="radio" name={name} checked={value === one.id} onChange={() => onChange(one.id)} />
          <span>{one.title}</span>
        </label>
      ))}
    </fieldset>
  );
}

type NumberProps = Pick<Props, 'label' | 'value' | 'onChange'> & { readonly range: NonNullable<Item['range']> };

/** A number as it stands on the sheet; one outside its range stays undecided, so that it is looked at again before the sheet goes on. */
function NumberMark({ label, range, value, onChange }: NumberProps) {
  const { t } = useTranslation();
  const known = typeof value === 'string' && value !== TWO ? value : '';
  const [typed, setTyped] = useState(known);
  const text = value === null || value === TWO ? '' : known !== '' && asWritten(typed) !== known ? known : typed;
  const wrong = text !== '' && !isInRange({ ...range, kept: 'total' }, asWritten(text));
  const type = (next: string): void => {
    setTyped(next);
    const mark = asWritten(next);
    onChange(isInRange({ ...range, kept: 'total' }, mark) ? mark : undefined);
  };
  return (
    <span className={`mark-number${wrong ? ' wrong' : ''}`}>
      <input type="text" inputMode="decimal" autoComplete="off" maxLength={10} value={text} aria-label={label} aria-invalid={wrong} onChange={(e) => type(e.target.value)} />
      <small>{t(wrong ? 'paper.number.wrong' : 'paper.number', { ...range })}</small>
    </span>
  );
}
