import { useTranslation } from 'react-i18next';
import { A, Section, StageRail } from '../../ui/index.ts';
import type { Progress } from './todos.ts';

/** 本年进度 as a stage rail: of the own cycle, or of the cycles below an order, counted by host. */
export function ProgressBlock({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation();
  const ordered = progress.programmeId !== null;
  const page = ordered ? `/programmes/${progress.programmeId}/progress` : `/cycles/${progress.cycleId ?? ''}`;
  // hosts that opened no cycle stand before planning, which the list filters apart
  const href = (stage: string): string => (ordered && stage === 'planning' ? page : `${page}?stage=${stage}`);
  const stages = progress.stages.map((stage) => ({ ...stage, name: t(`stage.${stage.stage}`), href: href(stage.stage) }));
  const note = [progress.title, ordered ? t('home.hosts', { count: progress.hosts }) : '', progress.assessees ? t('home.assessees', { count: progress.assessees }) : ''].filter((one) => one !== '').join(' · ');
  return (
    <Section title={t('home.progress')} note={note} right={<A href={page}>{t(ordered ? 'programmes.progress' : 'nav.cycles')}</A>}>
      <StageRail stages={stages} />
    </Section>
  );
}
