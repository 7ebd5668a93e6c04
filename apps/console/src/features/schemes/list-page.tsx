import type { LayerIn, LayerSummary, OrganisationOut, SchemesOut } from '@shuping/contracts';
import { Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCycle } from '../../app/cycle.tsx';
import { useMe } from '../../app/auth.tsx';
import { api, apiUrl, newKey, useApiMutation, useApiQuery, type Page as PageOf } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, DataTable, DayText, EmptyPanel, FilterBar, Loaded, MayButton, PageBody, PageHeader, Section, SelectFilter, Tag, useGo, useUrlState, type Column } from '../../ui/index.ts';
import { ChainStrip } from './editor/chain-strip.tsx';
import { ImportLayer } from './import-layer.tsx';
import './schemes.css';

type Sector = SchemesOut['items'][number];

/** 考核方案: sectors of an organisation, their line of layers and their versions. */
export function Page() {
  const { t } = useTranslation();
  const me = useMe();
  const cycle = useCycle();
  const [search, setSearch] = useUrlState();
  const thisYear = cycle?.year ?? Number(me.today.slice(0, 4));
  const year = Number(search['year'] ?? thisYear) || thisYear;
  const orgs = useApiQuery<PageOf<OrganisationOut>>('/organisations', { query: { limit: 200 } });
  // names of neighbours may be read, their schemes are no business of the reader's
  const items = (orgs.data?.items ?? []).filter((one) => me.grants.some((grant) => one.path.startsWith(grant.path) || grant.path.startsWith(one.path)));
  const org = items.find((one) => one.id === search['orgId']) ?? items.find((one) => me.grants.some((grant) => grant.path === one.path)) ?? items[0];
  const years = [thisYear + 1, thisYear, thisYear - 1, thisYear - 2];
  return (
    <>
      <PageHeader title={t('schemes.title')} sub={t('schemes.list.sub')} />
      <PageBody>
        <Loaded query={orgs} isEmpty={() => items.length === 0} empty={<EmptyPanel what={t('schemes.noOrg')} why={t('schemes.noOrg.why')} next={t('schemes.noOrg.next')} action={<A href="/organisations">{t('nav.organisations')}</A>} />}>
          {() => (
            <>
              <FilterBar>
                <SelectFilter label={t('schemes.org')} value={org?.id ?? ''} options={items.map((one) => ({ id: one.id, label: one.name }))} onChange={(orgId) => setSearch({ orgId })} />
                <SelectFilter label={t('schemes.year')} value={String(year)} options={[...new Set([...years, year])].sort((a, b) => b - a).map((one) => ({ id: String(one), label: t('schemes.yearOf', { year: one }) }))} onChange={(next) => setSearch({ year: next })} />
              </FilterBar>
              {org ? <Sectors orgId={org.id} year={year} /> : null}
            </>
          )}
        </Loaded>
      </PageBody>
    </>
  );
}

function Sectors({ orgId, year }: { readonly orgId: string; readonly year: number }) {
  const { t } = useTranslation();
  const schemes = useApiQuery<SchemesOut>('/schemes', { query: { orgId, year } });
  return (
    <Loaded query={schemes} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('schemes.noSector')} why={t('schemes.noSector.why')} next={t('schemes.noSector.next')} />}>
      {(data) => <>{data.items.map((sector) => <SectorBlock key={sector.sector} sector={sector} orgId={orgId} year={year} />)}</>}
    </Loaded>
  );
}

function SectorBlock({ sector, orgId, year }: { readonly sector: Sector; readonly orgId: string; readonly year: number }) {
  const { t } = useTranslation();
  const text = useText();
  const go = useGo();
  const columns = useColumns(sector);
  return (
    <Section
      title={text(sector.scheme)} note={t('schemes.plugin', { title: text(sector.title), version: sector.pluginVersion })} ruled
      right={<span className="row"><A href={`/schemes/${orgId}/${sector.sector}/${year}`}>{t('schemes.effective')}</A><ImportLayer sector={sector} orgId={orgId} year={year} /><NewDraft sector={sector} orgId={orgId} year={year} /></span>}
    >
      <ChainStrip chain={sector.chain} year={year} />
      {sector.layers.length > 0
        ? <DataTable rows={sector.layers} columns={columns} rowKey={(one) => one.id} label={text(sector.scheme)} onOpen={(one) => go(`/schemes/layers/${one.id}`)} />
        : <EmptyPanel what={t('schemes.noLayer')} why={t(sector.may['create'] === true ? 'schemes.noLayer.why' : 'schemes.noLayer.read')} />}
    </Section>
  );
}

