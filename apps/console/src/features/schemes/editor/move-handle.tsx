import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/index.ts';

type Props = { readonly title: string; readonly path: string };

/** Handle of a line: dragged with the mouse, with Alt and the arrows by keyboard. */
export function MoveHandle({ title, path }: Props) {
  const { t } = useTranslation();
  return <button type="button" className="schemes-plain schemes-handle" draggable aria-label={t('schemes.move.of', { title })} title={t('schemes.move.keys')} onDragStart={(e) => { e.dataTransfer.setData('text/plain', path); e.dataTransfer.effectAllowed = 'move'; }}><Icon name="drag" small /></button>;
}

const KEYS: Readonly<Record<string, 'up' | 'down' | 'in' | 'out'>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };
export type Move = 'up' | 'down' | 'in' | 'out';

/** Direction that Alt and an arrow ask for. */
export function moveOf(event: { readonly altKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean; readonly key: string }): Move | null {
  return event.altKey && !event.ctrlKey && !event.metaKey ? (KEYS[event.key] ?? null) : null;
}
