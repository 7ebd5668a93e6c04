import { Fragment, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { originAt } from '@shuping/scheme';
import { useText } from '../../../i18n/index.ts';
import { Icon, LayerTag, SumChip, Tag } from '../../../ui/index.ts';
import { lockOf, type Draft } from '../model/draft.ts';
import { sumOf } from '../model/fit.ts';
import type { Group, Row, Sum, Tab, Words } from '../model/rows.ts';
import { describe, tagOf, toneOf, type Lens } from './lens.ts';
import { LockCell } from './lock-cell.tsx';
import { listsOf, TAB_LISTS, wholesOf } from '../model/refs.ts';
import type { Opened } from './member-dialog.tsx';
import type { Acts } from './use-designer.ts';
import { moveOf, MoveHandle, type Move } from './move-handle.tsx';
import { ValueCell } from './value-cell.tsx';

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
  readonly onSelect: (key: string | null) => void;
  readonly onAdd: (what: 'part' | 'question') => void;
  /** opens the form of what stands at a path, or of a new member of a list */
  readonly onOpen: (opened: Opened) => void;
  readonly onMove: (member: string, move: Move, title: string) => void;
  readonly onDrop: (from: string, before: string) => void;
};

/** The designer's one table: name, kind, value, lock, origin. */
export function SchemeTable(props: Props) {
  const { t } = useTranslation();
  const { tab, groups } = props;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const closed = (row: Row): boolean => row.parent && (tab === 'score' && !row.sum) !== toggled.has(row.key);
  const toggle = (key: string): void => setToggled((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key]));
  return (
    <table className={tab === 'score' ? 'tbl schemes-tree' : 'tbl schemes-tree schemes-wide'} aria-label={t(`schemes.tab.${tab}`)}>
      <colgroup><col /><col className="schemes-c-note" /><col className="schemes-c-value" /><col className="schemes-c-lock" /><col className="schemes-c-from" /></colgroup>
      <thead>
        <tr><th scope="col">{t('schemes.col.name')}</th><th scope="col">{t('schemes.col.kind')}</th><th scope="col" className="num">{t(tab === 'score' ? 'schemes.col.weight' : 'schemes.col.value')}</th><th scope="col">{t('schemes.col.lock')}</th><th scope="col">{t('schemes.col.from')}</th></tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.key}>
            <GroupLine group={group} props={props} />
            {visible(group.rows, closed).map((row) => <Line key={row.key} row={row} open={!closed(row)} toggle={() => toggle(row.key)} props={props} />)}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function visible(rows: readonly Row[], closed: (row: Row) => boolean): Row[] {
  let hidden = Infinity;
  return rows.filter((row) => {
    if (row.depth > hidden) return false;
    hidden = closed(row) ? row.depth : Infinity;
    return true;
  });
}

function GroupLine({ group, props }: { readonly group: Group; readonly props: Props }) {
  const { t } = useTranslation();
  return (
    <tr className="schemes-group">
      <td colSpan={5}>
        <div className="schemes-name">
          <b>{group.title}</b>
          {group.sum ? <Balance sum={group.sum} acts={props.acts} /> : null}
          {group.note ? <span className="s12 c3 ell">{group.note}</span> : null}
          <span className="sp" />
          {props.acts ? <GroupActs group={group} props={props} /> : null}
          {group.add && props.acts ? <button type="button" className="linkish s13" onClick={() => props.onAdd(group.add!)}>{t(`schemes.add.${group.add}`)}</button> : null}
        </div>
      </td>
    </tr>
  );
}

