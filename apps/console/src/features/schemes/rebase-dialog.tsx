import type { LayerOut, LayerSummary, RebaseOut } from '@shuping/contracts';
import type { RebaseChoice, Scheme } from '@shuping/scheme';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, showDone, useApiMutation, type ApiProblem } from '../../client/index.ts';
import { Button, Loaded, useUrlState } from '../../ui/index.ts';
import { ChainStrip } from './editor/chain-strip.tsx';
import { EffectLines, UpgradeChanges, type Choices } from './upgrade-changes.tsx';
import { useWords } from './use-words.ts';

type Props = { readonly layer: LayerOut; /** saves what is unsaved; null when it could not */ readonly settle: () => Promise<number | null> };

/** 上级方案有新版本: a line that says so, and the dialog in which the draft takes it over. */
export function RebaseNote({ layer, settle }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const open = search['rebase'] === '1';
  if (!layer.rebase) return null;
  return (
    <>
      <div className="banner amber row schemes-bar"><span>{t('schemes.rebase.note')}</span><Button size="small" onClick={() => void settle().then(() => setSearch({ rebase: '1' }))}>{t('schemes.rebase.open')}</Button></div>
      {open ? <RebaseDialog layer={layer} settle={settle} onClose={() => setSearch({ rebase: null })} /> : null}
    </>
  );
}

function RebaseDialog({ layer, settle, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<Choices>({});
  const query = useQuery<RebaseOut, ApiProblem>({
    queryKey: [`/layers/${layer.id}/rebase/preview`, choices], placeholderData: keepPreviousData, retry: false,
    queryFn: ({ signal }) => api.post<RebaseOut>(`/layers/${layer.id}/rebase/preview`, { body: { choices }, signal }),
  });
  const rebase = useApiMutation<number, LayerSummary>({
    run: (version) => api.post<LayerSummary>(`/layers/${layer.id}/rebase`, { body: { choices, upstream: query.data?.upstream ?? [] }, version }),
    invalidates: ['/layers', '/schemes', '/todos'],
    onDone: () => { onClose(); showDone(t('schemes.rebase.done')); },
  });
  const open = (query.data?.changes ?? []).filter((one) => one.who === 'conflict' && choices[one.path] === undefined).length;
  const confirm = async (): Promise<void> => {
    const version = await settle();
    if (version !== null) rebase.mutate(version);
  };
  return (
    <Modal
      open title={t('schemes.rebase.title')} width={1080} onCancel={onClose} onOk={() => void confirm()} okText={t('schemes.rebase.ok')} confirmLoading={rebase.isPending}
      okButtonProps={{ disabled: !query.data || open > 0 || layer.may['edit'] !== true }}
    >
      <Loaded query={query} rows={6}>{(seen) => <Differences layer={layer} seen={seen} choices={choices} choose={(path, choice) => setChoices((now) => ({ ...now, [path]: choice }))} open={open} />}</Loaded>
    </Modal>
  );
}

type DifferencesProps = { readonly layer: LayerOut; readonly seen: RebaseOut; readonly choices: Choices; readonly choose: (path: string, choice: RebaseChoice) => void; readonly open: number };

function Differences({ layer, seen, choices, choose, open }: DifferencesProps) {
  const { t } = useTranslation();
  const words = useWords(layer.sector);
  const conflicts = seen.changes.filter((one) => one.who === 'conflict');
  const all = (side: RebaseChoice): void => conflicts.forEach((one) => choose(one.path, side));
  return (
    <div className="schemes-rebase">
      <ChainStrip chain={seen.to} year={layer.year} />
      {seen.pluginChanged ? <p className="s13 c2">{t('schemes.rebase.plugin')}</p> : null}
      {seen.changes.length === 0 ? <p>{t('schemes.rebase.nothing')}</p> : (
        <>
          <p className="row s13">
            <span className={open > 0 ? 'late' : 'ok'}>{conflicts.length === 0 ? t('schemes.rebase.noConflict') : t('schemes.rebase.conflicts', { count: conflicts.length, open })}</span>
            {conflicts.length > 1 ? <><button type="button" className="linkish s13" onClick={() => all('theirs')}>{t('schemes.rebase.allTheirs')}</button><button type="button" className="linkish s13" onClick={() => all('mine')}>{t('schemes.rebase.allMine')}</button></> : null}
          </p>
          <div className="schemes-rebaselist"><UpgradeChanges changes={seen.changes} scheme={seen.scheme as Scheme} words={words} own={{ choices, choose }} /></div>
        </>
      )}
      {seen.effect ? <EffectLines effect={seen.effect} words={words} /> : null}
    </div>
  );
}
