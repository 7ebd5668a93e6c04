import type { LayerOut, LayerSummary } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, showProblem, useApiMutation, useApiQuery, type ApiProblem } from '../../client/index.ts';
import { A, Button, ConsequenceModal, LayerTag, Loaded, MayButton, PageBody, PageHeader, SaveBanner, SaveNote, Tag, useGo, usePathParams } from '../../ui/index.ts';
import { ChainStrip } from './editor/chain-strip.tsx';
import { issuesOf, useIssueWords } from './editor/issues.tsx';
import { useDesigner, useReview, type Designer } from './editor/use-designer.ts';
import { useHistoryKeys } from './editor/use-history.ts';
import { Workbench } from './editor/workbench.tsx';
import { RebaseNote } from './rebase-dialog.tsx';
import { useWords } from './use-words.ts';
import './schemes.css';

/** 方案设计器: one layer, edited while a draft, read when published. */
export function Page() {
  const { id = '' } = usePathParams();
  const layer = useApiQuery<LayerOut>(`/layers/${id}`);
  return layer.data ? <LayerDesigner key={`${layer.data.id} ${layer.data.state} ${layer.data.upstream.join()}`} layer={layer.data} /> : <PageBody><Loaded query={layer} rows={12}>{() => null}</Loaded></PageBody>;
}

function LayerDesigner({ layer }: { readonly layer: LayerOut }) {
  const { t } = useTranslation();
  const words = useWords(layer.sector);
  const designer = useDesigner(layer);
  const { lens, draft, autosave } = designer;
  const { review, pending, problem } = useReview(layer.id, draft);
  const editable = layer.may['edit'] === true;
  useHistoryKeys(designer, editable);
  const year = { orgId: layer.orgId, year: String(layer.year) };
  const sub = (
    <span className="row">
      <Tag {...(layer.state === 'published' ? { tone: 'green' as const } : {})}>{t(`schemes.state.${layer.state}`, { number: layer.number })}</Tag>
      {layer.published ? <A href={`/schemes/layers/${layer.id}/compare?with=${layer.published}`}>{t('schemes.compareWithPublished')}</A> : null}
      <SaveNote autosave={autosave} />
    </span>
  );
  return (
    <>
      <PageHeader
        crumb={<><A href={`/schemes?${new URLSearchParams(year).toString()}`}>{t('schemes.title')}</A> / {words.text({ key: `${layer.sector}.sector` })}</>}
        title={words.text(lens.scheme.title)} sub={sub} actions={<HeadActs layer={layer} designer={designer} review={review} pending={pending} />}
      />
      {editable ? <RebaseNote layer={layer} settle={designer.settle} /> : null}
      <SaveBanner autosave={autosave} show={(value) => t('schemes.banner', { edits: value.changes.length, locks: value.locks.length })} />
      {problem && !review ? <p className="schemes-warning late s13" role="alert">{t('schemes.issues.unreachable')}</p> : null}
      <ChainStrip chain={layer.chain} year={layer.year} right={t('schemes.chain.tighten')} lean={layer.lean && layer.chain.length === 1}>
        <LayerTag layer="county" word={layer.tag} />
        <span>{words.text(layer.owner)}</span>
        <span className="s12 c2">{t(editable ? 'schemes.chain.editing' : 'schemes.chain.frozen', { count: draft.changes.length, locks: draft.locks.length })}</span>
      </ChainStrip>
      <Workbench lens={lens} words={words} review={review} pending={pending} draft={draft} acts={editable ? designer.acts : null} year={layer.year} />
    </>
  );
}

type HeadProps = { readonly layer: LayerOut; readonly designer: Designer; readonly review: ReturnType<typeof useReview>['review']; readonly pending: boolean };

