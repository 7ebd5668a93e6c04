import type { Contrast } from '@shuping/scoring';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { A, Figure, Grade, gradeByRank, Icon } from '../../ui/index.ts';
import { ScoreLine } from './score-line.tsx';
import { useScoreWords, type Score } from './words.ts';

type Test = Contrast['tests'][number];

const KIND = { score_line: 'scores.test.line', gate: 'scores.test.gate', veto: 'scores.test.veto', ceiling: 'scores.test.ceiling', list: 'scores.test.list', quota: 'scores.test.quota', distribution: 'scores.test.distribution', held: 'scores.test.held', outcome: 'scores.test.outcome' } as const satisfies Record<Test['test'], string>;

/** Why not the next better grade: its tests, the place on the scale, and the nearest single changes (R-G7). */
export function WhyNot({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useScoreWords(score);
  const { contrast } = score;
  if (!contrast) return <p className="s13 c2">{t('scores.best')}</p>;
  const rank = score.grades.findIndex((grade) => grade.id === contrast.grade);
  const target = score.grades[rank];
  return (
    <>
      <h2 className="scores-why">{target ? <>{t('scores.whyNot')} <Grade grade={gradeByRank(rank, score.grades.length)} word={text(target.title)} /></> : t('scores.held')}</h2>
      <ol className="scores-tests">
        {contrast.tests.map((test, n) => (
          <li key={n} className={test.holds ? 'y' : 'n'}>
            <Icon name={test.holds ? 'check' : 'cross'} small />
            <span className="c2">{t(KIND[test.test])}</span>
            <span><TestWords score={score} test={test} />{test.short ? <b>{t('scores.short', { points: test.short.shown })}</b> : null}</span>
            <span className="sr">{test.holds ? t('scores.holds') : t('scores.fails')}</span>
          </li>
        ))}
      </ol>
      <ScoreLine score={score} />
      {contrast.changes && target ? (
        <>
          <h3 className="scores-near-h">{t('scores.changes', { grade: text(target.title) })}</h3>
          <p className="s12 c3">{t('scores.changes.note')}</p>
          <ul className="scores-near">
            {contrast.changes.slice(0, 6).map((change, n) => (
              <li key={n}>
                <span>{score.titles[change.node] ? <b>{text(score.titles[change.node]!)} </b> : null}{change.title ? `${text(change.title)} ` : ''}{words(change.code, change.params)}</span>
                <Figure value={change.score.shown} />
              </li>
            ))}
          </ul>
        </>
      ) : contrast.grade ? <p className="s13 c2 scores-near-h">{t('scores.changes.none')}</p> : null}
    </>
  );
}

/** A test in words: a gate by its name, a ceiling, list or outcome by its name and what follows from it; who decides finds the way to the board. */
function TestWords({ score, test }: { readonly score: Score; readonly test: Test }) {
  const { t } = useTranslation();
  const text = useText();
  const words = useScoreWords(score);
  const title = test.id ? score.titles[test.id] : undefined;
  const board = !test.holds && (test.test === 'distribution' || test.test === 'outcome' || test.test === 'quota') && score.may['export'] === true;
  const said = words(test.code, test.params);
  if (test.test === 'gate' && title) return text(title);
  const named = title && (test.test === 'ceiling' || test.test === 'list' || test.test === 'outcome' || test.test === 'distribution');
  return <>{named ? <><b>{text(title)}</b> </> : null}{said}{board ? <> <A href="/grading">{t('scores.test.board')}</A></> : null}</>;
}

/** What to do when the person does not agree; acts only while publicity runs. */
export function Disagree({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  return (
    <section className="scores-block">
      <h3>{t('scores.disagree')}</h3>
      <p className="s13 c2">{score.publicity.running ? t('scores.disagree.open', { ends: score.publicity.ends ?? '' }) : t('scores.disagree.shut')} {score.publicity.running ? <A href={`/publicity?tab=objections&about=${score.assesseeId}`}>{t('scores.disagree.go')}</A> : null}</p>
      <p className="s13 c2 no-print">{t('scores.tolerance')} <A href={`/tolerances?cycle=${score.cycleId}&of=${score.assesseeId}`}>{t('scores.tolerance.see')}</A> <A href={`/tolerances?cycle=${score.cycleId}&of=${score.assesseeId}&apply=1&about=${score.assesseeId}`}>{t('scores.tolerance.apply')}</A></p>
    </section>
  );
}
