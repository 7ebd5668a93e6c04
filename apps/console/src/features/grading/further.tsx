import type { BoardMember, BoardPool } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { dayWords, Section, Tag } from '../../ui/index.ts';
import { useGradeWord } from './words.ts';

/** Words of ids among the parameters of a line: grades, questions and titled rules of the pool. */
function useNamed(pool: BoardPool): (params: Readonly<Record<string, string | number>>) => Record<string, string | number> {
  const { i18n } = useTranslation();
  const text = useText();
  const word = useGradeWord(pool);
  return (params) => Object.fromEntries(Object.entries(params).map(([name, value]) => {
    if (typeof value === 'number') return [name, value];
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return [name, dayWords(value, i18n.language)];
    const title = pool.rules[value] ?? pool.questions[value];
    return [name, title ? text(title) : pool.grades.some((grade) => grade.id === value) ? word(value) : value];
  }));
}

/** 星级: the rating by the grade in force, with every line that makes it (R43). */
export function Stars({ pool, member }: { readonly pool: BoardPool; readonly member: BoardMember }) {
  const { t } = useTranslation();
  const named = useNamed(pool);
  const { stars } = member;
  if (!stars) return null;
  return (
    <Section title={t('grading.stars')} right={stars.stars === null ? null : <b>{t('grading.stars.count', { count: stars.stars })}</b>}>
      {stars.held ? <p className="s13 warn">{t(stars.held)}</p> : null}
      <ul className="grading-lines s13">{stars.lines.map((line, n) => <li key={n}><span>{t(line.code, named(line.params))}</span><span className="num">{line.stars > 0 ? `+${line.stars}` : line.stars}</span></li>)}</ul>
    </Section>
  );
}

/** 审定程序: the steps in their order, what each said, and whose turn it is (R46). */
export function Chain({ pool, member }: { readonly pool: BoardPool; readonly member: BoardMember }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const word = useGradeWord(pool);
  const { chain } = member;
  if (!chain) return null;
  return (
    <Section title={t('grading.chain')}>
      <ol className="grading-lines s13">
        {pool.steps.map((step) => {
          const said = chain.said.filter((one) => one.step === step.id).at(-1);
          return (
            <li key={step.id}>
              <span>{text(step.title)}{said ? <span className="c3"> · {said.by} {dayWords(said.day, i18n.language)}</span> : null}{said?.reason ? <><br /><span className="c2">{said.reason}</span></> : null}</span>
              {said ? <b>{word(said.grade)}</b> : chain.next === step.id ? <Tag tone="amber">{t('grading.chain.turn')}</Tag> : <span className="c3">{t('grading.chain.waits')}</span>}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** Limits over all pools and several years (R38), and how equals are told apart (R44). */
export function Rules({ pool }: { readonly pool: BoardPool }) {
  const { t } = useTranslation();
  const text = useText();
  const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;
  if (pool.system.length === 0 && pool.tieBreak.length === 0) return null;
  return (
    <section className="grading-fair" aria-label={t('grading.rules')}>
      {pool.system.map((line) => (
        <p key={line.id} className="s13"><b>{text(line.title)}</b>{' '}
          {t('grading.system', { from: line.from, to: line.to, used: line.used, base: line.base, share: line.share ? percent(Number(line.share.shown)) : t('ui.none'), target: percent(line.target) })}{' '}
          <span className={line.broken ? (line.strictness === 'must' ? 'late' : 'warn') : 'ok'}>{line.broken ? t(line.kind === 'floor' ? 'grading.system.short' : 'grading.system.over', { count: line.missing }) : t('grading.system.met')}</span>
        </p>
      ))}
      <p className="s13 c2">{pool.tieBreak.length === 0 ? t('grading.ties.committee') : t('grading.ties', { order: pool.tieBreak.map((one) => text(one)).join(t('grading.ties.then')) })}</p>
    </section>
  );
}
