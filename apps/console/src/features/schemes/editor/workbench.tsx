import type { SchemeReview } from '@shuping/contracts';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TabBar, useUrlState } from '../../../ui/index.ts';
import type { Draft } from '../model/draft.ts';
import { TABS, tabOf, type Row, type Tab, type Words } from '../model/rows.ts';
import { groupsOf } from '../model/tabs.ts';
import { whyOf } from '../model/draft.ts';
import { dropped, levelled, orderOf, placeOfMember, shifted } from '../model/moves.ts';
import { AddDialog, type Adding } from './add-dialog.tsx';
import { ExamplesPanel } from './examples-panel.tsx';
import { MemberDialog, type Opened } from './member-dialog.tsx';
import type { Move } from './move-handle.tsx';
import { issuesOf, IssuesBar } from './issues.tsx';
import type { Lens } from './lens.ts';
import { Previews } from './previews.tsx';
import { SchemeTable } from './scheme-table.tsx';
import type { Acts } from './use-designer.ts';

type Props = { readonly lens: Lens; readonly words: Words; readonly review: SchemeReview | undefined; readonly pending: boolean; readonly draft: Draft | null; readonly acts: Acts | null; readonly year: number };

/** Tabs, table, what blocks, and previews: the same for editing and for reading. */
export function Workbench({ lens, words, review, pending, draft, acts, year }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const [selected, setSelected] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const tab: Tab = TABS.find((id) => id === search['tab']) ?? 'score';
  const { scheme } = lens;
  const groups = useMemo(() => groupsOf(tab, scheme, words, review), [tab, scheme, words, review]);
  const wrong = useMemo(() => issuesOf(review).map((one) => one.path), [review]);
  useEffect(() => {
    if (wanted === null) return;
    const row = nearest(groups.flatMap((group) => group.rows), wanted);
    setWanted(null);
    if (!row) return;
    setSelected(row.key);
    document.querySelector(`[data-row="${row.key}"]`)?.scrollIntoView?.({ block: 'nearest' });
  }, [wanted, groups]);
  const go = (path: string): void => {
    setSearch({ tab: tabOf(path) === 'score' ? null : tabOf(path) });
    setWanted(path);
  };
  const { said, move, drop } = useMoves(scheme, draft, acts);
  const hands = useMemo(() => ({ select: setSelected, open: setOpened, move, drop }), [move, drop]);
  const add = useCallback((what: Adding['what']): void => setAdding({ what, node: null }), []);
  const later = useDeferredValue(scheme);
  const chosen = groups.flatMap((group) => group.rows).find((row) => row.key === selected) ?? null;
  const mend = (): void => acts?.setMany(new Map(issuesOf(review).filter((one) => one.code === 'scheme.example-differs').map((one) => [one.path, one.params?.['computed'] === '' ? null : one.params?.['computed']])));
  const passed = review && review.examples.total > 0 ? t('schemes.examples.passed', { passed: review.examples.passed, total: review.examples.total }) : undefined;
  return (
    <>
      <div className="schemes-tabs"><TabBar tabs={TABS.map((id) => ({ id, label: t(`schemes.tab.${id}`), count: id === 'examples' ? passed : undefined }))} value={tab} onChange={(id) => setSearch({ tab: id === 'score' ? null : id })} label={t('schemes.title')} /></div>
      <div className="cols schemes-cols">
        <div className="schemes-left">
          <div className="schemes-scroll">
            <SchemeTable
              tab={tab} groups={groups} lens={lens} draft={draft} words={words} acts={acts} wrong={wrong} selected={selected} hands={hands} onAdd={add}
            />
            {tab === 'examples' ? <ExamplesPanel scheme={later} words={words} draft={draft} acts={acts} chosen={selected?.startsWith('examples/') ? placeOfMember(selected).id : null} year={year} /> : null}
          </div>
          {draft && acts && chosen ? <WhyLine row={chosen} draft={draft} acts={acts} /> : null}
          <p className="schemes-said" role="status" aria-live="assertive">{said}</p>
          <IssuesBar scheme={scheme} lens={lens} words={words} review={review} pending={pending} onGo={go} onMendExamples={acts ? mend : null} />
        </div>
        <aside className="side schemes-side" aria-label={t('schemes.preview')}><Previews scheme={later} words={words} review={review} /></aside>
      </div>
      {adding && draft && acts ? <AddDialog adding={{ ...adding, node: groups.find((group) => group.sum)?.sum?.node ?? null }} scheme={scheme} draft={draft} words={words} onClose={() => setAdding(null)} onAdd={(next) => { acts.change(next); setAdding(null); }} /> : null}
      {opened && draft && acts ? <MemberDialog key={opened.path} opened={opened} scheme={scheme} draft={draft} words={words} inherited={acts.inherited} onClose={() => setOpened(null)} onDone={(next) => { acts.change(next); setOpened(null); }} /> : null}
    </>
  );
}

