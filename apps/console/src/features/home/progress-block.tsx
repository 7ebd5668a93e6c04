import { useTranslation } from 'react-i18next';
import { A, Section, StageRail } from '../../ui/index.ts';
import type { Progress } from './todos.ts';

/** 本年进度 as a stage rail. */
export function ProgressBlock({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation();
  const stages = progress.stages.map((stage) => ({ ...stage, name: t(`stage.${stage.stage}`), href: `/cycles/${progress.cycleId}?stage=${stage.stage}` }));
  const note = progress.assessees ? `${progress.title} · ${t('home.assessees', { count: progress.assessees })}` : progress.title;
  return (
    <Section title={t('home.progress')} note={note} right={<A href={`/cycles/${progress.cycleId}`}>{t('nav.cycles')}</A>}>
      <StageRail stages={stages} />
    </Section>
  );
}
