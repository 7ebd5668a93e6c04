import { inFours } from '@shuping/ballot-box/client';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { clockTime } from '../../ui/index.ts';
import { doorOf, type Rehearsal } from './rehearsal-model.ts';
import './rehearsal.css';
import { Qr } from './slip-sheets.tsx';

/** The big screen during a rehearsal: the same hall, marked all over, with the code that lets anybody in while check-in is open. */
export function RehearsalHall({ title, rehearsal, now, gone }: { readonly title: string; readonly rehearsal: Rehearsal; readonly now: number; /** Since when nothing was heard of the server; '' while all is well. */ readonly gone: string }) {
  const { t } = useTranslation();
  const text = useText();
  const { phase } = rehearsal;
  const door = doorOf(rehearsal);
  return (
    <div className={`hall rehearsing ${phase}`}>
      <Watermark />
      <header><span className="t">{t('rehearsal.mark')}{'\u2003'}{title}</span><time>{clockTime(now)}</time></header>
      <main>
        <div className="l">
          <h1>{t(`rehearsal.screen.${phase}`)}</h1>
          <p className="sub">{t(`rehearsal.screen.${phase}.sub`)}</p>
        </div>
        {phase === 'check_in' && door !== '' ? <div className="r rehearsal-door"><Qr text={door} /><p className="sub">{t('rehearsal.scan')}</p></div> : (
          <ul className={rehearsal.groups.length > 6 ? 'r many' : 'r'} style={{ '--rows': rehearsal.groups.length } as CSSProperties}>
            {rehearsal.groups.map((g) => <li key={g.id}><span className="gn">{text(g.title)}</span><span /><span className="w">{phase === 'check_in' ? g.stamped : t('rehearsal.screen.of', { returned: g.returned, stamped: g.stamped })}</span></li>)}
          </ul>
        )}
      </main>
      <footer><span className="cut">{t('rehearsal.counts')}</span><span>{t('screen.fingerprint', { code: inFours(rehearsal.fingerprint) })}</span><span className="gone">{gone}</span></footer>
    </div>
  );
}

/** 演练 across the whole page. */
export function Watermark() {
  const { t } = useTranslation();
  return <div className="watermark" aria-hidden="true">{Array.from({ length: 24 }, (_, n) => <span key={n}>{t('rehearsal.mark')}</span>)}</div>;
}
