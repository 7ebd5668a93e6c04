import type { BoardMember, BoardPool } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { Grade, gradeByRank, MoreRows, useSlice } from '../../ui/index.ts';
import { inForce, useGradeWord, useQuotaWords } from './words.ts';

/** From here on the columns scroll by themselves and cards keep to one line where there is nothing to say. */
const LARGE = 40;

type Props = { readonly pool: BoardPool; readonly current: string | null; readonly choose: (id: string) => void };

/** One column for each grade, best first; who stands where by the grade in force. */
export function GradeColumns({ pool, current, choose }: Props) {
  return (
    <div className={pool.members.length > LARGE ? 'grading-board large' : 'grading-board'} style={{ gridTemplateColumns: `repeat(${pool.grades.length}, minmax(0, 1fr))` }}>
      {pool.grades.map((grade, rank) => <GradeColumn key={grade.id} pool={pool} rank={rank} current={current} choose={choose} />)}
    </div>
  );
}

function GradeColumn({ pool, rank, current, choose }: Props & { readonly rank: number }) {
  const { t } = useTranslation();
  const word = useGradeWord(pool);
  const quotaWords = useQuotaWords(pool);
  const grade = pool.grades[rank]!;
  const members = pool.members.filter((member) => inForce(member) === grade.id);
  const slice = useSlice(members, (member) => member.assesseeId === current);
  const quotas = pool.quotas.filter((quota) => quota.grades.includes(grade.id));
  const better = pool.grades[rank - 1];
  const place = pool.distribution?.grades.find((one) => one.grade === grade.id);
  return (
    <section className="grading-col" aria-label={word(grade.id)}>
      <header>
        <div className="row"><Grade grade={gradeByRank(rank, pool.grades.length)} word={word(grade.id)} large /><span className="sp" /><b className="cnt">{t('grading.people', { count: members.length })}</b></div>
        {place ? <p className="s12"><span className="c2">{t('grading.places', { places: place.places })}</span><br /><span className={place.used !== place.places ? 'late b' : 'c3'}>{place.used === place.places ? t('grading.places.met') : t(place.used > place.places ? 'grading.quota.over' : 'grading.quota.short', { count: Math.abs(place.used - place.places) })}</span></p> : null}
        {quotas.length === 0 && !place ? <p className="s12 c2">{t('grading.noQuota')}</p> : quotas.map((quota) => <p key={quota.id} className="s12"><span className="c2">{quotaWords.rule(quota)}</span><br /><span className={quota.broken ? 'late b' : quota.used === quota.limit && quota.kind === 'cap' ? 'b' : 'c3'}>{quotaWords.standing(quota)}</span></p>)}
        <p className="s12 c3">{grade.from === null ? t('grading.below', { grade: better ? word(better.id) : '' }) : t(grade.inclusive ? 'grading.from' : 'grading.above', { from: grade.from })}</p>
      </header>
      <ol>{slice.rows.map((member) => <Card key={member.assesseeId} pool={pool} member={member} on={member.assesseeId === current} choose={choose} better={better ? word(better.id) : null} />)}</ol>
      <MoreRows slice={slice} total={members.length} />
    </section>
  );
}

function Card({ pool, member, on, choose, better }: { readonly pool: BoardPool; readonly member: BoardMember; readonly on: boolean; readonly choose: (id: string) => void; readonly better: string | null }) {
  const { t } = useTranslation();
  const word = useGradeWord(pool);
  const moved = member.grade !== null && member.grade !== member.computed;
  const text = useText();
  return (
    <li>
      <button type="button" className={on ? 'grading-card on' : 'grading-card'} aria-pressed={on} onClick={() => choose(member.assesseeId)}>
        <span className="s12 c3">{member.rank}</span>
        <span className="grading-who"><b>{member.personName}</b><span className="ell s12 c2">{member.orgName}</span></span>
        <span className="num">{member.score?.shown}</span>
        {moved ? <span className="note s12">{t('grading.movedFrom', { grade: word(member.computed) })}</span> : null}
        {!moved && member.distance && better && (on || pool.members.length <= LARGE) ? <span className="note s12 c3">{t('grading.distance', { grade: better, points: member.distance.shown })}</span> : null}
        {member.stars?.stars != null ? <span className="note s12 c2">{t('grading.stars.count', { count: member.stars.stars })}</span> : null}
        {member.marks.length > 0 ? <span className="note s12 c2">{member.marks.map((id) => text(pool.rules[id] ?? { text: id })).join(t('grading.comma'))}</span> : null}
        {member.lists.length > 0 ? <span className="note s12 warn">{member.lists.map((list) => text(pool.rules[list.list] ?? { text: list.list })).join(t('grading.comma'))}</span> : null}
        {member.vetoes.length > 0 ? <span className="note s12 late">{t('grading.vetoed')}</span> : null}
        {member.tied ? <span className="note s12 warn">{t('grading.tied')}</span> : null}
      </button>
    </li>
  );
}

/** People of all pools without a confirmed grade. */
export const undecidedIn = (pools: readonly BoardPool[]): number => pools.reduce((sum, pool) => sum + pool.members.filter(({ grade }) => grade === null).length, 0);
