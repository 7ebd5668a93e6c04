import type { Day } from '@shuping/kernel';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayWords } from './format.ts';
import { A } from './link.tsx';
import { useToday } from './today.ts';

export type StageItem = {
  readonly stage: string;
  readonly name: ReactNode;
  readonly state: 'done' | 'now' | 'next';
  readonly done?: number | null;
  readonly all?: number | null;
  readonly due?: Day | null;
  readonly late?: number;
  readonly href?: string | undefined;
};

/** The year as a line of stages. `counts` sets done/all in 16 px under each name (cycle overview); without it they share the small line. */
export function StageRail({ stages, counts }: { readonly stages: readonly StageItem[]; readonly counts?: boolean }) {
  const { t } = useTranslation();
  return (
    <ol className="stages" ref={toCurrent} aria-label={t('ui.stages')}>
      {stages.map((stage) => (
        <li key={stage.stage} className={stage.state} aria-current={stage.state === 'now' ? 'step' : undefined}>
          <i aria-hidden="true" />
          <span className="n">{stage.href ? <A href={stage.href}>{stage.name}</A> : stage.name}</span>
          {counts ? <span className="cn">{stage.all ? `${stage.done ?? 0} / ${stage.all}` : t('ui.none')}</span> : null}
          <StageLine stage={stage} counts={counts ?? false} />
          {stage.late ? <span className="d"><A className="late b" href={stage.href ? `${stage.href}${stage.href.includes('?') ? '&' : '?'}late=1` : '#'}>{t('ui.stage.late', { count: stage.late })}</A></span> : null}
        </li>
      ))}
    </ol>
  );
}

/** Where the line is wider than the page, the current stage is what is seen of it first. */
function toCurrent(rail: HTMLOListElement | null): void {
  const now = rail?.querySelector('.now');
  if (rail && now && rail.scrollWidth > rail.clientWidth) rail.scrollLeft = now.getBoundingClientRect().left - rail.getBoundingClientRect().left - rail.clientWidth / 3;
}

function StageLine({ stage, counts }: { readonly stage: StageItem; readonly counts: boolean }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const due = stage.due ? dayWords(stage.due, i18n.language, today) : '';
  const counted = Boolean(stage.all);
  if (counts) return <span className="d">{stage.state === 'now' && due ? t('ui.stage.until', { day: due }) : due}</span>;
  if (stage.state === 'now' && counted) return <span className="d">{t('ui.stage.doneOpen', { done: stage.done ?? 0, open: Math.max(0, (stage.all ?? 0) - (stage.done ?? 0) - (stage.late ?? 0)) })}</span>;
  if (stage.state === 'done' && counted) return <span className="d">{`${stage.done ?? 0} / ${stage.all}`}</span>;
  if (stage.state === 'done' && due) return <span className="d">{t('ui.stage.ended', { day: due })}</span>;
  return <span className="d">{due}</span>;
}
