import './form.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Fields of a dialog under each other. */
export function FormStack({ children }: { readonly children: ReactNode }) {
  return <div className="form-stack">{children}</div>;
}

/** One field with its label above and what is wrong below. */
export function Field({ label, note, problem, children }: { readonly label: ReactNode; readonly note?: ReactNode; readonly problem?: string | undefined; readonly children: ReactNode }) {
  return (
    <label className="form-field">
      <span>{label}</span>
      {children}
      {problem ? <em className="late s12" role="alert">{problem}</em> : note ? <em className="c3 s12">{note}</em> : null}
    </label>
  );
}

/** Why a dialog cannot be saved yet: the fields that are still empty, then what else is wrong with it; nothing once it can. */
export function Lacks({ fields, wrong }: { readonly fields: readonly string[]; readonly wrong?: string | undefined }) {
  const { t } = useTranslation();
  return <p className={wrong === undefined ? 's12 c3' : 's12 late'} role="status">{wrong ?? (fields.length === 0 ? '' : t('ui.lacks', { fields: fields.join(t('ui.comma')) }))}</p>;
}

/** A civil day, typed or picked; '' while empty. */
export function DayInput({ value, onChange, label, min }: { readonly value: string; readonly onChange: (day: string) => void; readonly label?: string; readonly min?: string }) {
  return <input type="date" className="day-input" value={value} min={min} aria-label={label} onChange={(e) => onChange(e.target.value)} />;
}
