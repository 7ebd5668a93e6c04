import { Dropdown } from 'antd';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Icon, useGo } from '../ui/index.ts';
import { useMe } from './auth.tsx';
import { keepReached, reached, stopsFor, tourFor } from './tour-steps.ts';

const GuidedTour = lazy(async () => ({ default: (await import('./tour.tsx')).GuidedTour }));
const HOME = '/home';

/** The tour of the workbench: a line that offers it once per person, its entry in the help menu, and the tour itself while it runs. */
export function useTour(path: string): { readonly offer: ReactNode; readonly help: ReactNode; readonly running: ReactNode } {
  const { t } = useTranslation();
  const me = useMe();
  const go = useGo();
  const id = me.account.id;
  const whom = tourFor(me.can);
  const stops = stopsFor(whom);
  const [kept, setKept] = useState(() => reached(id));
  const [at, setAt] = useState<number | null>(null);
  const keep = (stop: number): void => {
    keepReached(id, stop);
    setKept(stop);
  };
  const leave = (stop: number): void => {
    keep(stop);
    setAt(null);
    document.querySelector<HTMLElement>('.top .help')?.focus();
  };
  const start = (stop: number): void => {
    keep(stop);
    if (path !== HOME) go(HOME);
    setAt(stop);
  };
  const here = path === HOME;
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    if (here && at !== null) setArrived(true);
    // whoever goes elsewhere has left it
    else if (arrived) {
      setArrived(false);
      setAt(null);
    }
  }, [here, at, arrived]);
  const again = kept !== null && kept > 0 && kept < stops.length ? kept : null;
  const items = [
    ...(again === null ? [] : [{ key: 'on', label: t('tour.resume', { stop: again + 1 }), onClick: () => start(again) }]),
    { key: 'tour', label: t('tour.start'), onClick: () => start(0) },
  ];
  return {
    offer: kept === null && here && at === null ? (
      <div className="banner row no-print" role="note" aria-label={t('tour.name')}>
        <span>{t(`tour.offer.${whom}`)}</span>
        <span className="sp" />
        <Button size="small" onClick={() => start(0)}>{t('tour.begin')}</Button>
        <button type="button" className="linkish s13 nw" onClick={() => keep(0)}>{t('tour.later')}</button>
      </div>
    ) : null,
    help: (
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="tool help" aria-label={t('app.help')}><Icon name="info" small /><span>{t('app.help')}</span></button>
      </Dropdown>
    ),
    running: here && at !== null ? <Suspense fallback={null}><GuidedTour stops={stops} at={at} onMove={(stop) => { keep(stop); setAt(stop); }} onLeave={() => leave(at)} onEnd={() => leave(stops.length)} /></Suspense> : null,
  };
}
