import type { ReactNode } from 'react';

type HeaderProps = { readonly title: ReactNode; readonly sub?: ReactNode; readonly crumb?: ReactNode; readonly actions?: ReactNode; /** Hairline below, for pages with panes. */ readonly ruled?: boolean };

/** Head of a page: title 20 px, one line of facts below, acts on the right (at most one primary). */
export function PageHeader({ title, sub, crumb, actions, ruled }: HeaderProps) {
  return (
    <header className={ruled ? 'head ruled' : 'head'}>
      <div className="head-text">
        {crumb ? <div className="crumb">{crumb}</div> : null}
        <h1>{title}</h1>
        {sub ? <div className="sub">{sub}</div> : null}
      </div>
      {actions ? <div className="act no-print">{actions}</div> : null}
    </header>
  );
}

/** Content of a page below its header, with page margins. */
export function PageBody({ children, flush }: { readonly children: ReactNode; readonly flush?: boolean }) {
  return <div className={flush ? 'body flush' : 'body'}>{children}</div>;
}

/** Part of a page: bold 14-px title, a small note, a link on the right; `ruled` draws the line under the title. */
export function Section({ title, note, right, ruled, children }: { readonly title: ReactNode; readonly note?: ReactNode; readonly right?: ReactNode; readonly ruled?: boolean; readonly children?: ReactNode }) {
  return (
    <section className="blk">
      <div className={ruled ? 'h2 ruled' : 'h2'}>
        <h2>{title}</h2>
        {note !== undefined && note !== null ? <small>{note}</small> : null}
        {right ? <span className="r">{right}</span> : null}
      </div>
      {children}
    </section>
  );
}

/** Main column and a side pane in the page ground, each scrolling on its own; `ratio` in grid units. */
export function Panes({ main, side, ratio = 'minmax(0, 1fr) 340px', sideLabel }: { readonly main: ReactNode; readonly side: ReactNode; readonly ratio?: string; readonly sideLabel?: string }) {
  return (
    <div className="cols" style={{ gridTemplateColumns: ratio }}>
      <div className="pane">{main}</div>
      <aside className="side" aria-label={sideLabel}>{side}</aside>
    </div>
  );
}

/** Facts as rows of label and value, parted by hairlines. */
export function KeyValue({ items, labelWidth = 72 }: { readonly items: readonly { readonly label: ReactNode; readonly value: ReactNode; readonly key?: string }[]; readonly labelWidth?: number }) {
  return (
    <dl className="kv">
      {items.map((item, index) => (
        <div key={item.key ?? index} style={{ gridTemplateColumns: `calc(${labelWidth}px * var(--s)) minmax(0, 1fr)` }}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Tabs in ink; counts small beside the word. */
export function TabBar({ tabs, value, onChange, label }: { readonly tabs: readonly { readonly id: string; readonly label: ReactNode; readonly count?: number | string | undefined }[]; readonly value: string; readonly onChange: (id: string) => void; readonly label?: string }) {
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" role="tab" aria-selected={tab.id === value} className={tab.id === value ? 'on' : ''} onClick={() => onChange(tab.id)}>
          {tab.label}
          {tab.count !== undefined ? <i>{tab.count}</i> : null}
        </button>
      ))}
    </div>
  );
}
