import type { PreFlightOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { usePoll } from '../../client/index.ts';
import { Icon, Section } from '../../ui/index.ts';
import type { Meeting } from './model.ts';
import './pre-flight.css';

const ICONS = { good: 'check', look: 'alert', stop: 'cross' } as const;

/** 会前检查: a line each for what should be in order before check-in; the red ones keep it from opening. */
export function PreFlight({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const poll = usePoll<PreFlightOut>(`/meetings/${meeting.id}/pre-flight`, 5_000);
  const items = poll.data?.items ?? [];
  const open = items.filter((item) => item.state !== 'good').length;
  return (
    <Section title={t('preflight.title')} note={open > 0 ? t('preflight.count', { count: open }) : null}>
      <ul className="pre-flight">
        {items.map(({ code, state, params }) => {
          const subject = code.split('-')[0]!;
          return <li key={subject} className={state}><Icon name={ICONS[state]} small /><b>{t(`preflight.${subject}`)}</b><span>{t(code === subject ? `preflight.ok.${subject}` : `preflight.${code}`, { ...params })}</span></li>;
        })}
      </ul>
    </Section>
  );
}
