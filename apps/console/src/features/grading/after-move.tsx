import type { BoardMember, BoardPool } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { inForce, useGradeWord } from './words.ts';

type Props = { readonly pool: BoardPool; readonly member: BoardMember };

/** What bars the better grades, or is only noted (R40–R42). */
export function Barriers({ pool, member }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const rule = (id: string): string => text(pool.rules[id] ?? { text: id });
  const question = (id: string): string => text(pool.questions[id] ?? { text: id });
  const limit = (id: string): string => text(pool.quotas.find((quota) => quota.id === id)?.title ?? (pool.distribution?.id === id ? pool.distribution.title : { text: id }));
  const word = useGradeWord(pool);
  return (
    <>
      {member.fixed ? <p className="s13 late">{t('grading.fixed')}</p> : null}
      {member.gates.map((hit) => <p key={hit.gate} className={hit.state === 'unknown' ? 's13 warn' : 's13 late'}>{t(`grading.gate.${hit.state}`, { rule: rule(hit.gate), grade: word(hit.grade), otherwise: word(hit.otherwise) })}</p>)}
      {member.pushed.map((hit) => <p key={hit.id} className="s13 late">{t('grading.pushed', { rule: limit(hit.id), from: word(hit.from), to: word(hit.to) })}</p>)}
      {member.ceilings.map((id) => <p key={id} className="s13 late">{t('grading.ceiling', { rule: rule(id) })}</p>)}
      {member.lists.map((list) => <p key={list.list} className={list.kind === 'blocks' ? 's13 late' : 's13 warn'}>{t(`grading.list.${list.kind}`, { list: rule(list.list), items: list.questions.map(question).join(t('grading.comma')) })}</p>)}
      {member.marks.length > 0 ? <p className="s13 c2">{member.marks.map(rule).join(t('grading.comma'))}</p> : null}
    </>
  );
}

/** Heads of every grade and limit after the move that is being thought of, before it is made. */
export function AfterMove({ pool, member, to }: Props & { readonly to: string }) {
  const { t } = useTranslation();
  const text = useText();
  const word = useGradeWord(pool);
  const from = inForce(member);
  const change = (ids: readonly string[]): number => Number(ids.includes(to)) - Number(from !== null && ids.includes(from));
  const counts = pool.grades.filter((grade) => grade.id === to || grade.id === from).map((grade) => t('grading.whatIf.count', { grade: word(grade.id), from: grade.count, to: grade.count + change([grade.id]) }));
  const broken = pool.quotas.filter((quota) => {
    const used = quota.used + change(quota.grades);
    return quota.kind === 'cap' ? used > quota.limit : used < quota.limit;
  });
  const forced = pool.distribution?.grades.filter((one) => one.used + change([one.grade]) !== one.places) ?? [];
  return (
    <p className="s13" role="status"><span className="c2">{t('grading.after')}</span> {counts.join(t('grading.comma'))}{t('grading.comma')}
      {broken.length === 0 && forced.length === 0 ? t('grading.after.fits') : <span className="late">{[...broken.map((quota) => t('grading.after.breaks', { quota: text(quota.title) })), ...forced.map((one) => t('grading.after.places', { grade: word(one.grade), used: one.used + change([one.grade]), places: one.places }))].join(t('grading.comma'))}</span>}
    </p>
  );
}
