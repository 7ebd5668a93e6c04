import { useTranslation } from 'react-i18next';
import type { Autosave } from './use-autosave.ts';
import { clockTime } from './format.ts';

/** 已保存 10:32:05, or what stands in the way; announced when it changes. */
export function SaveNote<T>({ autosave }: { readonly autosave: Autosave<T> }) {
  const { t } = useTranslation();
  const { state, savedAt } = autosave;
  const bad = state === 'offline' || state === 'conflict' || state === 'failed';
  const time = savedAt === undefined ? '' : clockTime(savedAt);
  return <span className={bad ? 'warn s13 nw' : 'c2 s13 nw'} role="status">{state === 'clean' && !savedAt ? '' : t(`ui.save.${state === 'clean' ? 'saved' : state}`, { time })}</span>;
}

/** Offers text found on this machine, or both sides of a conflict. */
export function SaveBanner<T>({ autosave, show }: { readonly autosave: Autosave<T>; readonly show: (value: T) => string }) {
  const { t } = useTranslation();
  const { found, conflict } = autosave;
  if (conflict) {
    return (
      <div className="banner amber" role="alert">
        <p className="b">{t('ui.save.conflictTitle')}</p>
        <div className="sides"><div><p className="s12 c2">{t('ui.save.mine')}</p><p className="wrap">{show(conflict.mine)}</p><button type="button" className="linkish" onClick={conflict.keepMine}>{t('ui.save.keepMine')}</button></div>
          {conflict.theirs === undefined ? null : <div><p className="s12 c2">{t('ui.save.theirs')}</p><p className="wrap">{show(conflict.theirs)}</p><button type="button" className="linkish" onClick={conflict.takeTheirs}>{t('ui.save.takeTheirs')}</button></div>}</div>
      </div>
    );
  }
  if (!found) return null;
  return (
    <div className="banner row" role="status">
      <span>{t('ui.save.found', { time: clockTime(found.at, false) })}</span>
      <button type="button" className="linkish" onClick={found.keep}>{t('ui.save.keepFound')}</button>
      <button type="button" className="linkish" onClick={found.drop}>{t('ui.save.dropFound')}</button>
    </div>
  );
}
