import { daysBetween, type Day } from '@shuping/kernel';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from './today.ts';
import { dayWords, figure } from './format.ts';

type DayTextProps = {
  readonly day: Day | null | undefined;
  /** Days late, when the server has counted them; otherwise counted against today if `deadline`. */
  readonly lateDays?: number;
  /** The day is a deadline: late and today are said in words. */
  readonly deadline?: boolean;
  readonly weekday?: boolean;
  /** Clock time of a deadline, `17:30`; shown on the day itself. */
  readonly time?: string | null | undefined;
};

/** A day as people write it (12月18日), and lateness as a fact (逾期 2 天). */
export function DayText({ day, lateDays, deadline, weekday, time }: DayTextProps) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  if (!day) return <span className="c3">{t('ui.none')}</span>;
  const late = lateDays ?? (deadline ? daysBetween(day, today) : 0);
  if (late > 0) return <span className="late b nw" title={dayWords(day, i18n.language, today)}>{t('ui.day.late', { count: late })}</span>;
  if (deadline && day === today) return <time dateTime={day} className="nw">{time ? t('ui.day.todayAt', { time }) : t('ui.day.today')}</time>;
  return <time dateTime={day} className="nw">{dayWords(day, i18n.language, today, weekday ?? false)}</time>;
}

/** A figure with its unit small beside it; `late` only for what is late. */
export function Figure({ value, unit, note, late, large }: { readonly value: number | string | null | undefined; readonly unit?: ReactNode; readonly note?: ReactNode; readonly late?: boolean; readonly large?: boolean }) {
  const { t } = useTranslation();
  const text = value === null || value === undefined ? t('ui.none') : figure(value);
  if (!large) return <span className="nw">{text}{unit ? <small className="c2"> {unit}</small> : null}</span>;
  return (
    <span className="figure">
      <span className={late ? 'fig late' : 'fig'}>{text}{unit ? <small>{unit}</small> : null}</span>
      {note ? <span className="s12 c2">{note}</span> : null}
    </span>
  );
}

const GRADES = { hao: 'hao', jiao: 'jiao', yiban: 'yiban', cha: 'cha', none: 'none', good: 'hao', fairly: 'jiao', average: 'yiban', poor: 'cha' } as const;
export type GradeId = keyof typeof GRADES;

/** Shape for the place of a grade on a scale, best first: 0 ●, 1 ◐, 2 ▲, last ■. */
export function gradeByRank(rank: number, of: number): GradeId {
  if (rank <= 0) return 'hao';
  if (rank >= of - 1) return 'cha';
  return rank === 1 ? 'jiao' : 'yiban';
}

/** Grade: shape and colour, always followed by its word in ink. */
export function Grade({ grade, word, large }: { readonly grade: GradeId; readonly word?: string; readonly large?: boolean }) {
  const { t } = useTranslation();
  const shape = GRADES[grade];
  return <span className={`g ${shape}${large ? ' lg' : ''}`}>{word ?? t(`ui.grade.${shape}`)}</span>;
}

export type Light = 'normal' | 'soon' | 'late' | 'closed';
const LIGHTS: Record<Light, string> = { normal: 'g1', soon: 'g2', late: 'g3', closed: 'g0' };

/** Traffic light of the ledger: shape and words. */
export function LightText({ light, children }: { readonly light: Light; readonly children: ReactNode }) {
  return <span className={`tl ${LIGHTS[light]}`}>{children}</span>;
}

export type LayerKind = 'plugin' | 'province' | 'city' | 'county' | 'host';

/** Where a setting comes from; the word is printed, the colour only helps. */
export function LayerTag({ layer, word }: { readonly layer: LayerKind; readonly word?: string }) {
  const { t } = useTranslation();
  return <span className={`lay ${layer}`}>{word ?? t(`ui.layer.${layer}`)}</span>;
}

export type TagTone = 'grey' | 'red' | 'blue' | 'green' | 'amber';
export function Tag({ tone = 'grey', children }: { readonly tone?: TagTone; readonly children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}

/** Key hint, e.g. `J`. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}
