import type { CompareOut, LayerOut, SchemesOut } from '@shuping/contracts';
import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveScheme, type Scheme } from '@shuping/scheme';
import { useApiQuery } from '../../client/index.ts';
import { A, EmptyPanel, FilterBar, Loaded, PageBody, PageHeader, PrintButton, SelectFilter, Tag, useGo, usePathParams, useUrlState } from '../../ui/index.ts';
import { ownLayer } from './editor/lens.ts';
import { differences, type Difference } from './model/compare.ts';
import { useWords } from './use-words.ts';
import './schemes.css';

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
      <PageBody><Loaded query={layer}>{(one) => <><Versions layer={one} other={search['with'] ?? id} /><Loaded query={compared}>{(data) => <Changes layer={one} data={data} />}</Loaded></>}</Loaded></PageBody>
    </>
  );
}

/** Which two versions are compared. */
function Versions({ layer, other }: { readonly layer: LayerOut; readonly other: string }) {
  const { t } = useTranslation();
  const go = useGo();
  const [, setSearch] = useUrlState();
  const schemes = useApiQuery<SchemesOut>('/schemes', { query: { orgId: layer.orgId, year: layer.year } });
  const versions = schemes.data?.items.find((one) => one.sector === layer.sector)?.layers ?? [];
  if (versions.length < 2) return null;
  const options = versions.map((one) => ({ id: one.id, label: `v${one.number} ${t(`schemes.stateOf.${one.state}`)}` }));
  return (
    <FilterBar>
      <SelectFilter label={t('schemes.compare.left')} value={other} options={options} onChange={(chosen) => setSearch({ with: chosen })} />
      <SelectFilter label={t('schemes.compare.right')} value={layer.id} options={options} onChange={(id) => go(`/schemes/layers/${id}/compare?with=${other}`)} />
    </FilterBar>
  );
}

function Changes({ layer, data }: { readonly layer: LayerOut; readonly data: CompareOut }) {
  const { t } = useTranslation();
  const words = useWords(layer.sector);
  const scheme = useMemo(() => resolveScheme(layer.base, [...layer.upper, ownLayer(layer, layer.changes, layer.locks)]).draft as Scheme, [layer]);
  const groups = useMemo(() => differences(data.changes, scheme, words), [data, scheme, words]);
  if (data.changes.length === 0) return <EmptyPanel what={t('schemes.compare.same')} why={t('schemes.compare.same.why')} />;
  const [before, after] = [data.burdenBefore?.total.fields, data.burdenAfter?.total.fields];
  return (
    <>
      <table className="tbl schemes-compare" aria-label={t('schemes.compare')}>
        <colgroup><col className="schemes-c-place" /><col /><col /></colgroup>
        <thead><tr><th scope="col">{t('schemes.compare.place')}</th><th scope="col">{t('schemes.compare.before', { number: data.before.number })}</th><th scope="col">{t('schemes.compare.after', { number: data.after.number })}</th></tr></thead>
        <tbody>
          {groups.map(({ tab, rows }) => (
            <Fragment key={tab}>
              <tr className="schemes-group"><td colSpan={3}><b>{t(`schemes.tab.${tab}`)}</b> <span className="s12 c3">{t('schemes.compare.count', { count: rows.length })}</span></td></tr>
              {rows.map((row) => <DifferenceLine key={row.key} row={row} />)}
            </Fragment>
          ))}
        </tbody>
      </table>
      {before === undefined || after === undefined ? null : <p className="s13 c2 schemes-foot">{t('schemes.compare.burden', { before, after })}</p>}
    </>
  );
}

function DifferenceLine({ row }: { readonly row: Difference }) {
  const { t } = useTranslation();
  const none = <span className="c3">{t('ui.none')}</span>;
  return (
    <tr className={`schemes-diff ${row.kind}`}>
      <th scope="row"><span>{row.place}</span> <Tag tone={TONES[row.kind]}>{t(`schemes.change.${row.kind}`)}</Tag></th>
      <td>{row.before ?? none}</td>
      <td>{row.after ?? none}</td>
    </tr>
  );
}
