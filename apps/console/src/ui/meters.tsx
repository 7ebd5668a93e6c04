import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Bar 6 px high: `part` 0…1, optional mark of a limit 0…1. */
export function Bar({ part, limit, pale, label }: { readonly part: number; readonly limit?: number; readonly pale?: boolean; readonly label?: string }) {
  const width = `${Math.max(0, Math.min(1, part)) * 100}%`;
  return (
    <div className="bar" role="img" aria-label={label ?? `${Math.round(part * 100)}%`}>
      <i className={pale ? 'pale' : ''} style={{ width }} />
      {limit !== undefined ? <u style={{ left: `${limit * 100}%` }} /> : null}
    </div>
  );
}

/** Meter row: label, bar, words (`3 296 / 3 500`); `tone` warns or says late. */
export function Meter({ label, part, limit, words, tone }: { readonly label: ReactNode; readonly part: number; readonly limit?: number; readonly words: ReactNode; readonly tone?: 'warn' | 'late' | 'ok' }) {
  return (
    <div className="meter">
      <span className="c2">{label}</span>
      <Bar part={part} {...(limit === undefined ? {} : { limit })} />
      <span className={tone ?? ''}>{words}</span>
    </div>
  );
}

/** Four coarse steps of progress (0…4), for turnout that must not be counted. */
export function Steps4({ filled, label }: { readonly filled: number; readonly label?: string }) {
  return <span className="steps4" role="img" aria-label={label ?? `${filled} / 4`}>{[1, 2, 3, 4].map((n) => <i key={n} className={n <= filled ? 'f' : ''} />)}</span>;
}

/** Chain of signatures: how many signed, which one is at work. */
export function ChainDots({ of, signed, at, label }: { readonly of: number; readonly signed: number; readonly at?: number; readonly label: ReactNode }) {
  return (
    <span className="nw">
      <span className="ch" style={{ gridTemplateColumns: `repeat(${of}, 14px)` }} aria-hidden="true">
        {Array.from({ length: of }, (_, n) => <i key={n} className={n < signed ? 'f' : n === at ? 'c' : ''} />)}
      </span>
      <span className="s13 c2">{label}</span>
    </span>
  );
}

/** Live sum: green when it is what it must be, red with its fix beside it when not. */
export function SumChip({ ok, children, fix }: { readonly ok: boolean; readonly children: ReactNode; readonly fix?: ReactNode }) {
  return (
    <span className="row" role="status">
      <span className={ok ? 'chip ok' : 'chip bad'}>{ok ? <Icon name="check" small /> : null}{children}</span>
      {!ok && fix ? fix : null}
    </span>
  );
}

/** What is there and what is still missing: ✓ and ✗ lines with an act on the right. */
export function GuardList({ items }: { readonly items: readonly { readonly key: string; readonly done: boolean; readonly text: ReactNode; readonly act?: ReactNode }[] }) {
  return (
    <ul className="guards">
      {items.map((item) => (
        <li key={item.key} className={item.done ? 'y' : 'n'}>
          <Icon name={item.done ? 'check' : 'cross'} small />
          <span>{item.text}</span>
          {item.act ? <span className="r">{item.act}</span> : null}
        </li>
      ))}
    </ul>
  );
}
