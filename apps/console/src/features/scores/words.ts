import type { ScoreOut } from '@shuping/contracts';
import type { TextRef } from '@shuping/kernel';
import type { Contrast, Explained } from '@shuping/scoring';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { dayWords, type LayerKind } from '../../ui/index.ts';

/** The answer with its two trees typed as packages/scoring makes them. */
export type Score = Omit<ScoreOut, 'explained' | 'contrast'> & { readonly explained: Explained; readonly contrast: Contrast | null };
export type Params = Readonly<Record<string, string | number>>;

const LAYERS: readonly LayerKind[] = ['plugin', 'province', 'city', 'county'];

/** Tone of a layer by its place in the line: the plugin first, the host last. */
export function toneOf(score: Score, layer: string): LayerKind {
  const ids = Object.keys(score.layers);
  const at = ids.indexOf(layer);
  return at > 0 && at === ids.length - 1 ? 'host' : (LAYERS[at] ?? 'host');
}

/** Words of a coded statement; ids among its parameters become the words of the scheme. */
export function useScoreWords(score: Score): (code: string, params: Params) => string {
  const { t, i18n } = useTranslation();
  const text = useText();
  const grades = Object.fromEntries(score.grades.map((grade) => [grade.id, grade.title]));
  const word = (name: string, value: string | number): string | number => {
    if (typeof value === 'number') return value;
    if (name === 'day') return dayWords(value, i18n.language);
    if (name === 'period') return t(`scores.period.${value.slice(0, 1)}`, { n: value.slice(1) });
    if (name === 'matter' || name === 'source') return value;
    const found: TextRef | undefined = name === 'option' || name === 'from' || name === 'to' ? (score.options[value] ?? grades[value]) : (score.titles[value] ?? score.questions[value] ?? grades[value] ?? score.options[value]);
    return found ? text(found) : value;
  };
  return (code, params) => t(code, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, word(name, value)])));
}
