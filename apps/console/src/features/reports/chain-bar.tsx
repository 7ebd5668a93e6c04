import type { StepOut } from '@shuping/contracts';
import { dayOf } from '@shuping/kernel';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { DayText, useToday } from '../../ui/index.ts';

/** The vetting chain: who signed when, whose turn it is and until when. */
export function ChainBar({ steps }: { readonly steps: readonly StepOut[] }) {
  const { t } = useTranslation();
  const word = useText();
  const today = useToday();
  return (
    <ol className="report-chain" aria-label={t('report.chain')}>
      {steps.map((step) => (
        <li key={step.id} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <i aria-hidden="true" />
          <div>
            <b>{word(step.title)}{step.deputy?.since ? <small> {t('vetting.deputy.short')}</small> : null}</b>
            <span>
              {step.state === 'now' && step.due ? <>{step.due < today ? null : <>{t('report.chain.due')} </>}<DayText day={step.due} deadline /></> : null}
              {step.state === 'done' && step.last ? <>{step.last.by} {t(`report.act.${step.last.act}`)} <DayText day={dayOf(new Date(step.last.at))} /></> : null}
              {step.state === 'ahead' ? t('report.chain.days', { count: step.days }) : null}
            </span>
          </div>
        </li>
      ))}
    </ol>
  );
}
