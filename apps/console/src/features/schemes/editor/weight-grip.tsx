import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** How far the mouse goes for one point. */
const PIXELS = 6;

type Props = { readonly value: number; readonly onChange: (value: number) => void };

/** A value so many points further, never below nothing; thousandths stay as they are. */
export function stepped(value: number, points: number): number {
  return Math.max(0, Math.round((value + points) * 1000) / 1000);
}

/** Points that a key in a weight's field asks for: up and down one, with Shift five; 0 for every other key. */
export function pointsOf(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): number {
  if (event.altKey || event.ctrlKey || event.metaKey) return 0;
  const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
  return way * (event.shiftKey ? 5 : 1);
}

/** Drawn to the right a weight grows, to the left it shrinks; the keyboard does the same in the field beside it. */
export function WeightGrip({ value, onChange }: Props) {
  const { t } = useTranslation();
  const from = useRef<{ readonly x: number; readonly value: number } | null>(null);
  const take = (event: PointerEvent<HTMLSpanElement>): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, value };
  };
  const draw = (event: PointerEvent<HTMLSpanElement>): void => {
    if (from.current === null) return;
    const next = stepped(from.current.value, Math.round((event.clientX - from.current.x) / PIXELS));
    if (next !== value) onChange(next);
  };
  const leave = (): void => void (from.current = null);
  return <span className="schemes-grip" aria-hidden="true" title={t('schemes.grip')} onPointerDown={take} onPointerMove={draw} onPointerUp={leave} onPointerCancel={leave} />;
}
