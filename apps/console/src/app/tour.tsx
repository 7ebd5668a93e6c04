import { useIsFetching } from '@tanstack/react-query';
import { Tour } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { popups } from '../theme/provider.tsx';
import { Button } from '../ui/index.ts';
import { placeOf, type TourStop } from './tour-steps.ts';

type Props = { readonly stops: readonly TourStop[]; readonly at: number; readonly onMove: (at: number) => void; readonly onLeave: () => void; readonly onEnd: () => void };

/** The tour over the workbench: arrow keys and buttons move it, Esc leaves it; what it points at cannot be pressed meanwhile. */
export function GuidedTour({ stops, at, onMove, onLeave, onEnd }: Props) {
  const { t } = useTranslation();
  // what is pointed at may come only with an answer
  useIsFetching();
  const focus = (): void => document.getElementById('tour-next')?.focus();
  useEffect(() => {
    // the panel is placed in the frame after it was made
    const timer = window.setTimeout(focus, 120);
    return () => window.clearTimeout(timer);
  }, [at]);
  const last = at === stops.length - 1;
  const steps = stops.map((stop) => ({
    target: () => placeOf(stop)!,
    title: <span id="tour-title">{t(`tour.${stop.id}.title`)}</span>,
    description: <span id="tour-text">{t(`tour.${stop.id}.text`)}</span>,
  }));
  return (
    <Tour
      open current={at} steps={steps} rootClassName="guide" getPopupContainer={popups} disabledInteraction closable={{ 'aria-label': t('tour.leave') }}
      onChange={onMove} onClose={onLeave} onPopupAlign={focus}
      indicatorsRender={() => <span className="s12 c3">{t('tour.count', { now: at + 1, all: stops.length })}</span>}
      actionsRender={() => (
        <>
          {last ? null : <Button type="text" size="small" onClick={onLeave}>{t('tour.leave')}</Button>}
          {at > 0 ? <Button size="small" onClick={() => onMove(at - 1)}>{t('tour.back')}</Button> : null}
          <Button id="tour-next" type="primary" size="small" aria-describedby="tour-title tour-text" onClick={() => (last ? onEnd() : onMove(at + 1))}>{t(last ? 'tour.end' : 'tour.next')}</Button>
        </>
      )}
    />
  );
}
