import type { BoardPool } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { inForce, useGradeWord } from './words.ts';

const WIDTH = 856;
const COLOURS = ['var(--g-hao)', 'var(--g-jiao)', 'var(--g-yiban)', 'var(--g-cha)'] as const;

/** All scores of the pool on one line: shapes are grades in force, a ring marks who was moved. */
export function ScoreAxis({ pool }: { readonly pool: BoardPool }) {
  const { t } = useTranslation();
  const word = useGradeWord(pool);
  const members = pool.members.filter((member) => member.score !== null && pool.grades.some((grade) => grade.id === inForce(member)));
  if (members.length === 0) return null;
  const values = members.map((member) => Number(member.score!.shown));
  const low = Math.min(...values) - 2;
  const high = Math.max(...values) + 2;
  const x = (value: number): number => 16 + ((value - low) / (high - low)) * (WIDTH - 32);
  const bands = pool.grades.filter((grade) => grade.from !== null && grade.from > low && grade.from < high);
  const quota = pool.quotas.find((one) => one.kind === 'cap' && one.line !== null);
  return (
    <figure className="grading-axis">
      <figcaption><b>{t('grading.axis')}</b> <small className="c3">{t('grading.axis.note', { count: members.length })}</small></figcaption>
      <svg viewBox={`0 0 ${WIDTH} 84`} role="img" aria-label={t('grading.axis')}>
        {bands.map((band) => <g key={band.id}><line x1={x(band.from!)} y1="6" x2={x(band.from!)} y2="60" stroke="var(--line)" /><text x={x(band.from!) + 4} y="14">{word(band.id)}</text><text x={x(band.from!)} y="78" textAnchor="middle">{band.from}</text></g>)}
        <line x1="0" y1="38" x2={WIDTH} y2="38" stroke="var(--line-2)" />
        {quota ? <g><line x1={x(Number(quota.line!.score.shown)) - 9} y1="22" x2={x(Number(quota.line!.score.shown)) - 9} y2="58" stroke="var(--ink)" strokeDasharray="2 3" /><text x={x(Number(quota.line!.score.shown)) - 5} y="70">{t('grading.quotaLine')}</text></g> : null}
        {members.map((member, n) => <Shape key={member.assesseeId} x={x(values[n]!)} place={pool.grades.findIndex((grade) => grade.id === inForce(member))} of={pool.grades.length} ring={member.grade !== null && member.grade !== member.computed} title={`${member.personName} ${member.score!.shown} ${word(inForce(member))}`} />)}
      </svg>
    </figure>
  );
}

function Shape({ x, place, of, ring, title }: { readonly x: number; readonly place: number; readonly of: number; readonly ring: boolean; readonly title: string }) {
  const y = 38;
  return (
    <g>
      <title>{title}</title>
      {place === 0 ? <circle cx={x} cy={y} r="6" fill={COLOURS[0]} /> : place >= of - 1 ? <rect x={x - 5.5} y={y - 5.5} width="11" height="11" fill={COLOURS[3]} /> : place === 1 ? <g><circle cx={x} cy={y} r="5.4" fill="var(--paper)" stroke={COLOURS[1]} strokeWidth="1.2" /><path d={`M${x} ${y - 5.4}a5.4 5.4 0 000 10.8z`} fill={COLOURS[1]} /></g> : <path d={`M${x} ${y - 7}l6.5 12h-13z`} fill={COLOURS[2]} />}
      {ring ? <circle cx={x} cy={y} r="11" fill="none" stroke="var(--ink)" /> : null}
    </g>
  );
}