function useColumns(sector: Sector): readonly Column<LayerSummary>[] {
  const { t } = useTranslation();
  const published = sector.layers.find((one) => one.state === 'published');
  const other = (one: LayerSummary): LayerSummary | undefined => (one.state === 'published' ? sector.layers.find((two) => two.state === 'superseded') : published);
  return [
    { key: 'version', title: t('schemes.col.version'), width: 96, render: (one) => <A href={`/schemes/layers/${one.id}`}>{`v${one.number}`}</A> },
    { key: 'state', title: t('schemes.col.state'), render: (one) => <span className="row"><Tag {...(one.state === 'published' ? { tone: 'green' as const } : {})}>{t(`schemes.stateOf.${one.state}`)}</Tag>{one.lean ? <Tag>{t('schemes.lean')}</Tag> : null}{one.state === 'draft' && sector.issues > 0 ? <span className="late s13">{t('schemes.blocked', { count: sector.issues })}</span> : null}</span> },
    { key: 'edits', title: t('schemes.col.edits'), width: 96, num: true, render: (one) => one.edits },
    { key: 'locks', title: t('schemes.col.locks'), width: 96, num: true, render: (one) => one.constraints },
    { key: 'at', title: t('schemes.col.publishedAt'), width: 144, quiet: true, render: (one) => <DayText day={one.publishedAt?.slice(0, 10)} /> },
    { key: 'compare', title: '', width: 144, render: (one) => { const two = other(one); return two && two.id !== one.id ? <A href={`/schemes/layers/${one.id}/compare?with=${two.id}`}>{t('schemes.compareWith', { number: two.number })}</A> : null; } },
    { key: 'file', title: '', width: 72, num: true, render: (one) => <a className="s13" href={apiUrl(`/layers/${one.id}/file`)} download>{t('schemes.export')}</a> },
  ];
}

function NewDraft({ sector, orgId, year }: { readonly sector: Sector; readonly orgId: string; readonly year: number }) {
  const { t } = useTranslation();
  const go = useGo();
  const [from, setFrom] = useState<LayerIn['from'] | null>(null);
  const [tag, setTag] = useState(sector.layers[0]?.tag ?? '');
  const [key, setKey] = useState(newKey);
  const create = useApiMutation<LayerIn, { id: string }>({
    run: (body) => api.post('/layers', { body, idempotencyKey: key }), invalidates: ['/schemes'],
    onDone: ({ id }) => go(`/schemes/layers/${id}`), onProblem: () => setKey(newKey()),
  });
  const may = sector.may['create'];
  if (may !== undefined && may !== true && may.reason === 'permission.denied') return null;
  if (may !== true) return <MayButton size="small" may={may}>{t('schemes.new')}</MayButton>;
  const kinds: LayerIn['from'][] = [...(sector.layers.length > 0 ? ['published' as const] : []), ...(sector.lastYear ? ['last_year' as const] : []), 'empty', ...(sector.chain.length === 1 ? ['own' as const] : [])];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: kinds.map((kind) => ({ key: kind, label: t(`schemes.new.${kind}`) })), onClick: ({ key: kind }) => setFrom(kinds.find((one) => one === kind) ?? 'empty') }}>
        <Button size="small">{t('schemes.new')}</Button>
      </Dropdown>
      <Modal open={from !== null} title={t('schemes.new')} okText={t('schemes.new.ok')} confirmLoading={create.isPending} okButtonProps={{ disabled: tag.trim() === '' }} onCancel={() => setFrom(null)} destroyOnHidden width={420} onOk={() => create.mutate({ orgId, sector: sector.sector, year, from: from ?? 'empty', tag: tag.trim() })}>
        <div className="schemes-form"><label><span>{t('schemes.tag')}</span><Input value={tag} maxLength={4} autoFocus onChange={(e) => setTag(e.target.value)} /></label><p className="s12 c2">{t('schemes.tag.note')}</p>{from === 'own' ? <p className="s12 c2">{t('schemes.new.own.note')}</p> : null}</div>
      </Modal>
    </>
  );
}
