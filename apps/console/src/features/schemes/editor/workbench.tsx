import type { SchemeReview } from '@shuping/contracts';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TabBar, useUrlState } from '../../../ui/index.ts';
import type { Draft } from '../model/draft.ts';
import { TABS, tabOf, type Row, type Tab, type Words } from '../model/rows.ts';
import { groupsOf } from '../model/tabs.ts';
import { AddDialog, type Adding } from './add-dialog.tsx';
import { issuesOf, IssuesBar } from './issues.tsx';
import type { Lens } from './lens.ts';
import { Previews } from './previews.tsx';
import { SchemeTable } from './scheme-table.tsx';
import type { Acts } from './use-designer.ts';

type Props = { readonly lens: Lens; readonly words: Words; readonly review: SchemeReview | undefined; readonly pending: boolean; readonly draft: Draft | null; readonly acts: Acts | null };

/** Tabs, table, what blocks, and previews: the same for editing and for reading. */
export function Workbench({ lens, words, review, pending, draft, acts }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const [selected, setSelected] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
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
  const mend = (): void => acts?.setMany(new Map(issuesOf(review).filter((one) => one.code === 'scheme.example-differs').map((one) => [one.path, one.params?.['computed'] === '' ? null : one.params?.['computed']])));
  const passed = review && review.examples.total > 0 ? t('schemes.examples.passed', { passed: review.examples.passed, total: review.examples.total }) : undefined;
  return (
    <>
      <div className="schemes-tabs"><TabBar tabs={TABS.map((id) => ({ id, label: t(`schemes.tab.${id}`), count: id === 'examples' ? passed : undefined }))} value={tab} onChange={(id) => setSearch({ tab: id === 'score' ? null : id })} label={t('schemes.title')} /></div>
      <div className="cols schemes-cols">
        <div className="schemes-left">
          <div className="schemes-scroll">
            <SchemeTable
              tab={tab} groups={groups} lens={lens} draft={draft} words={words} acts={acts} wrong={wrong} selected={selected} onSelect={setSelected}
              onAdd={(what) => setAdding({ what, node: groups.find((group) => group.sum)?.sum?.node ?? null })}
            />
          </div>
          <IssuesBar scheme={scheme} lens={lens} words={words} review={review} pending={pending} onGo={go} onMendExamples={acts ? mend : null} />
        </div>
        <aside className="side schemes-side" aria-label={t('schemes.preview')}><Previews scheme={scheme} words={words} review={review} /></aside>
      </div>
      {adding && draft && acts ? <AddDialog adding={adding} scheme={scheme} draft={draft} words={words} onClose={() => setAdding(null)} onAdd={(next) => { acts.change(next); setAdding(null); }} /> : null}
    </>
  );
}

/** The row that edits a path, else the one nearest above or below it. */
export function nearest(rows: readonly Row[], path: string): Row | undefined {
  const under = rows.filter((row) => path === row.path || path.startsWith(`${row.key}/`) || path.startsWith(`${row.path}/`));
  return under.sort((a, b) => b.key.length - a.key.length)[0] ?? rows.find((row) => row.sum && path.startsWith(`score/nodes/${row.sum.node}`)) ?? rows.find((row) => row.path.startsWith(`${path}/`));
}
