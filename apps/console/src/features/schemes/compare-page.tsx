import type { CompareOut, LayerOut } from '@shuping/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveScheme, type Scheme } from '@shuping/scheme';
import { useApiQuery } from '../../client/index.ts';
import { A, DataTable, EmptyPanel, Loaded, PageBody, PageHeader, PrintButton, Tag, usePathParams, useUrlState, type Column } from '../../ui/index.ts';
import { ownLayer } from './editor/lens.ts';
import { placeOf } from './model/rows.ts';
import { shown } from './model/shown.ts';
import { useWords } from './use-words.ts';
import './schemes.css';

type Change = CompareOut['changes'][number];
const TONES = { added: 'green', removed: 'red', changed: 'blue', reordered: 'grey' } as const;

/** Two versions side by side: what differs in the schemes they give (R-B4). */
export function Page() {
  const { t } = useTranslation();
  const { id = '' } = usePathParams();
  const [search] = useUrlState();
  const layer = useApiQuery<LayerOut>(`/layers/${id}`);
  const compared = useApiQuery<CompareOut>(`/layers/${id}/compare`, { query: { with: search['with'] ?? id } });
  return (
    <>
      <PageHeader title={t('schemes.compare')} crumb={<A href={`/schemes/layers/${id}`}>{t('schemes.compare.back')}</A>} sub={compared.data ? t('schemes.compare.sub', { before: compared.data.before.number, after: compared.data.after.number, count: compared.data.changes.length }) : null} actions={<PrintButton />} />
      <PageBody><Loaded query={layer}>{(one) => <Loaded query={compared}>{(data) => <Changes layer={one} data={data} />}</Loaded>}</Loaded></PageBody>
    </>
  );
}

function Changes({ layer, data }: { readonly layer: LayerOut; readonly data: CompareOut }) {
  const { t } = useTranslation();
  const words = useWords(layer.sector);
  const scheme = useMemo(() => resolveScheme(layer.base, [...layer.upper, ownLayer(layer, layer.changes, layer.locks)]).draft as Scheme, [layer]);
  const columns: readonly Column<Change>[] = [
    { key: 'kind', title: t('schemes.compare.kind'), width: 88, render: (one) => <Tag tone={TONES[one.kind]}>{t(`schemes.change.${one.kind}`)}</Tag> },
    { key: 'place', title: t('schemes.compare.place'), hint: (one) => one.path, render: (one) => placeOf(scheme, one.path, words) },
    { key: 'before', title: t('schemes.compare.before', { number: data.before.number }), width: 260, hint: (one) => shown(one.before, words), render: (one) => <span className="c2">{shown(one.before, words)}</span> },
    { key: 'after', title: t('schemes.compare.after', { number: data.after.number }), width: 260, hint: (one) => shown(one.after, words), render: (one) => shown(one.after, words) },
  ];
  if (data.changes.length === 0) return <EmptyPanel what={t('schemes.compare.same')} why={t('schemes.compare.same.why')} />;
  const [before, after] = [data.burdenBefore?.total.fields, data.burdenAfter?.total.fields];
  return (
    <>
      <DataTable rows={data.changes} columns={columns} rowKey={(one) => `${one.kind} ${one.path}`} label={t('schemes.compare')} />
      {before === undefined || after === undefined ? null : <p className="s13 c2 schemes-foot">{t('schemes.compare.burden', { before, after })}</p>}
    </>
  );
}
