import { Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathDescription } from '@shuping/scheme';
import { Icon, LayerTag } from '../../../ui/index.ts';
import { useText } from '../../../i18n/index.ts';
import type { LockChoice } from '../model/draft.ts';
import type { LineView } from './line-views.ts';
import { numberOf } from './value-cell.tsx';

type Props = { readonly view: LineView; readonly onLock: ((choice: LockChoice) => void) | null };

/** 锁: what the layers above leave open here, and the own lock for the layers below. Its form is made when it is asked for. */
export function LockCell({ view, onLock }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { row, lock, percent } = view;
  if (!onLock) return <LockWords view={view} />;
  const button = <button type="button" className="schemes-plain" aria-label={t('schemes.lock.edit', { label: row.title })} aria-expanded={open} onClick={() => setOpen(true)}><LockWords view={view} /></button>;
  if (!open) return button;
  return (
    <Popover open trigger="click" placement="bottomLeft" destroyOnHidden onOpenChange={setOpen} content={<LockForm own={lock} number={row.field?.kind === 'number'} percent={percent} onLock={onLock} />}>
      {button}
    </Popover>
  );
}

function LockWords({ view }: { readonly view: LineView }) {
  const { t } = useTranslation();
  const words = useLockWords();
  const text = useText();
  const { at, kept, lock, percent, own } = view;
  const keeper = at.forbidden.remove ?? kept;
  const shut = at.locks.some((one) => one.constraint.kind !== 'sum') || keeper !== null;
  const hint = view.owners.map((owner) => text(owner)).join(' ');
  return (
    <span className="schemes-lock" title={shut ? t('schemes.lock.by', { owner: hint }) : undefined}>
      <Icon name={shut || lock.kind !== 'none' ? 'lock' : 'unlock'} small />
      {lock.kind === 'none' ? <span className="ell">{words(at, keeper, percent)}</span> : null}
      {lock.kind === 'none' || !own ? null : <span className="ell">{lock.kind === 'range' ? rangeWords(lock, percent) : t('schemes.lock.fixedHere')} <LayerTag layer={own.tone} word={text(own.tag)} /></span>}
    </span>
  );
}

function rangeWords(own: Extract<LockChoice, { kind: 'range' }>, percent: boolean): string {
  const show = (value: number | undefined): string => (value === undefined ? '' : percent ? `${Math.round(value * 1e6) / 1e4}%` : String(value));
  return `${show(own.min)} – ${show(own.max)}`;
}

function useLockWords(): (at: PathDescription, keeper: string | null, percent: boolean) => string {
  const { t } = useTranslation();
  return (at, keeper, percent) => {
    const show = (value: unknown): string => (typeof value === 'number' ? (percent ? `${Math.round(value * 1e6) / 1e4}%` : String(value)) : '');
    if (at.forbidden.set !== null) return typeof at.value === 'number' ? t('schemes.lock.fixed', { value: show(at.value) }) : t('schemes.lock.fixedText');
    if (at.min !== undefined && at.max !== undefined) return at.min === at.max ? t('schemes.lock.fixed', { value: show(at.min) }) : `${show(at.min)} – ${show(at.max)}`;
    if (at.min !== undefined) return t('schemes.lock.min', { value: show(at.min) });
    if (at.max !== undefined) return t('schemes.lock.max', { value: show(at.max) });
    const until = at.locks.map((lock) => lock.constraint).find((one) => one.kind === 'not_after' || one.kind === 'not_before');
    if (until?.kind === 'not_after' || until?.kind === 'not_before') return t(until.kind === 'not_after' ? 'schemes.lock.notAfter' : 'schemes.lock.notBefore', { day: t(until.yearOffset === 0 ? 'schemes.day.this' : 'schemes.day.next', { month: until.month, day: until.day }) });
    if (at.values) return t('schemes.lock.oneOf');
    return keeper !== null ? t('schemes.lock.keep') : t('schemes.lock.free');
  };
}

function LockForm({ own, number, percent, onLock }: { readonly own: LockChoice; readonly number: boolean; readonly percent: boolean; readonly onLock: (choice: LockChoice) => void }) {
  const { t } = useTranslation();
  const text = (value: number | undefined): string => (value === undefined ? '' : String(percent ? Math.round(value * 1e6) / 1e4 : value));
  const [min, setMin] = useState(own.kind === 'range' ? text(own.min) : '');
  const [max, setMax] = useState(own.kind === 'range' ? text(own.max) : '');
  const [kind, setKind] = useState(own.kind);
  const tell = (next: LockChoice['kind'], low: string, high: string): void => {
    setKind(next);
    if (next !== 'range') return onLock({ kind: next });
    const [from, to] = [numberOf(low, percent), numberOf(high, percent)];
    onLock({ kind: 'range', ...(from === null ? {} : { min: from }), ...(to === null ? {} : { max: to }) });
  };
  const kinds: readonly LockChoice['kind'][] = number ? ['none', 'range', 'fixed'] : ['none', 'fixed'];
  return (
    <div className="schemes-lockform">
      <p className="s12 c2">{t('schemes.lock.below')}</p>
      {kinds.map((one) => <label key={one} className="row"><input type="radio" name="lock" checked={kind === one} onChange={() => tell(one, min, max)} />{t(`schemes.lock.kind.${one}`)}</label>)}
      {kind === 'range' ? (
        <span className="row">
          <input className="schemes-input schemes-number" aria-label={t('schemes.lock.from')} value={min} onChange={(e) => { setMin(e.target.value); tell('range', e.target.value, max); }} />
          <span>–</span>
          <input className="schemes-input schemes-number" aria-label={t('schemes.lock.to')} value={max} onChange={(e) => { setMax(e.target.value); tell('range', min, e.target.value); }} />
        </span>
      ) : null}
    </div>
  );
}
