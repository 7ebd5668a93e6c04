import type { CycleOverview } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { A, dayWords, Loaded, PageBody, PageHeader, PrintButton, StageRail, usePathParams } from '../../ui/index.ts';
import { AssesseeTable } from './assessee-table.tsx';
import { CoverageBlock, GuardsBlock, MissingBlock } from './overview-blocks.tsx';
import { LateBlock } from './late-block.tsx';
import { RemindButton } from './remind.tsx';
import { StageActs } from './stage-acts.tsx';
import { UpgradeNote } from './upgrade.tsx';
import './cycles.css';

/** 周期总览: where the year stands, who is missing, what the next stage still needs. */
export function Page() {
  const { id = '' } = usePathParams();
  const query = useApiQuery<CycleOverview>(`/cycles/${id}`);
  return <Loaded query={query} rows={10}>{(cycle) => <Overview cycle={cycle} />}</Loaded>;
}

function Overview({ cycle }: { readonly cycle: CycleOverview }) {
  const { t } = useTranslation();
  const rail = cycle.rail.map((item) => ({ ...item, name: t(`stage.${item.stage}`), href: item.late > 0 ? `/cycles/${cycle.id}` : undefined }));
  return (
    <>
      <PageHeader title={t('cycles.overview')} sub={<Facts cycle={cycle} />} actions={<><PrintButton /><RemindButton cycle={cycle} /><StageActs cycle={cycle} /></>} />
      {cycle.programme?.withdrawn && cycle.coverage ? <div className="banner amber cycles-bar">{t('cycles.programme.withdrawn', { owner: cycle.programme.owner })} <A href={`/programmes/${cycle.programme.id}`}>{t('cycles.programme.look')}</A></div> : null}
      {cycle.coverage ? <UpgradeNote cycle={cycle} /> : null}
      <PageBody>
        <StageRail stages={rail} counts={cycle.counts !== null} />
        {cycle.coverage ? (
          <div className="cycles-blocks">
            <CoverageBlock cycle={cycle} coverage={cycle.coverage} />
            <MissingBlock cycle={cycle} missing={cycle.coverage.missing} />
            <GuardsBlock cycle={cycle} />
          </div>
        ) : null}
        <LateBlock cycle={cycle} />
        <AssesseeTable cycle={cycle} />
      </PageBody>
    </>
  );
}

function Facts({ cycle }: { readonly cycle: CycleOverview }) {
  const { t, i18n } = useTranslation();
  const day = (text: string): string => dayWords(text, i18n.language);
  const heads = cycle.counts?.['assessees'];
  return (
    <>
      {t('cycles.hostIs', { name: cycle.hostName })} · {day(cycle.periodStart)} – {day(cycle.periodEnd)}
      {heads === undefined ? null : <> · {t('cycles.heads', { count: heads })}</>}
      {cycle.programme && cycle.coverage ? <> · <A href={`/programmes/${cycle.programme.id}`}>{t('cycles.programme', { owner: cycle.programme.owner })}</A></> : null}
      {cycle.publicityEnds ? <> · {t('cycles.publicityUntil', { day: day(cycle.publicityEnds) })}</> : null}
      {cycle.previousCycleId ? <> · <A href={`/cycles/${cycle.previousCycleId}`}>{t('cycles.previous')}</A></> : null}
    </>
  );
}
