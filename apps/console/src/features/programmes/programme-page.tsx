import type { ProgrammeOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, dayWordsIn, Loaded, PageBody, PageHeader, Section, Tag, usePathParams } from '../../ui/index.ts';
import { DraftForm } from './draft-form.tsx';
import { HostBlock } from './host-block.tsx';
import { DaysHistory } from './move-days.tsx';
import { ProgrammeActs } from './programme-acts.tsx';
import { BOUND_STAGES, STATE_TONES } from './words.ts';
import './programmes.css';

/** One yearly order: written while a draft, read once issued. */
export function Page() {
  const { id = '' } = usePathParams();
  const query = useApiQuery<ProgrammeOut>(`/programmes/${id}`);
  return <Loaded query={query} rows={8}>{(programme) => <Programme programme={programme} />}</Loaded>;
}

function Programme({ programme }: { readonly programme: ProgrammeOut }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { state } = programme;
  const day = (instant: string | null): string => (instant === null ? '' : dayWordsIn(instant.slice(0, 10), i18n.language, programme.year));
  const sectors = programme.sectors.length === 0 ? t('programmes.sectors.all') : programme.sectors.map((one) => text({ key: `${one}.sector` })).join(t('programmes.and'));
  const sub = (
    <span className="row programmes-sub">
      <Tag tone={STATE_TONES[state]}>{t(`programmes.state.${state}`)}</Tag>
      <span>{[programme.orgName, programme.number, t('programmes.yearOf', { year: programme.year }), sectors, programme.issuedAt ? t('programmes.issuedOn', { day: day(programme.issuedAt) }) : ''].filter((one) => one !== '').join(' · ')}</span>
    </span>
  );
  return (
    <>
      <PageHeader crumb={<A href="/programmes">{t('programmes.title')}</A>} title={programme.title} sub={sub} actions={<ProgrammeActs programme={programme} />} />
      {state === 'withdrawn' ? <div className="banner amber programmes-bar">{t('programmes.withdrawn', { day: day(programme.withdrawnAt), reason: programme.withdrawReason })}</div> : null}
      <PageBody>
        {programme.addressed.map((host) => <HostBlock key={host.hostId} programme={programme} host={host} />)}
        {programme.may['edit'] === true ? <DraftForm key={programme.version} programme={programme} /> : <Content programme={programme} />}
      </PageBody>
    </>
  );
}

function Content({ programme }: { readonly programme: ProgrammeOut }) {
  const { t, i18n } = useTranslation();
  const day = (value: string | undefined) => (value === undefined ? <span className="c3">{t('ui.none')}</span> : <time dateTime={value} className="nw">{dayWordsIn(value, i18n.language, programme.year)}</time>);
  const bounds = BOUND_STAGES.filter((stage) => programme.calendar[stage]?.earliest || programme.calendar[stage]?.latest);
  return (
    <div className="programmes-read">
      <Section title={t('programmes.questions')} note={t('programmes.questions.note')} ruled>
        {programme.questions.length === 0 ? <p className="c3 s13">{t('programmes.questions.none')}</p> : (
          <ol className="programmes-asked">{programme.questions.map((one) => <li key={one.id}><b>{one.title}</b>{one.guidance ? <p className="c2 s13">{one.guidance}</p> : null}</li>)}</ol>
        )}
      </Section>
      <Section title={t('programmes.calendar')} note={t('programmes.calendar.note')} ruled>
        {bounds.length === 0 ? <p className="c3 s13">{t('programmes.calendar.none')}</p> : (
          <table className="programmes-days">
            <thead><tr><th>{t('programmes.stage')}</th><th>{t('programmes.earliest')}</th><th>{t('programmes.latest')}</th></tr></thead>
            <tbody>{bounds.map((stage) => <tr key={stage}><td>{t(`stage.${stage}`)}</td><td>{day(programme.calendar[stage]?.earliest)}</td><td>{day(programme.calendar[stage]?.latest)}</td></tr>)}</tbody>
          </table>
        )}
      </Section>
      <DaysHistory programme={programme} />
      {programme.note ? <Section title={t('programmes.note')} ruled><p className="programmes-note">{programme.note}</p></Section> : null}
      {programme.hosts ? <Section title={t('programmes.hosts')} note={t('programmes.hosts.count', { count: programme.hosts.length })} ruled><p className="programmes-hosts c2">{programme.hosts.map((one) => one.name).join(t('programmes.and'))}</p></Section> : null}
    </div>
  );
}
