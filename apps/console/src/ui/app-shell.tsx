import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icon.tsx';
import { A } from './link.tsx';

export type NavItem = { readonly to: string; readonly label: string; readonly icon: IconName; readonly count?: number | undefined; /** Further addresses of this entry; they go before the longest match. */ readonly also?: RegExp | undefined };
export type NavGroup = { readonly id: string; readonly label: string | null; readonly items: readonly NavItem[] };

type Props = {
  readonly brand: string;
  readonly mark: string;
  readonly groups: readonly NavGroup[];
  /** Address of the page now shown; the longest matching item is current. */
  readonly path: string;
  readonly left?: ReactNode;
  readonly right?: ReactNode;
  readonly children: ReactNode;
};

/** Frame of every console page: rail of six groups, top bar, one scrolling main part. */
export function AppShell({ brand, mark, groups, path, left, right, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className="app">
      <a className="skip" href="#main">{t('ui.skip')}</a>
      <A className="brand no-print" href="/home"><i aria-hidden="true">{mark}</i>{brand}</A>
      <header className="top no-print">{left}<span className="sp" />{right}</header>
      <Rail groups={groups} current={currentOf(groups, path)} />
      <main className="main" id="main" tabIndex={-1}>{children}</main>
    </div>
  );
}

function Rail({ groups, current }: { readonly groups: readonly NavGroup[]; readonly current: string | undefined }) {
  const { t } = useTranslation();
  return (
    <nav className="rail no-print" aria-label={t('ui.nav')}>
      {groups.filter((group) => group.items.length > 0).map((group) => (
        <div key={group.id}>
          {group.label ? <h3>{group.label}</h3> : null}
          {group.items.map((item) => (
            <A key={item.to} href={item.to} title={item.label} aria-label={item.count ? `${item.label} ${item.count}` : item.label} className={item.to === current ? 'on' : ''} aria-current={item.to === current ? 'page' : undefined}>
              <Icon name={item.icon} />
              <span>{item.label}</span>
              {item.count ? <b>{item.count}</b> : null}
            </A>
          ))}
        </div>
      ))}
    </nav>
  );
}

function currentOf(groups: readonly NavGroup[], path: string): string | undefined {
  const items = groups.flatMap((group) => group.items);
  const own = items.find((item) => item.also?.test(path));
  if (own) return own.to;
  return items
    .map((item) => item.to)
    .filter((to) => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0];
}