/** What can be added to a group of lines, and what of it opens as a form. */
function GroupActs({ group, props }: { readonly group: Group; readonly props: Props }) {
  const { t } = useTranslation();
  const { tab, words, onOpen } = props;
  const name = (path: string): string => words.id('label', path.split('/').pop() ?? '');
  const first = props.groups[0] === group;
  return (
    <>
      {wholesOf(group.key).map((path) => <button key={path} type="button" className="linkish s12" onClick={() => onOpen({ path, add: false })}>{name(path)}</button>)}
      {[...(first ? (TAB_LISTS[tab] ?? []) : []), ...listsOf(group.key, tab)].map((path) => <button key={path} type="button" className="linkish s13" onClick={() => onOpen({ path, add: true, parent: path === 'score/nodes' ? (group.sum?.node ?? null) : null })}>{t('schemes.form.add', { label: name(path) })}</button>)}
    </>
  );
}

/** Path of the form behind a line. */
export function formPath(row: Row): string | null {
  const band = /^grading\/bands\/[^/]+/.exec(row.path)?.[0];
  // what goes in is typed into the samples below
  if (/^examples\/[^/]+$/.test(row.key)) return `${row.key}/expect`;
  return band ?? row.titlePath?.replace(/\/title$/, '') ?? row.member;
}

/** Live sum of weights with its two ways of mending it. */
function Balance({ sum, acts }: { readonly sum: Sum; readonly acts: Acts | null }) {
  const { t } = useTranslation();
  const [stuck, setStuck] = useState(false);
  const off = sumOf([sum.actual, -sum.total]);
  const fix = (mode: 'scale' | 'even') => <button type="button" className="linkish s13 nw" onClick={(e) => { e.stopPropagation(); setStuck(!acts?.fit(sum, mode)); }}>{t(`schemes.fit.${mode}`)}</button>;
  if (off === 0) return <SumChip ok>{t('schemes.sum.ok', { total: sum.total })}</SumChip>;
  const words = t(off > 0 ? 'schemes.sum.over' : 'schemes.sum.under', { actual: sum.actual, off: Math.abs(off) });
  return <SumChip ok={false} fix={acts ? <>{fix('scale')}{fix('even')}{stuck ? <span className="late s12">{t('schemes.fit.stuck')}</span> : null}</> : null}>{words}</SumChip>;
}

function Line({ row, open, toggle, props }: { readonly row: Row; readonly open: boolean; readonly toggle: () => void; readonly props: Props }) {
  const { lens, acts, draft, selected, onSelect, wrong } = props;
  const lockPath = row.field && row.field.kind !== 'words' ? row.field.path : row.path;
  const at = describe(lens, lockPath);
  const kept = row.member === null ? null : describe(lens, row.member).forbidden.remove;
  const free = acts !== null && at.forbidden.set === null;
  const bad = wrong.some((path) => path === row.path || (row.field !== null && row.field.kind !== 'words' && path.startsWith(`${row.field.path}/`)));
  const number = row.field?.kind === 'number';
  const percent = row.field?.kind === 'number' && (row.field.percent ?? false);
  const field = row.field;
  return (
    <tr
      className={selected === row.key ? 'on' : ''} data-row={row.key} onFocus={() => onSelect(row.key)} onClick={() => onSelect(row.key)}
      {...(acts && row.member !== null ? {
        onKeyDown: (e: KeyboardEvent) => { const move = moveOf(e); if (move && row.member) { e.preventDefault(); props.onMove(row.member, move, row.title); } },
        onDragOver: (e: DragEvent) => e.preventDefault(),
        onDrop: (e: DragEvent) => { e.preventDefault(); const from = e.dataTransfer.getData('text/plain'); if (from && row.member) props.onDrop(from, row.member); },
      } : {})}
    >
      <td><NameCell row={row} open={open} toggle={toggle} props={props} removable={acts !== null && row.member !== null && kept === null} /></td>
      <td className="c2 s13 ell" title={row.note}>{row.note}</td>
      <td className="num">{field ? <ValueCell field={field} label={row.title} bad={bad} onChange={free && field.kind !== 'words' ? (value) => acts.set(field.path, value) : null} /> : null}</td>
      <td className="s13">{row.parent && field?.kind === 'words' ? null : <LockCell lens={lens} at={at} kept={kept} own={lockOf(draft?.locks ?? [], lockPath)} number={number} percent={percent} label={row.title} onLock={acts ? (choice) => acts.lock(lockPath, choice) : null} />}</td>
      <td><OriginCell row={row} lens={lens} percent={percent} onRevert={acts ? () => acts.revert(row.path) : null} /></td>
    </tr>
  );
}

