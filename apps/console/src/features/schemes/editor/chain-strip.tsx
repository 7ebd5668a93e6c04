import type { ChainItem } from '@shuping/contracts';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../i18n/index.ts';
import { Icon, LayerTag, Tag } from '../../../ui/index.ts';
import { toneOf } from './lens.ts';

/** 方案层: the line from the plugin's default down to the layer at hand. */
export function ChainStrip({ chain, year, children, right, lean = false }: { readonly chain: readonly ChainItem[]; readonly year: number; readonly children?: ReactNode; readonly right?: ReactNode; /** the line stands on the sector's rules alone (自拟) */ readonly lean?: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const parts = chain.map((one) => (
    <span key={one.id} className="row nw">
      <LayerTag layer={toneOf({ chain, own: null }, one.id)} word={text(one.tag)} />
      <span>{one.kind === 'plugin' ? t(lean ? 'schemes.chain.lean' : 'schemes.chain.default', { sector: text(one.owner) }) : one.kind === 'programme' ? t('schemes.chain.programme', { owner: text(one.owner), year }) : t('schemes.chain.layer', { owner: text(one.owner), year })}</span>
      {one.newer ? <Tag tone="amber">{t('schemes.chain.newer')}</Tag> : null}
    </span>
  ));
  if (children) parts.push(<span key="own" className="row nw b">{children}</span>);
  return (
    <div className="schemes-strip">
      <span className="s13 c2 nw">{t('schemes.chain')}</span>
      <span className="schemes-chain">{parts.map((part, n) => <Fragment key={part.key}>{n > 0 ? <Icon name="right" small /> : null}{part}</Fragment>)}</span>
      <span className="sp" />
      {right ? <span className="s13 c2 nw">{right}</span> : null}
    </div>
  );
}
