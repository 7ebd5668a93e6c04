import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Segments in one frame, e.g. 全部 46 | 逾期 4. */
export function SegFilter({ options, value, onChange, label }: { readonly options: readonly { readonly id: string; readonly label: ReactNode; readonly count?: number | undefined }[]; readonly value: string; readonly onChange: (id: string) => void; readonly label: string }) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map((o) => (
        <button key={o.id} type="button" aria-pressed={o.id === value} className={o.id === value ? 'on' : ''} onClick={() => onChange(o.id)}>
          {o.label}{o.count === undefined ? '' : ` ${o.count}`}
        </button>
      ))}
    </div>
  );
}

/** A labelled choice in one small box (领域 全部 ⌄); the native list serves keyboard and old browsers. */
export function SelectFilter({ label, value, options, onChange }: { readonly label: string; readonly value: string; readonly options: readonly { readonly id: string; readonly label: string }[]; readonly onChange: (id: string) => void }) {
  const chosen = options.find((o) => o.id === value) ?? options[0];
  return (
    <label className="sel">
      <span>{label}</span>
      <b title={chosen?.label}>{chosen?.label}</b>
      <Icon name="down" small />
      <select value={chosen?.id ?? ''} aria-label={label} onChange={(e) => onChange(e.target.value)}>
        {options.map((o) => <option key={o.id} value={o.id}>{o.label}</option>)}
      </select>
    </label>
  );
}

/** Small search box of a list; the value goes to the address after Enter or on blur. */
export function SearchFilter({ value, placeholder, onChange }: { readonly value: string; readonly placeholder: string; readonly onChange: (text: string) => void }) {
  return (
    <label className="search-filter">
      <Icon name="search" small />
      <input
        key={value} type="search" defaultValue={value} placeholder={placeholder} aria-label={placeholder}
        onKeyDown={(e) => { if (e.key === 'Enter' && !e.nativeEvent.isComposing) onChange(e.currentTarget.value.trim()); }}
        onBlur={(e) => { if (e.currentTarget.value.trim() !== value) onChange(e.currentTarget.value.trim()); }}
      />
    </label>
  );
}

/** The line of filters above a list; what is put into `right` sits at its end. */
export function FilterBar({ children, right }: { readonly children: ReactNode; readonly right?: ReactNode }) {
  return (
    <div className="flt no-print">
      {children}
      <span className="sp" />
      {right}
    </div>
  );
}
