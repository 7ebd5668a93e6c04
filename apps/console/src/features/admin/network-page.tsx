import type { PlainHttpOut } from '@shuping/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import { Button, ConsequenceModal, Loaded, Section } from '../../ui/index.ts';
import './admin.css';
import { AdminFrame } from './admin-frame.tsx';

type PlainHttp = z.infer<typeof PlainHttpOut>;

/** 系统管理 · 网络加密: the one word that lets real votes go over plain http, and who ever gave it. */
export function Page() {
  return <AdminFrame tab="network"><Network /></AdminFrame>;
}

function Network() {
  const query = useApiQuery<PlainHttp>('/installation/plain-http');
  return <Loaded query={query}>{(state) => <State state={state} />}</Loaded>;
}

function State({ state }: { readonly state: PlainHttp }) {
  const { t, i18n } = useTranslation();
  const [giving, setGiving] = useState(false);
  const sentence = state.sentences[i18n.language] ?? state.sentences['zh-CN'] ?? '';
  const give = useApiMutation({ run: () => api.post<PlainHttp>('/installation/plain-http', { body: { sentence } }), invalidates: ['/installation'], onDone: () => { setGiving(false); showDone(t('admin.network.done')); } });
  const back = useApiMutation({ run: () => api.delete<PlainHttp>('/installation/plain-http'), invalidates: ['/installation'], onDone: () => showDone(t('admin.network.back.done')) });
  const when = (instant: string): string => new Date(instant).toLocaleString(i18n.language, { timeZone: 'Asia/Shanghai', hour12: false });
  const name = state.allowed ? 'allowed' : 'refused';
  return (
    <>
      <Section title={t(`admin.network.${name}`)} ruled>
        <p className="c2">{t(`admin.network.${name}.why`)}</p>
        <p className="network-act">{state.allowed ? <Button type="primary" loading={back.isPending} onClick={() => back.mutate(undefined)}>{t('admin.network.back')}</Button> : <Button onClick={() => setGiving(true)}>{t('admin.network.give')}</Button>}</p>
      </Section>
      <Section title={t('admin.network.history')} ruled>
        {state.words.length === 0 ? <p className="c2">{t('admin.network.none')}</p> : (
          <table className="tbl tall" aria-label={t('admin.network.history')}>
            <colgroup><col /><col style={{ width: '24%' }} /><col style={{ width: '24%' }} /></colgroup>
            <thead><tr><th scope="col">{t('admin.network.sentence')}</th><th scope="col">{t('admin.network.given')}</th><th scope="col">{t('admin.network.taken')}</th></tr></thead>
            <tbody>{state.words.map((word) => <tr key={word.givenAt}><td>{word.sentence}</td><td>{word.givenBy} {when(word.givenAt)}</td><td className="c2">{word.takenBackAt === null ? t('ui.none') : `${word.takenBackBy ?? ''} ${when(word.takenBackAt)}`}</td></tr>)}</tbody>
          </table>
        )}
      </Section>
      <ConsequenceModal open={giving} title={t('admin.network.give')} confirm={t('admin.network.give.do')} typed={sentence} busy={give.isPending} consequences={[t('admin.network.then.read'), t('admin.network.then.tell'), t('admin.network.then.kept')]} onCancel={() => setGiving(false)} onConfirm={() => give.mutate(undefined)} />
    </>
  );
}
