import { Fragment, memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../model/draft.ts';
import { listsOf, TAB_LISTS, wholesOf } from '../model/refs.ts';
import type { Group, Tab, Words } from '../model/rows.ts';
import { Balance } from './balance.tsx';
import type { Lens } from './lens.ts';
import { Line, type LineHands } from './line.tsx';
import { lineViews, viewsByKey, type GroupView, type LineView } from './line-views.ts';
import type { Opened } from './member-dialog.tsx';
import type { Acts } from './use-designer.ts';

type Props = {
  readonly tab: Tab;
  readonly groups: readonly Group[];
  readonly lens: Lens;
  readonly draft: Draft | null;
  readonly words: Words;
  /** null: the scheme is only read */
  readonly acts: Acts | null;
  /** paths that something is wrong at */
  readonly wrong: readonly string[];
  readonly selected: string | null;
  readonly hands: Omit<LineHands, 'toggle'>;
  readonly onAdd: (what: 'part' | 'question') => void;
};

/** The designer's one table: name, kind, value, lock, origin. */
export const SchemeTable = memo(function SchemeTable(props: Props) {
  const { t } = useTranslation();
  const { tab, groups, lens, draft, wrong, acts, selected } = props;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  // a dropped line is made anew at its place, so that the browser need not put all lines between in again
  const [dropped, setDropped] = useState<ReadonlyMap<string, number>>(new Map());
  const views = useViews(groups, lens, draft, wrong);
  const hands = useMemo<LineHands>(() => ({
    ...props.hands,
    drop: (from, before) => {
      setDropped((now) => new Map(now).set(from, (now.get(from) ?? 0) + 1));
      props.hands.drop(from, before);
    },
    toggle: (key) => setToggled((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key])),
  }), [props.hands]);
  const closed = ({ row }: LineView): boolean => row.parent && (tab === 'score' && !row.sum) !== toggled.has(row.key);
  return (
    <table className={tab === 'score' ? 'tbl schemes-tree' : `tbl schemes-tree schemes-wide${tab === 'calendar' ? ' schemes-days' : ''}`} aria-label={t(`schemes.tab.${tab}`)}>
      <colgroup><col /><col className="schemes-c-note" /><col className="schemes-c-value" /><col className="schemes-c-lock" /><col className="schemes-c-from" /></colgroup>
      <thead>
        <tr><th scope="col">{t('schemes.col.name')}</th><th scope="col">{t('schemes.col.kind')}</th><th scope="col" className="num">{t(tab === 'score' ? 'schemes.col.weight' : 'schemes.col.value')}</th><th scope="col">{t('schemes.col.lock')}</th><th scope="col">{t('schemes.col.from')}</th></tr>
      </thead>
      <tbody>
        {views.map(({ group, lines }, n) => (
          <Fragment key={group.key}>
            <GroupLine group={group} first={n === 0} tab={tab} words={props.words} acts={acts} onAdd={props.onAdd} onOpen={props.hands.open} />
            {visible(lines, closed).map((view) => <Line key={`${view.row.key} ${dropped.get(view.row.member ?? '') ?? 0}`} view={view} acts={acts} hands={hands} open={!closed(view)} on={selected === view.row.key} />)}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
});

function useViews(groups: readonly Group[], lens: Lens, draft: Draft | null, wrong: readonly string[]): readonly GroupView[] {
  const former = useRef<ReadonlyMap<string, LineView>>(new Map());
  const views = useMemo(() => lineViews(groups, lens, draft, wrong, former.current), [groups, lens, draft, wrong]);
  former.current = useMemo(() => viewsByKey(views), [views]);
  return views;
}

function visible(lines: readonly LineView[], closed: (view: LineView) => boolean): LineView[] {
  let hidden = Infinity;
  return lines.filter((view) => {
    if (view.row.depth > hidden) return false;
    hidden = closed(view) ? view.row.depth : Infinity;
    return true;
  });
}

type GroupProps = { readonly group: Group; readonly first: boolean; readonly tab: Tab; readonly words: Words; readonly acts: Acts | null; readonly onAdd: Props['onAdd']; readonly onOpen: (opened: Opened) => void };

function GroupLine(props: GroupProps) {
  const { t } = useTranslation();
  const { group, acts } = props;
  return (
    <tr className="schemes-group">
      <td colSpan={5}>
        <div className="schemes-name">
          <b className="ell" title={group.title}>{group.title}</b>
          {group.sum ? <Balance sum={group.sum} acts={acts} /> : null}
          {group.note ? <span className="s12 c3 ell" title={group.note}>{group.note}</span> : null}
          <span className="sp" />
          {acts ? <GroupActs {...props} /> : null}
          {group.add && acts ? <button type="button" className="linkish s13" onClick={() => props.onAdd(group.add!)}>{t(`schemes.add.${group.add}`)}</button> : null}
        </div>
      </td>
    </tr>
  );
}

/** What can be added to a group of lines, and what of it opens as a form. */
function GroupActs({ group, first, tab, words, onOpen }: GroupProps) {
  const { t } = useTranslation();
  const name = (path: string): string => words.id('label', path.split('/').pop() ?? '');
  return (
    <>
      {wholesOf(group.key, tab).map((path) => <button key={path} type="button" className="linkish s13" onClick={() => onOpen({ path, add: false })}>{path.includes('/') && tab === 'ballots' ? t('schemes.form.whole') : path === 'title' ? t('schemes.form.schemeTitle') : name(path)}</button>)}
      {[...(first ? (TAB_LISTS[tab] ?? []) : []), ...listsOf(group.key, tab)].map((path) => <button key={path} type="button" className="linkish s13" onClick={() => onOpen({ path, add: true, parent: path === 'score/nodes' ? (group.sum?.node ?? null) : null })}>{t('schemes.form.add', { label: name(path) })}</button>)}
    </>
  );
}
