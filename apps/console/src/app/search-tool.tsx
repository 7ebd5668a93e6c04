import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, Kbd } from '../ui/index.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** The search box of the top bar; opens the palette, as Ctrl+K does. */
export function SearchTool() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.isComposing) {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, []);
  return (
    <>
      <button type="button" className="search" aria-keyshortcuts="Control+K" onClick={() => setOpen(true)}><Icon name="search" small /><span>{t('app.search')}</span><span className="sp" /><Kbd>Ctrl K</Kbd></button>
      {open ? <Suspense fallback={null}><Palette onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  );
}
