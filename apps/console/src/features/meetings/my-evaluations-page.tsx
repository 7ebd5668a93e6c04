import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation, useApiQuery } from '../../client/index.ts';
import { Button, ConsequenceModal, EmptyPanel, Loaded, PageBody, PageHeader, Section } from '../../ui/index.ts';
import './meetings.css';
import type { MyEvaluations } from './roll-model.ts';
import { startWords } from './words.ts';

type Mine = MyEvaluations['items'][number];

/** 我的测评: meetings on whose roll I stand, and the way in, once. */
export function Page() {
  const { t } = useTranslation();
  const query = useApiQuery<MyEvaluations>('/my-evaluations');
  return (
    <>
      <PageHeader title={t('mine.title')} sub={t('mine.sub')} />
      <PageBody>
        <Loaded query={query}>{({ items }) => (items.length === 0 ? <EmptyPanel what={t('mine.empty')} why={t('mine.empty.why')} /> : <>{items.map((one) => <One key={one.meetingId} mine={one} again={() => void query.refetch()} />)}</>)}</Loaded>
      </PageBody>
    </>
  );
}

function One({ mine, again }: { readonly mine: Mine; readonly again: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [address, setAddress] = useState<string | null>(null);
  const take = useApiMutation({
    run: () => api.post<{ address: string }>(`/my-evaluations/${mine.meetingId}/entry`, { body: {} }),
    onDone: (done) => {
      setAsking(false);
      setAddress(done.address);
    },
    onProblem: () => {
      setAsking(false);
      void again();
    },
  });
  return (
    <Section title={mine.title} note={`${startWords(mine.startsAt)}${mine.place ? ` · ${mine.place}` : ''}`} ruled>
      {address ? (
        <div role="status">
          <p className="b">{t('mine.ready')}</p>
          <p className="slips-acts"><Button type="primary" href={address} target="_blank" rel="noopener noreferrer">{t('mine.go')}</Button></p>
          <p className="s13 c2">{t('mine.ready.keep')}</p>
        </div>
      ) : (
        <>
          <p className={mine.state === 'open' ? 'b' : 'c2'}>{t(`mine.state.${mine.state}`)}</p>
          {mine.state === 'open' ? <p className="slips-acts"><Button type="primary" onClick={() => setAsking(true)}>{t('mine.take')}</Button></p> : null}
        </>
      )}
      <ConsequenceModal open={asking} title={t('mine.take')} confirm={t('mine.take.do')} busy={take.isPending} consequences={[t('mine.once'), t('mine.phone'), t('mine.blind')]} onCancel={() => setAsking(false)} onConfirm={() => take.mutate(undefined)} />
    </Section>
  );
}
