import { Input, Modal } from 'antd';
import { useDeferredValue, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery, type Page } from '../client/index.ts';
import { useGo } from '../ui/index.ts';
import { mayEver, useMe } from './auth.tsx';
import { isShown, NAV } from './nav.ts';

export type Hit = { readonly id: string; readonly title: string; readonly note?: string | null; readonly href: string };

/** Ctrl+K: goes to a page by its name, or to a unit or person that the server finds. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useHits(text);
  const open = (hit: Hit | undefined): void => {
    if (!hit) return;
    onClose();
    go(hit.href);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((n) => Math.max(0, Math.min(hits.length - 1, n + step)));
    } else if (event.key === 'Enter') open(hits[at]);
  };
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={560} styles={{ body: { padding: 0 } }}>
      <Input value={text} onChange={(e) => { setText(e.target.value); setAt(0); }} onKeyDown={key} placeholder={t('app.search')} aria-label={t('app.search')} role="combobox" aria-expanded="true" aria-controls="palette" autoFocus />
      <ul id="palette" className="palette" role="listbox" aria-label={t('app.search')}>
        {hits.map((hit, n) => (
          <li key={hit.id} role="option" aria-selected={n === at} onMouseEnter={() => setAt(n)} onClick={() => open(hit)}>
            <span className="ell">{hit.title}</span><span className="s12 c3 ell">{hit.note}</span>
          </li>
        ))}
      </ul>
      {hits.length === 0 ? <p className="c2 s13">{t('app.search.none')}</p> : null}
    </Modal>
  );
}

function useHits(text: string): readonly Hit[] {
  const { t } = useTranslation();
  const { can } = useMe();
  const q = useDeferredValue(text.trim());
  const ask = { query: { q, limit: 5 }, enabled: q.length >= 2 && mayEver(can, 'read', 'Organisation'), keepPrevious: true } as const;
  const units = useApiQuery<Page<{ id: string; name: string }>>('/organisations', ask);
  const people = useApiQuery<Page<{ id: string; name: string; posts: readonly { orgId: string; orgName: string }[] }>>('/people', { ...ask, enabled: ask.enabled && mayEver(can, 'read', 'Person') });
  const found: Hit[] = [
    ...(units.data?.items ?? []).map((unit) => ({ id: unit.id, title: unit.name, note: t('nav.organisations'), href: `/organisations?unit=${unit.id}` })),
    ...(people.data?.items ?? []).map((one) => ({ id: one.id, title: one.name, note: one.posts[0]?.orgName ?? '', href: one.posts[0] ? `/organisations?unit=${one.posts[0].orgId}` : '/organisations' })),
  ];
  const pages = NAV.flatMap((group) => group.entries)
    .filter((e) => isShown(e, (action, subject) => mayEver(can, action, subject)))
    .map((e) => ({ id: e.to, title: t(`nav.${e.id}`), note: t('app.search.page'), href: e.to }))
    .filter((page) => page.title.toLowerCase().includes(q.toLowerCase()));
  return [...pages.slice(0, q === '' ? 20 : 6), ...(q.length >= 2 ? found : [])];
}
