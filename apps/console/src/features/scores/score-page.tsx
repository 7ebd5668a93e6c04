import { useTranslation } from 'react-i18next';
import { useCycleOfPage } from '../../app/cycle.tsx';
import { apiUrl, useApiQuery } from '../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { A, Button, EmptyPanel, figure, Figure, Grade, gradeByRank, Icon, Loaded, PageBody, PageHeader, Panes, PrintButton, usePathParams } from '../../ui/index.ts';
import { Derivation } from './derivation.tsx';
import './scores.css';
import { Disagree, WhyNot } from './why-not.tsx';
import { useScoreWords, type Score } from './words.ts';

/** 计分说明: how one grade came about, and why it is not the next better one. */
export function Page() {
  const { t } = useTranslation();
  const { id = '' } = usePathParams();
  const score = useApiQuery<Score>(`/assessees/${id}/score`);
  useCycleOfPage(score.data?.cycleId);
  if (score.error && (score.error.code === 'result.not-found' || score.error.code === 'result.not-computed')) {
    return (
      <>
        <PageHeader title={t('scores.explained')} />
        <PageBody><EmptyPanel what={t('scores.notYet')} why={t(score.error.code === 'result.not-found' ? 'scores.notYet.why' : 'scores.notComputed.why')} action={<A href="/home">{t('nav.home')}</A>} /></PageBody>
      </>
    );
  }
  return <Loaded query={score}>{(data) => <Explained score={data} />}</Loaded>;
}

function Explained({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const facts = [score.orgName, score.post, t('scores.pool', { count: score.poolSize }), t('scores.version', { n: score.number })];
  return (
    <>
      <PageHeader
        ruled crumb={<><A href="/scoring">{t('nav.scoring')}</A> / {score.orgName}</>} title={t('scores.title', { name: score.personName })} sub={facts.join(' · ')}
        actions={<>{score.may['export'] === true ? <Button href={apiUrl(`/cycles/${score.cycleId}/bundle.json`)} download icon={<Icon name="download" small />}>{t('scores.bundle')}</Button> : null}<PrintButton /></>}
      />
      <Panes ratio="minmax(0, 1fr) clamp(300px, 27vw, 384px)" sideLabel={t('scores.whyNot')} main={<><Verdict score={score} /><Derivation score={score} /><Remarks score={score} /></>} side={<><WhyNot score={score} /><Stars score={score} /><Disagree score={score} /><Seal score={score} /></>} />
    </>
  );
}

function Verdict({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const text = useText();
  const id = score.grade ?? score.computed;
  const rank = score.grades.findIndex((grade) => grade.id === id);
  const before = score.grade !== null && score.computed !== score.grade ? score.grades.find((grade) => grade.id === score.computed) : undefined;
  const quota = score.quotas.find((one) => one.kind === 'cap');
  return (
    <div className="scores-verdict">
      <div>
        <Grade grade={rank < 0 ? 'none' : gradeByRank(rank, score.grades.length)} {...(rank < 0 ? {} : { word: text(score.grades[rank]!.title) })} large />
        <p className="s13 c2">{t(`scores.state.${score.state}`)}{before ? ` · ${t('scores.moved', { grade: text(before.title), reason: score.reason })}` : ''}{score.versionReason ? ` · ${t('scores.rechecked', { reason: score.versionReason })}` : ''}</p>
      </div>
      <div className="scores-sum">
        <Figure large value={score.score?.shown ?? null} note={t('scores.composite')} />
        <Icon name="arrow" />
        <Figure large value={score.rank} unit={`/ ${score.poolSize}`} note={t('scores.rank')} />
        {quota ? <><Icon name="arrow" /><Figure large value={quota.limit} unit={t('scores.people')} note={<span title={text(quota.title)}>{t('scores.quota', { grades: score.grades.filter((grade) => quota.grades.includes(grade.id)).map((grade) => text(grade.title)).join(' + ') })}</span>} /></> : null}
      </div>
    </div>
  );
}

/** 星级: the rating and the lines that make it (R43). */
function Stars({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const words = useScoreWords(score);
  if (!score.stars) return null;
  const { stars, held, lines } = score.stars;
  return (
    <section className="scores-block">
      <h3>{t('scores.stars')} {stars === null ? null : t('scores.stars.count', { count: stars })}</h3>
      {held ? <p className="s13 c2">{t(held)}</p> : null}
      <ul className="scores-near">{lines.map((line, n) => <li key={n}><span>{words(line.code, line.params)}</span><Figure value={line.stars} /></li>)}</ul>
    </section>
  );
}

/** What voters wrote, as the seal left it: together, shuffled, of no class. */
function Remarks({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  if (!score.remarks || score.remarks.length === 0) return null;
  return (
    <section className="scores-block scores-remarks">
      <h3>{t('scores.remarks')} <small className="c2">{t('scores.remarks.count', { count: score.remarks.length })}</small></h3>
      <p className="s12 c3">{t('scores.remarks.rule')}</p>
      <ul>{score.remarks.map((line, n) => <li key={n}>{line}</li>)}</ul>
    </section>
  );
}

function Seal({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  return (
    <div className="scores-seal s12 c3">
      <p>{t('scores.recomputed')} <span className={score.recomputes ? 'ok' : 'late'}>{score.recomputes ? t('scores.same') : t('scores.differs')}</span></p>
      <p className="ell" title={score.inputsHash}>{score.engine} · {score.inputsHash.slice(0, 16)}…</p>
      {score.versions.length > 1 ? <ol>{score.versions.map((one) => <li key={one.number}>{t('scores.version', { n: one.number })} {one.score === null ? t('ui.none') : figure(one.score)}{one.versionReason ? ` · ${one.versionReason}` : ''}</li>)}</ol> : null}
    </div>
  );
}
