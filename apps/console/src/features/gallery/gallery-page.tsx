import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, showDone, showProblem } from '../../client/index.ts';
import { LanguageTool } from '../../app/frame.tsx';
import { usePreferences } from '../../theme/preferences.tsx';
import { TEXT_SIZES, type TextSize } from '../../theme/theme.ts';
import { Button, ConsequenceModal, EmptyPanel, LoadingPanel, MayButton, PageBody, PageHeader, ProblemPanel, Section, SegFilter, StageRail, type StageItem } from '../../ui/index.ts';
import { Controls, Facts, Rows } from './parts.tsx';

const STAGES: readonly (readonly [string, StageItem['state'], number, number, string, number])[] = [
  ['planning', 'done', 0, 0, '2026-09-20', 0], ['research', 'done', 46, 46, '2026-11-30', 0], ['reporting', 'done', 46, 46, '2026-12-08', 0],
  ['vetting', 'now', 31, 46, '2026-12-18', 4], ['meeting', 'next', 0, 46, '2027-01-08', 0], ['grading', 'next', 0, 0, '2027-01-12', 0],
  ['publicity', 'next', 0, 0, '2027-01-18', 0], ['feedback', 'next', 0, 0, '2027-01-29', 0], ['rectification', 'next', 0, 0, '2027-06-30', 0], ['archive', 'next', 0, 0, '2027-07-15', 0],
];

/** Every part of the kit on one page; text size and language switch in the head. */
export function Page() {
  const { t } = useTranslation();
  const { textSize, setTextSize } = usePreferences();
  const [asking, setAsking] = useState(false);
  const stages = STAGES.map(([stage, state, done, all, due, late]) => ({ stage, state, done, all, due, late, name: t(`stage.${stage}`) }));
  const sizes = TEXT_SIZES.map((id) => ({ id, label: { normal: '14', large: '18', huge: '22' }[id] }));
  return (
    <div className="main">
      <PageHeader
        title={t('gallery.title')} sub={t('gallery.sub')} ruled
        actions={<><LanguageTool /><SegFilter label={t('app.text.label')} options={sizes} value={textSize} onChange={(id) => setTextSize(id as TextSize)} /></>}
      />
      <PageBody>
        <Section title="StageRail"><StageRail stages={stages} /><StageRail stages={stages} counts /></Section>
        <Section title="Button, MayButton, ConsequenceModal, toasts">
          <div className="row" style={{ flexWrap: 'wrap' }}>
            <Button type="primary">{t('gallery.act')}</Button>
            <Button>{t('gallery.plain')}</Button>
            <MayButton may={{ reason: 'gallery.weights' }} type="primary">{t('gallery.shut')}</MayButton>
            <Button onClick={() => setAsking(true)}>{t('gallery.open')}</Button>
            <Button onClick={() => showDone(t('ui.copied'), () => undefined)}>showDone</Button>
            <Button onClick={() => showProblem(new ApiProblem(409, { code: 'request.version-stale', traceId: '7f3a91c0' }))}>showProblem</Button>
          </div>
        </Section>
        <Controls />
        <Facts />
        <Rows />
        <Section title="EmptyPanel, LoadingPanel, ProblemPanel">
          <EmptyPanel what={t('gallery.what')} why={t('gallery.why')} next={t('gallery.next')} action={<Button>{t('gallery.register')}</Button>} />
          <LoadingPanel rows={3} />
          <ProblemPanel problem={new ApiProblem(503, { code: 'unavailable', traceId: '7f3a91c0' })} retry={() => undefined} />
          <ProblemPanel problem={new ApiProblem(404, { code: 'request.not-found' })} />
        </Section>
        <ConsequenceModal open={asking} title={t('gallery.open')} consequences={[t('gallery.consequence1'), t('gallery.consequence2')]} typed={t('gallery.unit')} confirm={t('gallery.open')} onConfirm={() => setAsking(false)} onCancel={() => setAsking(false)} />
      </PageBody>
    </div>
  );
}
