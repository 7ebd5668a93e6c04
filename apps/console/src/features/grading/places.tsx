import type { BoardPool } from '@shuping/contracts';
import { useGradeWord } from './words.ts';

/** Forced distribution in one line: grades in force of their places. */
export function Places({ pool }: { readonly pool: BoardPool }) {
  const word = useGradeWord(pool);
  return <>{pool.distribution?.grades.map((one) => <span key={one.grade} className={one.used === one.places ? '' : 'late'}><span className="c3">{word(one.grade)}</span> {one.used} / {one.places} </span>)}</>;
}
