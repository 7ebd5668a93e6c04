import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, EmptyPanel, Icon, Tag } from '../../ui/index.ts';
import { moved, type Debrief } from './model.ts';

type Item = { assesseeId: string; mode: 'stage' | 'written' };
type Props = { readonly agenda: readonly Debrief[]; readonly movable: boolean; readonly editable: boolean; readonly busy: boolean; readonly onChange: (items: Item[]) => void };

/** Debriefs in their order: dragged by the grip or moved with the arrow buttons; each on the stage or in writing. */
export function AgendaTable({ agenda, movable, editable, busy, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const several = new Set(agenda.map((item) => item.sector)).size > 1;
  const [dragged, setDragged] = useState<number | null>(null);
  const send = (list: readonly Debrief[]): void => onChange(list.map((a) => ({ assesseeId: a.assesseeId, mode: a.mode })));
  const move = (from: number, to: number): void => {
    if (from !== to && to >= 0 && to < agenda.length) send(moved(agenda, from, to));
  };
  if (agenda.length === 0) return <EmptyPanel what={t('plan.noAgenda')} why={t('plan.noAgenda.why')} next={t('plan.noAgenda.next')} action={<A href="/cycles">{t('nav.cycles')}</A>} />;
  return (
    <table className="tbl" aria-label={t('plan.agenda')} aria-busy={busy}>
      <colgroup><col style={{ width: 'calc(64px * var(--cw))' }} /><col style={{ width: 'calc(128px * var(--cw))' }} /><col /><col style={{ width: 'calc(184px * var(--cw))' }} />{movable ? <col style={{ width: 'calc(88px * var(--cw))' }} /> : null}</colgroup>
      <thead><tr><th scope="col">{t('plan.position')}</th><th scope="col">{t('plan.person')}</th><th scope="col">{t('plan.unit')}</th><th scope="col">{t('plan.mode')}</th>{movable ? <th scope="col">{t('plan.move')}</th> : null}</tr></thead>
      <tbody>
        {agenda.map((item, at) => (
          <tr
            key={item.assesseeId} draggable={movable} className={dragged === at ? 'ticked' : ''}
            onDragStart={() => setDragged(at)} onDragEnd={() => setDragged(null)} onDragOver={(e) => movable && e.preventDefault()}
            onDrop={() => { if (dragged !== null) move(dragged, at); setDragged(null); }}
          >
            <td className="c2">{movable ? <span className="grip"><Icon name="drag" small /></span> : null}{at + 1}</td>
            <td className="ell b" title={item.personName}>{item.personName}</td>
            <td className="ell c2" title={item.orgName}>{several ? <Tag tone="grey">{text({ key: `${item.sector}.sector` })}</Tag> : null} {item.orgName}</td>
            <td>
              {editable
                ? (
                  <span className="seg">{(['stage', 'written'] as const).map((mode) => (
                    <button key={mode} type="button" aria-pressed={item.mode === mode} className={item.mode === mode ? 'on' : ''} onClick={() => send(agenda.map((a) => (a === item ? { ...a, mode } : a)))}>{t(`plan.mode.${mode}`)}</button>
                  ))}</span>
                )
                : t(`plan.mode.${item.mode}`)}
            </td>
            {movable ? (
              <td className="nw">
                <button type="button" className="icon-btn" disabled={at === 0} aria-label={t('plan.up', { name: item.personName })} onClick={() => move(at, at - 1)}><Icon name="up" /></button>
                <button type="button" className="icon-btn" disabled={at === agenda.length - 1} aria-label={t('plan.down', { name: item.personName })} onClick={() => move(at, at + 1)}><Icon name="down" /></button>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
