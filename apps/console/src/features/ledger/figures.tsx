import type { RectificationOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../ui/index.ts';

/** The ledger in five figures, and where its items come from. */
export function Figures({ rates: { total, sources } }: { readonly rates: RectificationOut }) {
  const { t } = useTranslation();
  return (
    <div className="ledger-figs">
      <Figure large value={total.opened} note={t('ledger.fig.all')} />
      <Figure large value={total.closed} note={total.rate ? t('ledger.fig.closed', { rate: total.rate.shown }) : t('ledger.fig.closedNone')} />
      <Figure large value={total.running} note={t('ledger.fig.running', { count: total.soon })} />
      <Figure large value={total.overdue} late={total.overdue > 0} note={t('ledger.fig.overdue')} />
      <Figure large value={total.repeated} note={t('ledger.fig.repeated')} />
      <div className="ledger-from">
        <span className="s12 c3">{t('ledger.fig.from')}</span>
        <div className="ledger-bar" aria-hidden="true">{sources.map((one) => <i key={one.source} style={{ flex: one.count }} />)}</div>
        <div className="s12 ledger-bar-words">{sources.map((one) => <span key={one.source}>{t(`ledger.source.${one.source}`)} {one.count}</span>)}</div>
      </div>
    </div>
  );
}