type Moves = { readonly move: (member: string, move: Move, title: string) => void; readonly drop: (from: string, before: string) => void };

/** Moves of lines, said aloud for those who do not see them. The two functions stay the same while the draft changes. */
function useMoves(scheme: Lens['scheme'], draft: Draft | null, acts: Acts | null): Moves & { readonly said: string } {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const now = useRef({ scheme, draft, acts });
  now.current = { scheme, draft, acts };
  const moves = useMemo<Moves>(() => {
    const take = (changes: Draft['changes'] | null, words: string, refused: string): void => {
      setSaid(changes ? words : refused);
      if (changes && now.current.draft) now.current.acts?.change({ ...now.current.draft, changes });
    };
    return {
      move: (member, way, title) => {
        const { scheme: whole, draft: own } = now.current;
        if (!own) return;
        const by = way === 'up' || way === 'out' ? -1 : 1;
        const { list, id } = placeOfMember(member);
        const order = orderOf(whole, list) ?? [];
        if (way === 'in' || way === 'out') return take(levelled(own.changes, whole, member, by), t(`schemes.moved.${way}`, { title }), t('schemes.move.not', { title }));
        take(shifted(own.changes, whole, member, by), t('schemes.moved', { title, place: order.indexOf(id) + 1 + by, of: order.length }), t('schemes.move.not', { title }));
      },
      drop: (from, before) => {
        const { scheme: whole, draft: own } = now.current;
        if (own) take(dropped(own.changes, whole, from, before), t('schemes.moved.dropped'), t('schemes.move.not', { title: '' }));
      },
    };
  }, [t]);
  return { said, ...moves };
}

/** 理由: why this layer changed what the line shows. */
function WhyLine({ row, draft, acts }: { readonly row: Row; readonly draft: Draft; readonly acts: Acts }) {
  const { t } = useTranslation();
  const path = row.titlePath?.replace(/\/title$/, '') ?? row.path;
  const at = whyOf(draft.changes, row.path) === null ? path : row.path;
  const why = whyOf(draft.changes, at);
  if (why === null) return null;
  return <label className="schemes-whyline s13"><span className="nw">{t('schemes.whyOf', { title: row.title })}</span><input className="schemes-input" value={why} maxLength={500} placeholder={t('schemes.why.hint')} onChange={(e) => acts.why(at, e.target.value)} /></label>;
}

/** The row that edits a path, else the one nearest above or below it. */
export function nearest(rows: readonly Row[], path: string): Row | undefined {
  const under = rows.filter((row) => path === row.path || path.startsWith(`${row.key}/`) || path.startsWith(`${row.path}/`));
  return under.sort((a, b) => b.key.length - a.key.length)[0] ?? rows.find((row) => row.sum && path.startsWith(`score/nodes/${row.sum.node}`)) ?? rows.find((row) => row.path.startsWith(`${path}/`));
}
