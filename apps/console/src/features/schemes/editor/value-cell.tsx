import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sumOf } from '../model/fit.ts';
import type { Field } from '../model/rows.ts';
import { pointsOf, stepped, WeightGrip } from './weight-grip.tsx';

type Props = { readonly field: Field; readonly label: string; readonly bad: boolean; /** null: only read */ readonly onChange: ((value: unknown) => void) | null };

/** A value, edited in place where it may be. */
export function ValueCell({ field, label, bad, onChange }: Props) {
  if (field.kind === 'words') return <span className="schemes-fixed">{field.words}</span>;
  if (field.kind === 'number') return <NumberValue field={field} label={label} bad={bad} onChange={onChange} />;
  if (field.kind === 'day') return <DayValue field={field} label={label} bad={bad} onChange={onChange} />;
  const chosen = field.options.find((one) => one.id === field.value);
  if (!onChange) return <span className="schemes-fixed">{chosen?.words ?? field.value}</span>;
  return (
    <select className={bad ? 'schemes-input bad' : 'schemes-input'} aria-label={label} title={chosen?.words} value={field.value} onChange={(e) => onChange(field.options.find((one) => one.id === e.target.value)?.value)}>
      {field.options.map((one) => <option key={one.id} value={one.id}>{one.words}</option>)}
    </select>
  );
}

function NumberValue({ field, label, bad, onChange }: Omit<Props, 'field'> & { readonly field: Extract<Field, { kind: 'number' }> }) {
  const shown = shownOf(field);
  const [text, setText] = useState(shown);
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    if (!typing) setText(shown);
  }, [shown, typing]);
  const before = field.unit === '≤' ? <span className="c3">≤ </span> : null;
  const unit = field.unit && field.unit !== '≤' ? <small className="c3"> {field.unit}</small> : null;
  if (!onChange) return <span className="schemes-fixed">{shown === '' ? '—' : <>{before}{shown}{unit}</>}</span>;
  const wrong = text !== shown && numberOf(text, field.percent ?? false) === null;
  const type = (next: string): void => {
    setText(next);
    const value = numberOf(next, field.percent ?? false);
    if (value !== null) onChange(value);
  };
  const weight = /\/(weight|points)$/.test(field.path) && !field.percent ? field.value : null;
  const step = (points: number): void => {
    if (weight !== null && points !== 0) type(String(stepped(weight, points)));
  };
  return (
    <span className="nw">
      {before}
      {weight === null ? null : <WeightGrip value={weight} onChange={onChange} />}
      <input
        className={bad || wrong ? 'schemes-input schemes-number bad' : 'schemes-input schemes-number'} inputMode="decimal" aria-label={label} aria-invalid={bad || wrong} value={text}
        onFocus={(e) => { setTyping(true); e.target.select(); }} onBlur={() => setTyping(false)} onChange={(e) => type(e.target.value)}
        onKeyDown={(e) => { const points = pointsOf(e); if (weight !== null && points !== 0) { e.preventDefault(); step(points); } }}
      />
      {unit}
    </span>
  );
}

function DayValue({ field, label, bad, onChange }: Omit<Props, 'field'> & { readonly field: Extract<Field, { kind: 'day' }> }) {
  const { t } = useTranslation();
  const { month, day, yearOffset } = field;
  const words = t(yearOffset === 0 ? 'schemes.day.this' : 'schemes.day.next', { month, day });
  if (!onChange) return <span className="schemes-fixed">{words}</span>;
  const range = (to: number): number[] => Array.from({ length: to }, (_, n) => n + 1);
  const cls = bad ? 'schemes-input bad' : 'schemes-input';
  return (
    <span className="schemes-day">
      <select className={cls} aria-label={`${label} ${t('schemes.day.year')}`} value={yearOffset} onChange={(e) => onChange({ month, day, yearOffset: Number(e.target.value) })}>
        {[0, 1, 2].map((n) => <option key={n} value={n}>{t(`schemes.day.offset.${n}`)}</option>)}
      </select>
      <select className={cls} aria-label={`${label} ${t('schemes.day.month')}`} value={month} onChange={(e) => onChange({ month: Number(e.target.value), day, yearOffset })}>{range(12).map((n) => <option key={n} value={n}>{t('schemes.day.monthOf', { month: n })}</option>)}</select>
      <select className={cls} aria-label={`${label} ${t('schemes.day.day')}`} value={day} onChange={(e) => onChange({ month, day: Number(e.target.value), yearOffset })}>{range(31).map((n) => <option key={n} value={n}>{t('schemes.day.dayOf', { day: n })}</option>)}</select>
    </span>
  );
}

function shownOf(field: Extract<Field, { kind: 'number' }>): string {
  if (field.value === null) return '';
  return String(field.percent ? sumOf([field.value * 100]) : field.value);
}

/** Decimal of at most six places; a percentage gives its share. Null when it is none. */
export function numberOf(text: string, percent: boolean): number | null {
  const plain = text.trim().replace(/[\uff0e\u3002]/g, '.').replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(plain)) return null;
  return percent ? sumOf([Number(plain) / 100]) : Number(plain);
}
