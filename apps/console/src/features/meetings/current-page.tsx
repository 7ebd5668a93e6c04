import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NoCycle, useCycle } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { A, EmptyPanel, Loaded, PageBody, PageHeader, useGo } from '../../ui/index.ts';
import type { Meetings } from './model.ts';

/** The meeting at hand of the chosen cycle: the first that is not sealed, else the last. */
function Current({ part, title }: { readonly part: 'slips' | 'cockpit'; readonly title: string }) {
  const { t } = useTranslation();
  const cycle = useCycle();
  const go = useGo();
  const query = useApiQuery<Meetings>('/meetings', { query: { cycleId: cycle?.id ?? null }, enabled: cycle !== null });
  const items = query.data?.items ?? [];
  const target = items.find((m) => m.phase !== 'sealed') ?? items[items.length - 1];
  useEffect(() => {
    if (target) go(`/meetings/${target.id}/${part}`, { replace: true });
  }, [target, part, go]);
  const empty = <EmptyPanel what={t('meetings.empty')} why={t('meetings.empty.why')} action={<A href="/meetings">{t('meetings.title')}</A>} />;
  return (
    <>
      <PageHeader title={title} />
      <PageBody>{cycle === null ? <NoCycle why={t('meetings.noCycle.why')} /> : <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={empty}>{() => null}</Loaded>}</PageBody>
    </>
  );
}

export function SlipsOfCurrent() {
  const { t } = useTranslation();
  return <Current part="slips" title={t('slips.title')} />;
}

export function CockpitOfCurrent() {
  const { t } = useTranslation();
  return <Current part="cockpit" title={t('cockpit.title')} />;
}