function NameCell({ row, open, toggle, props, removable }: { readonly row: Row; readonly open: boolean; readonly toggle: () => void; readonly props: Props; readonly removable: boolean }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { acts, lens } = props;
  const { titlePath, member } = row;
  const form = formPath(row);
  const nameable = acts !== null && titlePath !== null && describe(lens, titlePath).forbidden.set === null;
  const done = (words: string): void => {
    setEditing(false);
    if (titlePath !== null && words.trim() !== '' && words.trim() !== row.title) acts?.set(titlePath, { text: words.trim() });
  };
  return (
    <div className="schemes-name" style={{ paddingLeft: `calc(${row.depth * 20}px * var(--s))` }}>
      {acts && member !== null ? <MoveHandle title={row.title} path={member} /> : acts ? <span className="schemes-handle" /> : null}
      <span className="schemes-twist">{row.parent ? <button type="button" className="schemes-plain" aria-expanded={open} aria-label={row.title} onClick={toggle}><Icon name={open ? 'down' : 'right'} small /></button> : null}</span>
      {editing ? <input className="schemes-input schemes-title" aria-label={t('schemes.rename')} defaultValue={row.title} autoFocus onBlur={(e) => done(e.target.value)} onKeyDown={(e) => { if (e.key === 'Enter' && !e.nativeEvent.isComposing) done(e.currentTarget.value); if (e.key === 'Escape') setEditing(false); }} /> : <span className="ell" title={row.title}>{row.title}</span>}
      {row.sum && row.sum.actual !== row.sum.total ? <Balance sum={row.sum} acts={acts} /> : null}
      {row.flags.map((flag) => <Tag key={flag.words} tone={flag.tone}>{flag.words}</Tag>)}
      {acts && form !== null && !editing ? <button type="button" className="schemes-plain schemes-tool" aria-label={t('schemes.form.editOf', { what: row.title })} title={t('schemes.form.edit')} onClick={() => props.onOpen({ path: form, add: false })}><Icon name="gear" small /></button> : null}
      {nameable && !editing ? <button type="button" className="schemes-plain schemes-tool" aria-label={t('schemes.renameOf', { title: row.title })} onClick={() => setEditing(true)}><Icon name="edit" small /></button> : null}
      {removable && member !== null ? <button type="button" className="schemes-plain schemes-tool" aria-label={t('schemes.removeOf', { title: row.title })} onClick={() => acts?.remove(member)}><Icon name="cross" small /></button> : null}
    </div>
  );
}

/** 来自: the layer that set the value last, and what it replaced. */
function OriginCell({ row, lens, percent, onRevert }: { readonly row: Row; readonly lens: Lens; readonly percent: boolean; readonly onRevert: (() => void) | null }) {
  const { t } = useTranslation();
  const text = useText();
  const origin = originAt(lens.resolution.provenance, row.path) ?? originAt(lens.resolution.provenance, row.titlePath ?? '');
  const layer = origin?.layer ?? lens.base.id;
  const before = origin?.replaced[origin.replaced.length - 1];
  const shown = typeof before?.value === 'number' ? String(percent ? sumOf([before.value * 100]) : before.value) : null;
  const own = lens.own?.id === layer;
  return (
    <span className="schemes-from">
      <LayerTag layer={toneOf(lens, layer)} word={text(tagOf(lens, layer))} />
      {before && shown !== null ? <span className="s12 c3 nw">{t('schemes.was', { value: shown })} <LayerTag layer={toneOf(lens, before.layer)} word={text(tagOf(lens, before.layer))} /></span> : null}
      {own && onRevert ? <button type="button" className="linkish s12 schemes-tool" onClick={onRevert}>{t('schemes.revert')}</button> : null}
    </span>
  );
}
