import { seededRandom, type Random } from '@shuping/kernel';
import type { Form, SectionText } from '../writing.ts';
import { ACHIEVEMENTS, ANSWERS, CARRY, COMMITMENTS, incident, MATTERS, WEAK } from './fragments.ts';

/** How a report is weak; `twin`: the text of another one, nearly. `long` and `unmeasured` are such that the checks do not let them through. */
export type Weakness = 'phrases' | 'no-figures' | 'label' | 'thin-measure' | 'twin' | 'borrowed' | 'long' | 'unmeasured';

const ORDER = ['一是', '二是', '三是'];

/** A report in the first person from the fragments; the same `seed` gives the same text. */
export function variedReport(form: Form, year: number, seed: number, weak?: Weakness): SectionText[] {
  const random = seededRandom(seed * 2_654_435 + year);
  const fill = (text: string): string => text.replaceAll('#', () => String(3 + Math.floor(random() * 6))).replaceAll('%', () => String(14 + Math.floor(random() * 76)));
  const one = (list: readonly string[]): string => fill(take(list, random));
  const told = (): string => incident((list) => take(list, random), (most) => Math.floor(random() * most));
  const matters = several(MATTERS, random() < 0.4 ? 3 : 2, random);
  const lines = (of: (matter: (typeof MATTERS)[number]) => string): string => matters.map((matter, at) => `${ORDER[at]}${fill(of(matter))}。`).join('\n');
  const answer = (id: string): string => {
    const [first, second] = ANSWERS[id.replace('answer-', '')] ?? ANSWERS[id.endsWith('-q1') ? 'year-burden' : 'year-people']!;
    return `${one(first)}${told()}${one(second)}`;
  };
  const texts: Readonly<Record<string, () => string>> = {
    achievements: () => `${year}年，${one(ACHIEVEMENTS)}${told()}${told()}`, carry_over: () => one(CARRY), problems: () => lines(([problem, figure]) => `${problem}，${figure}`), causes: () => lines(([, , cause]) => cause), measures: () => lines(([, , , measure]) => measure),
    commitments: () => several(COMMITMENTS, 2, random).map((text, at) => `${ORDER[at]}${fill(text)}`).join('\n'),
  };
  const sections = form.sections.map(({ id, kind }) => ({ id, kind, text: kind === 'answer' ? answer(id) : (texts[kind] ?? texts['achievements']!)() }));
  return weak === undefined ? sections.map(({ id, text }) => ({ id, text })) : weakened(sections, weak);
}

const take = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

function several<T>(list: readonly T[], count: number, random: Random): T[] {
  const left = [...list];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

function weakened(sections: readonly (SectionText & { readonly kind: string })[], weak: Weakness): SectionText[] {
  const put = (kind: string, change: (text: string) => string): SectionText[] => sections.map((section) => ({ id: section.id, text: section.kind === kind ? change(section.text) : section.text }));
  switch (weak) {
    case 'phrases': return put('achievements', () => WEAK.phrases);
    case 'no-figures': return put('achievements', () => WEAK.noFigures);
    case 'label': return put('achievements', (text) => `${WEAK.label}\n${text}`);
    case 'thin-measure': return put('measures', (text) => text.split('\n').map((line) => `${line.slice(0, 2)}${WEAK.measure}。`).join('\n'));
    case 'unmeasured': return put('measures', (text) => text.split('\n').slice(0, -1).join('\n'));
    case 'long': return sections.map(({ id, kind, text }) => ({ id, text: kind === 'answer' ? ACHIEVEMENTS.map((more) => `${text}${more.replaceAll('#', '6').replaceAll('%', '43')}`).slice(0, 6).join('\n') : text }));
    default: return sections.map(({ id, text }) => ({ id, text }));
  }
}
