import type { InputPack } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, DayText, Loaded, PageBody, PageHeader, PrintButton, Section, Tag, usePathParams, usePeriodName } from '../../ui/index.ts';
import './cycles.css';

/** 撰写参考: what the system already holds, so that nothing is asked for again. */
export function Page() {
  const { id = '' } = usePathParams();
  const query = useApiQuery<InputPack>(`/assessees/${id}/input-pack`);
  useCycleOfPage(query.data?.cycleId);
  return <Loaded query={query} rows={10}>{(pack) => <Pack pack={pack} />}</Loaded>;
}

function Pack({ pack }: { readonly pack: InputPack }) {
  const { t } = useTranslation();
  const period = usePeriodName();
  return (
    <>
      <PageHeader title={t('cycles.pack')} sub={t('cycles.pack.sub', { name: pack.personName, unit: pack.orgName, period: period(pack.period) })} actions={<PrintButton />} />
      <PageBody>
        <div className="cycles-pack">
          <LastYear pack={pack} />
          <Commitments pack={pack} />
          <Again pack={pack} />
          <Problems pack={pack} />
          <Record pack={pack} />
        </div>
      </PageBody>
    </>
  );
}

function Nothing({ words }: { readonly words: string }) {
  return <p className="c2 s13">{words}</p>;
}

function LastYear({ pack }: { readonly pack: InputPack }) {
  const { t } = useTranslation();
  const period = usePeriodName();
  const text = useText();
  const last = pack.lastYear;
  return (
    <Section title={t('cycles.pack.last')} note={last ? period(last.period) : null} right={last ? <A href={`/cycles/${last.cycleId}`}>{t('cycles.previous')}</A> : null} ruled>
      {last ? <p>{last.grade ? t('cycles.pack.grade', { grade: text(last.grade) }) : t('cycles.pack.noGrade')}</p> : <Nothing words={t('cycles.pack.noLast')} />}
      {last?.opinion ? <blockquote>{last.opinion.achievements}{'\n'}{last.opinion.problems}</blockquote> : null}
    </Section>
  );
}

function Commitments({ pack }: { readonly pack: InputPack }) {
  const { t } = useTranslation();
  return (
    <Section title={t('cycles.pack.commitments')} note={pack.commitments.length} ruled>
      {pack.commitments.length === 0 ? <Nothing words={t('cycles.pack.noCommitments')} /> : <ol>{pack.commitments.map((one) => <li key={one.id}>{one.text} <Tag {...(one.state === 'broken' ? { tone: 'red' as const } : {})}>{t(`cycles.pack.commitment.${one.state}`)}</Tag>{one.note ? <p className="c2 s13">{one.note}</p> : null}</li>)}</ol>}
    </Section>
  );
}

/** What was found again: asked in the report, and so answered from here. */
function Again({ pack }: { readonly pack: InputPack }) {
  const { t } = useTranslation();
  if (pack.again.length === 0) return null;
  return (
    <Section title={t('cycles.pack.again')} note={pack.again.length} ruled>
      <p className="c2 s13">{t('cycles.pack.again.why')}</p>
      <ol>{pack.again.map(({ first, last }) => <li key={last.id}><A href={`/ledger?item=${last.id}`}>{last.title}</A> <Tag tone="red">{t('cycles.pack.again.must')}</Tag><p className="c2 s13">{t('cycles.pack.again.first', { year: first.year })} <A href={`/ledger?item=${first.id}`}>{first.title}</A></p></li>)}</ol>
    </Section>
  );
}

function Problems({ pack }: { readonly pack: InputPack }) {
  const { t } = useTranslation();
  const period = usePeriodName();
  return (
    <Section title={t('cycles.pack.problems')} note={pack.problems.length} ruled>
      {pack.problems.length === 0 ? <Nothing words={t('cycles.pack.noProblems')} /> : <ol>{pack.problems.map((one) => <li key={one.id}><A href={`/ledger?item=${one.id}`}>{one.title}</A> {one.carried ? <Tag tone="amber">{t('cycles.pack.carried')}</Tag> : null} <span className="c2 s13">{period(one.period)} · <DayText day={one.deadline} /></span>{one.measure ? <p className="c2 s13">{one.measure}</p> : null}</li>)}</ol>}
    </Section>
  );
}

function Record({ pack }: { readonly pack: InputPack }) {
  const { t } = useTranslation();
  const text = useText();
  const none = pack.scores.length === 0 && pack.events.length === 0;
  return (
    <Section title={t('cycles.pack.record')} ruled>
      {none ? <Nothing words={t('cycles.pack.noRecord')} /> : null}
      <ol>
        {pack.scores.map((one) => <li key={`${one.node} ${one.item}`}>{text(one.title)}{one.itemTitle ? ` · ${text(one.itemTitle)}` : ''} <b>{t(one.itemTitle ? 'cycles.pack.deducted' : 'cycles.pack.scored', { value: one.value, max: one.max })}</b>{one.note ? <p className="c2 s13">{one.note}</p> : null}</li>)}
        {pack.events.map((one, n) => <li key={n}>{t(`cycles.events.${one.kind}`)} {one.matter}{one.kind === 'veto' ? '' : ` · ${one.points}`} <span className="c2 s13"><DayText day={one.day} /></span></li>)}
      </ol>
    </Section>
  );
}
