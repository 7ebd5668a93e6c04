import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import type { Score } from './words.ts';

const WIDTH = 336;
const COLOURS = ['var(--g-hao)', 'var(--g-jiao)', 'var(--g-yiban)', 'var(--g-cha)'] as const;

/** Place of a score on a scale of the pool: lines of the grades, the last within the quota, dots of the pool where they may be seen. */
export function ScoreLine({ score }: { readonly score: Score }) {
  const { t } = useTranslation();
  const text = useText();
  const own = score.score ? Number(score.score.shown) : null;
  if (own === null) return null;
  const bands = score.grades.flatMap((grade) => (grade.from === null ? [] : [{ from: grade.from, title: text(grade.title) }]));
  const quota = score.quotas.find((one) => one.kind === 'cap' && one.line)?.line ?? null;
  const values = [own, ...score.dots.map((dot) => Number(dot.score.shown)), ...(quota ? [Number(quota.score.shown)] : []), ...bands.map((band) => band.from).filter((from) => Math.abs(from - own) < 15)];
  const low = Math.floor(Math.min(...values)) - 1;
  const high = Math.ceil(Math.max(...values)) + 1;
  const x = (value: number): number => 8 + ((value - low) / (high - low)) * (WIDTH - 16);
  const place = (grade: string): number => score.grades.findIndex((one) => one.id === grade);
  const near = bands.filter((band) => band.from > low && band.from < high);
  return (
    <svg className="scores-line" viewBox={`0 0 ${WIDTH} 84`} role="img" aria-label={t('scores.line', { score: score.score?.shown ?? '' })}>
      {near.map((band) => <g key={band.from}><line x1={x(band.from)} y1="22" x2={x(band.from)} y2="56" stroke="var(--line-2)" /><text x={x(band.from)} y="14" textAnchor="middle" className="q">{band.from}</text></g>)}
      <line x1="0" y1="40" x2={WIDTH} y2="40" stroke="var(--line-2)" />
      {quota ? <line x1={x(Number(quota.score.shown))} y1="24" x2={x(Number(quota.score.shown))} y2="52" stroke="var(--ink)" strokeDasharray="2 3" /> : null}
      {score.dots.filter((dot) => !dot.mine).map((dot, n) => <Shape key={n} x={x(Number(dot.score.shown))} place={place(dot.grade)} of={score.grades.length} />)}
      <Shape x={x(own)} place={place(score.grade ?? score.computed ?? '')} of={score.grades.length} large />
      <line x1={x(own)} y1="48" x2={x(own)} y2="58" stroke="var(--ink)" />
      <text x={Math.min(Math.max(x(own), 60), WIDTH - 60)} y="72" textAnchor="middle" className="m">{score.personName} {score.score?.shown}</text>
    </svg>
  );
}

/** Shape of a grade by its place, best first: full disc, half disc, triangle, square. */
export function Shape({ x, place, of, large, y = 40 }: { readonly x: number; readonly place: number; readonly of: number; readonly large?: boolean; readonly y?: number }) {
  const r = large ? 7 : 5;
  if (place < 0) return <circle cx={x} cy={y} r={r} fill="none" stroke="var(--ink-3)" />;
  if (place === 0) return <circle cx={x} cy={y} r={r} fill={COLOURS[0]} />;
  if (place >= of - 1) return <rect x={x - r + 0.5} y={y - r + 0.5} width={2 * r - 1} height={2 * r - 1} fill={COLOURS[3]} />;
  if (place === 1) return <g><circle cx={x} cy={y} r={r} fill="var(--paper)" stroke={COLOURS[1]} strokeWidth="1.2" /><path d={`M${x} ${y - r}a${r} ${r} 0 000 ${2 * r}z`} fill={COLOURS[1]} /></g>;
  return <path d={`M${x} ${y - r - 1}l${r + 1} ${2 * r}h${-2 * (r + 1)}z`} fill={COLOURS[2]} />;
}