function HeadActs({ layer, designer, review, pending }: HeadProps) {
  const { t } = useTranslation();
  const { undo, redo, draft } = designer;
  const blocked = issuesOf(review).length;
  const editable = layer.may['edit'] === true;
  return (
    <>
      {editable ? <Button disabled={!undo} {...(undo ? { onClick: undo } : {})}>{t('schemes.undo')}</Button> : null}
      {editable ? <Button disabled={!redo} {...(redo ? { onClick: redo } : {})}>{t('schemes.redo')}</Button> : null}
      <Button onClick={() => download(layer, draft)}>{t('schemes.download')}</Button>
      <Discard layer={layer} designer={designer} />
      {editable && blocked > 0 ? <span className="s13 late nw">{t('schemes.blocked', { count: blocked })}</span> : null}
      {editable && blocked === 0 && layer.rebase ? <span className="s13 warn nw">{t('schemes.rebase.first')}</span> : null}
      <Publish layer={layer} designer={designer} ready={review !== undefined && !pending && blocked === 0 && !layer.rebase} />
    </>
  );
}

function Publish({ layer, designer, ready }: { readonly layer: LayerOut; readonly designer: Designer; readonly ready: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const words = useWords(layer.sector);
  const say = useIssueWords(designer.lens.scheme, designer.lens, words);
  const [refused, setRefused] = useState<ApiProblem | null>(null);
  const publish = useApiMutation<number, LayerSummary>({
    run: (version) => api.post<LayerSummary>(`/layers/${layer.id}/publish`, { version }),
    invalidates: ['/layers', '/schemes'],
    onDone: () => { setAsking(false); showDone(t('schemes.published')); },
    onProblem: (problem) => { setRefused(problem); return problem.code === 'layer.unpublishable'; },
  });
  const confirm = async (): Promise<void> => {
    const version = await designer.settle();
    if (version !== null) publish.mutate(version);
    else setAsking(false);
  };
  if (layer.state !== 'draft') return null;
  return (
    <>
      {ready || layer.may['publish'] !== true ? <MayButton type="primary" may={layer.may['publish']} onClick={() => setAsking(true)}>{t('schemes.publish')}</MayButton> : <Button disabled type="primary">{t('schemes.publish')}</Button>}
      <ConsequenceModal
        open={asking} title={t('schemes.publish.title', { number: layer.number })} confirm={t('schemes.publish')} busy={publish.isPending} onCancel={() => { setAsking(false); setRefused(null); }} onConfirm={() => void confirm()}
        consequences={[t('schemes.publish.frozen'), t('schemes.publish.former'), t('schemes.publish.below')]}
      >
        {refused?.code === 'layer.unpublishable' ? <ul className="schemes-refused late s13" role="alert">{refused.issues.map((one, n) => <li key={n}>{say({ code: one.code, path: one.at ?? '', params: plain(one.params) })}</li>)}</ul> : null}
      </ConsequenceModal>
    </>
  );
}

function Discard({ layer, designer }: { readonly layer: LayerOut; readonly designer: Designer }) {
  const { t } = useTranslation();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const discard = useApiMutation<number>({
    run: (version) => api.delete(`/layers/${layer.id}`, { version }),
    invalidates: ['/schemes'],
    onDone: () => go(`/schemes?orgId=${layer.orgId}&year=${layer.year}`),
    onProblem: (problem) => { setAsking(false); showProblem(problem); return true; },
  });
  if (layer.may['discard'] !== true) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('schemes.discard')}</Button>
      <ConsequenceModal
        open={asking} title={t('schemes.discard.title', { number: layer.number })} confirm={t('schemes.discard')} busy={discard.isPending} onCancel={() => setAsking(false)}
        onConfirm={() => void designer.settle().then((version) => discard.mutate(version ?? designer.autosave.version))} consequences={[t('schemes.discard.gone'), t('schemes.discard.kept')]}
      />
    </>
  );
}

function plain(params: Readonly<Record<string, unknown>> | undefined): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params ?? {}).flatMap(([name, value]) => (typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [])));
}

/** The layer as its readable file (R-B7). */
function download(layer: LayerOut, draft: Designer['draft']): void {
  const file = { format: 'shuping-layer@1', id: layer.id, owner: layer.owner, tag: { text: layer.tag }, ...(layer.lean ? { base: 'lean' } : {}), edits: draft.changes, constraints: draft.locks };
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
  link.download = `${layer.sector}-${layer.year}-v${layer.number}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
