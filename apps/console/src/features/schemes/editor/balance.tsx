import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SumChip } from '../../../ui/index.ts';
import { sumOf } from '../model/fit.ts';
import type { Sum } from '../model/rows.ts';
import type { Acts } from './use-designer.ts';

/** Live sum of weights with its two ways of mending it. */
export function Balance({ sum, acts }: { readonly sum: Sum; readonly acts: Acts | null }) {
  const { t } = useTranslation();
  const [stuck, setStuck] = useState(false);
  const off = sumOf([sum.actual, -sum.total]);
  const fix = (mode: 'scale' | 'even') => <button type="button" className="linkish s13 nw" onClick={(e) => { e.stopPropagation(); setStuck(!acts?.fit(sum, mode)); }}>{t(`schemes.fit.${mode}`)}</button>;
  if (off === 0) return <SumChip ok>{t('schemes.sum.ok', { total: sum.total })}</SumChip>;
  const words = t(off > 0 ? 'schemes.sum.over' : 'schemes.sum.under', { actual: sum.actual, off: Math.abs(off) });
  return <SumChip ok={false} fix={acts ? <>{fix('scale')}{fix('even')}{stuck ? <span className="late s12">{t('schemes.fit.stuck')}</span> : null}</> : null}>{words}</SumChip>;
}
